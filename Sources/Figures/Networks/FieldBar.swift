import Drawing

/// The shades of a field with the levels between them, from the lowest at the bottom.
struct FieldBar {
  var field: PlaneField

  static func width(_ context: DrawingContext) -> Double { context.theme.small * 5 }

  /// From paper to a middle grey-blue in equal steps, so that black print and lines stay readable.
  static func shade(_ band: Int, of levels: Int, _ theme: Theme) -> Color {
    theme.paper.mixed(with: theme.positive, 0.62 * Double(band) / Double(max(1, levels)))
  }

  func layout(height: Double, in context: DrawingContext) -> Box {
    let theme = context.theme
    let width = theme.small * 1.2
    let top = theme.small * 1.6
    let band = (height - top) / Double(field.levels.count + 1)
    let name = TextRun.measured(
      field.name, Font(.text, size: theme.small, weight: .medium), theme.muted, context)
    var items = [name.placed(at: Point(0, theme.small * 0.8))]
    for place in 0...field.levels.count {
      let y = height - Double(place + 1) * band
      items.append(
        .path(
          PathItem(
            .rect(Rect(0, y, width, band)),
            fill: Self.shade(place, of: field.levels.count, theme),
            stroke: Stroke(theme.ink, width: theme.hairline))))
    }
    for (place, text) in field.levelTexts.enumerated() {
      let run = TextRun.measured(
        text, Font(.text, size: theme.small * 0.9), theme.ink, context)
      let y = height - Double(place + 1) * band
      items.append(run.placed(at: Point(width + theme.small * 0.5, y + theme.small * 0.32)))
    }
    return Box(width: Self.width(context), ascent: 0, descent: height, items: items)
  }
}
