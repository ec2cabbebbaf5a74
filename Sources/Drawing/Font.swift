/// A font by what it is for; `Rendering` knows the family that serves it.
public struct Font: Hashable, Sendable {
  public enum Face: Hashable, Sendable {
    /// Text, labels and numbers (tabular figures).
    case text
    /// Variables and symbols of formulas.
    case math
    /// Program text.
    case mono
  }

  public enum Weight: Int, Hashable, Sendable {
    case regular = 400
    case medium = 500
    case semibold = 600
    case bold = 700
  }

  public var face: Face
  /// Size of the em, in points.
  public var size: Double
  public var weight: Weight
  public var isItalic: Bool

  public init(_ face: Face, size: Double, weight: Weight = .regular, isItalic: Bool = false) {
    self.face = face
    self.size = size
    self.weight = weight
    self.isItalic = isItalic
  }
}

/// Extents of one line of text, in points.
public struct TextMetrics: Equatable, Sendable {
  /// Advance width.
  public var width: Double
  /// From the baseline up to the top of the font's line.
  public var ascent: Double
  /// From the baseline down to the bottom of the font's line.
  public var descent: Double

  public init(width: Double, ascent: Double, descent: Double) {
    self.width = width
    self.ascent = ascent
    self.descent = descent
  }
}

/// Measures one line of text. Layouts ask nothing else of a font, so that tests can lay out with
/// fixed metrics.
///
/// A class, since that is what the second compiler can hold without its type.
public protocol TextMeasurer: AnyObject, Sendable {
  func measure(_ text: String, font: Font) -> TextMetrics

  /// The rectangle that the glyphs blacken, around the left end of the baseline: `minY` is
  /// negative where they rise above it. Formulas place accents and scripts by it.
  func ink(_ text: String, font: Font) -> Rect
}

extension TextMeasurer {
  /// A guess from the advance width, for measurers that know no glyphs.
  public func ink(_ text: String, font: Font) -> Rect {
    let low = text.contains { "gjpqyρμβφ()[]{},;".contains($0) } ? 0.2 : 0
    let high = text.allSatisfy { "acegmnopqrsuvwxyz".contains($0) } ? 0.48 : 0.7
    return Rect(0, -high * font.size, measure(text, font: font).width, (high + low) * font.size)
  }
}
