/// A rational number in lowest terms, its denominator above zero.
public struct Fraction: Hashable, Sendable {
  public let numerator: Int128
  public let denominator: Int128

  /// `numerator / denominator`; the denominator is not zero.
  public init(_ numerator: Int128, over denominator: Int128 = 1) {
    precondition(denominator != 0, "a fraction with zero below the stroke")
    var a = numerator.magnitude
    var b = denominator.magnitude
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Int128(a)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.numerator = sign * (numerator / divisor)
    self.denominator = sign * (denominator / divisor)
  }

  /// `a / b`; `b` is not zero.
  public init(_ a: ExactDecimal, dividedBy b: ExactDecimal = .one) {
    let both = ExactDecimal.aligned(a, b)
    self.init(both.a, over: both.b)
  }

  public var isZero: Bool { numerator == 0 }
  public var isNegative: Bool { numerator < 0 }
  public var magnitude: Fraction { isNegative ? -self : self }
  public var doubleValue: Double { Double(numerator) / Double(denominator) }

  public static prefix func - (a: Self) -> Self { Self(-a.numerator, over: a.denominator) }

  /// The number as a decimal, where its digits end after at most `limit` places.
  public func decimal(atMost limit: Int = 6) -> ExactDecimal? {
    var scaled: Int128 = 1
    for scale in 0...limit {
      if scaled % denominator == 0 {
        return ExactDecimal(numerator * (scaled / denominator), scale: scale)
      }
      scaled *= 10
    }
    return nil
  }
}

extension Fraction: CustomStringConvertible {
  /// For people: the decimal where it ends soon (`−1.25`), else the fraction (`5/3`).
  public var description: String {
    if let decimal = decimal() { return decimal.description }
    return (isNegative ? "\u{2212}" : "") + "\(numerator.magnitude)/\(denominator)"
  }
}
