import Lessons
import Networks
import Numerics
import Testing

@testable import Presenting

/// Five answer files and the marks that a teacher gives them.
@Suite struct MarkingTests {
  private let played: PlayedLesson
  private let tasks: [PageTask]
  private let run: PerceptronRun

  init() throws {
    played = try PageLessons.played("perceptron-and")
    tasks = try PageMaker.tasks(of: played, PageRequest(kind: .key))
    run = try #require(played.experiments.first { $0.name == "gentle" }?.perceptron)
  }

  private func mark(_ answers: [String: String]) -> MarkedSheet {
    Marking(tasks: tasks, experiments: played.experiments, words: played.lesson.words)
      .mark(AnswerFile.Pupil(name: "Anna", variant: "", answers: answers))
  }

  private var key: [String: String] {
    Dictionary(uniqueKeysWithValues: tasks.flatMap(\.blanks).map { ($0.code, $0.answer) })
  }

  private func code(_ step: Int, _ quantity: String, _ component: Int = 0) throws -> String {
    let wanted = Blank.Question.quantity(
      experiment: "gentle", step: step, code: quantity, component: component)
    return try #require(tasks.flatMap(\.blanks).first { $0.question == wanted }).code
  }

  /// The steps of which everything is asked, the table's last ones.
  private var asked: ClosedRange<Int> {
    var counts: [Int: Int] = [:]
    for blank in tasks.flatMap(\.blanks) {
      if case .quantity("gentle", let step, _, _) = blank.question { counts[step, default: 0] += 1 }
    }
    let whole = counts.filter { $0.value == 6 }.keys.sorted()
    return (whole.first ?? 0)...(whole.last ?? 0)
  }

  /// The weight that a pupil has after a step, working on by the rule from a wrong one.
  private func goOn(from step: Int, weights: [ExactDecimal]) throws -> [String: String] {
    var own = Perceptron(weights: weights)
    var answers: [String: String] = [:]
    for step in run.steps[step..<asked.upperBound] {
      let z = own.weightedSum(step.inputs)
      let output = z > 0 ? 1 : 0
      let d = step.target - output
      own.weights = zip(
        own.weights, Perceptron.changes(rate: run.trainer.rate, error: d, inputs: step.inputs)
      ).map { $0 + $1 }
      answers[try code(step.index, "sum")] = z.asciiText
      answers[try code(step.index, "output")] = "\(output)"
      answers[try code(step.index, "error")] = "\(d)"
      for (i, weight) in own.weights.enumerated() {
        answers[try code(step.index, "weights", i)] = weight.asciiText
      }
    }
    return answers
  }

  @Test func allRight() {
    let sheet = mark(key)
    #expect(sheet.earned == sheet.points)
    #expect(sheet.points > 10)
    #expect(sheet.tasks.flatMap(\.blanks).allSatisfy { $0.isRight || $0.verdict == .byHand })
  }

  /// Typed with decimal commas, real minus signs, fractions and spaces.
  @Test func otherWaysToWriteTheSame() {
    let answers = key.mapValues { text in
      text == "0.2"
        ? "1/5" : " " + text.replacing(".", with: ",").replacing("-", with: "\u{2212}") + " "
    }
    #expect(mark(answers).earned == mark(key).points)
  }

  /// One wrong weight costs one mark, though everything after it differs from the key.
  @Test func oneEarlySlip() throws {
    var answers = key
    let step = run.steps[asked.lowerBound - 1]
    var weights = step.after.weights
    weights[0] = weights[0] + ExactDecimal(2, scale: 1)
    let slip = try code(step.index, "weights", 0)
    answers[slip] = weights[0].asciiText
    answers.merge(try goOn(from: step.index, weights: weights)) { $1 }
    let changed = answers.filter { key[$0.key] != $0.value }.count
    #expect(changed > 3)
    let sheet = mark(answers)
    let blanks = sheet.tasks.flatMap(\.blanks)
    #expect(blanks.filter { $0.verdict == .wrong }.map(\.code) == [slip])
    #expect(blanks.filter { $0.verdict == .followsThrough }.count == changed - 1)
    #expect(sheet.earned == sheet.points - 1)
  }

