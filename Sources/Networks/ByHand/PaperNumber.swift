import Numerics

/// A number as a page prints it: exact, or rounded to a stated number of digits. What is computed
/// on from it starts from the printed digits, so that a pencil gets the same.
public struct PaperNumber: Hashable, Sendable {
  public var value: ExactDecimal
  /// Digits after the point that are printed; nil for as many as there are.
  public var places: Int?
  public var isRounded = false

  public init(_ exact: ExactDecimal) {
    value = exact
  }

  /// Rounded to `places` digits, unless it has no more than these.
  ///
  /// - Parameter isPadded: prints all digits even where the last ones are 0.
  public init(rounding exact: ExactDecimal, to places: Int, isPadded: Bool = false) {
    value = exact.rounded(to: places)
    isRounded = value != exact
    self.places = isRounded || isPadded ? places : nil
  }

  /// `exact / divisor`, rounded to `places` digits unless it has no more than these.
  public init(_ exact: ExactDecimal, dividedBy divisor: Int, places: Int) {
    value = .quotient(exact, ExactDecimal(divisor), places: places)
    isRounded = value * ExactDecimal(divisor) != exact
    self.places = isRounded ? places : nil
  }

  /// Of a value that is not known in decimals: always rounded.
  public init(rounding binary: Double, to places: Int) {
    value = ExactDecimal(rounding: binary, places: places)
    self.places = places
    isRounded = true
  }

  public var doubleValue: Double { value.doubleValue }

  /// For people, with a real minus sign: `−0.2040`.
  public var text: String { places.map { value.text(places: $0) } ?? value.description }
  /// For formulas and JSON: `-0.2040`.
  public var formula: String { places.map { value.asciiText(places: $0) } ?? value.asciiText }
  /// As a factor: negative numbers in brackets.
  public var operand: String { value.isNegative ? "(\(formula))" : formula }

  /// How many places show two figures of a value as large as `largest`, `least` of them and twelve
  /// at most: gradients that would print as 0.0000 get more.
  public static func places(showing largest: Double, atLeast least: Int) -> Int {
    var (places, scaled) = (0, abs(largest))
    while scaled < 10, scaled > 0, places < 12 {
      scaled *= 10
      places += 1
    }
    return scaled > 0 ? max(places, least) : least
  }

  // MARK: What is true of it

  /// The value with all digits, rounded to as many as are printed; nil where this is what is
  /// printed. Rounding on the way may have moved the last of them.
  public func correction(from exact: Double) -> PaperNumber? {
    let places = self.places ?? value.scale
    let rounded = PaperNumber(rounding: exact, to: places)
    return rounded.value == value.rounded(to: places) ? nil : rounded
  }

  /// As many of the printed digits as are true of the value with all digits, too: of a printed
  /// 0.6830 that should be 0.68291, 0.683.
  public func agreed(with exact: Double) -> PaperNumber {
    guard correction(from: exact) != nil else { return self }
    for places in (0..<(self.places ?? value.scale)).reversed() {
      let fewer = PaperNumber(rounding: value.doubleValue, to: places)
      if fewer.correction(from: exact) == nil { return fewer }
    }
    return PaperNumber(rounding: exact, to: 0)
  }

  // MARK: Going on from the printed digits

  /// The product of two printed numbers, rounded to `places` digits, halves away from zero as with
  /// a pencil.
  public static func product(_ a: PaperNumber, _ b: PaperNumber, places: Int) -> PaperNumber {
    PaperNumber(rounding: a.value * b.value, to: places, isPadded: true)
  }

  /// The exact sum of printed numbers, with as many digits as the first one.
  public static func sum(_ values: [PaperNumber]) -> PaperNumber {
    var sum = PaperNumber(values.reduce(ExactDecimal.zero) { $0 + $1.value })
    sum.places = values.first?.places
    return sum
  }
}
