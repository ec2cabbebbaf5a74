import Drawing

/// Where a kernel stands, one small picture for each position: left to right, top to bottom, each
/// with the value that it gives.
public struct SlidingKernel: Figure, Equatable {
  public struct Position: Equatable, Sendable {
    public var index: Int
    /// Upper left corner of the kernel on the image.
    public var row: Int
    public var column: Int
    /// "z = 4".
    public var result: String

    public init(index: Int, row: Int, column: Int, result: String) {
      self.index = index
      self.row = row
      self.column = column
      self.result = result
    }
  }

  public var title: String
  public var caption: String
  public var image: PixelGrid
  /// Rows and columns of the kernel.
  public var kernelRows: Int
  public var kernelColumns: Int
  public var positions: [Position]
  /// How many positions stand beside each other: a row of the map.
  public var columns: Int

  public init(
    title: String, caption: String = "", image: PixelGrid, kernelRows: Int, kernelColumns: Int,
    positions: [Position], columns: Int
  ) {
    self.title = title
    self.caption = caption
    self.image = image
    self.kernelRows = kernelRows
    self.kernelColumns = kernelColumns
    self.positions = positions
    self.columns = columns
  }

  public func description(_ words: Words) -> String {
    words(
      "A kernel of {1} × {2} on an image of {3} × {4}, in {5} positions.", "\(kernelRows)",
      "\(kernelColumns)", "\(image.rows)", "\(image.columns)", "\(positions.count)") + " "
      + positions.map {
        words(
          "{1}: row {2}, column {3}, {4}", "\($0.index)", "\($0.row)", "\($0.column)",
          PlainFormula.text($0.result))
      }.joined(separator: "; ") + "."
  }

  /// Images in which the kernel can be told from the pixels, each with its value above.
  public func readableHeight(width: Double, in context: DrawingContext) -> Double {
    let theme = context.theme
    let rows = Double((positions.count + columns - 1) / columns)
    let cell = max(theme.small * 1.5, theme.leastDigit > 0 ? image.leastCell(in: context) : 0)
    return rows * (Double(image.rows) * cell + theme.small * 3.2)
  }

  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let theme = context.theme
    let gap = theme.small * 1.3
    let head = theme.small * 1.9
    let rows = (positions.count + columns - 1) / columns
    let panel = Size(
      (size.width - gap * Double(columns - 1)) / Double(columns),
      (size.height - gap * Double(rows - 1)) / Double(rows) - head)
    let cell = min(image.cell(fitting: panel), theme.label * 2.2)
    var items: [Item] = []
    let (width, height) = (cell * Double(image.columns), cell * Double(image.rows))
    for (place, position) in positions.enumerated() {
      let x = Double(place % columns) * (width + gap)
      let y = Double(place / columns) * (height + head + gap)
      var grid = image
      grid.outlines.append(
        .init(
          row: position.row, column: position.column, rows: kernelRows, columns: kernelColumns))
      let label = label(position, width: width + gap * 0.6, context)
      items.append(label.placed(topLeft: Point(x, y)))
      items.append(
        grid.layout(cell: cell, in: context).placed(topLeft: Point(x, y + head)))
    }
    return Box(
      width: Double(columns) * (width + gap) - gap, ascent: 0,
      descent: Double(rows) * (height + head + gap) - gap, items: items)
  }

  /// Number and value, smaller where the image below is narrow.
  private func label(_ position: Position, width: Double, _ context: DrawingContext) -> Box {
    let theme = context.theme
    func row(_ size: Double) -> Box {
      Stack.row(
        [
          context.line("\(position.index)", size: size, weight: .semibold, color: theme.muted),
          context.formula(position.result, size: size),
        ], gap: size * 0.7)
    }
    let box = row(theme.small)
    return box.width <= width ? box : row(theme.small * width / box.width * 0.99)
  }
}
