import Testing

@testable import Drawing

/// Numbers as languages write them.
@Suite struct NumeralsTests {
  @Test(arguments: [
    ("0.5", "0,5"), ("−0.25 and 3", "−0,25 and 3"), ("0.125", "0,125"),
    ("1 0.001; 2", "1 0,001; 2"), ("(0.8, −1, −1)", "(0,8; −1; −1)"),
    ("(0, 1)", "(0; 1)"), ("[0.5, 2]", "[0,5; 2]"), ("0.1, 0.9", "0,1; 0,9"),
    ("(0, 1) → 0.5, (1, 1) → 1", "(0; 1) → 0,5, (1; 1) → 1"),
    ("in epoch 2, 3 points", "in epoch 2, 3 points"),
    ("w1 = 0.5·x1 + 2/0.5", "w1 = 0,5·x1 + 2/0,5"),
    ("It is 0.5.", "It is 0,5."), ("p ≈ 0.83, q", "p ≈ 0,83, q"), ("0.5·h1", "0,5·h1"),
  ])
  func decimalCommas(_ text: String, _ expected: String) {
    #expect(Numerals.comma.text(text) == expected)
    // What is written so already stays.
    #expect(Numerals.comma.text(expected) == expected)
    #expect(Numerals.point.text(text) == text)
  }

  @Test func thousandsAreParted() {
    #expect(Numerals.point.grouped(401_920) == "401,920")
    #expect(Numerals.comma.grouped(1_234_567) == "1\u{202F}234\u{202F}567")
    #expect(Numerals.comma.text(Numerals.comma.grouped(401_920)) == "401\u{202F}920")
    #expect([0, 12, 999].map { Numerals.comma.grouped($0) } == ["0", "12", "999"])
  }

  /// Names, paths and versions are no numbers.
  @Test(arguments: [
    "lesson-1.5.md", "/tmp/1.5/x", "learn 0.1.0", "v1.5", "x1.5y", "a.5", "mlp-002.yaml", "3.md",
  ])
  func namesStay(_ text: String) { #expect(Numerals.comma.text(text) == text) }

  @Test(arguments: [
    ("-0.5", "−0,5"), ("(0.8, -1, -1)", "(0,8; −1; −1)"), ("w_{2,1} = 0.5", "w_(2, 1) = 0,5"),
    ("e^{-0.5}", "e^(−0,5)"), ("\\max(0, z)", "max(0; z)"), ("0.1, 0.9", "0,1; 0,9"),
    ("a = 1, b = 2", "a = 1, b = 2"), ("\\frac{0.5}{2}", "0,5/2"), ("\\result{0.5}", "0,5"),
    ("\\begin{pmatrix} 1 & 0.5 \\\\ 2 & 3 \\end{pmatrix}", "[1; 0,5 | 2; 3]"),
  ])
  func formulas(_ source: String, _ expected: String) throws {
    let math = try Math.parse(source)
    #expect(math.written(in: .comma).plainText == expected)
    #expect(math.written(in: .point) == math)
  }

  /// As in TeX, a comma in braces has no room around it.
  @Test func aCommaInBracesIsPartOfTheNumber() throws {
    #expect(try Math.parse("0{,}5").plainText == "0,5")
  }
}
