import CMath
import Datasets
import Drawing

extension PlanePlot {
  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    PlaneDrawing(plot: self, size: size, context: context).box
  }
}

/// Draws one plane: shades and sides, grid, contours, lines, track, marks, then the words where
/// there is room.
struct PlaneDrawing {
  let plot: PlanePlot
  let context: DrawingContext
  let axes: PlotAxes

  init(plot: PlanePlot, size: Size, context: DrawingContext) {
    self.plot = plot
    self.context = context
    let room =
      plot.isMiniature ? (left: 0, right: 0, top: 0, bottom: 0) : PlotAxes.room(context.theme)
    let bar = plot.field == nil || plot.isMiniature ? 0 : FieldBar.width(context)
    let side = max(
      10,
      min(size.width - room.left - room.right - bar, size.height - room.top - room.bottom))
    axes = PlotAxes(
      x: plot.xRange, y: plot.yRange, frame: Rect(room.left, room.top, side, side),
      xName: plot.axisNames[0], yName: plot.axisNames[1])
  }

  private var theme: Theme { context.theme }
  private var frame: Rect { axes.frame }
  private var marks: Marks { Marks(theme: theme) }
  private var radius: Double { min(marks.radius, frame.width * 0.035) }

  private func position(_ mark: PlanePlot.Mark) -> Point { axes.point(mark.x, mark.y) }

  var box: Box {
    let theme = self.theme
    var labels = PlotLabels(bounds: frame.insetBy(theme.small * 0.3))
    labels.avoidIfPossible(axes.gridSegments)
    if plot.field != nil || plot.hatchesSides || plot.isTask {
      labels.ground = { _ in theme.paper }
    }
    let gathered = plot.gathered(within: radius * 1.2, position)
    for mark in gathered { labels.avoid(position(mark), radius: radius * 1.5) }
    var items: [Item] = []
    if let field = plot.field { items += shades(field) }
    var answer: [Item] = plot.hatchesSides ? sides() : []
    if plot.isTask {
      // Below the grid and the points.
      items.append(.group(Group(isAnswer: true, answer)))
      answer = []
    } else {
      items += answer
    }
    if !plot.isMiniature { items += axes.grid(context) }
    items.append(
      .path(PathItem(.rect(frame), stroke: Stroke(theme.muted, width: theme.hairline))))
    let withoutLines = labels
    let ends = plot.lines.map { self.ends($0) }
    for case .some(let (from, to)) in ends { labels.avoid(from: from, to: to, width: 6) }
    if let track = plot.track { avoid(track, &labels) }
    if let field = plot.field { items += contours(field, &labels) }
    for (line, ends) in zip(plot.lines, ends) {
      guard let ends else { continue }
      let stroke = self.stroke(line, ends)
      if plot.isTask { answer += stroke } else { items += stroke }
    }
    if let track = plot.track { items += steps(track, &labels) }
    let asksForMarks = plot.isTask && plot.asksForMarks
    for mark in gathered {
      if asksForMarks { answer += symbol(mark) } else { items += symbol(mark) }
    }
    if plot.isMiniature {
      return Box(width: frame.maxX, ascent: 0, descent: frame.maxY, items: items)
    }
    for mark in gathered where !mark.label.isEmpty {
      let name = self.name(mark, &labels, withoutLines: withoutLines)
      if asksForMarks { answer += name } else { items += name }
    }
    for (line, ends) in zip(plot.lines, ends) where !line.label.isEmpty {
      guard let ends else { continue }
      let name = self.name(line, ends, &labels)
      if plot.isTask { answer += name } else { items += name }
    }
    if plot.isTask { items.append(.group(Group(isAnswer: true, answer))) }
    items += axes.words(context)
    var extent = axes.extent(context)
    if let field = plot.field {
      let bar = FieldBar(field: field).layout(height: frame.height * 0.8, in: context)
      let x = frame.maxX + PlotAxes.room(theme).right
      items.append(bar.placed(topLeft: Point(x, frame.minY + frame.height * 0.06)))
      extent = Rect(0, 0, x + FieldBar.width(context), extent.height)
    }
    return Box(width: extent.width, ascent: 0, descent: extent.height, items: items)
  }

  // MARK: The quantity