  /// d with its sign turned round, and everything else worked out from that.
  @Test func signErrorThroughout() throws {
    var answers = key
    var own = run.steps[asked.lowerBound - 1].before
    var wrong: Set<String> = []
    for step in run.steps[(asked.lowerBound - 1)..<asked.upperBound] {
      let z = own.weightedSum(step.inputs)
      let output = z > 0 ? 1 : 0
      let d = output - step.target
      own.weights = zip(
        own.weights, Perceptron.changes(rate: run.trainer.rate, error: d, inputs: step.inputs)
      ).map { $0 + $1 }
      answers[try code(step.index, "sum")] = z.asciiText
      answers[try code(step.index, "output")] = "\(output)"
      answers[try code(step.index, "error")] = "\(d)"
      if d != 0 { wrong.insert(try code(step.index, "error")) }
      for (i, weight) in own.weights.enumerated() {
        answers[try code(step.index, "weights", i)] = weight.asciiText
      }
    }
    let sheet = mark(answers)
    let blanks = sheet.tasks.flatMap(\.blanks)
    #expect(!wrong.isEmpty)
    let found = Set(blanks.filter { $0.verdict == .wrong }.map(\.code))
    // A wrong d that happens to be the key's own value counts as right.
    #expect(found.isSubset(of: wrong) && found.count >= wrong.count - 1)
    #expect(sheet.slips.first?.slip == "sign of d turned round (output − target)")
    #expect(sheet.slips.first?.count == found.count)
    #expect(sheet.earned < sheet.points && sheet.earned > sheet.points / 2)
  }

  @Test func blanksGetNothing() {
    let sheet = mark([:])
    #expect(sheet.earned == 0)
    let verdicts = Set(sheet.tasks.flatMap(\.blanks).map(\.verdict))
    #expect(verdicts == [.missing, .byHand])
  }

  @Test func nonsenseGetsNothing() {
    let sheet = mark(key.mapValues { _ in "¿" }.merging(["9z": "1"]) { $1 })
    #expect(sheet.earned == 0)
    #expect(Set(sheet.tasks.flatMap(\.blanks).map(\.verdict)) == [.unreadable, .byHand])
    #expect(sheet.unknownCodes == ["9z"])
  }

  /// A code is a step and a letter, or a task; no two blanks share one, also where several tables
  /// have rows of the same numbers.
  @Test(arguments: PageLessons.names)
  func codesAreShortAndUnlike(_ name: String) throws {
    let lesson = try PageLessons.played(name)
    let codes = try PageMaker.tasks(of: lesson, PageRequest(kind: .key)).flatMap(\.blanks)
      .map(\.code)
    #expect(Set(codes).count == codes.count)
    for code in codes {
      #expect(code.wholeMatch(of: /Q\d+[a-z]?|\d+[a-z]/) != nil, "\(code)")
    }
  }

