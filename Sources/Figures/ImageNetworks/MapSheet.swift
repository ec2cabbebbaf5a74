import Drawing

/// Many grids of one kind on one scale: the maps of a layer, each below its kernel; all kernels of
/// a layer; kernels before and after training.
public struct MapSheet: Figure, Equatable {
  public struct Panel: Equatable, Sendable {
    /// "map 3"; empty for none.
    public var label: String
    /// What the text twin calls it where no label stands over it.
    public var name: String
    /// The kernel that made the map, on the kernels' own scale.
    public var kernel: PixelGrid?
    public var grid: PixelGrid
    /// Framed: the one spoken of.
    public var isMarked: Bool

    public init(
      label: String, name: String = "", kernel: PixelGrid? = nil, grid: PixelGrid,
      isMarked: Bool = false
    ) {
      self.label = label
      self.name = name.isEmpty ? label : name
      self.kernel = kernel
      self.grid = grid
      self.isMarked = isMarked
    }
  }

  public var title: String
  public var caption: String
  public var panels: [Panel]
  /// Panels beside each other; nil chooses what leaves the largest ones.
  public var columns: Int?
  /// A heading for each row, where rows have a meaning; else empty.
  public var rowHeadings: [String]
  /// What the colours of the grids measure.
  public var meaning: String
  /// The same of the kernels; empty where there are none.
  public var kernelMeaning: String

  public init(
    title: String, caption: String = "", panels: [Panel], columns: Int? = nil,
    rowHeadings: [String] = [], meaning: String, kernelMeaning: String = ""
  ) {
    precondition(!panels.isEmpty, "a sheet without panels")
    self.title = title
    self.caption = caption
    self.panels = panels
    self.columns = columns
    self.rowHeadings = rowHeadings
    self.meaning = meaning
    self.kernelMeaning = kernelMeaning
  }

