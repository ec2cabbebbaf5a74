import Figures
import Networks

/// What a lesson may show of a run of a kind.
public struct Shows<Run: Sendable>: Sendable {
  var steps: Steps<Run>?
  var entries: [Entry<Run>] = []
  var pictures: [Picture<Run>] = []
  var overviews: [Overviews<Run>] = []
  var tables: [Table<Run>] = []
  var arithmetic: [Arithmetic<Run>] = []
  var record: Record<Run>?
  var ending: Ending<Run>?
  var abilities: [Ability<Run>] = []

  init(@ShowsBuilder<Run> _ parts: () -> [ShowsPart<Run>]) {
    for part in parts() {
      switch part {
      case .steps(let steps): self.steps = steps
      case .entries(let entries): self.entries += entries
      case .pictures(let pictures): self.pictures += pictures
      case .overviews(let overviews): self.overviews.append(overviews)
      case .table(let table): tables.append(table)
      case .arithmetic(let arithmetic): self.arithmetic += arithmetic
      case .record(let record): self.record = record
      case .ending(let ending): self.ending = ending
      case .ability(let ability): abilities.append(ability)
      }
    }
  }

  var described: [Described] {
    entries.flatMap { $0.described }
      + pictures.map { Described(section: .picture, form: $0.form, help: $0.help) }
      + tables.map { Described(section: .table, form: $0.name, help: $0.help) }
      + arithmetic.map { Described(section: .arithmetic, form: $0.name, help: $0.help) }
  }
}

/// The steps of a run: their marks, and each of them told.
struct Steps<Run: Sendable>: Sendable {
  /// Whether how many there are is something that the run finds out, and that lessons ask for.
  var isCountFound: Bool
  var marks: @Sendable (Run) -> [StepMark]
  /// The step from 1.
  var moment: @Sendable (Run, Int, World) -> Moment

  init(
    isCountFound: Bool = false, _ marks: @escaping @Sendable (Run) -> [StepMark],
    moment: @escaping @Sendable (Run, Int, World) -> Moment
  ) {
    self.isCountFound = isCountFound
    self.marks = marks
    self.moment = moment
  }
}

/// A picture that a `figure` block may show.
struct Picture<Run: Sendable>: Sendable {
  /// Whether a block may say `step:`.
  enum Stepping: Sendable { case none, optional, required }

  /// Whether pupils can complete it.
  enum Answers: Sendable {
    /// There is nothing to complete.
    case none
    case drawn
    /// Only for some runs; the text says for which.
    case when(String, @Sendable (Run) -> Bool)
  }

  var name: String
  var help: String
  var stepping: Stepping
  var options: [AnyOption<Run>]
  var answers: Answers
  /// Why a run lacks it; nil where it has it.
  var lacking: @Sendable (Run) -> ReferenceError?
  /// What is wrong with options that go with each other; nil where nothing is.
  var fault: @Sendable (PictureRequest<Run>) -> ReferenceError?
  var draw: @Sendable (PictureRequest<Run>, World) -> AnyFigure

  init(
    _ name: String, _ help: String, step stepping: Stepping = .none,
    options: [AnyOption<Run>] = [], answers: Answers = .none,
    lacking: @escaping @Sendable (Run) -> ReferenceError? = { _ in nil },
    fault: @escaping @Sendable (PictureRequest<Run>) -> ReferenceError? = { _ in nil },
    _ draw: @escaping @Sendable (PictureRequest<Run>, World) -> AnyFigure
  ) {
    self.name = name
    self.help = help
    self.stepping = stepping
    self.options = options
    self.answers = answers
    self.lacking = lacking
    self.fault = fault
    self.draw = draw
  }

  /// As the documents write it: `walk` with `rate`, `steps`.
  var form: String {
    let keys = (stepping == .none ? [] : ["step"]) + options.map { $0.key }
    return keys.isEmpty ? name : name + " (" + keys.joined(separator: ", ") + ")"
  }
}

/// Pictures of the whole run that are written to its folder, by file name without ending.
struct Overviews<Run: Sendable>: Sendable {
  var all: @Sendable (Run, World) -> [(name: String, figure: AnyFigure)]

  init(_ all: @escaping @Sendable (Run, World) -> [(name: String, figure: AnyFigure)]) {
    self.all = all
  }
}

/// A table that a `table` block may show.
struct Table<Run: Sendable>: Sendable {
  enum Rows: Sendable {
    /// One for each step that the block chooses.
    case steps(@Sendable (Run, Int, World) -> StepTable.Row)
    case all(@Sendable (Run, World) -> [StepTable.Row])
  }

