/// A decimal number without rounding: `coefficient × 10^(−scale)`.
///
/// Perceptron lessons compute with it, because whether a weighted sum is exactly 0 decides the
/// output, and a pupil with a pencil must get every number of the program. The form is canonical
/// (no trailing zeros, no −0), so equal numbers have equal parts.
///
/// Sums and products trap when they leave 128 bits. Numbers that come from outside pass a check
/// first: `init(parsing:)` limits their digits, `PerceptronTrainer` what can grow out of them.
public struct ExactDecimal: Hashable, Sendable {
  public let coefficient: Int128
  /// Digits after the point, 0 or more.
  public let scale: Int

  /// The number `coefficient × 10^(−scale)`; `scale` is 0 or more.
  public init(_ coefficient: Int128, scale: Int = 0) {
    precondition(scale >= 0, "a scale of \(scale)")
    var coefficient = coefficient
    var scale = scale
    while scale > 0, coefficient % 10 == 0 {
      coefficient /= 10
      scale -= 1
    }
    self.coefficient = coefficient
    self.scale = scale
  }

  public init(_ value: Int) { self.init(Int128(value)) }

  public static let zero = ExactDecimal(0)
  public static let one = ExactDecimal(1)

  public var isZero: Bool { coefficient == 0 }
  public var isNegative: Bool { coefficient < 0 }
  public var magnitude: ExactDecimal { coefficient < 0 ? -self : self }
  /// −1, 0 or 1.
  public var signum: Int { Int(coefficient.signum()) }

  /// The nearest binary number: for positions in pictures, never for arithmetic.
  public var doubleValue: Double { Double(coefficient) / Double(Self.power(of10: scale)) }

  static func power(of10 exponent: Int) -> Int128 {
    var result: Int128 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  /// Both coefficients over the same power of ten.
  static func aligned(_ a: Self, _ b: Self) -> (a: Int128, b: Int128, scale: Int) {
    let scale = max(a.scale, b.scale)
    return (
      a.coefficient * power(of10: scale - a.scale), b.coefficient * power(of10: scale - b.scale),
      scale
    )
  }

  public static func + (a: Self, b: Self) -> Self {
    let both = aligned(a, b)
    return Self(both.a + both.b, scale: both.scale)
  }

  public static func - (a: Self, b: Self) -> Self { a + -b }
  public static prefix func - (a: Self) -> Self { Self(-a.coefficient, scale: a.scale) }

  public static func * (a: Self, b: Self) -> Self {
    Self(a.coefficient * b.coefficient, scale: a.scale + b.scale)
  }

  public static func += (a: inout Self, b: Self) { a = a + b }
}

extension ExactDecimal: Comparable {
  public static func < (a: Self, b: Self) -> Bool {
    let both = aligned(a, b)
    return both.a < both.b
  }
}

extension ExactDecimal: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}

extension ExactDecimal: CustomStringConvertible {
  /// For people: a real minus sign, `−0.4`.
  public var description: String { (isNegative ? "\u{2212}" : "") + digits }
  /// For machines: the ASCII minus, `-0.4`.
  public var asciiText: String { (isNegative ? "-" : "") + digits }

  private var digits: String {
    let text = String(coefficient.magnitude)
    guard scale > 0 else { return text }
    let padded = String(repeating: "0", count: max(0, scale + 1 - text.count)) + text
    return padded.dropLast(scale) + "." + padded.suffix(scale)
  }
}
