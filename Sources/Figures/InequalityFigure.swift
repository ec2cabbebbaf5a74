import Datasets
import Drawing
import Numerics

/// A contradiction drawn: the four points with the inequality that each asks for, and a number
/// line on which the sum of the TRUE pair would have to lie right of 0 and, being the same sum,
/// the one of the FALSE pair not.
public struct InequalityFigure: Figure, Equatable {
  public var contradiction: Contradiction
  /// How far the argument has come: 1 … 4 inequalities, 5 the sums, 6 the end.
  public var stage: Int
  public var title: String
  public var caption: String
  public var description: String

  public init(
    _ contradiction: Contradiction, stage: Int = 6, title: String,
    words: Words
  ) {
    precondition((1...6).contains(stage), "stage \(stage) of 6")
    self.contradiction = contradiction
    self.stage = stage
    self.title = title
    caption = words("Each point asks for an inequality; together they cannot be met.")
    let asked = contradiction.points.prefix(stage).map {
      $0.isTrue
        ? words("{1} should be TRUE: {2}.", $0.inputsText, PlainFormula.text(Self.inequality($0)))
        : words("{1} should be FALSE: {2}.", $0.inputsText, PlainFormula.text(Self.inequality($0)))
    }
    var text = asked
    let total = PlainFormula.text(Self.total(contradiction))
    if stage >= 5 {
      text.append(
        words(
          "On the number line, the TRUE pair puts {1} right of 0, the FALSE pair at 0 or left of it.",
          total))
    }
    if stage >= 6 { text.append(words("No number is both, so there are no such weights.")) }
    description = text.joined(separator: " ")
  }

  /// Told when the figure is made.
  public func description(_ words: Words) -> String { description }

  static func inequality(_ point: LabelledPoint) -> String {
    Contradiction.sumFormula(point.inputs) + (point.isTrue ? " > 0" : " \\le 0")
  }

  static func total(_ contradiction: Contradiction) -> String {
    Contradiction.sumFormula(Contradiction.sum(contradiction.isTrue), bias: 2)
  }

