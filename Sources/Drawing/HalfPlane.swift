/// The points (x, y) with a·x + b·y + c > 0, in the coordinates of the page.
public struct HalfPlane: Equatable, Sendable {
  public var a: Double
  public var b: Double
  public var c: Double

  public init(a: Double, b: Double, c: Double) {
    self.a = a
    self.b = b
    self.c = c
  }

  /// The other side; the boundary belongs to neither.
  public var opposite: HalfPlane { HalfPlane(a: -a, b: -b, c: -c) }

  public func value(at p: Point) -> Double { a * p.x + b * p.y + c }

  /// The part of a convex polygon that lies in the half-plane; empty if none does.
  ///
  /// With a = b = 0 it is the whole polygon or nothing. After Sutherland and Hodgman (1974).
  public func clipping(_ polygon: [Point]) -> [Point] {
    if a == 0, b == 0 { return c > 0 ? polygon : [] }
    var inside: [Point] = []
    for (index, p) in polygon.enumerated() {
      let q = polygon[(index + 1) % polygon.count]
      let (u, v) = (value(at: p), value(at: q))
      if u >= 0 { inside.append(p) }
      if u > 0 && v < 0 || u < 0 && v > 0 { inside.append(p + (q - p) * (u / (u - v))) }
    }
    return inside.contains { value(at: $0) > 0 } && inside.count > 2 ? inside : []
  }

  public func clipping(_ rect: Rect) -> [Point] { clipping(rect.corners) }

  /// Where the boundary crosses a rectangle, or nil where it does not (or is no line at all).
  public func boundary(in rect: Rect) -> (Point, Point)? {
    if a == 0, b == 0 { return nil }
    var crossings: [Point] = []
    let corners = rect.corners
    for (index, p) in corners.enumerated() {
      let q = corners[(index + 1) % corners.count]
      let (u, v) = (value(at: p), value(at: q))
      if u == 0 { crossings.append(p) }
      if u * v < 0 { crossings.append(p + (q - p) * (u / (u - v))) }
    }
    guard let first = crossings.first, let last = crossings.last, first != last else { return nil }
    return (first, last)
  }
}

extension Rect {
  /// Clockwise from the upper left.
  public var corners: [Point] {
    [Point(minX, minY), Point(maxX, minY), Point(maxX, maxY), Point(minX, maxY)]
  }
}