  private func point(_ node: PlaneField.Node, _ field: PlaneField) -> Point {
    Point(
      frame.minX + node.x / Double(field.columns - 1) * frame.width,
      frame.maxY - node.y / Double(field.rows - 1) * frame.height)
  }

  private func shades(_ field: PlaneField) -> [Item] {
    var items: [Item] = [
      .path(PathItem(.rect(frame), fill: FieldBar.shade(0, of: field.levels.count, theme)))
    ]
    for (place, level) in field.levels.enumerated() {
      let color = FieldBar.shade(place + 1, of: field.levels.count, theme)
      var elements: [Path.Element] = []
      for polygon in field.region(above: level) {
        elements += Path.polyline(polygon.map { point($0, field) }, closed: true).elements
      }
      // The hairline closes the seams between neighbouring polygons.
      items.append(
        .path(PathItem(Path(elements), fill: color, stroke: Stroke(color, width: 0.4))))
    }
    return items
  }

  private func contours(_ field: PlaneField, _ labels: inout PlotLabels) -> [Item] {
    var lines: [Item] = []
    var words: [Item] = []
    for (place, level) in field.levels.enumerated() {
      let pieces = field.contour(level).map { (point($0.from, field), point($0.to, field)) }
      guard !pieces.isEmpty else { continue }
      let path = Path(pieces.flatMap { [Path.Element.move($0.0), .line($0.1)] })
      lines.append(
        .path(PathItem(path, stroke: Stroke(theme.ink, width: theme.hairline, cap: .round))))
      if plot.isMiniature { continue }
      let run = TextRun.measured(
        field.levelTexts[place], Font(.text, size: theme.small * 0.9), theme.ink,
        context)
      let size = Size(run.width + 6, theme.small * 1.2)
      let rects = pieces.map { piece -> Rect in
        let c = (piece.0 + piece.1) * 0.5
        return Rect(c.x - size.width / 2, c.y - size.height / 2, size.width, size.height)
      }
      // From the middle of the line to its ends. A line that is too crowded goes without its
      // number; the bar names the level.
      let order = rects.indices.sorted {
        (abs($0 - rects.count / 2), $0) < (abs($1 - rects.count / 2), $1)
      }
      guard let free = order.first(where: { labels.taken.isFree(rects[$0]) }) else { continue }
      let rect = rects[free]
      labels.avoid(rect)
      words.append(.path(PathItem(.rect(rect), fill: theme.paper)))
      words.append(run.placed(at: Point(rect.minX + 3, rect.center.y + theme.small * 0.32)))
    }
    return lines + words
  }

  // MARK: Lines

  private func line(_ line: PlanePlot.Line) -> PlaneLine {
    PlaneLine(a: line.constant, b: line.x, c: line.y)
  }

  private var window: PlaneScale {
    PlaneScale(
      x: plot.xRange, y: plot.yRange, fitting: Size(frame.width, frame.height),
      at: Point(frame.minX, frame.minY))
  }

  private func ends(_ line: PlanePlot.Line) -> (Point, Point)? {
    guard line.x != 0 || line.y != 0 else { return nil }
    return self.line(line).ends(in: window)
  }

  private func sides() -> [Item] {
    guard let first = plot.lines.first, first.x != 0 || first.y != 0 else { return [] }
    return [true, false].flatMap { isPositive -> [Item] in
      let corners = line(first).part(isPositive: isPositive, of: window)
      return corners.count > 2 ? marks.halfPlane(corners, isTrue: isPositive) : []
    }
  }

  /// The line, with short strokes on the side where it is positive.
  private func stroke(_ line: PlanePlot.Line, _ ends: (Point, Point)) -> [Item] {
    let (from, to) = ends
    var items: [Item] = [
      .path(PathItem(.line(from, to), stroke: Stroke(theme.ink, width: theme.heavy)))
    ]
    guard !plot.hatchesSides else { return [.group(Group(clip: frame, items))] }
    let length = hypot(to.x - from.x, to.y - from.y)
    let u = (to - from) * (1 / max(length, 1))
    // The gradient (x, y) of the data points to the positive side; y grows downwards on the page.
    let toward = Point(line.x, -line.y)
    var n = Point(-u.y, u.x)
    if n.x * toward.x + n.y * toward.y < 0 { n = n * -1 }
    let pitch = theme.small * 1.3
    var elements: [Path.Element] = []
    for place in stride(from: pitch / 2, to: length, by: pitch) {
      let p = from + u * place
      elements += [.move(p), .line(p + n * (theme.small * 0.55))]
    }
    items.append(.path(PathItem(Path(elements), stroke: Stroke(theme.ink, width: theme.line))))
    // At the frame's edge neither the line's ends nor its strokes stand out.
    return [.group(Group(clip: frame, items))]
  }

