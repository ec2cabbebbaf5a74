// The methods and constants are those of FreeBSD's msun library, which carries this notice:
//
// Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
// Developed at SunPro, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and
// distribute this software is freely granted, provided that this notice is preserved.

/// log 2 in two parts: the first has 32 bits, so that its product with a small whole number is
/// exact.
private let log2High = 0x1.62e42feep-1
private let log2Low = 0x1.a39ef35793c76p-33

/// The elementary functions in 64 bits, each within 1 unit in the last place. Multiplications and
/// additions are never fused, whatever the processor, so that the bits are the same on all.
extension Double: Real {
  /// x = n·log 2 + r with |r| ≤ ½ log 2, so eˣ = 2ⁿ·eʳ; eʳ = 1 + 2r/(R(r) − r), R by a polynomial
  /// in r².
  public static func exponential(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 709.782_712_893_383_973_096 { return .infinity }
    if x < -745.133_219_101_941_108_420 { return 0 }
    let n = (x * 0x1.71547652b82fep0).rounded()
    let (high, low) = (x - n * log2High, n * log2Low)
    let r = high - low
    let t = r * r
    let c =
      r - t
      * (0x1.555555555553ep-3 + t
        * (-0x1.6c16c16bebd93p-9 + t
          * (0x1.1566aaf25de2cp-14 + t * (-0x1.bbd41c5d26bf1p-20 + t * 0x1.6376972bea4d0p-25))))
    let y = 1 + ((r * c) / (2 - c) - low + high)
    return scaled(y, by: Int(n))
  }

  /// y·2ⁿ, in steps that are normal numbers: only the last one rounds.
  private static func scaled(_ y: Double, by n: Int) -> Double {
    if n > 1023 { return y * 2 * 0x1p1023 }
    if n < -1021 { return y * powerOfTwo(n + 1000) * 0x1p-1000 }
    return y * powerOfTwo(n)
  }

  /// 2ⁿ for −1022 ≤ n ≤ 1023.
  private static func powerOfTwo(_ n: Int) -> Double {
    Double(bitPattern: UInt64(n + 1023) << 52)
  }

  /// x = 2ᵏ·(1 + f) with √½ < 1 + f < √2; log(1 + f) = f − f²/2 + s(f²/2 + R) with s = f/(2 + f).
  public static func logarithm(_ x: Double) -> Double {
    if x.isNaN || x < 0 { return .nan }
    if x == 0 { return -.infinity }
    if x == .infinity { return x }
    let isSmall = x < leastNormalMagnitude
    let (k, f) = parts(of: isSmall ? x * 0x1p54 : x)
    return logarithm(f, 0, k: Double(isSmall ? k - 54 : k))
  }

  /// log(1 + x): as `logarithm`, with what is lost when 1 is added to x put in again.
  public static func logarithmOfOnePlus(_ x: Double) -> Double {
    if x.isNaN || x < -1 { return .nan }
    if x == -1 { return -.infinity }
    if x == .infinity || magnitude(x) < 0x1p-53 { return x }
    if x > -0.292_8, x < 0.414_2 { return logarithm(x, 0, k: 0) }
    let u = 1 + x
    let (k, f) = parts(of: u)
    let lost = k < 54 ? (k >= 2 ? 1 - (u - x) : x - (u - 1)) / u : 0
    return logarithm(f, lost, k: Double(k))
  }

  /// k and f of a normal x = 2ᵏ·(1 + f).
  private static func parts(of x: Double) -> (k: Int, f: Double) {
    // Bits of √½, so that the exponent is counted from there.
    let bits = x.bitPattern &+ (0x3ff0_0000_0000_0000 - 0x3fe6_a09e_0000_0000)
    let mantissa = (bits & 0x000f_ffff_ffff_ffff) + 0x3fe6_a09e_0000_0000
    return (Int(bits >> 52) - 1023, Double(bitPattern: mantissa) - 1)
  }

  private static func logarithm(_ f: Double, _ lost: Double, k: Double) -> Double {
    let half = 0.5 * f * f
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even =
      w * (0x1.999999997fa04p-2 + w * (0x1.c71c51d8e78afp-3 + w * 0x1.39a09d078c69fp-3))
    let odd =
      z
      * (0x1.5555555555593p-1 + w
        * (0x1.2492494229359p-2 + w * (0x1.7466496cb03dep-3 + w * 0x1.2f112df3e5244p-3)))
    return s * (half + (odd + even)) + (k * log2Low + lost) - half + f + k * log2High
  }

  /// By (e²ˣ − 1), which is exact for small x.
  public static func hyperbolicTangent(_ x: Double) -> Double {
    if x.isNaN { return x }
    let size = magnitude(x)
    let result: Double
    if size > 20 {
      result = 1
    } else if size > 0.549_3 {
      result = 1 - 2 / (exponentialMinusOne(2 * size) + 2)
    } else if size > 0.255_4 {
      let t = exponentialMinusOne(2 * size)
      result = t / (t + 2)
    } else if size >= leastNormalMagnitude {
      let t = exponentialMinusOne(-2 * size)
      result = -t / (t + 2)
    } else {
      result = size
    }
    return x < 0 ? -result : x == 0 ? x : result
  }

  /// eˣ − 1 for finite x up to 709.
  static func exponentialMinusOne(_ x: Double) -> Double {
    if magnitude(x) < 0x1p-54 { return x }
    if x < -40 { return -1 }
    var (k, r, lost) = (0, x, 0.0)
    if magnitude(x) > 0.346_573_590_279_972_65 {
      let n =
        magnitude(x) < 1.039_720_770_839_917_9
        ? (x < 0 ? -1 : 1) : (x * 0x1.71547652b82fep0).rounded()
      let (high, low) = (x - n * log2High, n * log2Low)
      r = high - low
      lost = (high - r) - low
      k = Int(n)
    }
    let half = 0.5 * r
    let square = r * half
    let r1 =
      1 + square
      * (-0x1.11111111110f4p-5 + square
        * (0x1.a01a019fe5585p-10 + square
          * (-0x1.4ce199eaadbb7p-14 + square
            * (0x1.0cfca86e65239p-18 - square * 0x1.afdb76e09c32dp-23))))
    let t = 3 - r1 * half
    var e = square * ((r1 - t) / (6 - r * t))
    if k == 0 { return r - (r * e - square) }
    e = r * (e - lost) - lost - square
    if k == -1 { return 0.5 * (r - e) - 0.5 }
    if k == 1 { return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e) }
    if k < 0 || k > 56 { return scaled(r - e + 1, by: k) - 1 }
    let share = powerOfTwo(-k)
    return (k < 20 ? r - e + (1 - share) : r - (e + share) + 1) * powerOfTwo(k)
  }

  @inline(__always)
  private static func magnitude(_ x: Double) -> Double { x.magnitude }
}
