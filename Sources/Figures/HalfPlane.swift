import Drawing

extension Marks {
  /// A convex part of the plane: TRUE hatched with lines, FALSE with dots, on light tints.
  func halfPlane(_ corners: [Point], isTrue: Bool, isFine: Bool = false) -> [Item] {
    let tint = isTrue ? theme.positiveTint : theme.negativeTint
    let color = (isTrue ? theme.positive : theme.negative).mixed(
      with: theme.paper, isTrue ? 0.62 : 0.4)
    let pitch = theme.small * (isFine ? 0.55 : 0.95)
    var items: [Item] = [.path(PathItem(.polyline(corners, closed: true), fill: tint))]
    if isTrue {
      items.append(
        .path(
          PathItem(Hatch.lines(corners, pitch: pitch), stroke: Stroke(color, width: theme.hairline))
        ))
    } else {
      items.append(
        .path(PathItem(Hatch.dots(corners, pitch: pitch, radius: theme.small * 0.072), fill: color))
      )
    }
    return items
  }
}

/// Lines and dots that fill a convex polygon.
enum Hatch {
  /// Lines that rise to the right; they stand in the same places whatever the polygon, so that
  /// neighbours join.
  static func lines(_ corners: [Point], pitch: Double) -> Path {
    let levels = corners.map { $0.x + $0.y }
    let distance = pitch * 1.4142135623730951
    guard let low = levels.min(), let high = levels.max() else { return Path() }
    var elements: [Path.Element] = []
    var k = (low / distance).rounded(.up)
    while k * distance < high {
      let level = k * distance
      var cuts: [Point] = []
      for (i, a) in corners.enumerated() {
        let b = corners[(i + 1) % corners.count]
        let (va, vb) = (a.x + a.y - level, b.x + b.y - level)
        if (va > 0) != (vb > 0) { cuts.append(a + (b - a) * (va / (va - vb))) }
      }
      if cuts.count == 2 { elements += [.move(cuts[0]), .line(cuts[1])] }
      k += 1
    }
    return Path(elements)
  }

  /// Dots in staggered rows, whole ones only.
  static func dots(_ corners: [Point], pitch: Double, radius: Double) -> Path {
    guard let minY = corners.map(\.y).min(), let maxY = corners.map(\.y).max(),
      let minX = corners.map(\.x).min(), let maxX = corners.map(\.x).max()
    else { return Path() }
    var elements: [Path.Element] = []
    var row = (minY / pitch).rounded(.up)
    while row * pitch < maxY {
      let shift = Int(row).isMultiple(of: 2) ? 0 : pitch / 2
      var column = ((minX - shift) / pitch).rounded(.up)
      while column * pitch + shift < maxX {
        let p = Point(column * pitch + shift, row * pitch)
        if contains(p, corners, margin: radius * 1.5) {
          elements.append(.circle(center: p, radius: radius))
        }
        column += 1
      }
      row += 1
    }
    return Path(elements)
  }

  private static func contains(_ p: Point, _ corners: [Point], margin: Double) -> Bool {
    var side = 0.0
    for (i, a) in corners.enumerated() {
      let b = corners[(i + 1) % corners.count]
      let d = b - a
      let length = (d.x * d.x + d.y * d.y).squareRoot()
      if length < 1e-9 { continue }
      let distance = (d.x * (p.y - a.y) - d.y * (p.x - a.x)) / length
      if side == 0 { side = distance > 0 ? 1 : -1 }
      if distance * side < margin { return false }
    }
    return true
  }
}
