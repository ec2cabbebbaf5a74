import CMath
import Drawing

/// Labels of a plot: each gets the nearest free place to one of several anchors.
struct PlotLabels {
  /// What labels must not touch, and each other.
  private(set) var taken: LabelPlacer
  /// Grid lines and the like, avoided where there is a choice.
  private var preferablyFree: LabelPlacer
  private(set) var placed: [Rect] = []
  /// What is laid under a label, so that no hatch runs through it: the colour at a point.
  var ground: (Point) -> Color? = { _ in nil }

  init(bounds: Rect) {
    taken = LabelPlacer(frame: bounds)
    preferablyFree = LabelPlacer(frame: bounds, clearance: 0)
  }

  mutating func avoid(_ center: Point, radius: Double) {
    taken.avoid(circle: center, radius: radius)
  }

  mutating func avoid(_ rect: Rect) { taken.avoid(rect) }

  mutating func avoid(from: Point, to: Point, width: Double) {
    taken.avoid(line: from, to, width: width)
  }

  mutating func avoidIfPossible(_ lines: [(from: Point, to: Point)]) {
    for line in lines { preferablyFree.avoid(line: line.from, line.to, width: 1) }
  }

  private static let directions: [(c: Double, s: Double)] = (0..<16).map {
    let angle = -Double.pi / 4 + Double($0) * .pi / 8
    return (cos(angle), sin(angle))
  }

  /// The free place nearest to one of `anchors` (the earlier, the better), at least `distance` and
  /// at most `distance + reach` points from it; nil where nothing is free.
  mutating func place(
    _ box: Box, near anchors: [Point], distance: Double, reach: Double = 80
  ) -> Item? {
    var best: (rect: Rect, score: Double)?
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
          var score = base + Double(turn) * 0.05
          guard score < best?.score ?? .infinity, taken.isFree(rect) else { continue }
          if !preferablyFree.isFree(rect) { score += 5 }
          if score < best?.score ?? .infinity { best = (rect, score) }
        }
      }
    }
    guard let rect = best?.rect else { return nil }
    placed.append(rect)
    // Neighbouring labels must not read as one.
    taken.avoid(Rect(rect.minX - 5, rect.minY, rect.width + 10, rect.height))
    let label = box.placed(topLeft: Point(rect.minX, rect.minY))
    guard let color = ground(rect.center) else { return label }
    return .group(Group([.path(PathItem(.rect(rect.insetBy(-1.5)), fill: color)), label]))
  }
}
