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

  public func openDescription(_ words: Words) -> String {
    guard grids.contains(where: { $0.grid.isTask }) else { return "" }
    return grids.map { "\($0.heading): \($0.grid.openText(words))." }.joined(separator: "\n")
  }

  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let theme = context.theme
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
    return context.fitting(size, from: start) { cell in
      var boxes: [Box] = []
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
