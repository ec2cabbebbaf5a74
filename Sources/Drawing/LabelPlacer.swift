import CMath

/// Finds places for labels that touch neither points, lines nor other labels.
///
/// ```swift
/// var placer = LabelPlacer(frame: frame)
/// placer.avoid(circle: point, radius: 8)
/// placer.avoid(line: a, b, width: 3)
/// let place = placer.place(size, near: point, distance: 12)
/// ```
public struct LabelPlacer: Sendable {
  /// Where labels may stand.
  public var frame: Rect
  /// Room kept between a label and anything else, in points.
  public var clearance: Double
  private var rects: [Rect] = []
  private var circles: [(center: Point, radius: Double)] = []
  private var segments: [(a: Point, b: Point, half: Double)] = []

  public init(frame: Rect, clearance: Double = 2) {
    self.frame = frame
    self.clearance = clearance
  }

  public mutating func avoid(_ rect: Rect) { rects.append(rect) }

  public mutating func avoid(circle center: Point, radius: Double) {
    circles.append((center, radius))
  }

  public mutating func avoid(line a: Point, _ b: Point, width: Double) {
    segments.append((a, b, width / 2))
  }

  /// Whether a label may stand there.
  public func isFree(_ rect: Rect) -> Bool {
    let inner = frame
    guard rect.minX >= inner.minX, rect.maxX <= inner.maxX, rect.minY >= inner.minY,
      rect.maxY <= inner.maxY
    else { return false }
    let grown = rect.insetBy(-clearance)
    return !rects.contains { $0.intersects(grown) }
      && !circles.contains { grown.distance(to: $0.center) < $0.radius }
      && !segments.contains { grown.insetBy(-$0.half).isCrossed(by: $0.a, $0.b) }
  }

  /// The nearest free place for a label around a point, which is then taken.
  ///
  /// - Parameters:
  ///   - distance: From the point to the label's nearest edge or corner, in points.
  ///   - preferred: Direction to try first, in degrees counter-clockwise from the right.
  ///   - reach: How much farther away the label may stand.
  /// - Returns: nil if every place collides.
  public mutating func place(
    _ size: Size, near point: Point, distance: Double, preferred: Double = 45,
    reach: Double = 30
  ) -> Rect? {
    // Away from the preferred direction to both sides in turn.
    let turns = [0.0, -22.5, 22.5, -45, 45, -67.5, 67.5, -90, 90, -112.5, 112.5, -135, 135, 180]
    var away = distance
    while away <= distance + reach {
      for turn in turns {
        let rect = Self.rect(size, at: point, distance: away, angle: preferred + turn)
        if isFree(rect) {
          rects.append(rect)
          return rect
        }
      }
      away += 4
    }
    return nil
  }

  /// A free place beside a line, as near to the middle (`at` = 0.5) as can be, which is then taken.
  public mutating func place(
    _ size: Size, along a: Point, _ b: Point, distance: Double, at middle: Double = 0.5
  ) -> Rect? {
    let d = b - a
    let length = (d.x * d.x + d.y * d.y).squareRoot()
    if length == 0 { return place(size, near: a, distance: distance) }
    // Upwards first; y grows downwards.
    let angle = atan2(-d.y, d.x) * 180 / .pi + 90
    for step in 0...36 {
      let t = middle + Double((step + 1) / 2) * 0.025 * (step % 2 == 0 ? 1 : -1)
      if t < 0.02 || t > 0.98 { continue }
      for side in [0.0, 180] {
        let rect = Self.rect(size, at: a + d * t, distance: distance, angle: angle + side)
        if isFree(rect) {
          rects.append(rect)
          return rect
        }
      }
    }
    return nil
  }

  /// The rectangle that a circle of radius `distance` around the point touches at the angle.
  private static func rect(_ size: Size, at point: Point, distance: Double, angle: Double) -> Rect {
    let u = Point(cos(angle * .pi / 180), -sin(angle * .pi / 180))
    // The corner or edge that faces the point lies on the circle's tangent.
    let reach = abs(u.x) * size.width / 2 + abs(u.y) * size.height / 2 + distance
    let center = point + u * reach
    return Rect(
      center.x - size.width / 2, center.y - size.height / 2, size.width, size.height)
  }
}

extension Rect {
  /// From a point to the nearest point of the rectangle; 0 inside.
  func distance(to p: Point) -> Double {
    let dx = max(minX - p.x, 0, p.x - maxX)
    let dy = max(minY - p.y, 0, p.y - maxY)
    return (dx * dx + dy * dy).squareRoot()
  }

  /// Whether any point of the line between `a` and `b` lies inside (Liang and Barsky, 1984).
  func isCrossed(by a: Point, _ b: Point) -> Bool {
    var (enter, leave) = (0.0, 1.0)
    let d = b - a
    for (p, q) in [
      (-d.x, a.x - minX), (d.x, maxX - a.x), (-d.y, a.y - minY), (d.y, maxY - a.y),
    ] {
      if p == 0 {
        if q <= 0 { return false }
      } else if p < 0 {
        enter = max(enter, q / p)
      } else {
        leave = min(leave, q / p)
      }
    }
    return enter < leave
  }
}
