import Drawing

/// Images with what the network says of them.
public struct PredictionSheet: Figure, Equatable {
  public struct Entry: Equatable, Sendable {
    public var image: PixelGrid
    /// "7", or "said 3 · is 5".
    public var label: String
    /// "0.98": the probability of the answer.
    public var note: String

    public init(image: PixelGrid, label: String, note: String) {
      self.image = image
      self.label = label
      self.note = note
    }
  }

  public var title: String
  public var caption: String
  public var entries: [Entry]

  public init(title: String, caption: String = "", entries: [Entry]) {
    self.title = title
    self.caption = caption
    self.entries = entries
  }

  public var description: String {
    entries.isEmpty
      ? "No image." : entries.map { "\($0.label) (\($0.note))" }.joined(separator: "; ") + "."
  }

  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let theme = context.theme
    guard !entries.isEmpty else {
      let box = context.line(context.words("There is none."), size: theme.label)
      return Box(
        width: box.width, ascent: 0, descent: box.height, items: [box.placed(topLeft: .zero)])
    }
    let gap = theme.small * 0.9
    // What it said, and two lines for its number and how sure it was.
    let words = theme.small * 3.8
    let side = { (columns: Int) -> Double in
      let rows = (entries.count + columns - 1) / columns
      return min(
        (size.width - gap * Double(columns - 1)) / Double(columns),
        (size.height - gap * Double(rows - 1)) / Double(rows) - words, theme.label * 9)
    }
    let columns = (1...entries.count).max { side($0) < side($1) } ?? 1
    let width = max(side(columns), 8)
    let rows = (entries.count + columns - 1) / columns
    var items: [Item] = []
    for (place, entry) in entries.enumerated() {
      let x = Double(place % columns) * (width + gap)
      let y = Double(place / columns) * (width + words + gap)
      let cell = entry.image.cell(fitting: Size(width, width))
      items.append(entry.image.layout(cell: cell, in: context).placed(topLeft: Point(x, y)))
      items.append(
        fitted(entry.label, width, .semibold, theme.ink, context)
          .placed(topLeft: Point(x, y + width + theme.small * 0.2)))
      for (line, text) in entry.note.split(separator: ", ").enumerated() {
        items.append(
          fitted(String(text), width, .regular, theme.muted, context)
            .placed(topLeft: Point(x, y + width + theme.small * (1.4 + 1.15 * Double(line)))))
      }
    }
    return Box(
      width: Double(columns) * (width + gap) - gap, ascent: 0,
      descent: Double(rows) * (width + words + gap) - gap, items: items)
  }

  private func fitted(
    _ text: String, _ width: Double, _ weight: Font.Weight, _ color: Color,
    _ context: DrawingContext
  ) -> Box {
    var size = context.theme.small
    var box = context.line(text, size: size, weight: weight, color: color)
    while box.width > width, size > 5 {
      size *= 0.94
      box = context.line(text, size: size, weight: weight, color: color)
    }
    return box
  }
}
