import Drawing

/// A scale drawn with its ends and zero, and what it measures.
struct ColorBar {
  var scale: ValueScale
  /// "value of a map"; empty where what it stands under says it.
  var meaning: String

  func layout(width: Double, in context: DrawingContext) -> Box {
    let theme = context.theme
    let height = theme.small * 0.85
    let low = scale.isSigned ? -scale.limit : 0
    let cells = 64
    let values = (0..<cells).map {
      low + (scale.limit - low) * (Double($0) + 0.5) / Double(cells)
    }
    let rect = Rect(0, 0, width, height)
    var items: [Item] = [
      .raster(
        Raster(
          rect, columns: cells, rows: 1, cells: values.map { scale.color($0, theme) }))
    ]
    if scale.isSigned {
      // The hatch of negative cells, explained where the colours are.
      var lines: [Path.Element] = []
      var x = 0.0
      while x + height <= width / 2 - 1 {
        lines += [.move(Point(x, height)), .line(Point(x + height, 0))]
        x += height
      }
      items.append(
        .path(PathItem(Path(lines), stroke: Stroke(theme.paper, width: theme.hairline * 1.4))))
    }
    items.append(.path(PathItem(.rect(rect), stroke: Stroke(theme.muted, width: theme.hairline))))
    let marks = scale.isSigned ? [low, 0, scale.limit] : [0, scale.limit]
    let font = Font(.text, size: theme.small * 0.86)
    for mark in marks {
      let x = (mark - low) / (scale.limit - low) * width
      let text = NumberText.short(mark, scale.figures)
      let run = TextRun.measured(text, font, theme.muted, context)
      // The ends stay inside the bar's own width.
      let left = min(max(x - run.width / 2, 0), max(width - run.width, 0))
      items.append(run.placed(at: Point(left, height + theme.small * 1.15)))
      items.append(
        .path(
          PathItem(
            .line(Point(x, height), Point(x, height + theme.small * 0.22)),
            stroke: Stroke(theme.muted, width: theme.hairline))))
    }
    if meaning.isEmpty {
      return Box(width: width, ascent: 0, descent: height + theme.small * 1.4, items: items)
    }
    let words = TextRun.measured(meaning, font, theme.muted, context)
    let left = width + theme.small * 1.6
    items.append(words.placed(at: Point(left, height * 0.85)))
    return Box(
      width: left + words.width, ascent: 0, descent: height + theme.small * 1.4, items: items)
  }
}
