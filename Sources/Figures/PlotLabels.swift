import Drawing
import Glibc

/// Finds places for labels where they touch neither marks, lines nor each other.
struct PlotLabels {
  /// Labels stay inside.
  var bounds: Rect
  private(set) var obstacles: [Rect] = []
  private(set) var placed: [Rect] = []

  init(bounds: Rect) {
    self.bounds = bounds
  }

  mutating func avoid(_ rect: Rect) { obstacles.append(rect) }

  mutating func avoid(_ center: Point, radius: Double) {
    avoid(Rect(center.x - radius, center.y - radius, 2 * radius, 2 * radius))
  }

  /// A line of some width, as a chain of small squares.
  mutating func avoid(from a: Point, to b: Point, width: Double) {
    let length = hypot(b.x - a.x, b.y - a.y)
    let count = max(1, Int(length / max(width, 2)))
    for i in 0...count { avoid(a + (b - a) * (Double(i) / Double(count)), radius: width / 2) }
  }

  /// How much of a rectangle is covered by obstacles or lies outside, in square points.
  func conflict(_ rect: Rect) -> Double {
    func overlap(_ r: Rect) -> Double {
      let w = min(r.maxX, rect.maxX) - max(r.minX, rect.minX)
      let h = min(r.maxY, rect.maxY) - max(r.minY, rect.minY)
      return w > 0 && h > 0 ? w * h : 0
    }
    let outside = rect.width * rect.height - overlap(bounds)
    return obstacles.reduce(outside * 4) { $0 + overlap($1) }
  }

  /// The free place nearest to one of `anchors` (the earlier, the better), at `distance` points
  /// from it at least; the least bad one where nothing is free.
  mutating func place(
    _ box: Box, near anchors: [Point], distance: Double, reach: Double = 60
  ) -> Item {
    let size = Size(box.width, box.height)
    var best: (rect: Rect, score: Double)?
    for (rank, anchor) in anchors.enumerated() {
      for ring in 0..<6 {
        let d = distance + reach * Double(ring) / 6
        for turn in 0..<16 {
          let angle = -Double.pi / 4 + Double(turn) * .pi / 8
          let (c, s) = (cos(angle), sin(angle))
          // The box touches the ring from outside, in the direction of the angle.
          let center = Point(
            anchor.x + c * (d + size.width / 2 * abs(c)) + c * size.height / 2 * abs(s) * 0.3,
            anchor.y + s * (d + size.height / 2))
          let rect = Rect(
            center.x - size.width / 2, center.y - size.height / 2, size.width, size.height)
          let score =
            conflict(rect.insetBy(-2)) * 1000 + Double(rank) * 6 + Double(ring) * 4
            + Double(turn) * 0.05
          if score < best?.score ?? .infinity { best = (rect, score) }
        }
      }
    }
    let rect = best?.rect ?? Rect(0, 0, size.width, size.height)
    obstacles.append(rect)
    placed.append(rect)
    return box.placed(topLeft: Point(rect.minX, rect.minY))
  }
}
