// The methods and constants are those of FreeBSD's msun library, which carries this notice:
//
// Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
// Developed at SunPro, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and
// distribute this software is freely granted, provided that this notice is preserved.

/// Sine and cosine, within 1 unit in the last place, the same bits on all processors; beyond 2²⁰ as
/// exact as the angle itself.
extension Double {
  /// The sine of an angle in radians; no number for an infinite one.
  public static func sine(_ x: Double) -> Double {
    let angle = Angle(x)
    switch angle.quarter {
    case 0: return angle.sine
    case 1: return angle.cosine
    case 2: return -angle.sine
    default: return -angle.cosine
    }
  }

  /// The cosine of an angle in radians; no number for an infinite one.
  public static func cosine(_ x: Double) -> Double {
    let angle = Angle(x)
    switch angle.quarter {
    case 0: return angle.cosine
    case 1: return -angle.sine
    case 2: return -angle.cosine
    default: return angle.sine
    }
  }
}

/// An angle as quarters of a turn and a rest between −π/4 and π/4, the rest in two parts of which
/// the second holds what is lost in rounding the first.
private struct Angle {
  let quarter: Int
  private let x: Double
  private let lost: Double

  init(_ angle: Double) {
    guard angle.isFinite else {
      (quarter, x, lost) = (0, .nan, 0)
      return
    }
    // Exact products below need a number of quarters with at most 20 bits.
    let small = angle.magnitude < 0x1p20 ? angle : angle.truncatingRemainder(dividingBy: 2 * .pi)
    let n = (small * 0x1.45f306dc9c883p-1).rounded()
    quarter = Int(n) & 3
    // π/2 in three parts of 33 bits and a last one.
    let first = small - n * 0x1.921fb544p0
    let second = first - n * 0x1.0b4611a6p-34
    let error = n * 0x1.0b4611a6p-34 - (first - second)
    let third = second - n * 0x1.3198a2ep-69
    let end = n * 0x1.b839a252049c1p-104 - ((second - third) - n * 0x1.3198a2ep-69) + error
    x = third - end
    lost = (third - x) - end
  }

  var sine: Double {
    let z = x * x
    let w = z * z
    let r =
      0x1.111111110f8a6p-7 + z * (-0x1.a01a019c161d5p-13 + z * 0x1.71de357b1fe7dp-19) + z * w
      * (-0x1.ae5e68a2b9cebp-26 + z * 0x1.5d93a5acfd57cp-33)
    let v = z * x
    return x - ((z * (0.5 * lost - v * r) - lost) - v * -0x1.5555555555549p-3)
  }

  var cosine: Double {
    let z = x * x
    let w = z * z
    let r =
      z * (0x1.555555555554cp-5 + z * (-0x1.6c16c16c15177p-10 + z * 0x1.a01a019cb159p-16)) + w * w
      * (-0x1.27e4f809c52adp-22 + z * (0x1.1ee9ebdb4b1c4p-29 + z * -0x1.8fae9be8838d4p-37))
    let half = 0.5 * z
    let rest = 1 - half
    return rest + (((1 - rest) - half) + (z * r - x * lost))
  }
}
