import Datasets
import Drawing
import Networks
import Numerics

/// The labels of a boundary plot, set after everything that they must not touch.
extension BoundaryDrawing {
  /// The coordinates of every point, unless there are too many.
  ///
  /// - Parameter fallback: Where they go if there is no room: what they may touch in need.
  func pointLabels(_ labels: inout PlotLabels, fallback: PlotLabels) -> [Item] {
    guard plot.points.count <= 12 else { return [] }
    let hasLine = plot.style == .full && plot.weights.flatMap(PlaneLine.init) != nil
    var fallback = fallback
    return plot.points.indices.compactMap { point in
      let isOnLine = hasLine && plot.onTheLine.contains(point)
      let source =
        PlainFormula.tuple(plot.points[point].inputs) + (isOnLine ? ",\\; z = 0" : "")
      let box = context.formula(source, size: theme.small)
      let distance = obstacle(point) + theme.small * 0.2
      return labels.place(box, near: [center(point)], distance: distance)
        ?? fallback.place(box, near: [center(point)], distance: distance)
    }
  }

  /// The boundary's equation, the weight vector's letter, what is outside or missing, and which
  /// line is the old one.
  func lineLabels(_ labels: inout PlotLabels) -> [Item] {
    guard let weights = plot.weights else { return [] }
    var items: [Item] = []
    if let line = PlaneLine(weights), let equation = Boundary(weights: weights).equation {
      let box = context.formula(equation, size: theme.label)
      if let ends = line.ends(in: scale) {
        items.appendPresent(
          labels.place(
            box, near: anchors(ends), distance: theme.small * 0.45, reach: 40))
      } else if let out = outsideArrow {
        let middle = (out.from + out.to) * 0.5
        items.appendPresent(
          labels.place(box, near: [middle, out.from], distance: theme.small * 0.5, reach: 120))
        items.appendPresent(
          labels.place(
            plain(context.words("the line is outside")), near: [middle, out.from],
            distance: theme.small * 0.5, reach: 120))
      }
      if let arrow = weightArrow {
        items.appendPresent(
          labels.place(
            context.formula("\\mathbf{w}", size: theme.label),
            near: frame.contains(arrow.to)
              ? [arrow.to, (arrow.from + arrow.to) * 0.5] : [arrow.from],
            distance: theme.small * 0.25))
      }
    } else {
      let text =
        weights[0] > 0
        ? context.words("no line: everything is TRUE")
        : context.words("no line: everything is FALSE")
      items.appendPresent(
        labels.place(
          plain(text), near: [Point(frame.center.x, frame.minY + theme.label)],
          distance: 0))
    }
    if let ghost = plot.ghost { items.appendPresent(ghostLabel(ghost, &labels)) }
    return items
  }

  private func ghostLabel(_ ghost: [ExactDecimal], _ labels: inout PlotLabels) -> Item? {
    guard let line = PlaneLine(ghost) else {
      let text =
        ghost[0] > 0
        ? context.words("before: no line, everything TRUE")
        : context.words("before: no line, everything FALSE")
      return labels.place(
        plain(text, theme.muted),
        near: [Point(frame.center.x, frame.maxY - theme.label)], distance: 0)
    }
    guard let ends = line.ends(in: scale) else {
      return labels.place(
        plain(context.words("the line before is outside"), theme.muted),
        near: [Point(frame.center.x, frame.maxY - theme.label)], distance: 0)
    }
    return labels.place(
      plain(context.words("before"), theme.muted), near: anchors(ends),
      distance: theme.small * 0.4, reach: 30)
  }

  /// Places along a line, those near its ends first: they are mostly free, and the middle is where
  /// the points are.
  private func anchors(_ ends: (Point, Point)) -> [Point] {
    let count = 19
    func rank(_ i: Int) -> Int { abs(min(i, count - 1 - i) - 2) }
    return (0..<count).sorted { (rank($0), $0) < (rank($1), $1) }
      .map { ends.0 + (ends.1 - ends.0) * (Double($0 + 1) / Double(count + 1)) }
  }

  private func plain(_ text: String, _ color: Color? = nil) -> Box {
    let font = Font(.text, size: theme.small, weight: .medium)
    let run = TextRun.measured(text, font, color ?? theme.ink, context)
    return Box(
      width: run.width, ascent: theme.small * 0.8, descent: theme.small * 0.25,
      items: [.text(run)])
  }
}

extension [Item] {
  mutating func appendPresent(_ item: Item?) {
    if let item { append(item) }
  }
}
