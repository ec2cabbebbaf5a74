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

  public func description(_ words: Words) -> String {
    entries.isEmpty
      ? words("There is none.")
      : entries.map { "\($0.label) (\($0.note))" }.joined(separator: "; ") + "."
  }

  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let theme = context.theme
    guard !entries.isEmpty else {
      let box = context.line(context.words("There is none."), size: theme.label)
      return Box(
        width: box.width, ascent: 0, descent: box.height, items: [box.placed(topLeft: .zero)])
    }
    let whole = grid(entries.map { [$0.label] }, fitting: size, in: context)
    // Names of classes that are too long for one line: "said Sneaker" above "is Sandal".
    return whole.shrinkage >= 0.8
      ? whole.box
      : grid(
        entries.map { $0.label.split(separator: ", ").map(String.init) }, fitting: size,
        in: context
      ).box
  }

  /// The images with the lines of their labels, and the part of its size that the smallest label
  /// has kept.
  private func grid(_ labels: [[String]], fitting size: Size, in context: DrawingContext)
    -> (box: Box, shrinkage: Double)
  {
    let theme = context.theme
    let gap = theme.small * 0.9
    let lineCount = labels.map { $0.count }.max() ?? 1
    // What it said, and two lines for its number and how sure it was.
    let words = theme.small * (2.6 + 1.2 * Double(lineCount))
    let side = { (columns: Int) -> Double in
      let rows = (entries.count + columns - 1) / columns
      return min(
        (size.width - gap * Double(columns - 1)) / Double(columns),
        (size.height - gap * Double(rows - 1)) / Double(rows) - words, theme.label * 9)
    }
    // Letters of large print do not shrink: there are no more columns than they leave room for.
    let texts =
      labels.joined() + entries.flatMap { $0.note.split(separator: ", ").map(String.init) }
    let needed = texts.map { context.line($0, size: theme.small, weight: .semibold).width }.max()
    let most =
      theme.leastDigit > 0
      ? max(1, Int((size.width + gap) / ((needed ?? 0) + gap))) : entries.count
    let columns = (1...min(most, entries.count)).max { side($0) < side($1) } ?? 1
    let width = max(side(columns), 8)
    // Where letters keep their size, small images stand as far apart as their words need.
    let pitch = max(width, theme.leastDigit > 0 ? needed ?? 0 : 0) + gap
    let rows = (entries.count + columns - 1) / columns
    var items: [Item] = []
    // One size for all labels: the widest decides.
    let widest =
      labels.joined().map {
        context.line($0, size: theme.small, weight: .semibold, color: theme.ink).width
      }.max() ?? 0
    let shrinkage = min(1, width / max(widest, 1))
    for (place, entry) in entries.enumerated() {
      let x = Double(place % columns) * pitch
      let y = Double(place / columns) * (width + words + gap)
      let cell = entry.image.cell(fitting: Size(width, width))
      items.append(entry.image.layout(cell: cell, in: context).placed(topLeft: Point(x, y)))
      var top = y + width + theme.small * 0.2
      for line in labels[place] {
        items.append(
          context.line(
            line, size: theme.small * shrinkage, weight: .semibold, color: theme.ink
          ).placed(topLeft: Point(x, top)))
        top += theme.small * 1.2
      }
      for (line, text) in entry.note.split(separator: ", ").enumerated() {
        let below = 0.2 + 1.2 * Double(lineCount) + 1.15 * Double(line)
        items.append(
          fitted(String(text), width, .regular, theme.muted, context)
            .placed(topLeft: Point(x, y + width + theme.small * below)))
      }
    }
    let box = Box(
      width: Double(columns) * pitch - gap, ascent: 0,
      descent: Double(rows) * (width + words + gap) - gap, items: items)
    return (box, shrinkage)
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
