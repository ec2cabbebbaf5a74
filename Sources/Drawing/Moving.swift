extension Item {
  /// The same item a vector further, without a group around it.
  public func moved(by d: Point) -> Item {
    if d == .zero { return self }
    switch self {
    case .group(var group):
      group.offset = group.offset + d
      return .group(group)
    case .path(var item):
      item.path = item.path.moved(by: d)
      return .path(item)
    case .text(var run):
      run.origin = run.origin + d
      return .text(run)
    case .raster(var raster):
      raster.rect = raster.rect.offsetBy(d)
      return .raster(raster)
    case .link(var link):
      link.rect = link.rect.offsetBy(d)
      link.items = link.items.map { $0.moved(by: d) }
      return .link(link)
    }
  }
}

extension Path {
  public func moved(by d: Point) -> Path {
    Path(
      elements.map { element in
        switch element {
        case .move(let p): .move(p + d)
        case .line(let p): .line(p + d)
        case .curve(let a, let b, let p): .curve(a + d, b + d, p + d)
        case .circle(let center, let radius): .circle(center: center + d, radius: radius)
        case .close: .close
        }
      })
  }
}