  /// A step's letter tells the column: z is a, output b, d c, the weights d to f.
  @Test func codesTellStepAndColumn() throws {
    let last = asked.upperBound
    #expect(
      try [code(last, "sum"), code(last, "output"), code(last, "error")]
        == ["\(last)a", "\(last)b", "\(last)c"])
    #expect(
      try (0..<3).map { try code(last, "weights", $0) } == ["d", "e", "f"].map { "\(last)\($0)" })
  }

  @Test func codesMayBeTypedInOtherWays() {
    let whole = mark(key)
    #expect(mark(Dictionary(uniqueKeysWithValues: key.map { ($0.lowercased(), $1) })) == whole)
    let bare = key.map { code, answer in
      (code.hasPrefix("Q") && code.last?.isNumber == true ? String(code.dropFirst()) : code, answer)
    }
    #expect(mark(Dictionary(uniqueKeysWithValues: bare)) == whole)
  }

  @Test func oneAnswerLeftOutCostsOnlyItself() throws {
    var answers = key
    answers[try code(asked.lowerBound + 1, "weights", 1)] = nil
    let sheet = mark(answers)
    #expect(sheet.earned == sheet.points - 1)
  }

  /// The usual slips, by name: what they make of the bias weight at the next mistake.
  @Test(arguments: [
    "rate forgotten", "sign of d turned round in the update",
    "bias weight not moved: its input is always 1",
  ])
  func namesTheSlip(_ cause: String) throws {
    let step = try #require(run.steps[(asked.lowerBound - 1)...].first { $0.isMistake })
    let old = step.before.weights[0]
    let value =
      switch cause {
      case "rate forgotten": old + ExactDecimal(step.error)
      case "sign of d turned round in the update": old - step.changes[0]
      default: old
      }
    let slip = try code(step.index, "weights", 0)
    let sheet = mark([slip: value.asciiText])
    let marked = try #require(sheet.tasks.flatMap(\.blanks).first { $0.code == slip })
    #expect(marked.verdict == .wrong)
    #expect(marked.slip == cause)
  }

  @Test func answerFileNamesWhatIsMissing() {
    #expect(
      throws: CSVTable.ReadError(
        line: 1, message: "the columns code and answer are needed; the file has “name”, “x”")
    ) { try AnswerFile(CSVTable(Array("name,x\nA,1".utf8))) }
  }

  /// One bad line is left out; the rest of the class is marked.
  @Test func badLinesAreLeftOut() throws {
    let text = "name,code,answer\nAnna,1a,1\nAnna,1A,2\nBen,,3\nBen,1b,4"
    let file = try AnswerFile(CSVTable(Array(text.utf8)))
    #expect(
      file.problems == [
        .init(
          line: 3, message: "a second answer to 1a by Anna: “1” and “2”; the first one counts"),
        .init(line: 4, message: "this line has no code"),
      ])
    #expect(file.pupils.map(\.name) == ["Anna", "Ben"])
    #expect(file.pupils.map(\.answers) == [["1a": "1"], ["1b": "4"]])
    #expect(file.pupils.map(\.line) == [2, 4])
  }

  /// Names and answers that a spreadsheet would compute become text; numbers stay numbers.
  @Test func formulasAreNeutralised() {
    var sheet = mark(["1a": "=1+1"])
    sheet.name = "=HYPERLINK(\"http://x\")"
    sheet.tasks[0].blanks[0].given = "\u{FF1D}1+1"
    sheet.tasks[0].blanks[0].expected = "-0.4"
    sheet.tasks[0].blanks[1].given = "-1+cmd|' /C calc'!A0"
    let lines = MarkReport([sheet], words: played.lesson.words).table.split(separator: "\n")
    #expect(lines[1].hasPrefix("\"'=HYPERLINK(\"\"http://x\"\")\","))
    #expect(lines[1].contains(",\"'\u{FF1D}1+1\",-0.4,"))
    #expect(lines[2].contains(",\"'-1+cmd|' /C calc'!A0\","))
  }

  /// No answer can draw a line of its own into the report.
  @Test func reportsHaveNoForeignLines() {
    var sheet = mark([:])
    sheet.name = "Anna\nBen: 9 / 9 points"
    sheet.tasks[0].blanks[0].verdict = .wrong
    sheet.tasks[0].blanks[0].given = "1\n\u{1B}[2J\u{202E}"
    let text = MarkReport([sheet], words: played.lesson.words).text
    #expect(!text.contains("\nBen: 9"))
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    #expect(
      MarkReport([sheet], words: played.lesson.words).table.split(separator: "\n").count
        == 1 + sheet.tasks.flatMap(\.blanks).count)
  }

  /// A task's points are shared out by its blanks, rounded down, and the report says so.
  @Test func pointsAreSharedOut() {
    func blanks(_ right: Int, of count: Int) -> [MarkedBlank] {
      (0..<count).map {
        MarkedBlank(
          code: "1a", verdict: $0 < right ? .right : .wrong, given: "1", expected: "1", slip: nil)
      }
    }
    #expect(Marking.earned(blanks(2, of: 3), points: 5) == 3)
    #expect(Marking.earned(blanks(2, of: 3), points: 3) == 2)
    #expect(Marking.earned(blanks(38, of: 39), points: 2) == 1)
    #expect(Marking.earned(blanks(39, of: 39), points: 2) == 2)
    let task = MarkedSheet.Task(
      number: 1, points: 5, earned: 3, isByHand: false, blanks: blanks(2, of: 3))
    let sheet = MarkedSheet(name: "Anna", variant: "", tasks: [task], unknownCodes: [])
    #expect(
      MarkReport([sheet], words: played.lesson.words).text.contains("1  3 / 5 (2 of 3 right)"))
  }
}
