import Drawing

/// A mark, and what it stands for.
public struct LegendEntry: Equatable, Sendable {
  public enum Symbol: Equatable, Sendable {
    case disc, square, ring, cross, hatch, dots, arrow, solid, dashed
    /// A sign that stands in the picture as text.
    case word(String)
    /// A series of a line chart.
    case series(Int)
    /// A patch of a colour with a frame.
    case patch(Color)
  }

  public var symbol: Symbol
  public var text: String

  public init(_ symbol: Symbol, _ text: String) {
    self.symbol = symbol
    self.text = text
  }
}

/// Legend entries in rows.
public struct Legend: Equatable, Sendable {
  public var entries: [LegendEntry]

  public init(_ entries: [LegendEntry]) {
    self.entries = entries
  }

  /// The entries in as many rows as the width asks for.
  public func layout(width: Double, in context: DrawingContext) -> Box {
    let theme = context.theme
    let font = Font(.text, size: theme.small)
    let symbolWidth = theme.small * 1.9
    let gap = theme.small * 0.55
    let rowHeight = theme.small * 1.75
    var items: [Item] = []
    var x = 0.0
    var row = 0.0
    var widest = 0.0
    for entry in entries {
      let words = TextRun.measured(entry.text, font, theme.muted, context)
      let needed = symbolWidth + gap + words.width
      if x > 0, x + needed > width {
        row += 1
        x = 0
      }
      let middle = row * rowHeight + rowHeight / 2
      items += Marks(theme: theme).symbol(
        entry.symbol, in: Rect(x, middle - theme.small * 0.6, symbolWidth, theme.small * 1.2))
      var run = words
      run.origin = Point(x + symbolWidth + gap, middle + theme.small * 0.36)
      items.append(.text(run))
      widest = max(widest, x + needed)
      x += needed + theme.small * 1.5
    }
    let height = entries.isEmpty ? 0 : (row + 1) * rowHeight
    return Box(width: widest, ascent: 0, descent: height, items: items)
  }
}

extension TextRun {
  /// A run at the origin, its width measured, its numbers in the numerals of the picture.
  static func measured(
    _ text: String, _ font: Font, _ color: Color, _ context: DrawingContext
  ) -> TextRun {
    verbatim(context.words.numerals.text(text), font, color, context)
  }

  /// The same for what an author wrote.
  static func verbatim(
    _ text: String, _ font: Font, _ color: Color, _ context: DrawingContext
  ) -> TextRun {
    var font = font
    if font.size < context.theme.leastDigit { font.size = context.theme.leastDigit }
    return TextRun(
      text, at: .zero, font: font, color: color,
      width: context.measurer.measure(text, font: font).width)
  }

  func placed(at origin: Point) -> Item {
    var run = self
    run.origin = origin
    return .text(run)
  }
}
