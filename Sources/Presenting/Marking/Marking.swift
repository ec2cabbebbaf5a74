import Figures
import Lessons
import Numerics

/// One blank, marked.
public struct MarkedBlank: Equatable, Sendable {
  public enum Verdict: Equatable, Sendable {
    case right
    /// Not the key's value, but what follows from the pupil's own earlier one.
    case followsThrough
    case wrong
    case missing
    /// What was typed is no number, no letter of a choice.
    case unreadable
    /// Words and drawings: a person has to mark them.
    case byHand
  }

  public var code: String
  public var verdict: Verdict
  /// What was typed.
  public var given: String
  /// What would have been right here, after the pupil's own earlier values.
  public var expected: String
  /// The well-known cause of a wrong value, in a few words.
  public var slip: String?

  public var isRight: Bool { verdict == .right || verdict == .followsThrough }
}

/// A pupil's sheet, marked.
public struct MarkedSheet: Equatable, Sendable {
  public struct Task: Equatable, Sendable {
    public var number: Int
    /// Reachable points; those of tasks marked by hand are not counted.
    public var points: Int
    public var earned: Int
    public var isByHand: Bool
    public var blanks: [MarkedBlank]
  }

  public var name: String
  public var variant: String
  public var tasks: [Task]
  /// Codes in the file that the worksheet does not have.
  public var unknownCodes: [String]

  public var earned: Int { tasks.reduce(0) { $0 + $1.earned } }
  public var points: Int { tasks.reduce(0) { $0 + ($1.isByHand ? 0 : $1.points) } }

  /// The slips, most frequent first.
  public var slips: [(slip: String, count: Int)] {
    let named = tasks.flatMap(\.blanks).compactMap(\.slip)
    return Dictionary(grouping: named, by: \.self).map { ($0.key, $0.value.count) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }
}

/// Marks answers against the tasks of a worksheet.
public struct Marking {
  private let tasks: [PageTask]
  private let experiments: [PlayedExperiment]
  private let words: Words

  /// - Parameter words: For the causes of wrong values.
  public init(tasks: [PageTask], experiments: [PlayedExperiment], words: Words) {
    self.tasks = tasks
    self.experiments = experiments
    self.words = words
  }

  public func mark(_ typed: AnswerFile.Pupil) -> MarkedSheet {
    let pupil = withPrintedCodes(typed)
    let expectations = expectations(pupil)
    let marked = tasks.map { task -> MarkedSheet.Task in
      let blanks = task.blanks.map { blank in
        verdict(blank, pupil.answers[blank.code] ?? "", expectations[blank.code])
      }
      let isByHand = !blanks.isEmpty && blanks.allSatisfy { $0.verdict == .byHand }
      return MarkedSheet.Task(
        number: task.number, points: task.points,
        earned: Self.earned(blanks, points: task.points), isByHand: isByHand, blanks: blanks)
    }
    let known = Set(tasks.flatMap(\.blanks).map(\.code))
    return MarkedSheet(
      name: pupil.name, variant: pupil.variant, tasks: marked,
      unknownCodes: pupil.answers.keys.filter { !known.contains($0) }.sorted())
  }

  /// Codes as the sheet prints them, however they were typed: `q4` or `4` for `Q4`.
  private func withPrintedCodes(_ typed: AnswerFile.Pupil) -> AnswerFile.Pupil {
    var pupil = typed
    pupil.answers = [:]
    let printed = Dictionary(
      tasks.flatMap(\.blanks).map { ($0.code.lowercased(), $0.code) }
    ) { first, _ in first }
    for (code, answer) in typed.answers.sorted(by: { $0.key < $1.key }) {
      let code = code.lowercased()
      pupil.answers[printed[code] ?? printed["q" + code] ?? code] = answer
    }
    return pupil
  }

  /// All points for a task without fault; else the part that is right, rounded down, so that one
  /// wrong blank costs one point where there are as many points as blanks or fewer.
  static func earned(_ blanks: [MarkedBlank], points: Int) -> Int {
    let counted = blanks.filter { $0.verdict != .byHand }
    guard !counted.isEmpty else { return 0 }
    let right = counted.count(where: \.isRight)
    return points * right / counted.count
  }

  /// What each perceptron's quantities should be after the pupil's own earlier values.
  private func expectations(_ pupil: AnswerFile.Pupil) -> [String: FollowThrough.Expectation] {
    var all: [String: FollowThrough.Expectation] = [:]
    for experiment in experiments {
      guard let run = experiment.perceptron else { continue }
      for task in tasks {
        let blanks = task.blanks.filter { blank in
          if case .quantity(experiment.name, _, _, _) = blank.question { true } else { false }
        }
        guard !blanks.isEmpty else { continue }
        let follow = FollowThrough(
          run: run, blanks: blanks, answers: pupil.answers, words: words)
        all.merge(follow.expectations) { first, _ in first }
      }
    }
    return all
  }

  private func verdict(
    _ blank: Blank, _ given: String, _ expectation: FollowThrough.Expectation?
  ) -> MarkedBlank {
    var marked = MarkedBlank(
      code: blank.code, verdict: .wrong, given: given, expected: blank.answer)
    switch blank.question {
    case .text, .drawing:
      marked.verdict = .byHand
    case .choice:
      let letters = Set(given.uppercased().filter { $0.isLetter })
      if given.isEmpty {
        marked.verdict = .missing
      } else if letters.isEmpty {
        marked.verdict = .unreadable
      } else if letters == Set(blank.answer.filter { $0.isLetter }) {
        marked.verdict = .right
      }
    case .number(let tolerance):
      compare(&marked, tolerance: tolerance, expectation: nil)
    case .quantity(_, _, let code, _):
      // Whoever writes TRUE for an output of 1 has said the same.
      if code == "output" { marked.given = Self.bit(given) ?? given }
      compare(&marked, tolerance: 0, expectation: expectation)
      marked.given = given
    }
    return marked
  }

  private func compare(
    _ marked: inout MarkedBlank, tolerance: Double, expectation: FollowThrough.Expectation?
  ) {
    if let expectation { marked.expected = expectation.value.asciiText }
    guard !marked.given.isEmpty else {
      marked.verdict = .missing
      return
    }
    guard let number = AnswerFile.number(marked.given) else {
      marked.verdict = .unreadable
      return
    }
    guard let key = AnswerFile.number(expectation?.key.asciiText ?? marked.expected) else {
      // The key itself is no number: compare the words.
      marked.verdict = marked.given == marked.expected ? .right : .wrong
      return
    }
    let distance = abs(number.doubleValue - key.doubleValue)
    // Tolerances are decimals: their binary neighbours must not decide.
    if number == key || (tolerance > 0 && distance <= tolerance * (1 + 1e-9)) {
      marked.verdict = .right
    } else if let expectation, number == Fraction(expectation.value, dividedBy: 1) {
      marked.verdict = .followsThrough
    } else {
      marked.slip = expectation?.slip(number)
    }
  }

  static func bit(_ text: String) -> String? {
    switch text.uppercased().filter({ !$0.isWhitespace }) {
    case "TRUE", "WAHR", "T", "W", "TRUE(1)", "1": "1"
    case "FALSE", "FALSCH", "F", "FALSE(0)", "0": "0"
    default: nil
    }
  }
}
