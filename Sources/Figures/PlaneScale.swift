import Drawing

/// Maps a part of the plane to a square or oblong of the page, with the same unit in both
/// directions: right angles stay right, and lengths are true.
struct PlaneScale: Equatable {
  var x: ClosedRange<Double>
  var y: ClosedRange<Double>
  var frame: Rect

  /// Points of the page for one unit of the data.
  var unit: Double { frame.width / (x.upperBound - x.lowerBound) }

  func callAsFunction(_ px: Double, _ py: Double) -> Point {
    Point(frame.minX + (px - x.lowerBound) * unit, frame.maxY - (py - y.lowerBound) * unit)
  }

  /// The largest frame of the data's proportions in `size`, its upper left corner at `corner`.
  init(x: ClosedRange<Double>, y: ClosedRange<Double>, fitting size: Size, at corner: Point) {
    let unit = min(
      size.width / (x.upperBound - x.lowerBound), size.height / (y.upperBound - y.lowerBound))
    self.x = x
    self.y = y
    frame = Rect(
      corner.x, corner.y, unit * (x.upperBound - x.lowerBound),
      unit * (y.upperBound - y.lowerBound))
  }

  /// The part of the plane to show for these points: all of them and a border around, wide enough
  /// that the boundary is seen to pass them by.
  static func window(around points: [(x: Double, y: Double)], border: Double = 0.7)
    -> (x: ClosedRange<Double>, y: ClosedRange<Double>)
  {
    let xs = points.map { $0.x }
    let ys = points.map { $0.y }
    let (x0, x1) = (xs.min() ?? 0, xs.max() ?? 1)
    let (y0, y1) = (ys.min() ?? 0, ys.max() ?? 1)
    let span = max(x1 - x0, y1 - y0) > 0 ? max(x1 - x0, y1 - y0) : 1
    let half = span / 2 + border * span
    let (cx, cy) = ((x0 + x1) / 2, (y0 + y1) / 2)
    return ((cx - half)...(cx + half), (cy - half)...(cy + half))
  }
}

/// A straight line `a + b·x + c·y = 0` of the data plane; b and c are not both 0.
public struct PlaneLine: Equatable {
  public var a: Double
  public var b: Double
  public var c: Double

  func value(_ x: Double, _ y: Double) -> Double { a + b * x + c * y }

  /// The side where the value is above 0, in the coordinates of the page.
  func halfPlane(in scale: PlaneScale) -> HalfPlane {
    let u = scale.unit
    return HalfPlane(
      a: b / u, b: -c / u,
      c: a + b * (scale.x.lowerBound - scale.frame.minX / u)
        + c * (scale.y.lowerBound + scale.frame.maxY / u))
  }

  /// The corners of the part of the frame where the value is above 0 (or below it).
  func part(isPositive: Bool, of scale: PlaneScale) -> [Point] {
    let side = halfPlane(in: scale)
    return (isPositive ? side : side.opposite).clipping(scale.frame)
  }

  /// The two ends of the line in the frame; nil where it passes outside, or cuts off less than a
  /// point of a corner.
  func ends(in scale: PlaneScale) -> (Point, Point)? {
    guard let ends = halfPlane(in: scale).boundary(in: scale.frame) else { return nil }
    let d = ends.1 - ends.0
    return d.x * d.x + d.y * d.y > 1 ? ends : nil
  }
}

extension PlaneLine {
  /// The line halfway between two classes of points, its positive side on that of the first; nil
  /// where no line parts them.
  ///
  /// The nearest places of the two classes' hulls are a point of one and a point or an edge of the
  /// other; the line stands at right angles on the middle between them.
  public init?(parting positive: [Point], from negative: [Point]) {
    var best: (from: Point, to: Point, square: Double)?
    func look(_ points: [Point], _ edges: [Point], _ isPositive: Bool) {
      for p in points {
        for a in edges {
          for b in edges {
            let q = Self.foot(of: p, on: a, b)
            let (x, y) = (p.x - q.x, p.y - q.y)
            if x * x + y * y < best?.square ?? .infinity {
              best = (isPositive ? q : p, isPositive ? p : q, x * x + y * y)
            }
          }
        }
      }
    }
    look(positive, negative, true)
    look(negative, positive, false)
    guard let best, best.square > 0 else { return nil }
    let normal = best.to - best.from
    let middle = (best.to + best.from) * 0.5
    self.init(
      a: -(normal.x * middle.x + normal.y * middle.y), b: normal.x, c: normal.y)
    let parts =
      positive.allSatisfy { value($0.x, $0.y) > 0 }
      && negative.allSatisfy { value($0.x, $0.y) < 0 }
    if !parts { return nil }
  }

  /// The place of the stretch from `a` to `b` that is nearest to `p`.
  private static func foot(of p: Point, on a: Point, _ b: Point) -> Point {
    let (x, y) = (b.x - a.x, b.y - a.y)
    let square = x * x + y * y
    let t = square > 0 ? ((p.x - a.x) * x + (p.y - a.y) * y) / square : 0
    return a + (b - a) * min(max(t, 0), 1)
  }
}
