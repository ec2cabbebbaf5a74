import Drawing

/// Several series over one axis, told apart by marks and dashes, each named at its end.
public struct LineChart: Figure, Equatable {
  public struct Series: Equatable, Sendable {
    /// A formula (`w_0`, `\text{train}`), set where the line ends.
    public var name: String
    /// What the text twin calls it.
    public var plainName: String
    public var points: [Point]

    public struct Point: Equatable, Sendable {
      public var x: Double
      public var y: Double

      public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
      }
    }

    public init(name: String, plainName: String, points: [Point]) {
      self.name = name
      self.plainName = plainName
      self.points = points
    }
  }

  public var title: String
  public var caption: String
  public var series: [Series]
  public var xAxis: String
  public var yAxis: String
  /// Whether the y axis must reach 0.
  public var startsAtZero: Bool
  /// How the text twin writes a value.
  public var digits: Int

  public init(
    title: String, caption: String = "", series: [Series], xAxis: String, yAxis: String,
    startsAtZero: Bool = false, digits: Int = 3
  ) {
    self.title = title
    self.caption = caption
    self.series = series
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.startsAtZero = startsAtZero
    self.digits = digits
  }

  public func description(_ words: Words) -> String {
    let lines = series.compactMap { one -> String? in
      guard let first = one.points.first, let last = one.points.last,
        let low = one.points.min(by: { $0.y < $1.y }),
        let high = one.points.max(by: { $0.y < $1.y })
      else { return nil }
      func text(_ v: Double) -> String { NumberText.short(v, digits) }
      return words(
        "{1}: {2} at {3}, {4} at {5}; lowest {6} at {7}, highest {8} at {9}.", one.plainName,
        text(first.y), text(first.x), text(last.y), text(last.x), text(low.y), text(low.x),
        text(high.y), text(high.x))
    }
    return ([words("{1} against {2}.", yAxis, xAxis)] + lines).joined(separator: " ")
  }
}
