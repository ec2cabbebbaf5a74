import CMath
import Datasets
import Drawing
import Networks
import Numerics

extension BoundaryPlot {
  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    BoundaryDrawing(plot: self, size: size, context: context).box
  }
}

/// Draws one boundary plot: half-planes, axes, lines, points, then labels where there is room.
struct BoundaryDrawing {
  let plot: BoundaryPlot
  let context: DrawingContext
  let scale: PlaneScale
  private let axes: PlotAxes?
  /// Of the marks: smaller where points stand close together.
  private let radius: Double

  init(plot: BoundaryPlot, size: Size, context: DrawingContext) {
    self.plot = plot
    self.context = context
    if plot.style == .miniature {
      axes = nil
      scale = plot.scale(fitting: size, at: .zero)
    } else {
      let room = PlotAxes.room(context.theme)
      let inner = Size(size.width - room.left - room.right, size.height - room.top - room.bottom)
      scale = plot.scale(fitting: inner, at: Point(room.left, room.top))
      axes = PlotAxes(
        x: scale.x, y: scale.y, frame: scale.frame, xName: plot.axisNames[0],
        yName: plot.axisNames[1])
    }
    let window = scale
    let places = plot.points.map {
      window($0.inputs[0].doubleValue, $0.inputs[1].doubleValue)
    }
    let gaps = places.indices.flatMap { i in
      places[..<i].map { hypot($0.x - places[i].x, $0.y - places[i].y) }.filter { $0 > 0.5 }
    }
    let usual =
      axes == nil ? max(3, scale.frame.width * 0.045) : Marks(theme: context.theme).radius
    radius = max(min(usual, (gaps.min() ?? .infinity) * 0.38), usual * 0.35)
  }

  var theme: Theme { context.theme }
  var marks: Marks { Marks(theme: theme) }
  private var isSmall: Bool { plot.style == .miniature }
  var frame: Rect { scale.frame }

  var box: Box { drawn.box }

  /// The picture, and where its labels stand.
  var drawn: (box: Box, labels: PlotLabels) {
    let answerable = plot.style == .task
    var items: [Item] = []
    if let weights = plot.weights {
      let planes = halfPlanes(weights)
      if answerable { items.append(.group(Group(isAnswer: true, planes))) } else { items += planes }
    }
    if let axes { items += axes.grid(context) }
    items.append(
      .path(
        PathItem(
          .rect(frame), stroke: Stroke(isSmall ? theme.rule : theme.muted, width: theme.hairline))))

    var labels = PlotLabels(bounds: frame.insetBy(theme.small * 0.3))
    labels.avoidIfPossible(axes?.gridSegments ?? [])
    if answerable {
      // The hatch comes with the answer, and runs through no label.
      labels.ground = { [theme] _ in theme.paper }
    } else if let weights = plot.weights {
      labels.ground = ground(weights)
    }
    for point in plot.points.indices { labels.avoid(center(point), radius: obstacle(point)) }
    for point in plot.wrong { labels.avoid(crossing(point), radius: radius * 1.2) }
    var answer: [Item] = []
    let withoutLines = labels
    let lines = lines(&labels)
    if answerable { answer += lines } else { items += lines }
    for point in plot.points.indices { items += mark(point) }
    for point in plot.wrong {
      let cross = marks.cross(crossing(point), radius: radius * 1.05)
      if answerable { answer += cross } else { items += cross }
    }
    if !isSmall {
      items += pointLabels(&labels, fallback: withoutLines)
      let words = lineLabels(&labels)
      if answerable { answer += words } else { items += words }
    }
    if !answer.isEmpty { items.append(.group(Group(isAnswer: true, answer))) }
    if let axes { items += axes.words(context) }
    let extent = axes?.extent(context) ?? frame
    return (Box(width: extent.width, ascent: 0, descent: extent.height, items: items), labels)
  }

  func center(_ point: Int) -> Point {
    scale(plot.points[point].inputs[0].doubleValue, plot.points[point].inputs[1].doubleValue)
  }

  /// Where the cross of a wrongly answered point stands.
  private func crossing(_ point: Int) -> Point {
    center(point) + Point(radius * 1.9, -radius * 1.9)
  }

  /// The room that a point takes, with its ring where it has one.
  func obstacle(_ point: Int) -> Double {
    point == plot.visited ? radius * 2 : radius * 1.3
  }

  // MARK: Half-planes and lines

  private func halfPlanes(_ weights: [ExactDecimal]) -> [Item] {
    guard let line = PlaneLine(weights) else {
      return marks.halfPlane(frame.corners, isTrue: weights[0] > 0, isFine: isSmall)
    }
    return [true, false].flatMap { isTrue -> [Item] in
      let part = line.part(isPositive: isTrue, of: scale)
      return part.count < 3 ? [] : marks.halfPlane(part, isTrue: isTrue, isFine: isSmall)
    }
  }

