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

/// All text runs at their places on the page, and the corners of all paths.
public func flattened(_ items: [Item], _ offset: Point = .zero) -> (texts: [Rect], points: [Point])
{
  var texts: [Rect] = []
  var points: [Point] = []
  for item in items {
    switch item {
    case .group(let group):
      if group.clip != nil { continue }
      let inner = flattened(group.items, offset + group.offset)
      texts += inner.texts
      points += inner.points
    case .text(let run):
      let at = run.origin + offset
      texts.append(Rect(at.x, at.y - run.font.size * 0.75, run.width, run.font.size * 0.95))
    case .path(let path):
      for element in path.path.elements {
        switch element {
        case .move(let p), .line(let p): points.append(p + offset)
        case .curve(_, _, let p): points.append(p + offset)
        case .circle(let c, let r):
          points += [c + offset + Point(r, r), c + offset - Point(r, r)]
        case .close: break
        }
      }
    case .link(let link):
      let inner = flattened(link.items, offset)
      texts += inner.texts
      points += inner.points
    case .raster(let raster):
      points += [
        Point(raster.rect.minX, raster.rect.minY) + offset,
        Point(raster.rect.maxX, raster.rect.maxY) + offset,
      ]
    }
  }
  return (texts, points)
}
