import Drawing

/// Boxes beside and below each other; all origins are upper left corners.
enum Stack {
  enum Alignment { case start, middle }

  static func row(_ boxes: [Box], gap: Double, alignment: Alignment = .middle) -> Box {
    let height = boxes.map { $0.height }.max() ?? 0
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
    let width = boxes.map { $0.width }.max() ?? 0
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
    let size = max(size, theme.leastDigit)
    let font = Font(.text, size: size, weight: weight)
    let run = TextRun.measured(text, font, color ?? theme.ink, self)
    return Box(
      width: run.width, ascent: size * 0.95, descent: size * 0.3, items: [.text(run)])
  }

  /// One line of text, smaller where it would be wider than `width`.
  func line(_ text: String, size: Double, color: Color? = nil, width: Double) -> Box {
    let box = line(text, size: size, color: color)
    return box.width > width ? line(text, size: size * width / box.width * 0.99, color: color) : box
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

  /// The box that `make` gives for the largest cell, from `cell` downwards, with which it fits.
  func fitting(_ size: Size, from cell: Double, _ make: (Double) -> Box) -> Box {
    var cell = cell
    var box = make(cell)
    while box.width > size.width || box.height > size.height, cell > 1.5 {
      let ratio = min(size.width / max(box.width, 1), size.height / max(box.height, 1))
      cell *= min(0.96, max(ratio, 0.5))
      box = make(cell)
    }
    return box
  }

  /// A box with its heading above; empty headings take the same room.
  func headed(_ heading: String, _ box: Box, mayBeWider: Bool = true) -> Box {
    Stack.column(
      [mayBeWider ? self.heading(heading) : wrappedHeading(heading, width: box.width), box],
      gap: theme.small * 0.4)
  }

  /// A small grey heading: smaller, then on two lines, then smaller still.
  private func wrappedHeading(_ text: String, width: Double) -> Box {
    if theme.leastDigit > 0 { return lines(of: text, width: width) }
    let one = heading(text, width: width)
    let words = text.split(separator: " ")
    guard one.width > width, words.count > 1 else { return squeezed(text, width: width) }
    let lines = (1..<words.count).map { cut in
      [words[..<cut], words[cut...]].map { $0.joined(separator: " ") }
    }
    let best = lines.min { longest($0) < longest($1) } ?? [text]
    return Stack.column(best.map { squeezed($0, width: width) }, gap: 0)
  }

  /// The same in large print, whose letters do not shrink: as many lines as it takes.
  private func lines(of text: String, width: Double) -> Box {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      let longer = (lines.last.map { $0 + " " } ?? "") + word
      if !lines.isEmpty, heading(longer).width <= width {
        lines[lines.count - 1] = longer
      } else {
        lines.append(String(word))
      }
    }
    return Stack.column(lines.map { heading($0) }, gap: 0)
  }

  private func longest(_ lines: [String]) -> Double {
    lines.map { line($0, size: theme.small).width }.max() ?? 0
  }

  private func squeezed(_ text: String, width: Double) -> Box {
    let box = heading(text, width: width)
    guard box.width > width else { return box }
    let size = theme.small * 0.62 * width / box.width * 0.98
    return line(text, size: size, weight: .semibold, color: theme.muted)
  }

  /// An operator between grids: `×`, `=`.
  func sign(_ text: String, size: Double) -> Box { line(text, size: size) }
}
