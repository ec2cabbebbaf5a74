import CMath
import Drawing

/// A quantity against one variable as a smooth line, with the places that a walk visits on it and
/// a tangent.
public struct CurvePlot: Figure, Equatable {
  public struct Place: Equatable, Sendable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  public struct Tangent: Equatable, Sendable {
    /// At the last place of the track.
    public var slope: Double
    public var label: String
  }

  public var title: String
  public var caption: String
  public var description: String
  public var curve: [Place]
  /// Visited one after the other; arrows lead from each to the next.
  public var track: [Place]
  /// What the places after the start tell.
  public var trackQuantities: [Quantity] = []
  public var tangent: Tangent?
  public var xAxis: String
  public var yAxis: String
  /// Pupils draw the track: only its start is given.
  public var isTask = false

  public init(
    title: String, caption: String = "", description: String, curve: [Place],
    track: [Place] = [], tangent: (slope: Double, label: String)? = nil, xAxis: String,
    yAxis: String
  ) {
    self.title = title
    self.caption = caption
    self.description = description
    self.curve = curve
    self.track = track
    self.tangent = tangent.map { Tangent(slope: $0.slope, label: $0.label) }
    self.xAxis = xAxis
    self.yAxis = yAxis
  }

  public var quantities: [Quantity] { isTask ? [] : trackQuantities }

  /// Told when the figure is made.
  public func description(_ words: Words) -> String { description }

  public func openDescription(_ words: Words) -> String {
    guard isTask, let first = track.first else { return "" }
    return words(
      "{1}, {2}: the curve and the start at {3}.", yAxis, xAxis,
      "(\(NumberText.short(first.x, 4)), \(NumberText.short(first.y, 4)))")
  }

  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    let theme = context.theme
    let marks = Marks(theme: theme)
    let size = Size(size.width, min(size.height, size.width * 0.8))
    let ys = LineChart.range(curve.map { $0.y }, toZero: false)
    let pad = (ys.upperBound - ys.lowerBound) * 0.08
    var axes = ChartAxes(
      x: LineChart.range(curve.map { $0.x }, toZero: false),
      y: (ys.lowerBound - pad)...(ys.upperBound + pad), size: size, xTitle: xAxis, yTitle: yAxis,
      context)
    axes.plot.hasVerticalGrid = false
    let plot = axes.plot
    let path = curve.map { plot.point($0.x, $0.y) }
    var inner: [Item] = [
      .path(PathItem(.polyline(path), stroke: Stroke(theme.ink, width: theme.line * 1.3)))
    ]
    let places = track.map { plot.point($0.x, $0.y) }
    var labels = PlotLabels(bounds: plot.frame)
    for (a, b) in zip(path, path.dropFirst()) { labels.avoid(from: a, to: b, width: 4) }
    var words: [Item] = []
    if let tangent, let last = places.last {
      // In points of the page; up is a smaller y.
      let rise =
        -tangent.slope * plot.frame.height / (plot.y.upperBound - plot.y.lowerBound)
        / (plot.frame.width / (plot.x.upperBound - plot.x.lowerBound))
      let length = plot.frame.width * 0.17 / hypot(1, rise)
      let ends = (last - Point(length, length * rise), last + Point(length, length * rise))
      inner.append(
        .path(
          PathItem(
            .line(ends.0, ends.1),
            stroke: Stroke(
              theme.positive, width: theme.heavy, dash: [theme.line * 6, theme.line * 3]))))
      labels.avoid(from: ends.0, to: ends.1, width: 4)
      let run = TextRun.measured(
        tangent.label, Font(.text, size: theme.label, weight: .medium), theme.ink,
        context)
      let box = Box(
        width: run.width, ascent: theme.label * 0.8, descent: theme.label * 0.25,
        items: [.text(run)])
      words += labels.place(box, near: [ends.1, ends.0], distance: theme.small).map { [$0] } ?? []
    }
    var answer: [Item] = []
    for (a, b) in zip(places, places.dropFirst()) {
      answer += marks.arrow(a, b, width: theme.line, color: theme.positive)
    }
    let r = theme.small * 0.36
    for place in places.dropFirst() {
      answer.append(.path(PathItem(.circle(place, radius: r * 0.8), fill: theme.ink)))
    }
    inner += isTask ? [.group(Group(isAnswer: true, answer))] : answer
    if let first = places.first {
      inner.append(
        .path(
          PathItem(
            .circle(first, radius: r * 1.3), fill: theme.paper,
            stroke: Stroke(theme.ink, width: theme.line * 1.3))))
    }
    let items = axes.grid + [.group(Group(clip: plot.frame, inner))] + words + axes.words
    return Box(width: size.width, ascent: 0, descent: size.height, items: items)
  }
}

extension CurvePlot {
  public func legend(_ words: Words) -> [LegendEntry] {
    // What a task shows needs no explanation: a curve with its start.
    if isTask { return [] }
    var entries: [LegendEntry] = [.init(.solid, yAxis)]
    if track.count > 1 {
      entries.append(.init(.ring, words("start")))
      entries.append(.init(.arrow, words("a step")))
    }
    if tangent != nil { entries.append(.init(.dashed, words("tangent"))) }
    return entries
  }
}
