/// An opaque colour in sRGB, eight bits a channel.
public struct Color: Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// A colour from its hexadecimal form, for example `Color(hex: 0x0067A5)`.
  public init(hex: UInt32) {
    self.init(UInt8(hex >> 16 & 255), UInt8(hex >> 8 & 255), UInt8(hex & 255))
  }

  public static let white = Color(255, 255, 255)
  public static let black = Color(0, 0, 0)

  /// Grey as a photocopier sees it: relative luminance (WCAG 2), from 0 (black) to 1 (white).
  public var luminance: Double {
    func linear(_ c: UInt8) -> Double {
      let v = Double(c) / 255
      // The sRGB transfer function without the C library's `pow`: 2.2 is close enough to choose
      // between black and white text.
      return v <= 0.04045 ? v / 12.92 : v * v * (0.8 + 0.2 * v)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// The colour a part `t` (0 … 1) of the way from this one to `other`.
  public func mixed(with other: Color, _ t: Double) -> Color {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Double(a) + (Double(b) - Double(a)) * min(max(t, 0), 1)).rounded())
    }
    return Color(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
  }
}

extension Color {
  /// As style sheets and SVG write it: `#1F2430`.
  public var hexText: String {
    let digits = Array("0123456789ABCDEF")
    return "#"
      + [red, green, blue].map { "\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined()
  }
}
