/// Type sizes, line weights and colours by what they mean. There is one for the beamer and one for
/// paper; figures never name a colour themselves.
public struct Theme: Equatable, Sendable {
  public var paper: Color
  /// Text, boundaries, results.
  public var ink: Color
  /// Section words, tick labels, ghosts.
  public var muted: Color
  /// Grid lines, rules.
  public var rule: Color
  /// TRUE, positive values. Never the only carrier of the meaning.
  public var positive: Color
  /// FALSE, negative values.
  public var negative: Color
  /// Light tints of the two half-planes.
  public var positiveTint: Color
  public var negativeTint: Color
  /// Marks the thing spoken of.
  public var accent: Color

  /// Sizes in points.
  public var title: Double
  public var formula: Double
  public var label: Double
  public var small: Double
  /// The smallest type for digits, in points: what would be smaller gets more room, or another
  /// arrangement. 0 leaves it to each figure.
  public var leastDigit = 0.0
  /// Line widths in points.
  public var hairline: Double
  public var line: Double
  public var heavy: Double

  /// How strong the colour of a cell is that has its number printed in it, 0 … 1. On paper the
  /// number says it, and a light cell takes little ink and can be written on.
  public var numberedCells = 1.0

  /// For a beamer, on a picture of 1200 × 750 points.
  public static let screen = Theme(
    paper: .white, ink: Color(hex: 0x1F2430), muted: Color(hex: 0x5A6270),
    rule: Color(hex: 0xD5D9E0), positive: Color(hex: 0x0067A5), negative: Color(hex: 0xC4501B),
    positiveTint: Color(hex: 0xE3EFF7), negativeTint: Color(hex: 0xFCEFE8),
    accent: Color(hex: 0x1F2430), title: 27, formula: 20, label: 16, small: 14, hairline: 0.75,
    line: 1.5, heavy: 3)

  /// For paper and a black-and-white photocopier: ink on white, next to no tint.
  public static let print = Theme(
    paper: .white, ink: Color(hex: 0x1F2430), muted: Color(hex: 0x4A505C),
    rule: Color(hex: 0xB9BEC7), positive: Color(hex: 0x1F2430), negative: Color(hex: 0x1F2430),
    positiveTint: .white, negativeTint: .white, accent: Color(hex: 0x1F2430), title: 20,
    formula: 11.5, label: 10, small: 8.5, hairline: 0.5, line: 0.9, heavy: 1.6,
    numberedCells: 0.3)
}
