import Drawing

extension [Item] {
  /// Every run of text with its origin on the page; rotation is left out of account.
  public func textRuns(movedBy offset: Point = .zero) -> [TextRun] {
    flatMap { item -> [TextRun] in
      switch item {
      case .text(var run):
        run.origin = run.origin + offset
        return [run]
      case .group(let group): return group.items.textRuns(movedBy: offset + group.offset)
      case .link(let link): return link.items.textRuns(movedBy: offset)
      case .path, .raster: return []
      }
    }
  }

  /// Every path with its place on the page.
  public func paths(movedBy offset: Point = .zero) -> [PathItem] {
    flatMap { item -> [PathItem] in
      switch item {
      case .path(var item):
        item.path = item.path.moved(by: offset)
        return [item]
      case .group(let group): return group.items.paths(movedBy: offset + group.offset)
      case .link(let link): return link.items.paths(movedBy: offset)
      case .text, .raster: return []
      }
    }
  }

  /// The smallest rectangle around all text and all paths, as the measurer sees their ink.
  public func bounds(_ measurer: any TextMeasurer = FixedMeasurer()) -> Rect? {
    var bounds: Rect?
    func add(_ r: Rect) { bounds = bounds.map { $0.union(r) } ?? r }
    for run in textRuns() {
      add(measurer.ink(run.text, font: run.font).offsetBy(run.origin))
    }
    for item in paths() {
      for point in item.path.points { add(Rect(point.x, point.y, 0, 0)) }
    }
    return bounds
  }
}

extension Path {
  /// Its corner and control points; a circle gives the corners of its square.
  public var points: [Point] {
    elements.flatMap { element -> [Point] in
      switch element {
      case .move(let p), .line(let p): [p]
      case .curve(let a, let b, let p): [a, b, p]
      case .circle(let c, let r): [Point(c.x - r, c.y - r), Point(c.x + r, c.y + r)]
      case .close: []
      }
    }
  }
}
