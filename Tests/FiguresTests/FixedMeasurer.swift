import Drawing

/// Every letter 0.6 em wide: layouts in tests do not depend on installed fonts.
final class FixedMeasurer: TextMeasurer {
  func measure(_ text: String, font: Font) -> TextMetrics {
    TextMetrics(
      width: Double(text.count) * font.size * 0.6, ascent: font.size * 0.95,
      descent: font.size * 0.25)
  }
}
