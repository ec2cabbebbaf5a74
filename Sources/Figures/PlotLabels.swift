import Drawing
import Glibc

/// Finds places for labels where they touch neither marks, lines nor each other.
struct PlotLabels {
  /// A stretch of line with some room around it.
  struct Segment: Equatable {
    var from: Point
    var to: Point
    var width: Double
  }

  /// Labels stay inside.
  let bounds: Rect
  private(set) var marks: [Rect] = []
  private(set) var segments: [Segment] = []
  private(set) var placed: [Rect] = []
  /// Grid lines and the like, avoided where there is a choice.
  var soft: [Segment] = []
  /// What is laid under a label, so that no hatch runs through it: the colour at a point.
  var ground: (Point) -> Color? = { _ in nil }

  init(bounds: Rect) {
    self.bounds = bounds
  }

  mutating func avoid(_ center: Point, radius: Double) {
    marks.append(Rect(center.x - radius, center.y - radius, 2 * radius, 2 * radius))
  }

  mutating func avoid(from: Point, to: Point, width: Double) {
    segments.append(Segment(from: from, to: to, width: width))
  }

  /// How badly a label would stand there: 0 where it is free.
  func conflict(_ rect: Rect) -> Double {
    var sum = 0.0
    let inside =
      max(0, min(bounds.maxX, rect.maxX) - max(bounds.minX, rect.minX))
      * max(0, min(bounds.maxY, rect.maxY) - max(bounds.minY, rect.minY))
    sum += 4 * max(0, rect.width * rect.height - inside - 1e-6)
    for mark in marks where mark.intersects(rect) { sum += Self.overlap(rect, mark) }
    for label in placed where label.intersects(rect) { sum += Self.overlap(rect, label) }
    for segment in segments { sum += Self.length(of: segment, in: rect) * segment.width }
    return sum
  }

  private static func overlap(_ a: Rect, _ b: Rect) -> Double {
    (min(a.maxX, b.maxX) - max(a.minX, b.minX)) * (min(a.maxY, b.maxY) - max(a.minY, b.minY))
  }

  /// How much of a segment lies in a rectangle, its width added around, in points
  /// (Liang and Barsky's clipping).
  private static func length(of segment: Segment, in rect: Rect) -> Double {
    let box = rect.insetBy(-segment.width / 2)
    let d = segment.to - segment.from
    var (t0, t1) = (0.0, 1.0)
    for (p, q) in [
      (-d.x, segment.from.x - box.minX), (d.x, box.maxX - segment.from.x),
      (-d.y, segment.from.y - box.minY), (d.y, box.maxY - segment.from.y),
    ] {
      if p == 0 {
        if q < 0 { return 0 }
      } else if p < 0 {
        t0 = max(t0, q / p)
      } else {
        t1 = min(t1, q / p)
      }
    }
    return t1 > t0 ? (t1 - t0) * hypot(d.x, d.y) : 0
  }

  private static let directions: [(c: Double, s: Double)] = (0..<16).map {
    let angle = -Double.pi / 4 + Double($0) * .pi / 8
    return (cos(angle), sin(angle))
  }

  /// The free place nearest to one of `anchors` (the earlier, the better), at least `distance` and
  /// at most `distance + reach` points from it. Where nothing is free: nil for a label that can be
  /// spared, else the least bad place.
  mutating func place(
    _ box: Box, near anchors: [Point], distance: Double, reach: Double = 80,
    canBeSpared: Bool = false
  ) -> Item? {
    var best: (rect: Rect, score: Double, conflict: Double)?
    for (rank, anchor) in anchors.enumerated() {
      for ring in 0..<8 {
        let base = Double(rank) * 6 + Double(ring) * 4
        if base >= best?.score ?? .infinity { break }
        let d = distance + reach * Double(ring) / 8
        for (turn, direction) in Self.directions.enumerated() {
          // The box touches the ring from outside, in the given direction.
          let (c, s) = direction
          let rect = Rect(
            anchor.x + c * d + box.width / 2 * (min(max(c * 1.42, -1), 1) - 1),
            anchor.y + s * d + box.height / 2 * (min(max(s * 1.42, -1), 1) - 1), box.width,
            box.height)
          let conflict = conflict(rect.insetBy(-2))
          var score = conflict * 1000 + base + Double(turn) * 0.05
          if score >= best?.score ?? .infinity { continue }
          for segment in soft { score += Self.length(of: segment, in: rect) * 0.5 }
          if score < best?.score ?? .infinity { best = (rect, score, conflict) }
        }
      }
    }
    guard let best, best.conflict == 0 || !canBeSpared else { return nil }
    let rect = best.rect
    placed.append(rect)
    let label = box.placed(topLeft: Point(rect.minX, rect.minY))
    guard let color = ground(rect.center) else { return label }
    return .group(Group([.path(PathItem(.rect(rect.insetBy(-1.5)), fill: color)), label]))
  }
}
