import Drawing

/// Boxes beside and below each other; all origins are upper left corners.
enum Stack {
  enum Alignment { case start, middle }

  static func row(_ boxes: [Box], gap: Double, alignment: Alignment = .middle) -> Box {
    let height = boxes.map(\.height).max() ?? 0
    var x = 0.0
    var items: [Item] = []
    for box in boxes {
      let y = alignment == .start ? 0 : (height - box.height) / 2
      items.append(box.placed(topLeft: Point(x, y)))
      x += box.width + gap
    }
    return Box(width: max(0, x - gap), ascent: 0, descent: height, items: items)
  }

  static func column(_ boxes: [Box], gap: Double, alignment: Alignment = .start) -> Box {
    let width = boxes.map(\.width).max() ?? 0
    var y = 0.0
    var items: [Item] = []
    for box in boxes {
      let x = alignment == .start ? 0 : (width - box.width) / 2
      items.append(box.placed(topLeft: Point(x, y)))
      y += box.height + gap
    }
    return Box(width: width, ascent: 0, descent: max(0, y - gap), items: items)
  }
}

extension DrawingContext {
  /// One line of text.
  func line(
    _ text: String, size: Double, weight: Font.Weight = .regular, color: Color? = nil
  ) -> Box {
    let font = Font(.text, size: size, weight: weight)
    let run = TextRun.measured(text, font, color ?? theme.ink, measurer)
    return Box(
      width: run.width, ascent: size * 0.95, descent: size * 0.3, items: [.text(run)])
  }

  /// A small grey heading, as large as `width` allows.
  func heading(_ text: String, width: Double? = nil) -> Box {
    var size = theme.small
    var box = line(text, size: size, weight: .semibold, color: theme.muted)
    while let width, box.width > width, size > theme.small * 0.62 {
      size *= 0.95
      box = line(text, size: size, weight: .semibold, color: theme.muted)
    }
    return box
  }

  /// A box with its heading above; empty headings take the same room.
  func headed(_ heading: String, _ box: Box, mayBeWider: Bool = true) -> Box {
    Stack.column(
      [self.heading(heading, width: mayBeWider ? nil : box.width), box], gap: theme.small * 0.4)
  }

  /// An operator between grids: `×`, `=`.
  func sign(_ text: String, size: Double) -> Box { line(text, size: size) }
}
