import Drawing

/// A table, its windows, and what pooling keeps of each: winners are ringed. Below, if there are
/// any, the gradients on their way back.
public struct PoolingFigure: Figure, Equatable {
  public var title: String
  public var caption: String
  public var table: PixelGrid
  public var tableHeading: String
  public var result: PixelGrid
  public var resultHeading: String
  /// The gradient at the result, and what arrives at the table.
  public var gradient: PixelGrid?
  public var tableGradient: PixelGrid?
  /// What the printed gradients are counted in: "in thousandths"; empty for ones.
  public var gradientUnit = ""

  public init(
    title: String, caption: String = "", table: PixelGrid, tableHeading: String,
    result: PixelGrid, resultHeading: String, gradient: PixelGrid? = nil,
    tableGradient: PixelGrid? = nil
  ) {
    self.title = title
    self.caption = caption
    self.table = table
    self.tableHeading = tableHeading
    self.result = result
    self.resultHeading = resultHeading
    self.gradient = gradient
    self.tableGradient = tableGradient
  }

  public var quantities: [Quantity] {
    table.quantities + result.quantities + (gradient?.quantities ?? [])
      + (tableGradient?.quantities ?? [])
  }

  public func description(_ words: Words) -> String { description(words) { $0.plainText } }
  public var printsNumbers: Bool { table.texts != nil }
  public func openDescription(_ words: Words) -> String {
    result.isTask || tableGradient?.isTask == true
      ? description(words) { $0.openText(words) } : ""
  }

  private func description(_ words: Words, _ text: (PixelGrid) -> String) -> String {
    var lines = ["\(tableHeading): \(text(table)).", "\(resultHeading): \(text(result))."]
    let unit = gradientUnit.isEmpty ? "" : ", " + gradientUnit
    if let gradient {
      lines.append(words("Gradient at the result") + "\(unit): \(text(gradient)).")
    }
    if let tableGradient {
      lines.append(
        words("Gradient that arrives at the table") + "\(unit): \(text(tableGradient)).")
    }
    return lines.joined(separator: "\n")
  }

  /// Cells that hold their numbers.
  public func readableHeight(width: Double, in context: DrawingContext) -> Double {
    let theme = context.theme
    if theme.leastDigit > 0, printsNumbers {
      let least = leastCell(in: context)
      return arranged(cell: max(least * 1.05, theme.small * 2), in: context).height + 1
    }
    let rows = tableGradient == nil ? 1.0 : 2.0
    let cell =
      table.texts == nil
      ? theme.small * 0.7
      : min(theme.small * 2.2, width / Double(table.columns + result.columns + 2))
    let head = theme.small * (table.texts == nil ? 4.7 : 1.7)
    return rows * (Double(table.rows) * cell + head) + theme.small * 1.4
  }

  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let theme = context.theme
    let hasGradient = gradient != nil && tableGradient != nil
    let rows = hasGradient ? 2.0 : 1.0
    let gap = theme.small * 1.4
    // A heading, and where no numbers stand in the cells the scale of their colours.
    let head = theme.small * (table.texts == nil ? 4.7 : 1.7)
    let arrow = context.sign("→", size: theme.label * 1.5)
    let cell = min(
      (size.width - arrow.width - gap * 2) / Double(table.columns + result.columns),
      (size.height - gap - head * rows) / rows / Double(table.rows), theme.label * 4.4)
    return context.fitting(size, from: max(cell, leastCell(in: context))) { cell in
      arranged(cell: cell, in: context)
    }
  }

  /// The cell that large print needs; 0 for other print.
  private func leastCell(in context: DrawingContext) -> Double {
    guard context.theme.leastDigit > 0, printsNumbers else { return 0 }
    let grids = [table, result, gradient, tableGradient].compactMap { $0 }
    return grids.map { $0.leastCell(in: context) }.max() ?? 0
  }

  private func arranged(cell: Double, in context: DrawingContext) -> Box {
    let theme = context.theme
    let gap = theme.small * 1.4
    let arrow = context.sign("→", size: theme.label * 1.5)
    let back = context.sign("←", size: theme.label * 1.5)
    let unit = gradientUnit.isEmpty ? "" : ", " + gradientUnit
    func pair(
      _ a: String, _ left: PixelGrid, _ sign: Box, _ b: String, _ right: PixelGrid
    ) -> Box {
      Stack.row(
        [
          context.headed(a, withBar(left, cell: cell, in: context), mayBeWider: false), sign,
          context.headed(b, right.layout(cell: cell, in: context), mayBeWider: false),
        ], gap: gap)
    }
    var pairs = [pair(tableHeading, table, arrow, resultHeading, result)]
    if let gradient, let tableGradient {
      pairs.append(
        pair(
          context.words("Arrives at the table") + unit, tableGradient, back,
          context.words("Gradient at the result") + unit, gradient))
    }
    return Stack.column(pairs, gap: gap)
  }

  /// A grid, and below it the scale that it shares with the one beside it.
  private func withBar(_ grid: PixelGrid, cell: Double, in context: DrawingContext) -> Box {
    let box = grid.layout(cell: cell, in: context)
    guard grid.texts == nil else { return box }
    let bar = ColorBar(scale: grid.scale, meaning: "")
      .layout(width: min(box.width, 200), in: context)
    return Stack.column([box, bar], gap: context.theme.small * 0.6)
  }
}
