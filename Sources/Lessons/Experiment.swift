import Drawing
import Figures
import Networks

/// A network, its data, a rule and a seed, played: a sequence of steps and what can be asked about
/// them. Each kind of experiment that a lesson can hold (`perceptron:`, `network:`, …) is a type
/// of its own; presenters know only this protocol.
public protocol Experiment: Sendable {
  /// The name that the lesson gave it.
  var name: String { get }
  /// What the walk shows of each step without computing it: epoch and mistake.
  var marks: [StepMark] { get }
  /// The step at `index`, 1 … `marks.count`; the same value whenever it is asked for.
  func moment(_ index: Int) -> Moment
  /// What `{{name.path}}` stands for.
  func value(_ path: ReferencePath) throws(ReferenceError) -> Value
  /// The figure that a `figure` block asks for.
  func figure(_ request: FigureRequest) throws(ReferenceError) -> AnyFigure
  /// A table of steps, or another table that the kind knows by name (`show: truth`).
  func table(show: String, steps: [Int]) throws(ReferenceError) -> StepTable
  /// The arithmetic that a `derivation` block asks for: that of a step, or another that the kind
  /// knows by name.
  func derivations(_ request: FigureRequest) throws(ReferenceError) -> [Derivation]
  /// Pictures of the whole run, by file name without ending: `overview`, `weights`, `mistakes`.
  var overviews: [(name: String, figure: AnyFigure)] { get }
  /// The trace: one JSON object a line, its result last; exact decimals as strings.
  var records: [String] { get }
  /// How it ended, in a sentence: "Converged in epoch 14, at step 56, with weights …".
  var ending: String { get }
  /// What a worksheet can draw anew; nil where nothing varies.
  var variedImage: VariedImage? { get }
  /// Whose start weights, rate and order a worksheet can vary and marking can follow.
  var perceptron: PerceptronRun? { get }
  /// Whose pixels and maps can be shown.
  var imageNetwork: NetworkStory? { get }
}

extension Experiment {
  public var variedImage: VariedImage? { nil }
  public var perceptron: PerceptronRun? { nil }
  public var imageNetwork: NetworkStory? { nil }

  public func derivations(_ request: FigureRequest) throws(ReferenceError) -> [Derivation] {
    guard request.show.isEmpty || request.show == "step" else {
      throw ReferenceError(
        "this experiment has no arithmetic called \"\(request.show)\"", word: request.show,
        valid: ["step"])
    }
    guard let step = request.step, step >= 1, step <= marks.count else {
      throw ReferenceError("step: a number from 1 to \(marks.count) is needed here")
    }
    return moment(step).stages.map(\.derivation)
  }
}

public struct StepMark: Equatable, Sendable {
  /// From 1; nil where the experiment has no epochs.
  public var epoch: Int?
  public var isMistake: Bool

  public init(epoch: Int?, isMistake: Bool) {
    self.epoch = epoch
    self.isMistake = isMistake
  }
}

/// `epoch(1).weights` as its parts.
public struct ReferencePath: Equatable, Sendable {
  public struct Part: Equatable, Sendable {
    public var name: String
    public var arguments: [Int]

    public init(_ name: String, _ arguments: [Int] = []) {
      self.name = name
      self.arguments = arguments
    }
  }

  public var parts: [Part]

  public init(_ parts: [Part]) {
    self.parts = parts
  }
}

/// A reference that leads nowhere.
public struct ReferenceError: Error, Equatable, Sendable {
  public var message: String
  /// Words that would have been right in its place, for the nearest one to be suggested.
  public var valid: [String]
  /// The word that was not understood.
  public var word: String
  /// The key of the block that is to blame; empty for the block's `show:`.
  public var key: String

  public init(_ message: String, word: String = "", valid: [String] = [], key: String = "") {
    self.message = message
    self.word = word
    self.valid = valid
    self.key = key
  }
}

/// A number or a list of them that a reference stands for.
public struct Value: Equatable, Sendable {
  /// As people read it: with a real minus sign, "≈" before a rounded one.
  public var text: String
  public var numbers: [Double]
  /// The same for JSON and answer files: ASCII minus, no "≈".
  public var plain: [String]
  public var isRounded: Bool

  public init(text: String, numbers: [Double], plain: [String], isRounded: Bool = false) {
    self.text = text
    self.numbers = numbers
    self.plain = plain
    self.isRounded = isRounded
  }
}

extension FigureRequest {
  /// The keys of every `figure` block; each picture has options besides.
  static let keys = ["of", "show", "step", "caption", "task", "points"]
}

/// What a `figure` block says: `show: boundary`, at which step, and further options by name.
public struct FigureRequest: Equatable, Sendable {
  public var show: String
  /// The step, 0 for the start; nil where the block gives none.
  public var step: Int?
  /// All other keys of the block with their scalar values as written.
  public var options: [String: String]
  /// A picture for pupils to complete: axes and points without the answer, the answer as a part
  /// that only the key shows.
  public var isTask: Bool
  public var caption: String

  public init(
    show: String, step: Int? = nil, options: [String: String] = [:], isTask: Bool = false,
    caption: String = ""
  ) {
    self.show = show
    self.step = step
    self.options = options
    self.isTask = isTask
    self.caption = caption
  }
}

/// Steps as rows. Headers and cells are formulas.
public struct StepTable: Equatable, Sendable {
  public struct Column: Equatable, Sendable {
    /// The word by which `blank:` names it: `sum`.
    public var code: String
    /// `z`, `w_0`.
    public var header: String
    /// Whether a pupil computes it.
    public var isComputed: Bool

    public init(_ code: String, header: String, isComputed: Bool) {
      self.init(code: code, header: header, isComputed: isComputed)
    }

    public init(code: String, header: String, isComputed: Bool) {
      self.code = code
      self.header = header
      self.isComputed = isComputed
    }
  }

  public struct Row: Equatable, Sendable {
    /// The step that the row shows.
    public var step: Int
    public var cells: [String]
    public var isMistake: Bool

    public init(step: Int, cells: [String], isMistake: Bool = false) {
      self.step = step
      self.cells = cells
      self.isMistake = isMistake
    }
  }

  public var columns: [Column]
  public var rows: [Row]

  public init(columns: [Column], rows: [Row]) {
    self.columns = columns
    self.rows = rows
  }
}