  /// The plane, and the number line below it.
  public var relativeHeight: Double { 1.25 }

  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let lineHeight = context.theme.label * 6.5
    // A line as long as the page would be looked along; its words decide.
    let width = min(size.width, context.theme.label * 46)
    let plane = plane(Size(width, size.height - lineHeight), context)
    let line = numberLine(Rect(0, plane.height, width, lineHeight), context)
    return Box(
      width: width, ascent: 0, descent: plane.height + lineHeight,
      items: [plane.placed(topLeft: Point((width - plane.width) / 2, 0))]
        + (stage >= 5 ? line : []))
  }

  /// The points in their plane, each with what it asks for; the pairs joined once they are added.
  private func plane(_ size: Size, _ context: DrawingContext) -> Box {
    let theme = context.theme
    let marks = Marks(theme: theme)
    let points = contradiction.points
    let room = PlotAxes.room(theme)
    let inner = Size(size.width - room.left - room.right, size.height - room.top - room.bottom)
    let names = points.map { context.formula(Self.inequality($0), size: theme.label) }
    let window = window(names, fitting: inner, context)
    let scale = PlaneScale(
      x: window.x, y: window.y, fitting: inner, at: Point(room.left, room.top))
    let axes = PlotAxes(
      x: window.x, y: window.y, frame: scale.frame, xName: "x_1", yName: "x_2")
    func center(_ point: LabelledPoint) -> Point {
      scale(point.inputs[0].doubleValue, point.inputs[1].doubleValue)
    }
    var items = axes.grid(context)
    items.append(
      .path(PathItem(.rect(scale.frame), stroke: Stroke(theme.muted, width: theme.hairline))))
    if stage >= 5 {
      for (pair, stroke) in [
        (contradiction.isTrue, Stroke(theme.positive, width: theme.line)),
        (contradiction.isFalse, Stroke(theme.negative, width: theme.line, dash: [6, 4])),
      ] {
        items.append(.path(PathItem(.line(center(pair[0]), center(pair[1])), stroke: stroke)))
      }
    }
    for (place, point) in points.enumerated() {
      if place == stage - 1 { items.append(marks.ring(center(point), radius: marks.radius * 1.95)) }
      items += marks.point(center(point), isTrue: point.isTrue, radius: marks.radius)
    }
    let middle = (window.y.lowerBound + window.y.upperBound) / 2
    for (name, point) in zip(names, points).prefix(stage) {
      // Outside the square of the points, where none of the lines between them runs.
      let c = center(point)
      let isAbove = point.inputs[1].doubleValue > middle
      let gap = marks.radius * 2 + theme.small * 0.35
      let baseline = isAbove ? c.y - gap - name.descent : c.y + gap + name.ascent
      // Outwards, so that names of neighbours do not meet.
      let isRight = c.x > scale.frame.center.x
      let left = isRight ? c.x - marks.radius : c.x + marks.radius - name.width
      items.append(
        .path(
          PathItem(
            .rect(Rect(left - 2, baseline - name.ascent, name.width + 4, name.height)),
            fill: theme.paper)))
      items.append(name.placed(at: Point(left, baseline)))
    }
    return Box(
      width: axes.extent(context).width, ascent: 0, descent: axes.extent(context).height,
      items: items + axes.words(context))
  }

  /// The part of the plane that leaves room for the names above and below the points.
  private func window(_ names: [Box], fitting size: Size, _ context: DrawingContext)
    -> (x: ClosedRange<Double>, y: ClosedRange<Double>)
  {
    let theme = context.theme
    let xs = contradiction.points.map { $0.inputs[0].doubleValue }
    let ys = contradiction.points.map { $0.inputs[1].doubleValue }
    let (x0, x1) = (xs.min() ?? 0, xs.max() ?? 1)
    let (y0, y1) = (ys.min() ?? 0, ys.max() ?? 1)
    let name = Size(
      names.map { $0.width }.max() ?? 0, names.map { $0.height }.max() ?? 0)
    let above = name.height + Marks(theme: theme).radius * 2 + theme.small
    let unit = max(1, size.height - 2 * above) / max(y1 - y0, 0.1)
    let (bx, by) = (max((name.width + theme.small) / unit, 0.5), above / unit)
    return ((x0 - bx)...(x1 + bx), (y0 - by)...(y1 + by))
  }

  /// Two rays from 0 that share no point: the open one to the right, the closed one to the left.
  private func numberLine(_ box: Rect, _ context: DrawingContext) -> [Item] {
    let theme = context.theme
    let marks = Marks(theme: theme)
    let axis = box.minY + box.height * 0.55
    let zero = Point(box.center.x, axis)
    let left = Point(box.minX + theme.label, axis)
    let right = Point(box.maxX - theme.label, axis)
    let lift = theme.label * 0.9
    var items: [Item] = [
      .path(PathItem(.line(left, right), stroke: Stroke(theme.muted, width: theme.hairline)))
    ]
    // Above the axis to the right: greater than 0, without 0 itself.
    let open = zero + Point(0, -lift)
    items += marks.arrow(
      open, Point(right.x, open.y), width: theme.line * 1.5, color: theme.positive)
    items.append(
      .path(
        PathItem(
          .circle(open, radius: theme.small * 0.32), fill: theme.paper,
          stroke: Stroke(theme.positive, width: theme.line * 1.3))))
    // Below it to the left: 0 or less.
    let closed = zero + Point(0, lift)
    items += marks.arrow(
      closed, Point(left.x, closed.y), width: theme.line * 1.5, color: theme.negative)
    items.append(
      .path(PathItem(.circle(closed, radius: theme.small * 0.36), fill: theme.negative)))
    let naught = context.formula("0", size: theme.small)
    items.append(
      .path(
        PathItem(
          .line(zero + Point(0, -4), zero + Point(0, 4)),
          stroke: Stroke(theme.muted, width: theme.line))))
    items.append(
      naught.placed(at: zero + Point(theme.small * 0.5, theme.small * 0.9)))
    let total = Self.total(contradiction)
    let above = context.formula("\(total) > 0", size: theme.label)
    items.append(
      above.placed(at: Point((zero.x + right.x - above.width) / 2, open.y - theme.label * 0.7)))
    let below = context.formula("\(total) \\le 0", size: theme.label)
    items.append(
      below.placed(at: Point((zero.x + left.x - below.width) / 2, closed.y + theme.label * 1.3)))
    return items
  }
}

extension InequalityFigure {
  public func legend(_ words: Words) -> [LegendEntry] {
    [.init(.disc, words("should be TRUE")), .init(.square, words("should be FALSE"))]
  }
}
