import Drawing

/// The frame of a plot with grid, tick labels, and the names of the axes at their ends, where they
/// meet no tick.
struct PlotAxes {
  var x: ClosedRange<Double>
  var y: ClosedRange<Double>
  var frame: Rect
  /// Formulas.
  var xName: String
  var yName: String
  /// nil for round values.
  var yTicks: [Axis.Tick]?
  var hasVerticalGrid = true

  /// What stands around the frame, in points.
  static func room(_ theme: Theme) -> (left: Double, right: Double, top: Double, bottom: Double) {
    (theme.small * 2.9, theme.label * 1.9, theme.label * 1.9, theme.small * 1.9)
  }

  func position(x value: Double) -> Double {
    frame.minX + (value - x.lowerBound) / (x.upperBound - x.lowerBound) * frame.width
  }

  func position(y value: Double) -> Double {
    frame.maxY - (value - y.lowerBound) / (y.upperBound - y.lowerBound) * frame.height
  }

  func point(_ px: Double, _ py: Double) -> Point { Point(position(x: px), position(y: py)) }

  private var xValues: [Axis.Tick] { Axis.ticks(x) }
  private var yValues: [Axis.Tick] { yTicks ?? Axis.ticks(y) }

  func grid(_ context: DrawingContext) -> [Item] {
    let stroke = Stroke(context.theme.rule, width: context.theme.hairline)
    var items: [Item] = []
    if hasVerticalGrid {
      items += xValues.map { tick in
        let px = position(x: tick.value)
        return .path(PathItem(.line(Point(px, frame.minY), Point(px, frame.maxY)), stroke: stroke))
      }
    }
    return items
      + yValues.map { tick in
        let py = position(y: tick.value)
        return .path(PathItem(.line(Point(frame.minX, py), Point(frame.maxX, py)), stroke: stroke))
      }
  }

  /// The grid lines, for labels to avoid.
  var gridSegments: [(from: Point, to: Point)] {
    xValues.map {
      let px = position(x: $0.value)
      return (Point(px, frame.minY), Point(px, frame.maxY))
    }
      + yValues.map {
        let py = position(y: $0.value)
        return (Point(frame.minX, py), Point(frame.maxX, py))
      }
  }

  func words(_ context: DrawingContext) -> [Item] {
    let theme = context.theme
    let font = Font(.text, size: theme.small)
    var items: [Item] = []
    for tick in xValues {
      let run = TextRun.measured(
        NumberText.short(tick.value, 9), font, theme.muted, context)
      items.append(
        run.placed(
          at: Point(position(x: tick.value) - run.width / 2, frame.maxY + theme.small * 1.45)))
    }
    for tick in yValues {
      let run = TextRun.measured(
        NumberText.short(tick.value, 9), font, theme.muted, context)
      items.append(
        run.placed(
          at: Point(
            frame.minX - theme.small * 0.6 - run.width, position(y: tick.value) + theme.small * 0.36
          )))
    }
    let xBox = context.formula(xName, size: theme.label)
    items.append(
      xBox.placed(at: Point(frame.maxX + theme.label * 0.5, frame.maxY + theme.label * 0.3)))
    let yBox = context.formula(yName, size: theme.label)
    items.append(
      yBox.placed(at: Point(frame.minX - theme.label * 0.35, frame.minY - theme.label * 0.75)))
    return items
  }

  /// Frame and all that stands around it, from the origin.
  func extent(_ context: DrawingContext) -> Rect {
    let room = Self.room(context.theme)
    return Rect(0, 0, frame.maxX + room.right, frame.maxY + room.bottom)
  }
}
