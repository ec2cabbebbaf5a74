import Lessons
import Presenting

extension Learn {
  static let check = CommandDescription(
    "check",
    abstract: "Mark typed-in answers of a worksheet.",
    discussion: """
      The file is a table as spreadsheets save it, with the columns name, variant, code and \
      answer; the code is the small one at each blank (3c, Q4). A wrong value costs its own \
      mark only: later steps are compared with what follows from it. Words and drawings are \
      left to the teacher.

      A task's points are shared out by its blanks and rounded down: 13 of 15 right are 4 of 5 \
      points. Lines that cannot be marked, with an unknown variant, say, are told at the end; all \
      others are marked, and the exit code is 65.
      """,
    arguments: [
      ArgumentDescription(
        "lesson", help: "The name of a lesson, or the path of a lesson file.",
        completion: .lessons, hint: ArgumentDescription.lessonHint),
      ArgumentDescription("answers", help: "The table of answers (CSV).", completion: .files),
    ],
    options: [
      OptionDescription(
        "blanks", .text(placeholder: "codes"), help: "As given to 'learn handout'."),
      OptionDescription(
        "fade", .integer(placeholder: "n", range: 0...100), help: "As given to 'learn handout'."),
      OptionDescription("csv", help: "Print a table: name, variant, code, verdict and so on."),
    ] + playing
  ) { invocation, context in
    let path = try LessonFinder(context).path(of: invocation.arguments[0], in: invocation)
    let answers: AnswerFile
    do {
      answers = try AnswerFile(CSVTable(CSVTable.bytes(ofFile: invocation.arguments[1])))
    } catch let error as CSVTable.ReadError {
      throw CommandFailure(
        "\(invocation.arguments[1]):\(error.line): \(error.message)", code: .badData)
    }
    let options = playOptions(invocation, context)
    let played = try LessonFile.play(path, options: options)
    let request = PageRequest(
      kind: .key, blanks: invocation.list("blanks"), fade: invocation.integer("fade"))
    let perceptrons = played.experiments.filter { $0.perceptron != nil }.map(\.name)
    let isFollowed = try PageMaker.tasks(of: played, request).flatMap(\.blanks).allSatisfy {
      blank in
      if case .quantity(let name, _, _, _) = blank.question {
        perceptrons.contains(name)
      } else {
        true
      }
    }
    if !isFollowed {
      context.messages.line(
        "Note: in \(played.lesson.name) each value is compared with the key; only the steps of "
          + "perceptrons are followed through from a pupil's own values.")
    }
    func marking(of variant: String) throws -> Marking {
      var own = played
      if !variant.isEmpty {
        let variant = try VariantSpace(of: played).variant(code: variant)
        own = try LessonFile.play(path, options: options.varied(by: variant.overrides, of: played))
      }
      return Marking(
        tasks: try PageMaker.tasks(of: own, request), experiments: own.experiments,
        words: own.lesson.words)
    }
    var markings: [String: Marking] = [:]
    var sheets: [MarkedSheet] = []
    var unknown: Set<String> = []
    var problems = answers.problems
    for pupil in answers.pupils {
      if unknown.contains(pupil.variant) { continue }
      if markings[pupil.variant] == nil {
        do {
          markings[pupil.variant] = try marking(of: pupil.variant)
        } catch let error as VariantError {
          // One mistyped code must not keep a class from its marks.
          unknown.insert(pupil.variant)
          problems.append(
            .init(line: pupil.line, message: error.message + "; these answers are not marked"))
        }
      }
      if let marking = markings[pupil.variant] { sheets.append(marking.mark(pupil)) }
    }
    let report = MarkReport(sheets, words: played.lesson.words)
    context.output.write(invocation.flag("csv") ? report.table : report.text)
    for problem in problems.sorted(by: { $0.line < $1.line }) {
      context.messages.line("\(invocation.arguments[1]):\(problem.line): \(problem.message)")
    }
    if !problems.isEmpty { throw Reported(code: .badData) }
  }
}
