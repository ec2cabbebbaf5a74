import Datasets
import Drawing
import Networks
import Numerics

/// The plane of two inputs: the points to learn, the two half-planes of a perceptron, its
/// boundary with the weight vector, and the boundary of before as a ghost.
public struct BoundaryPlot: Figure, Equatable {
  public enum Style: Equatable, Sendable {
    /// Everything, with equations and labels.
    case full
    /// A small one among many: no ticks, no labels.
    case miniature
    /// For pupils to draw into: axes and points; the boundary, and which points it leaves on the
    /// wrong side, are an answer.
    case task
  }

  public var points: [LabelledPoint]
  /// w0, w1, w2; nil where there is no perceptron yet.
  public var weights: [ExactDecimal]?
  /// The weights before, drawn dashed.
  public var ghost: [ExactDecimal]?
  /// What the boundary and the weight vector tell; the ghost's are those of before.
  public var weightQuantities: [Quantity] = []
  /// The place (from 0) of the point at hand, ringed.
  public var visited: Int?
  /// Places of the points that are answered wrongly, crossed out.
  public var wrong: [Int]
  public var style: Style
  /// Formulas.
  public var axisNames: [String]
  public var title: String
  public var caption: String
  public var description: String
  /// What pupils are given of a task: the points.
  public private(set) var openDescription = ""

  public init(
    points: [LabelledPoint], weights: [ExactDecimal]? = nil, ghost: [ExactDecimal]? = nil,
    visited: Int? = nil, wrong: [Int] = [], style: Style = .full,
    axisNames: [String] = ["x_1", "x_2"], title: String, caption: String = "",
    words: Words
  ) {
    precondition(points.allSatisfy { $0.inputs.count == 2 }, "a plane shows two inputs")
    self.points = points
    self.weights = weights
    self.ghost = ghost
    self.visited = visited
    self.wrong = wrong
    self.style = style
    self.axisNames = axisNames
    self.title = title
    self.caption = caption
    description = ""
    description = sentences(words).joined(separator: " ")
    if style == .task { openDescription = sentences(words, isOpen: true).joined(separator: " ") }
  }

  public var quantities: [Quantity] {
    weights == nil || style == .task ? [] : weightQuantities
  }

  /// Told when the figure is made.
  public func description(_ words: Words) -> String { description }
  public func openDescription(_ words: Words) -> String { openDescription }

  /// The points that lie exactly on the boundary: z = 0, so they are FALSE.
  var onTheLine: [Int] {
    guard let weights else { return [] }
    return points.indices.filter {
      Perceptron(weights: weights).weightedSum(points[$0].inputs) == 0
    }
  }

  /// Whether the boundary passes through the window that the plot shows.
  var isBoundaryInside: Bool {
    guard let weights, let line = PlaneLine(weights) else { return false }
    return line.ends(in: scale(fitting: Size(100, 100), at: .zero)) != nil
  }

  func scale(fitting size: Size, at corner: Point) -> PlaneScale {
    let places = points.map { (x: $0.inputs[0].doubleValue, y: $0.inputs[1].doubleValue) }
    let border = points.count > 4 ? 0.3 : style == .miniature ? 0.45 : 0.7
    let window = PlaneScale.window(around: places, border: border)
    return PlaneScale(x: window.x, y: window.y, fitting: size, at: corner)
  }

  private func sentences(_ words: Words, isOpen: Bool = false) -> [String] {
    func list(_ places: [Int]) -> String {
      places.map { points[$0].inputsText }.joined(separator: ", ")
    }
    func listed(_ isTrue: Bool) -> String {
      let places = points.indices.filter { points[$0].isTrue == isTrue }
      return places.isEmpty ? words("none") : list(places)
    }
    var text = [
      words("Should be TRUE: {1}.", listed(true)), words("Should be FALSE: {1}.", listed(false)),
    ]
    if isOpen { return text }
    if let visited { text.append(words("The sample at hand is {1}.", list([visited]))) }
    if let weights {
      let boundary = Boundary(weights: weights)
      text.append(
        words(
          "Weights ({1}), boundary: {2}.", weights.map { $0.description }.joined(separator: ", "),
          boundary.description(words)))
      if PlaneLine(weights) != nil {
        text.append(
          words(
            "The side that says TRUE is the one that the weight vector ({1}, {2}) points to.",
            weights[1].description, weights[2].description))
        if !isBoundaryInside { text.append(words("The line passes outside the picture.")) }
      }
      if !onTheLine.isEmpty, PlaneLine(weights) != nil {
        text.append(words("Exactly on the line, so FALSE: {1}.", list(onTheLine)))
      }
    }
    if let ghost {
      text.append(words("Before this step: {1}.", Boundary(weights: ghost).description(words)))
    }
    if !wrong.isEmpty { text.append(words("Answered wrongly: {1}.", list(wrong))) }
    return text
  }
}

extension PlaneLine {
  /// The line of three weights; nil where w1 = w2 = 0.
  init?(_ weights: [ExactDecimal]) {
    guard !weights[1].isZero || !weights[2].isZero else { return nil }
    self.init(
      a: weights[0].doubleValue, b: weights[1].doubleValue, c: weights[2].doubleValue)
  }
}

extension BoundaryPlot {
  public func legend(_ words: Words) -> [LegendEntry] {
    var entries: [LegendEntry] = []
    if points.contains(where: { $0.isTrue }) {
      entries.append(.init(.disc, words("should be TRUE")))
    }
    if points.contains(where: { !$0.isTrue }) {
      entries.append(.init(.square, words("should be FALSE")))
    }
    if visited != nil { entries.append(.init(.ring, words("sample at hand"))) }
    if !wrong.isEmpty { entries.append(.init(.cross, words("still wrong"))) }
    guard let weights else { return entries }
    let line = PlaneLine(weights)
    let window = scale(fitting: Size(100, 100), at: .zero)
    func says(_ isTrue: Bool) -> Bool {
      line.map { $0.part(isPositive: isTrue, of: window).count > 2 } ?? ((weights[0] > 0) == isTrue)
    }
    if says(true) { entries.append(.init(.hatch, words("says TRUE"))) }
    if says(false) { entries.append(.init(.dots, words("says FALSE"))) }
    if line != nil, style != .miniature { entries.append(.init(.arrow, words("weight vector"))) }
    if let ghost, PlaneLine(ghost)?.ends(in: window) != nil {
      entries.append(.init(.dashed, words("before this step")))
    }
    return entries
  }

  public func openLegend(_ words: Words) -> [LegendEntry] {
    guard style == .task else { return legend(words) }
    var open = self
    open.weights = nil
    open.wrong = []
    return open.legend(words)
  }
}
