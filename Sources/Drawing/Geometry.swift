/// A position on a page or picture, in points; x grows to the right, y grows downwards.
public struct Point: Hashable, Sendable {
  public var x: Double
  public var y: Double

  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  public static let zero = Point(0, 0)

  public static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
  public static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
  public static func * (a: Point, k: Double) -> Point { Point(a.x * k, a.y * k) }
}

/// Width and height, in points.
public struct Size: Hashable, Sendable {
  public var width: Double
  public var height: Double

  public init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }
}

/// An upright rectangle, in points; `y` is its upper edge.
public struct Rect: Hashable, Sendable {
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double

  public init(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  public var minX: Double { x }
  public var minY: Double { y }
  public var maxX: Double { x + width }
  public var maxY: Double { y + height }
  public var center: Point { Point(x + width / 2, y + height / 2) }
  public var size: Size { Size(width, height) }

  public func insetBy(_ d: Double) -> Rect { Rect(x + d, y + d, width - 2 * d, height - 2 * d) }
  public func offsetBy(_ p: Point) -> Rect { Rect(x + p.x, y + p.y, width, height) }

  public func contains(_ p: Point) -> Bool {
    p.x >= minX && p.x <= maxX && p.y >= minY && p.y <= maxY
  }

  public func intersects(_ r: Rect) -> Bool {
    r.minX < maxX && r.maxX > minX && r.minY < maxY && r.maxY > minY
  }

  public func union(_ r: Rect) -> Rect {
    let x0 = min(minX, r.minX)
    let y0 = min(minY, r.minY)
    return Rect(x0, y0, max(maxX, r.maxX) - x0, max(maxY, r.maxY) - y0)
  }
}
