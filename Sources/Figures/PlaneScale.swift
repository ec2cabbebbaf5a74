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
    let xs = points.map(\.x)
    let ys = points.map(\.y)
    let (x0, x1) = (xs.min() ?? 0, xs.max() ?? 1)
    let (y0, y1) = (ys.min() ?? 0, ys.max() ?? 1)
    let span = max(x1 - x0, y1 - y0) > 0 ? max(x1 - x0, y1 - y0) : 1
    let half = span / 2 + border * span
    let (cx, cy) = ((x0 + x1) / 2, (y0 + y1) / 2)
    return ((cx - half)...(cx + half), (cy - half)...(cy + half))
  }
}

/// A straight line `a + b·x + c·y = 0` of the data plane, and what it cuts off a window.
struct PlaneLine: Equatable {
  var a: Double
  var b: Double
  var c: Double

  func value(_ x: Double, _ y: Double) -> Double { a + b * x + c * y }

  /// The corners of the part of the window where the value is above 0 (or below it), in order.
  func part(isPositive: Bool, of scale: PlaneScale) -> [(x: Double, y: Double)] {
    let (x0, x1) = (scale.x.lowerBound, scale.x.upperBound)
    let (y0, y1) = (scale.y.lowerBound, scale.y.upperBound)
    let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    let sign: Double = isPositive ? 1 : -1
    var result: [(x: Double, y: Double)] = []
    for (i, p) in corners.enumerated() {
      let q = corners[(i + 1) % 4]
      let vp = sign * value(p.0, p.1)
      let vq = sign * value(q.0, q.1)
      if vp >= 0 { result.append(p) }
      if (vp > 0) != (vq > 0), vp != vq, vp != 0, vq != 0 {
        let t = vp / (vp - vq)
        result.append((p.0 + t * (q.0 - p.0), p.1 + t * (q.1 - p.1)))
      }
    }
    return result
  }

  /// The two ends of the line in the window; nil where it passes outside.
  func ends(in scale: PlaneScale) -> (Point, Point)? {
    // Corners and crossings on the line itself; the values of crossings are rounding errors.
    let large = max(abs(scale.x.lowerBound), abs(scale.x.upperBound))
    let high = max(abs(scale.y.lowerBound), abs(scale.y.upperBound))
    let tolerance = 1e-9 * (abs(a) + abs(b) * large + abs(c) * high)
    let edge = part(isPositive: true, of: scale).filter { abs(value($0.x, $0.y)) <= tolerance }
    var best: (Point, Point)?
    var longest = 0.0
    for p in edge {
      for q in edge {
        let from = scale(p.x, p.y)
        let to = scale(q.x, q.y)
        let length = ((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y))
          .squareRoot()
        if length > longest { (best, longest) = ((from, to), length) }
      }
    }
    return longest > 1 ? best : nil
  }
}
