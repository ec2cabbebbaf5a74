import Testing

@testable import Numerics

struct ExactDecimalTests {
  @Test(arguments: [
    ("0.8", "0.8"), ("-1", "\u{2212}1"), ("\u{2212}1", "\u{2212}1"), ("+0.50", "0.5"),
    ("-0", "0"), ("-0.000", "0"), ("007", "7"), ("100", "100"), ("-0.05", "\u{2212}0.05"),
    ("123456789.012345", "123456789.012345"),
  ])
  func readsAndWrites(text: String, expected: String) throws {
    let number = try ExactDecimal(parsing: text)
    #expect(number.description == expected)
    #expect(number.asciiText == expected.replacing("\u{2212}", with: "-"))
    #expect(try ExactDecimal(parsing: number.description) == number)
  }

  @Test(arguments: [
    "", "-", ".", ".5", "5.", "1,5", "1e3", "0x10", "--1", "1.2.3", "½", "1 0", "٣",
  ])
  func refusesWhatIsNoNumber(text: String) {
    #expect(throws: NumberTextError.notANumber(text)) { try ExactDecimal(parsing: text) }
  }

  @Test func refusesTooManyDigits() {
    #expect(throws: NumberTextError.tooManyDigits("1234567890.123456", limit: 15)) {
      try ExactDecimal(parsing: "1234567890.123456")
    }
    #expect(ExactDecimal(String(repeating: "9", count: 400)) == nil)
    #expect(ExactDecimal("000000000000000000001") == 1)
  }

  /// Against whole numbers of thousandths, all pairs of a small range.
  @Test func computesExactly() {
    for a in stride(from: -2100, through: 2100, by: 370) {
      for b in stride(from: -1015, through: 1015, by: 145) {
        let x = ExactDecimal(Int128(a), scale: 3)
        let y = ExactDecimal(Int128(b), scale: 3)
        #expect(x + y == ExactDecimal(Int128(a + b), scale: 3))
        #expect(x - y == ExactDecimal(Int128(a - b), scale: 3))
        #expect(x * y == ExactDecimal(Int128(a * b), scale: 6))
        #expect((x < y) == (a < b))
        #expect((x == y) == (a == b))
      }
    }
  }

  @Test func tenTenthsAreOne() {
    let tenth = ExactDecimal(1, scale: 1)
    #expect((0..<10).reduce(ExactDecimal.zero) { sum, _ in sum + tenth } == 1)
  }
}

struct FractionTests {
  @Test(arguments: [
    (Int128(5), Int128(4), "1.25"), (-5, 4, "\u{2212}1.25"), (5, -3, "\u{2212}5/3"), (0, -7, "0"),
    (10, 5, "2"), (1, 64, "0.015625"), (1, 128, "1/128"), (-2, -6, "1/3"),
  ])
  func isWrittenAsDecimalOrFraction(over: Int128, under: Int128, text: String) {
    #expect(Fraction(over, over: under).description == text)
  }

  @Test(arguments: [
    ("0,5", "0.5"), ("-0.8", "\u{2212}0.8"), ("\u{2212}3/4", "\u{2212}0.75"), ("5/3", "5/3"),
    (" .5 ", "0.5"), ("1.", "1"), ("0,5/1,5", "1/3"), ("+1", "1"), ("1 / 3", "1/3"), ("-0", "0"),
  ])
  func readsAnswers(text: String, expected: String) {
    #expect(Fraction(readersText: text)?.description == expected)
  }

  @Test(arguments: [
    "", "/", "1/", "1/0", "a", "1.2.3", "1/2/3", "1 000", "9999999999999999", "1e9",
  ])
  func refusesOtherAnswers(text: String) {
    #expect(Fraction(readersText: text) == nil)
  }

  @Test func quotientOfDecimals() {
    #expect(
      Fraction(ExactDecimal(2, scale: 1), dividedBy: ExactDecimal(-3, scale: 1))
        == Fraction(-2, over: 3)
    )
  }
}
