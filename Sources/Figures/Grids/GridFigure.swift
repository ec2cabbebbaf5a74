import Drawing

/// One grid with its name and, where it is a heat map, its scale: an image, a kernel, a map.
public struct GridFigure: Figure, Equatable {
  public var title: String
  public var caption: String
  public var grid: PixelGrid
  /// "The image, 5 × 5".
  public var heading: String
  /// What the heading tells.
  public var headingQuantities: [Quantity] = []
  /// What the colours measure; empty leaves the colour bar out.
  public var meaning: String

  public init(
    title: String, caption: String = "", grid: PixelGrid, heading: String, meaning: String = ""
  ) {
    self.title = title
    self.caption = caption
    self.grid = grid
    self.heading = heading
    self.meaning = meaning
  }

  public var quantities: [Quantity] { grid.quantities + headingQuantities }

  public func description(_ words: Words) -> String {
    guard grid.rows * grid.columns > 150, let range = grid.range else {
      return words("{1}. Rows: {2}.", heading, grid.plainText)
    }
    let places = max(3, grid.scale.places)
    return words(
      "{1}: {2} × {3} cells, values from {4} to {5}.", heading, "\(grid.rows)", "\(grid.columns)",
      NumberText.short(range.low, places), NumberText.short(range.high, places))
  }

  public var printsNumbers: Bool { grid.texts != nil }
  public func openDescription(_ words: Words) -> String {
    grid.isTask ? "\(heading): \(grid.openText(words))." : ""
  }

  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let theme = context.theme
    let bar =
      meaning.isEmpty
      ? nil
      : ColorBar(scale: grid.scale, meaning: meaning)
        .layout(width: min(size.width * 0.4, 220), in: context)
    let room = theme.small * 1.7 + (bar.map { $0.height + theme.small } ?? 0)
    let cell = min(
      grid.cell(fitting: Size(size.width, size.height - room)), theme.label * 3.6)
    var parts = [context.headed(heading, grid.layout(cell: cell, in: context))]
    if let bar { parts.append(bar) }
    return Stack.column(parts, gap: theme.small)
  }
}
