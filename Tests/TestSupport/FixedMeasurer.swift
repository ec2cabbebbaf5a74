import Drawing

/// A measurer whose every glyph is half an em wide: layouts over it are the same on every machine
/// and with every version of the fonts.
public final class FixedMeasurer: TextMeasurer {
  public init() {}

  public func measure(_ text: String, font: Font) -> TextMetrics {
    TextMetrics(
      width: Double(text.count) * font.size * 0.5, ascent: font.size * 0.8,
      descent: font.size * 0.2)
  }
}
