import Drawing

/// Grids with signs between them, such as a matrix product with one row, one column and the number
/// that they make outlined.
public struct GridEquation: Figure, Equatable {
  public var title: String
  public var caption: String
  /// Each grid with its heading.
  public var grids: [Term]
  /// What stands between them, one less than there are grids: `·`, `=`.
  public var signs: [String]
  /// A formula below.
  public var result: String
  /// Whether each grid without numbers gets a colour bar of its own below it.
  public var hasBars = false

  public struct Term: Equatable, Sendable {
    public var heading: String
    public var grid: PixelGrid

    public init(_ heading: String, _ grid: PixelGrid) {
      self.heading = heading
      self.grid = grid
    }
  }

  public init(
    title: String, caption: String = "", grids: [Term], signs: [String], result: String = ""
  ) {
    precondition(signs.count == grids.count - 1, "a sign between any two grids")
    self.title = title
    self.caption = caption
    self.grids = grids
    self.signs = signs
    self.result = result
  }

  public var quantities: [Quantity] { grids.flatMap { $0.grid.quantities } }

  public func description(_ words: Words) -> String {
    (grids.map { "\($0.heading): \($0.grid.plainText)." }
      + (result.isEmpty ? [] : [PlainFormula.text(result) + "."])).joined(separator: "\n")
  }

  public var printsNumbers: Bool { grids.allSatisfy { $0.grid.texts != nil } }
  public func openDescription(_ words: Words) -> String {
    guard grids.contains(where: { $0.grid.isTask }) else { return "" }
    return grids.map { "\($0.heading): \($0.grid.openText(words))." }.joined(separator: "\n")
  }

  /// In large print, room for every number: below each other where they do not fit beside.
  public func readableHeight(width: Double, in context: DrawingContext) -> Double {
    guard context.theme.leastDigit > 0, printsNumbers else { return 0 }
    let row = row(fitting: Size(width, .infinity), in: context)
    return hasAllNumbers(row.cell, width: width, in: context)
      ? row.box.height : stacked(width: width, in: context).height
  }

  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let row = row(fitting: size, in: context)
    guard context.theme.leastDigit > 0, !hasAllNumbers(row.cell, width: size.width, in: context)
    else { return row.box }
    return stacked(width: size.width, in: context)
  }

  /// Whether all grids have their numbers that can have them in a column of `width`; others are
  /// pictures.
  private func hasAllNumbers(_ cell: Double, width: Double, in context: DrawingContext) -> Bool {
    numbered(width: width, in: context).allSatisfy {
      $0.textFont(cell: cell, in: context) != nil
    }
  }

  private func numbered(width: Double, in context: DrawingContext) -> [PixelGrid] {
    grids.map { $0.grid }.filter {
      $0.texts != nil && $0.leastCell(in: context) * Double($0.columns) <= width
    }
  }

  /// In rows, as many beside each other as fit, each with its sign.
  private func stacked(width: Double, in context: DrawingContext) -> Box {
    let theme = context.theme
    let gap = theme.small * 0.6
    let cell = numbered(width: width, in: context).map { $0.leastCell(in: context) }.max() ?? 0
    var rows: [[Box]] = []
    var used = 0.0
    for (place, term) in grids.enumerated() {
      let sign = place > 0 ? signs[place - 1] + " " : ""
      let isNumbered = term.grid.leastCell(in: context) * Double(term.grid.columns) <= width
      // Of pictures two stand beside each other.
      let own = isNumbered ? cell : min(cell, width / 2.2 / Double(term.grid.columns))
      let box = context.headed(
        sign + term.heading, withBar(term.grid, cell: own, in: context), mayBeWider: false)
      if rows.isEmpty || used + gap + box.width > width {
        rows.append([])
        used = -gap
      }
      rows[rows.count - 1].append(box)
      used += gap + box.width
    }
    let words = result.isEmpty ? nil : context.formula(result, size: theme.formula)
    return Stack.column(
      rows.map { Stack.row($0, gap: gap, alignment: .start) } + [words].compactMap { $0 },
      gap: theme.small)
  }

  private func row(fitting size: Size, in context: DrawingContext) -> (box: Box, cell: Double) {
    let theme = context.theme
    var used = 0.0
    let gap = theme.small * 0.8
    let signs = signs.map { context.sign($0, size: theme.label * 1.3) }
    let words = result.isEmpty ? nil : context.formula(result, size: theme.formula)
    let room =
      size.width - signs.reduce(0) { $0 + $1.width } - gap * Double(signs.count * 2)
    let height =
      size.height - theme.small * 1.7 - (words.map { $0.height + theme.small * 1.5 } ?? 0)
      - (hasBars ? theme.small * 3 : 0)
    let start = min(
      theme.label * 4.2, height / Double(grids.map { $0.grid.rows }.max() ?? 1),
      room / Double(grids.map { $0.grid.columns }.reduce(0, +)) * 1.5)
    let box = context.fitting(size, from: start) { cell in
      var boxes: [Box] = []
      used = cell
      for (place, term) in grids.enumerated() {
        if place > 0 { boxes.append(signs[place - 1]) }
        let cell = self.cell(of: term.grid, beside: cell, height: height, width: size.width, theme)
        boxes.append(
          context.headed(
            term.heading, withBar(term.grid, cell: cell, in: context), mayBeWider: false))
      }
      return Stack.column(
        [Stack.row(boxes, gap: gap)] + [words].compactMap { $0 }, gap: theme.small * 1.5)
    }
    return (box, used)
  }

  /// A grid, and below it the scale of its own colours, where these are all that is to be seen.
  private func withBar(_ grid: PixelGrid, cell: Double, in context: DrawingContext) -> Box {
    let box = grid.layout(cell: cell, in: context)
    guard hasBars, grid.textFont(cell: cell, in: context) == nil else { return box }
    let bar = ColorBar(scale: grid.scale, meaning: "")
      .layout(width: min(max(box.width, context.theme.small * 6), 200), in: context)
    return Stack.column([box, bar], gap: context.theme.small * 0.6)
  }

  /// Small grids beside a large one keep cells in which their numbers can be read.
  private func cell(
    of grid: PixelGrid, beside cell: Double, height: Double, width: Double, _ theme: Theme
  ) -> Double {
    let least = grid.values.count == 1 ? 4.2 : grid.columns <= 7 ? 1.9 : 0
    let wanted = min(
      theme.small * least, height / Double(grid.rows), width / Double(4 * grid.columns))
    // What still does not fit at its smallest gives way, too.
    return max(cell, min(wanted, cell * 8))
  }
}
