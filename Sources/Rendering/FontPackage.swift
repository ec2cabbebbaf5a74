/// A family of fonts and the Debian package that brings it.
public struct FontPackage: Hashable, Sendable {
  /// The name of the Debian package.
  public var name: String
  /// The family as fontconfig calls it.
  public var family: String
  /// Font files below the font folder, the first of which must be there.
  var files: [String]

  /// Text, labels and numbers.
  public static let inter = FontPackage(
    name: "fonts-inter", family: "Inter",
    files: [
      "Regular", "Italic", "Medium", "MediumItalic", "SemiBold", "SemiBoldItalic", "Bold",
      "BoldItalic",
    ].map { "opentype/inter/Inter-\($0).otf" })

  /// A face made for people who learn to read.
  public static let andika = FontPackage(
    name: "fonts-sil-andika", family: "Andika",
    files: ["Regular", "Italic", "Bold", "BoldItalic"].map {
      "truetype/andika/Andika-\($0).ttf"
    })

  /// Variables and symbols of formulas.
  public static let stix = FontPackage(
    name: "fonts-stix", family: "STIXGeneral",
    files: ["Regular", "Italic", "Bold", "BoldItalic"].map {
      "opentype/stix/STIXGeneral-\($0).otf"
    })

  /// Program text.
  public static let jetBrainsMono = FontPackage(
    name: "fonts-jetbrains-mono", family: "JetBrains Mono",
    files: ["Regular", "Italic", "Bold", "BoldItalic"].map {
      "truetype/jetbrains-mono/JetBrainsMono-\($0).ttf"
    })
}

/// A writing system that the text face does not have, and the font that does.
struct Script: Sendable {
  var ranges: [ClosedRange<UInt32>]
  var package: FontPackage

  private static func noto(_ name: String, _ ranges: ClosedRange<UInt32>...) -> Script {
    Script(
      ranges: ranges,
      package: FontPackage(
        name: "fonts-noto-core", family: "Noto Sans \(name)",
        files: ["Regular", "Bold"].map { "truetype/noto/NotoSans\(name)-\($0).ttf" }))
  }

  /// Scripts that names on a class list are written in.
  static let all: [Script] = [
    noto("Arabic", 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFF),
    noto("Hebrew", 0x590...0x5FF, 0xFB1D...0xFB4F),
    noto("Armenian", 0x530...0x58F),
    noto("Georgian", 0x10A0...0x10FF, 0x1C90...0x1CBF),
    noto("Ethiopic", 0x1200...0x139F),
    noto("Devanagari", 0x900...0x97F),
    noto("Bengali", 0x980...0x9FF),
    noto("Gurmukhi", 0xA00...0xA7F),
    noto("Gujarati", 0xA80...0xAFF),
    noto("Tamil", 0xB80...0xBFF),
    noto("Telugu", 0xC00...0xC7F),
    noto("Kannada", 0xC80...0xCFF),
    noto("Malayalam", 0xD00...0xD7F),
    noto("Sinhala", 0xD80...0xDFF),
    noto("Thai", 0xE00...0xE7F),
    noto("Lao", 0xE80...0xEFF),
    noto("Myanmar", 0x1000...0x109F),
    noto("Khmer", 0x1780...0x17FF),
    Script(
      ranges: [
        0x1100...0x11FF, 0x2E80...0x9FFF, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFF00...0xFFEF,
        0x20000...0x3FFFF,
      ],
      package: FontPackage(
        name: "fonts-noto-cjk", family: "Noto Sans CJK",
        files: ["Regular", "Bold"].map { "opentype/noto/NotoSansCJK-\($0).ttc" })),
  ]

  static func of(_ scalar: Unicode.Scalar) -> Script? {
    all.first { $0.ranges.contains { $0.contains(scalar.value) } }
  }
}
