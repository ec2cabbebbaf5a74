import Datasets
import Drawing

/// A plane with what lies in it: points of two classes, straight lines, a quantity as contours
/// with printed levels, and the track of a walk.
///
/// It serves the plane of the inputs with the lines of hidden units and the output above it, the
/// plane of the hidden outputs, and the loss over two weights.
public struct PlanePlot: Figure, Equatable {
  /// A point of the data.
  public struct Mark: Equatable, Sendable {
    public var x: Double
    public var y: Double
    public var isTrue: Bool
    /// A formula: `(0, 1)`; empty for none.
    public var label: String
    public var isVisited: Bool

    public init(_ x: Double, _ y: Double, isTrue: Bool, label: String, isVisited: Bool = false) {
      self.x = x
      self.y = y
      self.isTrue = isTrue
      self.label = label
      self.isVisited = isVisited
    }
  }

  /// The line `constant + x·X + y·Y = 0`; its positive side is marked by short strokes.
  public struct Line: Equatable, Sendable {
    public var constant: Double
    public var x: Double
    public var y: Double
    /// A formula.
    public var label: String

    public init(constant: Double, x: Double, y: Double, label: String) {
      self.constant = constant
      self.x = x
      self.y = y
      self.label = label
    }
  }

  /// Positions that a walk visits, in order.
  public struct Track: Equatable, Sendable {
    public struct Place: Equatable, Sendable {
      public var x: Double
      public var y: Double

      public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
      }
    }

    public var places: [Place]
    /// Plain words: "rate 0.1".
    public var name: String

    public init(places: [Place], name: String) {
      self.places = places
      self.name = name
    }
  }

  public var title: String
  public var caption: String
  public var description: String
  public var xRange: ClosedRange<Double>
  public var yRange: ClosedRange<Double>
  /// Formulas.
  public var axisNames: [String]
  public var marks: [Mark]
  public var lines: [Line]
  /// Hatches the positive side of the first line and dots the other, as perceptron plots do.
  public var hatchesSides: Bool
  public var field: PlaneField?
  public var track: Track?
  /// What the places of the track after its start tell.
  public var trackQuantities: [Quantity] = []
  /// A small one among many: no ticks, no labels, no bar.
  public var isMiniature = false
  /// The lines are an answer that pupils draw, and the points, too, where `asksForMarks`.
  public var isTask = false
  /// In a task, pupils find out where the points lie.
  public var asksForMarks = false
  public var quantities: [Quantity] { isTask ? [] : trackQuantities }
  /// What pupils are given of a task.
  public func openDescription(_ words: Words) -> String { isTask ? givenDescription : "" }
  /// The description without the lines, and without the points where pupils find those.
  public var givenDescription = ""
  /// Stands before the points' names where these are not their coordinates: "from".
  public var markPrefix = ""

  public init(
    title: String, caption: String = "", description: String, x: ClosedRange<Double>,
    y: ClosedRange<Double>, axisNames: [String], marks: [Mark] = [], lines: [Line] = [],
    hatchesSides: Bool = false, field: PlaneField? = nil, track: Track? = nil
  ) {
    self.title = title
    self.caption = caption
    self.description = description
    xRange = x
    yRange = y
    self.axisNames = axisNames
    self.marks = marks
    self.lines = lines
    self.hatchesSides = hatchesSides
    self.field = field
    self.track = track
  }

  /// Told when the figure is made.
  public func description(_ words: Words) -> String { description }

  /// Marks that fall on the same place are one mark with all their labels.
  func gathered(within distance: Double, _ position: (Mark) -> Point) -> [Mark] {
    var result: [Mark] = []
    for mark in marks {
      let p = position(mark)
      if let same = result.firstIndex(where: { other in
        let d = position(other) - p
        return other.isTrue == mark.isTrue
          && (d.x * d.x + d.y * d.y).squareRoot() < distance
      }) {
        if !mark.label.isEmpty { result[same].label += ",\\;" + mark.label }
        result[same].isVisited = result[same].isVisited || mark.isVisited
      } else {
        result.append(mark)
      }
    }
    return result
  }
}

extension PlanePlot {
  public func legend(_ words: Words) -> [LegendEntry] {
    var entries: [LegendEntry] = []
    if marks.contains(where: { $0.isTrue }) {
      entries.append(.init(.disc, words("should be TRUE")))
    }
    if marks.contains(where: { !$0.isTrue }) {
      entries.append(.init(.square, words("should be FALSE")))
    }
    if marks.contains(where: { $0.isVisited }) {
      entries.append(.init(.ring, words("sample at hand")))
    }
    entries += lineLegend(words)
    if track != nil {
      entries.append(.init(.ring, words("start")))
      entries.append(.init(.arrow, words("a step")))
    }
    return entries
  }

  private func lineLegend(_ words: Words) -> [LegendEntry] {
    var entries: [LegendEntry] = []
    if hatchesSides, !lines.isEmpty {
      entries.append(.init(.hatch, words("says TRUE")))
      entries.append(.init(.dots, words("says FALSE")))
    } else if !lines.isEmpty {
      entries.append(.init(.solid, words("line of a hidden unit, strokes on its TRUE side")))
    }
    return entries
  }

  public func openLegend(_ words: Words) -> [LegendEntry] {
    let answers = isTask ? lineLegend(words) : []
    return legend(words).filter { !answers.contains($0) }
  }
}