  public func description(_ words: Words) -> String {
    let grid = panels[0].grid
    let places = grid.scale.places
    func text(_ value: Double) -> String { NumberText.short(value, places) }
    let lines = panels.enumerated().map { place, panel -> String in
      let row = columns.flatMap { columns in
        place / columns < rowHeadings.count ? rowHeadings[place / columns] : nil
      }
      let name = ([row].compactMap { $0 } + [panel.name.isEmpty ? "\(place)" : panel.name])
        .joined(separator: ", ")
      guard let range = panel.grid.range else { return words("{1}: empty", name) }
      let values = panel.grid.values.compactMap { $0 }
      let mean = values.reduce(0, +) / Double(max(values.count, 1))
      return words(
        "{1}: from {2} to {3}, mean {4}", name, text(range.low), text(range.high), text(mean))
    }
    let head =
      meaning.isEmpty
      ? words(
        "{1} grids of {2} × {3}, one scale up to {4}.", "\(panels.count)", "\(grid.rows)",
        "\(grid.columns)", text(grid.scale.limit))
      : words(
        "{1} grids of {2} × {3}, {4}, one scale up to {5}.", "\(panels.count)", "\(grid.rows)",
        "\(grid.columns)", meaning, text(grid.scale.limit))
    return head + " " + lines.joined(separator: "; ") + "."
  }

  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let theme = context.theme
    let bar = bars(size, context)
    let barRoom = bar.map { $0.height + theme.small } ?? 0
    let heads = rowHeadings.map { context.heading($0) }
    let headRoom = heads.isEmpty ? 0 : (heads.map { $0.width }.max() ?? 0) + theme.small
    let free = Size(size.width - headRoom, size.height - barRoom)
    let columns = columns ?? bestColumns(free, theme)
    let rows = (panels.count + columns - 1) / columns
    let gap = theme.small * (columns > 10 ? 0.5 : 1)
    let labels = labelRoom(theme)
    let cell = cell(columns: columns, free, theme)
    let (width, height) = (
      cell * Double(panels[0].grid.columns), cell * Double(panels[0].grid.rows)
    )
    var items: [Item] = []
    for row in 0..<rows where row < heads.count {
      items.append(
        heads[row].placed(
          topLeft: Point(
            0, Double(row) * (height + labels + gap) + labels + (height - heads[row].height) / 2)))
    }
    for (place, panel) in panels.enumerated() {
      let x = headRoom + Double(place % columns) * (width + gap)
      let y = Double(place / columns) * (height + labels + gap)
      items += head(panel, at: Point(x, y), width: width, context)
      items.append(
        panel.grid.layout(cell: cell, in: context).placed(topLeft: Point(x, y + labels)))
      if panel.isMarked {
        items.append(
          .path(
            PathItem(
              .rect(Rect(x, y + labels, width, height).insetBy(-3)),
              stroke: Stroke(theme.ink, width: theme.line))))
      }
    }
    let bottom = Double(rows) * (height + labels + gap) - gap
    if let bar { items.append(bar.placed(topLeft: Point(0, bottom + theme.small))) }
    return Box(
      width: max(headRoom + Double(columns) * (width + gap) - gap, bar?.width ?? 0), ascent: 0,
      descent: bottom + barRoom, items: items)
  }

  /// What it takes where the columns are given: grids as wide as their columns; and kernels above
  /// their maps need more room than a third of a page.
  public func readableHeight(width: Double, in context: DrawingContext) -> Double {
    let theme = context.theme
    guard let columns else { return panels[0].kernel == nil ? 0 : theme.small * 33 }
    let gap = theme.small * (columns > 10 ? 0.5 : 1)
    let headRoom = rowHeadings.isEmpty ? 0 : theme.small * 5
    let panel = min(
      (width - headRoom - gap * Double(columns - 1)) / Double(columns), theme.small * 12)
    let rows = Double((panels.count + columns - 1) / columns)
    let bar = meaning.isEmpty ? 0 : theme.small * 3.4
    let grid = panels[0].grid
    return rows * (panel * Double(grid.rows) / Double(grid.columns) + labelRoom(theme) + gap) + bar
  }

  /// The scales beside each other, or below each other where there is no room for that.
  private func bars(_ size: Size, _ context: DrawingContext) -> Box? {
    let width = min(200, size.width * 0.2)
    var bars: [Box] = []
    if !meaning.isEmpty {
      bars.append(
        ColorBar(scale: panels[0].grid.scale, meaning: meaning).layout(width: width, in: context))
    }
    if let kernel = panels[0].kernel, !kernelMeaning.isEmpty {
      bars.append(
        ColorBar(scale: kernel.scale, meaning: kernelMeaning).layout(width: width, in: context))
    }
    guard !bars.isEmpty else { return nil }
    let row = Stack.row(bars, gap: context.theme.small * 3)
    return row.width <= size.width ? row : Stack.column(bars, gap: context.theme.small * 0.6)
  }

  /// Room above each grid for its label and its kernel.
  private func labelRoom(_ theme: Theme) -> Double {
    if panels.contains(where: { $0.kernel != nil }) { return kernelSide(theme) + theme.small * 0.4 }
    return panels.allSatisfy { $0.label.isEmpty } ? 0 : theme.small * 1.5
  }

  private func kernelSide(_ theme: Theme) -> Double { theme.small * 4 }

  private func head(_ panel: Panel, at corner: Point, width: Double, _ context: DrawingContext)
    -> [Item]
  {
    let theme = context.theme
    guard let kernel = panel.kernel else {
      // Above narrow grids only the number has room.
      let whole = context.heading(panel.label, width: width)
      let number = panel.label.split(separator: " ").last.map(String.init) ?? ""
      let label = whole.width <= width ? whole : context.heading(number, width: width)
      return [label.placed(topLeft: corner)]
    }
    let side = kernelSide(theme)
    let box = kernel.layout(
      cell: kernel.cell(fitting: Size(side, side)), in: context)
    let label = context.heading(panel.label, width: max(width - side - 5, 12))
    return [
      box.placed(topLeft: corner),
      label.placed(topLeft: Point(corner.x + box.width + 5, corner.y + side - label.height)),
    ]
  }

  private func cell(columns: Int, _ free: Size, _ theme: Theme) -> Double {
    let rows = (panels.count + columns - 1) / columns
    let gap = theme.small * (columns > 10 ? 0.5 : 1)
    return max(
      min(
        (free.width - gap * Double(columns - 1)) / Double(columns)
          / Double(panels[0].grid.columns),
        ((free.height - gap * Double(rows - 1)) / Double(rows) - labelRoom(theme))
          / Double(panels[0].grid.rows), theme.label * 2.5), 0.5)
  }

  private func bestColumns(_ free: Size, _ theme: Theme) -> Int {
    // Even rows look better: only divisors, unless there are none.
    let all = (1...panels.count).filter { panels.count % $0 == 0 }
    let candidates = all.count > 2 ? all : Array(1...panels.count)
    return candidates.max { cell(columns: $0, free, theme) < cell(columns: $1, free, theme) } ?? 1
  }
}
