import Drawing

extension LineChart {
  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let theme = context.theme
    let marks = Marks(theme: theme)
    let points = series.flatMap { $0.points }
    let names = series.map { context.formula($0.name, size: theme.label) }
    let nameRoom = (names.map { $0.width }.max() ?? 0) + theme.small * 1.2
    var axes = ChartAxes(
      x: Self.range(points.map { $0.x }, toZero: false),
      y: Self.padded(Self.range(points.map { $0.y }, toZero: startsAtZero)),
      size: Size(size.width - nameRoom, size.height), xTitle: xAxis, yTitle: yAxis, context)
    axes.plot.hasVerticalGrid = false
    var items = axes.grid
    let radius = theme.small * 0.3
    var ends: [(y: Double, place: Int)] = []
    for (place, one) in series.enumerated() where !one.points.isEmpty {
      let path = one.points.map { axes.plot.point($0.x, $0.y) }
      items.append(
        .path(
          PathItem(
            .polyline(path),
            stroke: Stroke(
              marks.seriesColor(place), width: theme.line, dash: marks.seriesDash(place)))))
      // Marks at some of the points, shifted from series to series so that they do not cover each
      // other.
      let every = max(1, (path.count + 13) / 14)
      let first = min(path.count - 1, every * place / max(1, series.count))
      for i in stride(from: first, to: path.count, by: every) {
        items.append(marks.series(place, at: path[i], radius: radius))
      }
      ends.append((path[path.count - 1].y, place))
    }
    let lastX = axes.plot.frame.maxX + theme.small * 0.7
    for (y, place) in Self.apart(ends, by: theme.label * 1.25) {
      items.append(names[place].placed(at: Point(lastX, y + theme.label * 0.3)))
    }
    items += axes.words
    return Box(width: size.width, ascent: 0, descent: size.height, items: items)
  }

  static func range(_ values: [Double], toZero: Bool) -> ClosedRange<Double> {
    let finite = values.filter { $0.isFinite } + (toZero ? [0] : [])
    guard let low = finite.min(), let high = finite.max() else { return 0...1 }
    return low < high ? low...high : (low - 0.5)...(high + 0.5)
  }

  private static func padded(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let pad = (range.upperBound - range.lowerBound) * 0.06
    return (range.lowerBound - pad)...(range.upperBound + pad)
  }

  /// Moves labels apart that would cover each other, keeping their order and their middle.
  static func apart(_ ends: [(y: Double, place: Int)], by distance: Double) -> [(Double, Int)] {
    var sorted = ends.sorted { ($0.y, $0.place) < ($1.y, $1.place) }
    for _ in 0..<40 {
      var moved = false
      for i in sorted.indices.dropFirst() {
        let lack = distance - (sorted[i].y - sorted[i - 1].y)
        if lack > 1e-6 {
          sorted[i - 1].y -= lack / 2
          sorted[i].y += lack / 2
          moved = true
        }
      }
      if !moved { break }
    }
    return sorted.map { ($0.y, $0.place) }
  }
}

/// Axes with titles for charts whose directions have different units.
struct ChartAxes {
  var plot: PlotAxes
  let context: DrawingContext
  let xTitle: String
  let yTitle: String
  var hasXTicks = true

  init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, size: Size, xTitle: String, yTitle: String,
    _ context: DrawingContext
  ) {
    self.context = context
    self.xTitle = xTitle
    self.yTitle = yTitle
    let theme = context.theme
    let font = Font(.text, size: theme.small)
    let ticks = Axis.ticks(y, 6)
    let widest =
      ticks.map { tick in
        let text = context.words.numerals.text(NumberText.short(tick.value, 9))
        return context.measurer.measure(text, font: font).width
      }.max() ?? 0
    let left = widest + theme.small * 1.1
    let top = theme.small * 2.2
    let bottom = theme.small * 3.4
    plot = PlotAxes(
      x: x, y: y,
      frame: Rect(left, top, size.width - left - theme.small, size.height - top - bottom),
      xName: "", yName: "", yTicks: ticks)
  }

  /// Grid, axis lines.
  var grid: [Item] {
    let theme = context.theme
    let f = plot.frame
    let zero = plot.y.contains(0) ? plot.position(y: 0) : f.maxY
    return plot.grid(context) + [
      .path(
        PathItem(
          .line(Point(f.minX, zero), Point(f.maxX, zero)),
          stroke: Stroke(theme.muted, width: theme.hairline * 1.4)))
    ]
  }

  /// Tick labels, and the titles: the y axis's above it, the x axis's below its right end.
  var words: [Item] {
    let theme = context.theme
    let font = Font(.text, size: theme.small)
    let title = Font(.text, size: theme.small, weight: .medium)
    var items: [Item] = []
    if hasXTicks {
      for tick in Axis.ticks(plot.x, 8) {
        let run = TextRun.measured(
          NumberText.short(tick.value, 9), font, theme.muted, context)
        items.append(
          run.placed(
            at: Point(
              plot.position(x: tick.value) - run.width / 2, plot.frame.maxY + theme.small * 1.4)))
      }
    }
    for tick in plot.yTicks ?? [] {
      let run = TextRun.measured(
        NumberText.short(tick.value, 9), font, theme.muted, context)
      items.append(
        run.placed(
          at: Point(
            plot.frame.minX - theme.small * 0.6 - run.width,
            plot.position(y: tick.value) + theme.small * 0.36)))
    }
    let yRun = TextRun.measured(yTitle, title, theme.ink, context)
    items.append(yRun.placed(at: Point(0, theme.small)))
    let xRun = TextRun.measured(xTitle, title, theme.ink, context)
    items.append(
      xRun.placed(at: Point(plot.frame.maxX - xRun.width, plot.frame.maxY + theme.small * 3)))
    return items
  }
}
