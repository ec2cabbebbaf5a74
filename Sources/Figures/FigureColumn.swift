import Drawing

/// Several pictures of one moment below each other, each with its share of the height.
public struct FigureColumn: Figure {
  public var title: String
  public var caption: String
  public var parts: [AnyFigure]
  /// What each part gets of the height, in any unit.
  public var shares: [Double]

  public init(
    title: String, caption: String = "", parts: [AnyFigure], shares: [Double]
  ) {
    precondition(parts.count == shares.count && !parts.isEmpty, "a share for each part")
    self.title = title
    self.caption = caption
    self.parts = parts
    self.shares = shares
  }

  public func description(_ words: Words) -> String {
    parts.map { $0.description(words) }.joined(separator: "\n")
  }

  public var quantities: [Quantity] { parts.flatMap { $0.quantities } }

  public func openDescription(_ words: Words) -> String {
    let open = parts.map { $0.openDescription(words) }
    guard open.contains(where: { !$0.isEmpty }) else { return "" }
    return zip(parts, open).map { $1.isEmpty ? $0.description(words) : $1 }
      .joined(separator: "\n")
  }

  public func readableHeight(width: Double, in context: DrawingContext) -> Double {
    let gap = gap(context) * Double(parts.count - 1)
    return parts.reduce(gap) { $0 + $1.readableHeight(width: width, in: context) }
  }

  /// In a box that is too low for all of them the last ones are left out.
  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    for count in stride(from: parts.count, to: 1, by: -1) {
      let part = size.height / shares[..<count].reduce(0, +)
      guard shares[..<count].allSatisfy({ $0 * part > context.theme.small * 6.4 }) else { continue }
      let box = column(parts.prefix(count), fitting: size, context)
      if box.width <= size.width + 0.5, box.height <= size.height + 0.5 { return box }
    }
    return parts[0].layout(fitting: size, in: context)
  }

  private func column(
    _ parts: ArraySlice<AnyFigure>, fitting size: Size, _ context: DrawingContext
  ) -> Box {
    let gap = gap(context)
    var free = size.height - gap * Double(parts.count - 1)
    var left = shares[..<parts.count].reduce(0, +)
    // What a part leaves over goes to those below it.
    let boxes = zip(parts, shares).map { part, share in
      let box = part.layout(fitting: Size(size.width, free * share / left), in: context)
      free -= box.height
      left -= share
      return box
    }
    return Stack.column(boxes, gap: gap)
  }

  private func gap(_ context: DrawingContext) -> Double { context.theme.small * 1.5 }
}

extension FigureColumn {
  /// What the marks of the parts mean, each once.
  public func legend(_ words: Words) -> [LegendEntry] {
    var entries: [LegendEntry] = []
    for part in parts {
      for entry in part.legend(words) where !entries.contains(entry) {
        entries.append(entry)
      }
    }
    return entries
  }
}
