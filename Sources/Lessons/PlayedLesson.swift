import Drawing
import Figures

/// A lesson with every reference resolved to steps, figures and numbers: all that a presenter
/// gets.
public struct PlayedLesson: Sendable {
  public var lesson: Lesson
  /// What the walk shows: everything but what is meant for paper alone.
  public var blocks: [PlayedBlock]
  /// What handout and notes show: everything but what is meant for the screen or the worksheet
  /// alone.
  public var paperBlocks: [PlayedBlock]
  /// What worksheet and key show: everything but what is meant for the screen or for reading.
  public var worksheetBlocks: [PlayedBlock]
  /// Where each block of the handout stands on the worksheet; nil where it does not.
  public var worksheetPlaces: [Int?]
  /// In the order of the file.
  public var experiments: [PlayedExperiment]

  /// - Parameters:
  ///   - paperBlocks: nil where pages show what the walk shows.
  ///   - worksheetBlocks: nil where the worksheet has what the handout has.
  ///   - worksheetPlaces: nil where all of the handout stands there, in its order.
  public init(
    lesson: Lesson, blocks: [PlayedBlock], paperBlocks: [PlayedBlock]? = nil,
    worksheetBlocks: [PlayedBlock]? = nil, worksheetPlaces: [Int?]? = nil,
    experiments: [PlayedExperiment]
  ) {
    self.lesson = lesson
    self.blocks = blocks
    self.paperBlocks = paperBlocks ?? blocks
    self.worksheetBlocks = worksheetBlocks ?? paperBlocks ?? blocks
    self.worksheetPlaces = worksheetPlaces ?? self.paperBlocks.indices.map { $0 }
    self.experiments = experiments
  }
}

public indirect enum PlayedBlock: Sendable {
  case heading(level: Int, [Inline])
  case paragraph([Inline])
  case list(isOrdered: Bool, items: [[PlayedBlock]])
  case quote([PlayedBlock])
  case code(String)
  /// A formula on a line of its own.
  case formula(String)
  case figure(PlayedFigure)
  case walk(PlayedWalk)
  case table(PlayedTable)
  case derivations(PlayedDerivations)
  case question(PlayedQuestion)
  case notes(TeacherNotes)
  case pageBreak
}

public indirect enum Inline: Equatable, Sendable {
  case text(String)
  case emphasis([Inline])
  case strong([Inline])
  case code(String)
  /// In the subset of LaTeX's mathematics.
  case formula(String)
  case link([Inline], to: String)
  case lineBreak
  /// A number that a reference stood for.
  case value(Value)

  /// The words alone, numbers of formulas and references in the reader's numerals.
  public func plainText(_ words: Words) -> String {
    switch self {
    case .text(let text), .code(let text): text
    case .emphasis(let inlines), .strong(let inlines), .link(let inlines, _):
      inlines.map { $0.plainText(words) }.joined()
    case .formula(let source): words.formula(source)
    case .lineBreak: " "
    case .value(let value): words.numerals.text(value.text)
    }
  }
}

public struct PlayedFigure: Sendable {
  public var figure: AnyFigure
  /// Whether pupils complete it; points for that, 0 where it is only to be looked at.
  public var isTask: Bool
  public var points: Int
  /// What pupils are asked to do with it: "Draw the boundary after step 3."
  public var task: [Inline]
  /// The experiment that it shows.
  public var experiment: String

  public init(
    figure: AnyFigure, of experiment: String, isTask: Bool = false, points: Int = 0,
    task: [Inline] = []
  ) {
    self.figure = figure
    self.experiment = experiment
    self.isTask = isTask
    self.points = points
    self.task = task
  }
}

/// A part of an experiment told step by step.
public struct PlayedWalk: Sendable {
  public var experiment: PlayedExperiment
  /// The steps that are told one by one; all others can be visited.
  public var told: [Int]
  /// The steps that paper shows in full; the rest of `told` stands there as a table.
  public var onPaper: [Int]
  /// Codes of the quantities that a worksheet leaves blank.
  public var blank: [String]
  public var points: Int
  /// Whether the worksheet shows the steps even where it asks for them.
  public var staysOnWorksheet = false
  /// Fields that a page offers to change before all others.
  public var change: [String] = []
  /// What the reader of a page may try to reach by changing them; nil for nothing.
  public var challenge: Challenge?

  public init(
    experiment: PlayedExperiment, told: [Int], onPaper: [Int], blank: [String], points: Int = 0
  ) {
    self.experiment = experiment
    self.told = told
    self.onPaper = onPaper
    self.blank = blank
    self.points = points
  }
}

/// Something to reach by changing an experiment, which the engine judges.
public struct Challenge: Equatable, Sendable {
  public var ask: [Inline]
  /// Paths and what they should give, as in `expect:`, in YAML's flow notation.
  public var goal: String
}

public struct PlayedTable: Sendable {
  public var experiment: PlayedExperiment
  public var table: StepTable
  public var caption: String
  public var blank: [String]
  /// How many rows are worked out before the blanks begin.
  public var worked: Int
  public var points: Int

  public init(
    experiment: PlayedExperiment, table: StepTable, caption: String = "", blank: [String] = [],
    worked: Int = 1, points: Int = 0
  ) {
    self.experiment = experiment
    self.table = table
    self.caption = caption
    self.blank = blank
    self.worked = worked
    self.points = points
  }
}

public struct PlayedDerivations: Sendable {
  public var derivations: [Derivation]
  /// What pupils are asked to do with it; empty for the usual words.
  public var ask: [Inline]
  public var blank: [String]
  public var points: Int

  public init(
    derivations: [Derivation], ask: [Inline] = [], blank: [String] = [], points: Int = 0
  ) {
    self.derivations = derivations
    self.ask = ask
    self.blank = blank
    self.points = points
  }
}

public struct PlayedQuestion: Sendable {
  public enum Answer: Sendable {
    /// A number; `values` has more than one where a list (all weights) is asked for.
    case number(Value, tolerance: Double)
    case choice([Choice])
    /// A few words or sentences; `lines` to write on.
    case text(model: [Inline], lines: Int)
  }

  public struct Choice: Sendable {
    public var text: [Inline]
    public var isCorrect: Bool
    public var why: [Inline]

    public init(text: [Inline], isCorrect: Bool, why: [Inline]) {
      self.text = text
      self.isCorrect = isCorrect
      self.why = why
    }
  }

  public var ask: [Inline]
  public var answer: Answer
  public var hints: [[Inline]]
  public var explanation: [Inline]
  public var points: Int

  public init(
    ask: [Inline], answer: Answer, hints: [[Inline]] = [], explanation: [Inline] = [],
    points: Int = 1
  ) {
    self.ask = ask
    self.answer = answer
    self.hints = hints
    self.explanation = explanation
    self.points = points
  }
}

/// For the teacher's eyes only.
public struct TeacherNotes: Sendable {
  /// Minutes for the part that the notes stand in; nil where they say none.
  public var minutes: Int?
  public var text: [Inline]
  /// What to ask the class.
  public var ask: [Inline]
  /// What pupils usually get wrong, and why.
  public var mistakes: [Inline]
  /// What to leave out when there are only 45 minutes.
  public var skip: [Inline]

  public init(
    minutes: Int? = nil, text: [Inline], ask: [Inline] = [], mistakes: [Inline] = [],
    skip: [Inline] = []
  ) {
    self.minutes = minutes
    self.text = text
    self.ask = ask
    self.mistakes = mistakes
    self.skip = skip
  }
}
