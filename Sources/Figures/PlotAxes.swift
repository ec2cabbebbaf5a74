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
  /// Steps of the ticks; nil for nice ones.
  var xTicks: [Double]?
  var yTicks: [Double]?
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

  private var xValues: [Double] { xTicks ?? Ticks.nice(x, about: 5) }
  private var yValues: [Double] { yTicks ?? Ticks.nice(y, about: 5) }

  func grid(_ context: DrawingContext) -> [Item] {
    let stroke = Stroke(context.theme.rule, width: context.theme.hairline)
    var items: [Item] = []
    if hasVerticalGrid {
      items += xValues.map { value in
        let px = position(x: value)
        return .path(PathItem(.line(Point(px, frame.minY), Point(px, frame.maxY)), stroke: stroke))
      }
    }
    return items
      + yValues.map { value in
        let py = position(y: value)
        return .path(PathItem(.line(Point(frame.minX, py), Point(frame.maxX, py)), stroke: stroke))
      }
  }

  /// The grid lines, for labels to avoid.
  var gridSegments: [PlotLabels.Segment] {
    xValues.map {
      let px = position(x: $0)
      return .init(from: Point(px, frame.minY), to: Point(px, frame.maxY), width: 1)
    }
      + yValues.map {
        let py = position(y: $0)
        return .init(from: Point(frame.minX, py), to: Point(frame.maxX, py), width: 1)
      }
  }

  func words(_ context: DrawingContext) -> [Item] {
    let theme = context.theme
    let font = Font(.text, size: theme.small)
    var items: [Item] = []
    for value in xValues {
      let run = TextRun.measured(
        Ticks.text(value, among: xValues), font, theme.muted, context.measurer)
      items.append(
        run.placed(
          at: Point(position(x: value) - run.width / 2, frame.maxY + theme.small * 1.45)))
    }
    for value in yValues {
      let run = TextRun.measured(
        Ticks.text(value, among: yValues), font, theme.muted, context.measurer)
      items.append(
        run.placed(
          at: Point(
            frame.minX - theme.small * 0.6 - run.width, position(y: value) + theme.small * 0.36)))
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

/// Positions on an axis that people like to read: 1, 2 or 5 times a power of ten apart.
enum Ticks {
  static func nice(_ range: ClosedRange<Double>, about count: Int) -> [Double] {
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite else { return [range.lowerBound] }
    var unit = 1.0
    while unit * 10 <= span / Double(count) { unit *= 10 }
    while unit > span / Double(count) { unit /= 10 }
    let step = [1, 2, 5, 10].map { $0 * unit }.first { span / $0 <= Double(count) + 0.5 } ?? unit
    let first = Int((range.lowerBound / step - 1e-9).rounded(.up))
    let last = Int((range.upperBound / step + 1e-9).rounded(.down))
    return first > last ? [] : (first...last).map { Double($0) * step }
  }

  /// The value with the digits that its neighbours need.
  static func text(_ value: Double, among values: [Double]) -> String {
    DecimalText.rounded(value, digits: 6)
  }
}