  var name: String
  var help: String
  var columns: @Sendable (Run, World) -> [StepTable.Column]
  var rows: Rows

  init(
    _ name: String, _ help: String,
    columns: @escaping @Sendable (Run, World) -> [StepTable.Column], rows: Rows
  ) {
    self.name = name
    self.help = help
    self.columns = columns
    self.rows = rows
  }
}

/// Arithmetic that a `derivation` block may show besides that of a step.
struct Arithmetic<Run: Sendable>: Sendable {
  var name: String
  var help: String
  var lacking: @Sendable (Run) -> ReferenceError?
  var lines: @Sendable (Run, World) -> [Derivation]

  init(
    _ name: String, _ help: String,
    lacking: @escaping @Sendable (Run) -> ReferenceError? = { _ in nil },
    _ lines: @escaping @Sendable (Run, World) -> [Derivation]
  ) {
    self.name = name
    self.help = help
    self.lacking = lacking
    self.lines = lines
  }
}

/// The trace: an object for each step, and one for the result.
struct Record<Run: Sendable>: Sendable {
  var step: @Sendable (Run, Int, World) -> [JSONMember]
  var result: @Sendable (Run, World) -> [JSONMember]

  init(
    step: @escaping @Sendable (Run, Int, World) -> [JSONMember],
    result: @escaping @Sendable (Run, World) -> [JSONMember]
  ) {
    self.step = step
    self.result = result
  }
}

/// How the run ended, in a sentence.
struct Ending<Run: Sendable>: Sendable {
  var sentence: @Sendable (Run, World) -> String

  init(_ sentence: @escaping @Sendable (Run, World) -> String) { self.sentence = sentence }
}

/// What presenters may do with a run beyond showing it.
enum Ability<Run: Sendable>: Sendable {
  /// Its image can be another one on each pupil's sheet.
  case variesImage(@Sendable (Run) -> VariedImage?)
  /// Its start weights, rate and order can; a pupil's wrong value can be followed through.
  case variesPerceptron(@Sendable (Run) -> PerceptronRun)
  /// It can have other numbers.
  case varies(Variation<Run>)
  #if !hasFeature(Embedded)
    /// Each pixel of its maps can be asked for, and all maps be written.
    case showsMaps(@Sendable (Run, World) -> NetworkStory)
  #endif
}

/// A part of what a kind shows.
enum ShowsPart<Run: Sendable>: Sendable {
  case steps(Steps<Run>)
  case entries([Entry<Run>])
  case pictures([Picture<Run>])
  case overviews(Overviews<Run>)
  case table(Table<Run>)
  case arithmetic([Arithmetic<Run>])
  case record(Record<Run>)
  case ending(Ending<Run>)
  case ability(Ability<Run>)
}

@resultBuilder
enum ShowsBuilder<Run: Sendable> {
  static func buildExpression(_ steps: Steps<Run>) -> ShowsPart<Run> { .steps(steps) }
  static func buildExpression(_ entry: Entry<Run>) -> ShowsPart<Run> { .entries([entry]) }
  static func buildExpression(_ entries: [Entry<Run>]) -> ShowsPart<Run> { .entries(entries) }
  static func buildExpression(_ picture: Picture<Run>) -> ShowsPart<Run> { .pictures([picture]) }
  static func buildExpression(_ pictures: [Picture<Run>]) -> ShowsPart<Run> { .pictures(pictures) }
  static func buildExpression(_ all: Overviews<Run>) -> ShowsPart<Run> { .overviews(all) }
  static func buildExpression(_ table: Table<Run>) -> ShowsPart<Run> { .table(table) }
  static func buildExpression(_ lines: Arithmetic<Run>) -> ShowsPart<Run> { .arithmetic([lines]) }
  static func buildExpression(_ lines: [Arithmetic<Run>]) -> ShowsPart<Run> { .arithmetic(lines) }
  static func buildExpression(_ record: Record<Run>) -> ShowsPart<Run> { .record(record) }
  static func buildExpression(_ ending: Ending<Run>) -> ShowsPart<Run> { .ending(ending) }
  static func buildExpression(_ ability: Ability<Run>) -> ShowsPart<Run> { .ability(ability) }
  static func buildBlock(_ parts: ShowsPart<Run>...) -> [ShowsPart<Run>] { parts }
}
