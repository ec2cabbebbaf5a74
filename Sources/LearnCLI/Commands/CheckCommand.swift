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
      answers = try AnswerFile(CSVTable(InputFile.read(invocation.arguments[1])))
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
    var markings: [String: Marking] = [:]
    var sheets: [MarkedSheet] = []
    for pupil in answers.pupils {
      if markings[pupil.variant] == nil {
        var own = played
        if !pupil.variant.isEmpty {
          let variant = try VariantSpace(of: played).variant(code: pupil.variant)
          var options = options
          options.overrides.merge(variant.overrides) { $1 }
          own = try LessonFile.play(path, options: options)
        }
        markings[pupil.variant] = Marking(
          tasks: try PageMaker.tasks(of: own, request), experiments: own.experiments)
      }
      if let marking = markings[pupil.variant] { sheets.append(marking.mark(pupil)) }
    }
    let report = MarkReport(sheets, words: played.lesson.words)
    context.output.write(invocation.flag("csv") ? report.table : report.text)
  }
}