  /// The tint of the side that a label lies on.
  private func ground(_ weights: [ExactDecimal]) -> (Point) -> Color? {
    let line = PlaneLine(weights)
    let (scale, theme) = (scale, theme)
    return { p in
      let x = scale.x.lowerBound + (p.x - scale.frame.minX) / scale.unit
      let y = scale.y.lowerBound + (scale.frame.maxY - p.y) / scale.unit
      let z = line?.value(x, y) ?? weights[0].doubleValue
      return z > 0 ? theme.positiveTint : theme.negativeTint
    }
  }

  private func lines(_ labels: inout PlotLabels) -> [Item] {
    var items: [Item] = []
    if let ghost = plot.ghost, let ends = PlaneLine(ghost)?.ends(in: scale) {
      items.append(.path(PathItem(.line(ends.0, ends.1), stroke: marks.ghostStroke)))
      labels.avoid(from: ends.0, to: ends.1, width: theme.line * 3)
    }
    guard let weights = plot.weights, let line = PlaneLine(weights) else { return items }
    if let ends = line.ends(in: scale) {
      items.append(
        .path(
          PathItem(
            .line(ends.0, ends.1),
            stroke: Stroke(theme.ink, width: isSmall ? theme.line : theme.heavy))))
      labels.avoid(from: ends.0, to: ends.1, width: theme.heavy * 2)
    }
    if let arrow = weightArrow {
      items += clipped(marks.arrow(arrow.from, arrow.to, width: theme.line * 1.3))
      labels.avoid(from: arrow.from, to: arrow.to, width: theme.label * 0.7)
    }
    if let out = outsideArrow {
      items += marks.arrow(out.from, out.to, width: theme.line)
      labels.avoid(from: out.from, to: out.to, width: theme.label * 0.7)
    }
    return items
  }

  private func clipped(_ items: [Item]) -> [Item] {
    [.group(Group(clip: frame, items))]
  }

  /// The weight vector (w1, w2) in data units, standing on the line at right angles, where it
  /// stays inside the frame and clear of the points if there is such a place.
  var weightArrow: (from: Point, to: Point)? {
    guard !isSmall, let weights = plot.weights, let line = PlaneLine(weights) else { return nil }
    // The page's y grows downwards.
    let vector = Point(line.b * scale.unit, -line.c * scale.unit)
    let foot: (Point, Point)
    if let ends = line.ends(in: scale) {
      foot = ends
    } else {
      foot = (Point(frame.minX, frame.center.y), Point(frame.maxX, frame.center.y))
    }
    let inside = frame.insetBy(theme.small * 0.4)
    var best: (from: Point, to: Point, score: Double)?
    for i in 1...39 {
      let t = Double(i) / 40
      let from = foot.0 + (foot.1 - foot.0) * t
      let to = from + vector
      var score = abs(t - 0.5) * 20
      if !inside.contains(to) { score += 1000 }
      for point in plot.points.indices {
        let gap = Self.distance(center(point), from, to) - obstacle(point) - theme.small * 0.5
        if gap < 0 { score += 100 - gap }
      }
      if let ghost = plot.ghost, let ends = PlaneLine(ghost)?.ends(in: scale) {
        score += Self.crosses(from, to, ends.0, ends.1) ? 8 : 0
      }
      if score < best?.score ?? .infinity { best = (from, to, score) }
    }
    return best.map { ($0.from, $0.to) }
  }

  /// From a point to a stretch of line, in points.
  private static func distance(_ p: Point, _ a: Point, _ b: Point) -> Double {
    let ab = b - a
    let length = ab.x * ab.x + ab.y * ab.y
    let t = length > 0 ? ((p.x - a.x) * ab.x + (p.y - a.y) * ab.y) / length : 0
    let foot = a + ab * min(max(t, 0), 1)
    return hypot(p.x - foot.x, p.y - foot.y)
  }

  private static func crosses(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
    func side(_ p: Point, _ q: Point, _ r: Point) -> Bool {
      (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) > 0
    }
    return side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b)
  }

  /// Towards a boundary that passes outside the frame.
  var outsideArrow: (from: Point, to: Point)? {
    guard !isSmall, let weights = plot.weights, let line = PlaneLine(weights),
      line.ends(in: scale) == nil
    else { return nil }
    let middle = frame.center
    let (x, y) = (
      (scale.x.lowerBound + scale.x.upperBound) / 2,
      (scale.y.lowerBound + scale.y.upperBound) / 2
    )
    let value = line.value(x, y)
    // Down the slope of z where z is positive, up it where z is negative.
    let length = hypot(line.b, line.c)
    let sign: Double = value > 0 ? -1 : 1
    let u = Point(sign * line.b / length, -sign * line.c / length)
    let half = frame.width / 2 - theme.small * 0.3
    let reach = half / max(abs(u.x), abs(u.y))
    return (middle + u * (reach - theme.label * 3), middle + u * reach)
  }

  // MARK: Points

  private func mark(_ point: Int) -> [Item] {
    let p = center(point)
    var items: [Item] = []
    if point == plot.visited {
      items.append(marks.ring(p, radius: radius * 1.95))
    }
    items += marks.point(p, isTrue: plot.points[point].isTrue, radius: radius)
    return items
  }
}
