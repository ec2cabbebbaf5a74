import Drawing

extension PixelGrid {
  /// The side of a cell, in points, with which the grid fills `size`.
  func cell(fitting size: Size) -> Double {
    min(size.width / Double(max(columns, 1)), size.height / Double(max(rows, 1)))
  }

  /// The grid with cells of `cell` points; the origin is its upper left corner.
  func layout(cell: Double, in context: DrawingContext) -> Box {
    let theme = context.theme
    let size = Size(cell * Double(columns), cell * Double(rows))
    let font = textFont(cell: cell, in: context)
    var items: [Item] = []
    var content: [Item] = [
      .raster(
        Raster(
          Rect(0, 0, size.width, size.height), columns: columns, rows: rows,
          cells: values.map { value in
            guard let value else { return theme.paper }
            return font == nil ? scale.color(value, theme) : scale.numberedColor(value, theme)
          }))
    ]
    if let font {
      content += gaps(cell: cell, theme)
      content += numbers(cell: cell, font: font, context)
    } else if scale.isSigned {
      content += hatch(cell: cell, theme)
    }
    if isTask {
      // The raster is part of the key; pupils get the empty cells.
      items.append(.group(Group(isAnswer: true, content)))
      items += gaps(cell: cell, theme)
    } else {
      items += content
    }
    items.append(
      .path(
        PathItem(
          .rect(Rect(0, 0, size.width, size.height)),
          stroke: Stroke(theme.muted, width: theme.hairline))))
    items += rings(cell: cell, theme)
    items += outlines.map { outline($0, cell: cell, theme) }
    return Box(width: size.width, ascent: 0, descent: size.height, items: items)
  }

  /// The font in which all numbers fit their cells; nil where it would be too small to read.
  func textFont(cell: Double, in context: DrawingContext) -> Font? {
    guard let texts else { return nil }
    let theme = context.theme
    let probe = Font(.text, size: 10)
    let widest =
      texts.map {
        context.measurer.measure(context.words.numerals.text($0), font: probe).width
      }.max() ?? 0
    let size = min(
      theme.label * 1.15, cell * 0.5,
      widest > 0 ? cell * (theme.leastDigit > 0 ? 0.94 : 0.86) / widest * 10 : theme.label)
    let least = max(theme.small * 0.62, theme.leastDigit)
    return size >= least ? Font(.text, size: size) : nil
  }

  /// The smallest cell in which all numbers can be read; 0 for a grid without numbers.
  func leastCell(in context: DrawingContext) -> Double {
    guard texts != nil else { return 0 }
    var cell = 8.0
    while textFont(cell: cell, in: context) == nil, cell < 200 { cell += 0.5 }
    return cell
  }

  private func numbers(cell: Double, font: Font, _ context: DrawingContext) -> [Item] {
    let theme = context.theme
    return (texts ?? []).enumerated().compactMap { place, text in
      guard !text.isEmpty, let value = values[place] else { return nil }
      var color = scale.textColor(value, theme)
      if muted.contains(place) { color = theme.muted.mixed(with: theme.paper, 0.3) }
      let run = TextRun.measured(text, font, color, context)
      let x = (Double(place % columns) + 0.5) * cell - run.width / 2
      let y = (Double(place / columns) + 0.5) * cell + font.size * 0.36
      return run.placed(at: Point(x, y))
    }
  }

  /// White gaps between the cells, with a grey hair in their middle that parts white cells, too.
  private func gaps(cell: Double, _ theme: Theme) -> [Item] {
    var lines: [Path.Element] = []
    let (width, height) = (cell * Double(columns), cell * Double(rows))
    for column in 1..<max(columns, 1) {
      lines += [
        .move(Point(Double(column) * cell, 0)), .line(Point(Double(column) * cell, height)),
      ]
    }
    for row in 1..<max(rows, 1) {
      lines += [.move(Point(0, Double(row) * cell)), .line(Point(width, Double(row) * cell))]
    }
    guard !lines.isEmpty else { return [] }
    return [
      .path(PathItem(Path(lines), stroke: Stroke(theme.paper, width: theme.line * 1.3))),
      .path(PathItem(Path(lines), stroke: Stroke(theme.rule, width: theme.hairline * 0.8))),
    ]
  }

  /// A diagonal through every negative cell: dark on light cells, light on dark ones. Cells whose
  /// value is next to nothing stay empty.
  private func hatch(cell: Double, _ theme: Theme) -> [Item] {
    var dark: [Path.Element] = []
    var light: [Path.Element] = []
    for (place, value) in values.enumerated() {
      guard let value, value < -0.02 * scale.limit else { continue }
      let x = Double(place % columns) * cell
      let y = Double(place / columns) * cell
      let line: [Path.Element] = [.move(Point(x, y + cell)), .line(Point(x + cell, y))]
      if scale.color(value, theme).luminance < 0.4 { light += line } else { dark += line }
    }
    let width = max(min(cell * 0.11, theme.line), 0.3)
    return [(dark, theme.ink), (light, theme.paper)].compactMap { lines, color in
      lines.isEmpty
        ? nil : .path(PathItem(Path(lines), stroke: Stroke(color, width: width)))
    }
  }

  private func rings(cell: Double, _ theme: Theme) -> [Item] {
    ringed.sorted().map { place in
      let rect = Rect(
        Double(place % columns) * cell, Double(place / columns) * cell, cell, cell)
      let width = max(min(theme.line * 1.4, cell * 0.16), 0.5)
      if isTask || ringsAreAnswers {
        // A light ring around it would cover what the worksheet prints.
        let color = values[place].map { scale.textColor($0, theme) } ?? theme.ink
        let ring = PathItem(
          .circle(rect.center, radius: cell / 2 - width * 0.8), stroke: Stroke(color, width: width))
        return .group(Group(isAnswer: true, [.path(ring)]))
      }
      // Two rings, so that one of them is seen on any cell.
      return .group(
        Group([
          .path(
            PathItem(
              .circle(rect.center, radius: cell / 2 - width * 0.5),
              stroke: Stroke(theme.paper, width: width * 2))),
          .path(
            PathItem(
              .circle(rect.center, radius: cell / 2 - width * 0.8),
              stroke: Stroke(theme.ink, width: width))),
        ]))
    }
  }

  private func outline(_ outline: Outline, cell: Double, _ theme: Theme) -> Item {
    let rect = Rect(
      Double(outline.column) * cell, Double(outline.row) * cell, Double(outline.columns) * cell,
      Double(outline.rows) * cell)
    let width = min(theme.heavy, max(theme.line, cell * 0.3))
    switch outline.style {
    case .heavy:
      return .group(
        Group([
          .path(PathItem(.rect(rect), stroke: Stroke(theme.paper, width: width * 1.9))),
          .path(PathItem(.rect(rect), stroke: Stroke(theme.negative, width: width))),
        ]))
    case .light:
      return .path(PathItem(.rect(rect), stroke: Stroke(theme.ink, width: theme.line)))
    case .dashed:
      return .path(
        PathItem(.rect(rect), stroke: Stroke(theme.ink, width: theme.line, dash: [4, 3])))
    }
  }
}
