import Drawing

/// A layout as lines of text, one for each item, for goldens that people can read and compare:
/// positions in points to a tenth, what is nested indented. Long paths and large rasters are told by
/// their corners, means and greys, which move when any of their parts does.
public func sceneText(_ box: Box) -> String {
  "box \(tenths(box.width)) × \(tenths(box.ascent)) + \(tenths(box.descent))\n"
    + sceneText(box.items)
}

/// The same of a whole picture.
public func sceneText(_ scene: Scene) -> String {
  "scene \(tenths(scene.size.width)) × \(tenths(scene.size.height))\n" + sceneText(scene.items)
}

private func sceneText(_ items: [Item], indent: String = "") -> String {
  items.map { item in
    switch item {
    case .group(let group):
      var line = indent + "group"
      if group.offset != .zero { line += " at " + text(group.offset) }
      if group.rotation != 0 { line += " turned \(tenths(group.rotation))" }
      if let clip = group.clip { line += " clipped to " + text(clip) }
      if let tag = group.tag { line += " \(tag.rawValue)" }
      if group.isAnswer { line += " answer" }
      return line + "\n" + sceneText(group.items, indent: indent + "  ")
    case .path(let item): return indent + text(item) + "\n"
    case .text(let run):
      return indent + "“\(run.text)” at \(text(run.origin)) \(run.font.face) "
        + "\(tenths(run.font.size)) \(run.font.weight)\(run.font.isItalic ? " italic" : "") "
        + "\(text(run.color)) \(tenths(run.width)) wide\n"
    case .raster(let raster):
      return indent + "raster \(text(raster.rect)) \(raster.columns) × \(raster.rows): "
        + cells(raster) + "\n"
    case .link(let link):
      return indent + "link \(text(link.rect))\n" + sceneText(link.items, indent: indent + "  ")
    }
  }.joined()
}

private func text(_ item: PathItem) -> String {
  var line = "path"
  if let fill = item.fill { line += " filled \(text(fill))" }
  if let stroke = item.stroke {
    line += " drawn \(text(stroke.color)) \(tenths(stroke.width))"
    if !stroke.dash.isEmpty { line += " dashed " + stroke.dash.map(tenths).joined(separator: " ") }
    if stroke.cap == .round { line += " round" }
  }
  let elements = item.path.elements
  guard elements.count > 12 else {
    return line + ": " + elements.map(text).joined(separator: " ")
  }
  let points = item.path.points
  func mean(_ value: (Point) -> Double) -> String {
    tenths(points.reduce(0) { $0 + value($1) } / Double(points.count))
  }
  // Later points weigh more, so that an exchange of two is seen.
  func weighed(_ value: (Point) -> Double) -> String {
    let sum = points.enumerated().reduce(0) { $0 + Double($1.offset) * value($1.element) }
    return tenths(2 * sum / Double(points.count * (points.count - 1)))
  }
  return line + ": \(elements.count) elements, " + text(elements[0]) + " … "
    + text(elements[elements.count - 1])
    + ", mean \(mean { $0.x }) \(mean { $0.y }), weighed \(weighed { $0.x }) \(weighed { $0.y })"
}

private func text(_ element: Path.Element) -> String {
  switch element {
  case .move(let p): "M " + text(p)
  case .line(let p): "L " + text(p)
  case .curve(let a, let b, let p): "C \(text(a)) \(text(b)) \(text(p))"
  case .circle(let center, let radius): "O \(text(center)) \(tenths(radius))"
  case .close: "Z"
  }
}

/// The colours of few cells; of many, their greys from 0 (black) to f, row by row.
private func cells(_ raster: Raster) -> String {
  if raster.cells.count <= 24 { return raster.cells.map(text).joined(separator: " ") }
  let greys = raster.cells.map { String(Int(($0.luminance * 15).rounded()), radix: 16) }
  return stride(from: 0, to: greys.count, by: raster.columns).map {
    greys[$0..<$0 + raster.columns].joined()
  }.joined(separator: " ")
}

private func text(_ p: Point) -> String { "\(tenths(p.x)) \(tenths(p.y))" }

private func text(_ r: Rect) -> String {
  "\(tenths(r.minX)) \(tenths(r.minY)) \(tenths(r.width)) \(tenths(r.height))"
}

private func text(_ color: Color) -> String {
  "#"
    + [color.red, color.green, color.blue].map {
      let digits = String($0, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
}

/// To a tenth of a point, without a 0 that says nothing.
private func tenths(_ value: Double) -> String {
  let rounded = (value * 10).rounded() / 10
  return rounded == rounded.rounded() && abs(rounded) < 1e15
    ? "\(Int(rounded))" : "\(rounded)"
}
