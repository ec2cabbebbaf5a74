/// Decimals with few digits, as pages print them: what is computed on from a printed number starts
/// from these digits.
extension ExactDecimal {
  /// The nearest decimal with at most `places` digits after the point; halves go away from zero.
  public func rounded(to places: Int) -> ExactDecimal {
    precondition(places >= 0, "\(places) digits after the point")
    guard scale > places else { return self }
    let unit = Self.power(of10: scale - places)
    let twice = coefficient.magnitude * 2 + unit.magnitude
    let whole = Int128(twice / (2 * unit.magnitude))
    return ExactDecimal(isNegative ? -whole : whole, scale: places)
  }

  /// The nearest decimal with at most `places` digits after the point to a binary number;
  /// `value · 10^places` has to stay below 2⁶³.
  public init(rounding value: Double, places: Int) {
    let scaled = value * Double(Self.power(of10: places))
    precondition(abs(scaled) < 0x1p63, "\(value) with \(places) digits")
    self.init(Int128(scaled.rounded(.toNearestOrAwayFromZero)), scale: places)
  }

  /// `a / b`, rounded to `places` digits; `b` is not zero.
  public static func quotient(_ a: Self, _ b: Self, places: Int) -> ExactDecimal {
    precondition(!b.isZero, "a division by zero")
    let both = aligned(a, b)
    let scaled = both.a.magnitude * power(of10: places).magnitude
    let whole = Int128((scaled * 2 + both.b.magnitude) / (2 * both.b.magnitude))
    return ExactDecimal((both.a < 0) != (both.b < 0) ? -whole : whole, scale: places)
  }

  /// With exactly `places` digits after the point where there are fewer: `0.2040`.
  public func text(places: Int) -> String { padded(description, places) }
  /// The same with the ASCII minus, as formulas need it.
  public func asciiText(places: Int) -> String { padded(asciiText, places) }

  private func padded(_ text: String, _ places: Int) -> String {
    guard scale < places else { return text }
    return text + (scale == 0 ? "." : "") + String(repeating: "0", count: places - scale)
  }
}
