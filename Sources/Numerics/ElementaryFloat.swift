/// The elementary functions in 32 bits. Multiplications and additions are never fused, whatever the
/// processor, so that the bits are the same on all.
extension Float: Real {
  /// Within 1 unit in the last place. No branches: the compiler computes several at once.
  ///
  /// x = n·log 2 + r with |r| ≤ ½ log 2, so eˣ = 2ⁿ·eʳ; eʳ by the polynomial of the Cephes library
  /// (Moshier, 1992). 2ⁿ is applied in two halves, each a normal number.
  @inline(__always)
  public static func exponential(_ x: Float) -> Float {
    // Beyond these the result is 0 or infinite; what is no number stays so.
    let low: Float = x < -104 ? -104 : x
    let x: Float = low > 89 ? 89 : low
    // Adding 1.5·2²³ leaves no room for a fraction: the sum's last bits are the whole number.
    let shifted = x * 1.442_695_04 + 0x1.8p23
    let n = shifted - 0x1.8p23
    let r = (x - n * 0x1.63p-1) - n * -2.121_944_40e-4
    var p: Float = 1.987_569_150_0e-4
    p = p * r + 1.398_199_950_7e-3
    p = p * r + 8.333_451_907_3e-3
    p = p * r + 4.166_579_589_4e-2
    p = p * r + 1.666_666_545_9e-1
    p = p * r + 5.000_000_120_1e-1
    let y = 1 + (r + (r * r) * p)
    let exponent = Int32(bitPattern: shifted.bitPattern &- Float(0x1.8p23).bitPattern)
    let half = exponent &>> 1
    return y * powerOfTwo(half) * powerOfTwo(exponent &- half)
  }

  /// 2ⁿ for −126 ≤ n ≤ 127.
  @inline(__always)
  private static func powerOfTwo(_ n: Int32) -> Float {
    Float(bitPattern: UInt32(bitPattern: (n &+ 127) &<< 23))
  }

  // These are computed in 64 bits and rounded once: the nearest number, but for very few ties.
  public static func logarithm(_ x: Float) -> Float { Float(Double.logarithm(Double(x))) }
  public static func logarithmOfOnePlus(_ x: Float) -> Float {
    Float(Double.logarithmOfOnePlus(Double(x)))
  }
  public static func hyperbolicTangent(_ x: Float) -> Float {
    Float(Double.hyperbolicTangent(Double(x)))
  }
}
