/// A floating-point number that networks compute with: `Float` in training, `Double` in gradient
/// checks and in small examples whose digits a reader recomputes.
///
/// Layers are written once for both. The elementary functions stand here because those of a C
/// library differ in their last bits from one processor and one library to the next; ours are the
/// same everywhere.
public protocol Real: BinaryFloatingPoint, Sendable {
  /// eˣ
  static func exponential(_ x: Self) -> Self
  /// The natural logarithm: −∞ at 0, no number below.
  static func logarithm(_ x: Self) -> Self
  /// log(1 + x), exact for small x.
  static func logarithmOfOnePlus(_ x: Self) -> Self
  static func hyperbolicTangent(_ x: Self) -> Self
}

/// `base` multiplied by itself `exponent` times, which must not be negative.
///
/// By squaring; within about `exponent` units in the last place.
public func power<T: Real>(_ base: T, _ exponent: Int) -> T {
  precondition(exponent >= 0, "a power with the exponent \(exponent)")
  var (result, square, rest) = (T(1), base, exponent)
  while rest > 0 {
    if rest & 1 == 1 { result *= square }
    square *= square
    rest >>= 1
  }
  return result
}
