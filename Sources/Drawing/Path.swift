/// Straight lines, cubic curves and arcs, in points.
public struct Path: Equatable, Sendable {
  public enum Element: Equatable, Sendable {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case circle(center: Point, radius: Double)
    case close
  }

  public var elements: [Element]

  public init(_ elements: [Element] = []) {
    self.elements = elements
  }

  public static func line(_ a: Point, _ b: Point) -> Path { Path([.move(a), .line(b)]) }

  public static func polyline(_ points: [Point], closed: Bool = false) -> Path {
    guard let first = points.first else { return Path() }
    return Path(
      [.move(first)] + points.dropFirst().map(Element.line) + (closed ? [.close] : []))
  }

  public static func rect(_ r: Rect) -> Path {
    polyline(
      [
        Point(r.minX, r.minY), Point(r.maxX, r.minY), Point(r.maxX, r.maxY), Point(r.minX, r.maxY),
      ], closed: true)
  }

  public static func circle(_ center: Point, radius: Double) -> Path {
    Path([.circle(center: center, radius: radius)])
  }
}
