import Drawing

/// Many small figures of one kind in a grid, each with a line above and below it.
public struct SmallMultiples: Figure {
  public struct Panel: Sendable {
    /// "Epoch 3".
    public var heading: String
    /// "2 mistakes".
    public var note: String
    public var figure: AnyFigure

    public init<F: Figure>(heading: String, note: String, figure: F) {
      self.heading = heading
      self.note = note
      self.figure = figure.erased
    }
  }

  public var title: String
  public var caption: String
  public var panels: [Panel]

  public init(title: String, caption: String = "", panels: [Panel]) {
    self.title = title
    self.caption = caption
    self.panels = panels
  }

  public func description(_ words: Words) -> String {
    panels.map { "\($0.heading): \($0.note). \($0.figure.description(words))" }
      .joined(separator: "\n")
  }

  public var quantities: [Quantity] { panels.flatMap { $0.figure.quantities } }

  /// Panels in rows are small.
  public var relativeHeight: Double { panels.count > 3 ? 1.45 : 1 }

  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let theme = context.theme
    let words = theme.small * 2.9
    let gap = theme.small * 1.1
    // The number of columns that leaves the largest squares.
    let side = { (columns: Int) -> Double in
      let rows = (panels.count + columns - 1) / columns
      return min(
        (size.width - gap * Double(columns - 1)) / Double(columns),
        (size.height - gap * Double(rows - 1)) / Double(rows) - words)
    }
    let font = Font(.text, size: theme.small, weight: .semibold)
    // Letters of large print do not shrink: there are no more columns than they leave room for.
    let needed =
      panels.flatMap { [$0.heading, $0.note] }
      .map { TextRun.measured($0, font, theme.ink, context).width }.max() ?? 0
    let most =
      theme.leastDigit > 0 ? max(1, Int((size.width + gap) / (needed + gap))) : panels.count
    let columns = (1...max(1, min(most, panels.count))).max { side($0) < side($1) } ?? 1
    let cell = max(side(columns), 10)
    let pitch = max(cell, theme.leastDigit > 0 ? needed : 0) + gap
    let rows = (panels.count + columns - 1) / columns
    let boxes = panels.map { $0.figure.layout(fitting: Size(cell, cell), in: context) }
    // A row is as high as its highest picture; its notes stand right below.
    var items: [Item] = []
    var y = 0.0
    for row in 0..<rows {
      let places = row * columns..<min((row + 1) * columns, panels.count)
      let height = boxes[places].map { $0.height }.max() ?? 0
      for place in places {
        let x = Double(place % columns) * pitch
        let heading = fitted(
          panels[place].heading, font, theme.ink, width: pitch - gap, context)
        items.append(heading.placed(at: Point(x, y + theme.small)))
        items.append(boxes[place].placed(topLeft: Point(x, y + theme.small * 1.5)))
        let note = fitted(
          panels[place].note, Font(.text, size: theme.small * 0.9), theme.muted,
          width: pitch - gap, context)
        items.append(note.placed(at: Point(x, y + theme.small * 2.7 + height)))
      }
      y += height + words + gap
    }
    return Box(
      width: Double(columns) * pitch - gap, ascent: 0, descent: max(0, y - gap),
      items: items)
  }

  private func fitted(
    _ text: String, _ font: Font, _ color: Color, width: Double, _ context: DrawingContext
  ) -> TextRun {
    let run = TextRun.measured(text, font, color, context)
    guard run.width > width else { return run }
    var smaller = font
    smaller.size *= width / run.width * 0.99
    return TextRun.measured(text, smaller, color, context)
  }
}

extension SmallMultiples {
  /// What the panels' marks mean, each once.
  public func legend(_ words: Words) -> [LegendEntry] {
    var entries: [LegendEntry] = []
    for panel in panels {
      for entry in panel.figure.legend(words)
      where !entries.contains(entry) { entries.append(entry) }
    }
    return entries
  }
}