  private func name(
    _ line: PlanePlot.Line, _ ends: (Point, Point), _ labels: inout PlotLabels
  ) -> [Item] {
    let text = context.formula(line.label, size: theme.label)
    // Where the name is farthest from the points, so that it is not taken for one of theirs.
    let anchors = [0.85, 0.15, 0.7, 0.3, 0.5].map { ends.0 + (ends.1 - ends.0) * $0 }
    func room(_ rect: Rect) -> Double {
      plot.marks.map { mark in
        let p = position(mark)
        return hypot(
          max(rect.minX - p.x, 0, p.x - rect.maxX), max(rect.minY - p.y, 0, p.y - rect.maxY))
      }.min() ?? 0
    }
    var best: (item: Item, labels: PlotLabels, room: Double)?
    for anchor in anchors {
      var trial = labels
      guard
        let item = trial.place(text, near: [anchor], distance: theme.small * 0.9, reach: 30),
        let rect = trial.placed.last
      else { continue }
      if room(rect) > best?.room ?? -1 { best = (item, trial, room(rect)) }
    }
    if let best {
      labels = best.labels
      return [best.item]
    }
    return labels.place(text, near: anchors, distance: theme.small * 0.9).map { [$0] } ?? []
  }

  // MARK: The walk

  private func avoid(_ track: PlanePlot.Track, _ labels: inout PlotLabels) {
    let points = track.places.map { axes.point($0.x, $0.y) }
    for (a, b) in zip(points, points.dropFirst())
    where frame.contains(a) || frame.contains(b) {
      labels.avoid(from: a, to: b, width: 5)
    }
  }

  /// Arrows from place to place; the first place is a ring, the others discs.
  private func steps(_ track: PlanePlot.Track, _ labels: inout PlotLabels) -> [Item] {
    let points = track.places.map { axes.point($0.x, $0.y) }
    guard let first = points.first else { return [] }
    let r = theme.small * 0.36
    var inner: [Item] = []
    for (a, b) in zip(points, points.dropFirst()) {
      inner += marks.arrow(a, b, width: theme.line)
    }
    for p in points.dropFirst() {
      inner.append(.path(PathItem(.circle(p, radius: r * 0.8), fill: theme.ink)))
    }
    inner.append(
      .path(
        PathItem(
          .circle(first, radius: r * 1.3), fill: theme.paper,
          stroke: Stroke(theme.ink, width: theme.line))))
    // Steps that are too large leave the picture: the frame cuts them off.
    return [.group(Group(clip: frame, inner))]
  }

  // MARK: Points

  private func symbol(_ mark: PlanePlot.Mark) -> [Item] {
    let p = position(mark)
    let ring = mark.isVisited ? [marks.ring(p, radius: radius * 1.6)] : []
    return marks.point(p, isTrue: mark.isTrue, radius: radius) + ring
  }

  /// Beside its point: farther away it would be taken for another one's name, so that in need it
  /// rather crosses a line.
  private func name(
    _ mark: PlanePlot.Mark, _ labels: inout PlotLabels, withoutLines: PlotLabels
  ) -> [Item] {
    let prefix = plot.markPrefix.isEmpty ? "" : "\\text{\(plot.markPrefix)}\\;"
    let box = context.formula(prefix + mark.label, size: theme.small)
    let (place, distance) = ([position(mark)], radius * 1.7)
    if let item = labels.place(box, near: place, distance: distance, reach: theme.small * 2) {
      return [item]
    }
    var free = withoutLines
    for rect in labels.placed { free.avoid(rect) }
    guard let item = free.place(box, near: place, distance: distance, reach: theme.small * 2),
      let rect = free.placed.last
    else {
      return labels.place(box, near: place, distance: distance).map { [$0] } ?? []
    }
    labels.avoid(rect)
    return [item]
  }
}
