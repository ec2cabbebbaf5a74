import CMath

/// Patterns that tell areas apart without colour. They lie on one grid over the whole page, so
/// areas that meet fit together, and they are cut to the area exactly: no clip is needed.
public enum Hatch {
  /// Parallel lines within a convex polygon, to be stroked.
  ///
  /// - Parameters:
  ///   - spacing: Distance between neighbouring lines, in points.
  ///   - angle: Degrees against the horizontal; 45 rises to the right.
  public static func lines(in polygon: [Point], spacing: Double, angle: Double = 45) -> Path {
    guard polygon.count > 2, spacing > 0 else { return Path() }
    let radians = angle * .pi / 180
    // Across the lines; y grows downwards.
    let normal = Point(sin(radians), cos(radians))
    let along = Point(cos(radians), -sin(radians))
    let heights = polygon.map { $0.x * normal.x + $0.y * normal.y }
    guard let low = heights.min(), let high = heights.max() else { return Path() }
    var elements: [Path.Element] = []
    var k = (low / spacing).rounded(.down) + 1
    while k * spacing < high {
      let c = -k * spacing
      var places: [Double] = []
      for (index, p) in polygon.enumerated() {
        let q = polygon[(index + 1) % polygon.count]
        let u = heights[index] + c
        let v = heights[(index + 1) % polygon.count] + c
        if u == 0 { places.append(p.x * along.x + p.y * along.y) }
        if u * v < 0 {
          let crossing = p + (q - p) * (u / (u - v))
          places.append(crossing.x * along.x + crossing.y * along.y)
        }
      }
      if let from = places.min(), let to = places.max(), to > from {
        let foot = normal * (k * spacing)
        elements += [.move(foot + along * from), .line(foot + along * to)]
      }
      k += 1
    }
    return Path(elements)
  }

  /// Dots within a convex polygon, to be filled; every second row is moved by half a step. A dot
  /// that would touch the edge is left out.
  public static func dots(in polygon: [Point], spacing: Double, radius: Double) -> Path {
    guard polygon.count > 2, spacing > 0, let edges = edges(of: polygon) else { return Path() }
    let xs = polygon.map { $0.x }
    let ys = polygon.map { $0.y }
    guard let minX = xs.min(), let maxX = xs.max(), let minY = ys.min(), let maxY = ys.max() else {
      return Path()
    }
    var elements: [Path.Element] = []
    let step = spacing / 2
    var row = (minY / step).rounded(.down)
    while row * step <= maxY {
      let shift = row.truncatingRemainder(dividingBy: 2) == 0 ? 0 : step
      var column = ((minX - shift) / spacing).rounded(.down)
      while column * spacing + shift <= maxX {
        let p = Point(column * spacing + shift, row * step)
        if edges.allSatisfy({ $0.value(at: p) >= radius }) {
          elements.append(.circle(center: p, radius: radius))
        }
        column += 1
      }
      row += 1
    }
    return Path(elements)
  }

  /// The half-planes whose common part the polygon is, so scaled that values are distances.
  private static func edges(of polygon: [Point]) -> [HalfPlane]? {
    var area = 0.0
    for (index, p) in polygon.enumerated() {
      let q = polygon[(index + 1) % polygon.count]
      area += p.x * q.y - q.x * p.y
    }
    if area == 0 { return nil }
    let side = area > 0 ? 1.0 : -1
    return polygon.enumerated().compactMap { index, p in
      let d = polygon[(index + 1) % polygon.count] - p
      let length = (d.x * d.x + d.y * d.y).squareRoot()
      if length == 0 { return nil }
      let normal = Point(-d.y / length * side, d.x / length * side)
      return HalfPlane(a: normal.x, b: normal.y, c: -(normal.x * p.x + normal.y * p.y))
    }
  }
}

/// An arrow: its shaft, to be stroked, ends inside its head, to be filled.
public struct Arrow: Equatable, Sendable {
  public var shaft: Path
  public var head: Path

  /// - Parameter headLength: In points; a short arrow's head is at most 0.6 of its length.
  public init(from start: Point, to tip: Point, headLength: Double) {
    let d = tip - start
    let length = (d.x * d.x + d.y * d.y).squareRoot()
    guard length > 0 else {
      shaft = Path()
      head = Path()
      return
    }
    let head = min(headLength, 0.6 * length)
    let u = d * (1 / length)
    let v = Point(-u.y, u.x) * (0.4 * head)
    let base = tip - u * head
    shaft = .line(start, tip - u * (0.8 * head))
    // A shallow notch at the back, so that the head reads as one even when small.
    self.head = .polyline([tip, base + v, base + u * (0.15 * head), base - v], closed: true)
  }

  public func items(color: Color, width: Double) -> [Item] {
    [
      .path(PathItem(shaft, stroke: Stroke(color, width: width))),
      .path(PathItem(head, fill: color)),
    ]
  }
}
