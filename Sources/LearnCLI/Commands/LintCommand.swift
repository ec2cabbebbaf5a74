import Lessons

extension Learn {
  static let lint = CommandDescription(
    "lint",
    abstract: "Check lessons and name everything that is wrong in them.",
    discussion: """
      Each fault comes as file:line:column: error: what is wrong; what to do. The exit code is 0 \
      where there are none, warnings aside, and 65 else.
      """,
    arguments: [
      ArgumentDescription(
        "path", help: "A lesson file, or the name of a lesson.", count: .many,
        completion: .lessons, hint: ArgumentDescription.lessonHint)
    ]
  ) { invocation, context in
    let finder = LessonFinder(context)
    var diagnostics: [Diagnostic] = []
    var unreadable: (any Error)?
    for word in invocation.arguments {
      do {
        diagnostics += try LessonFile.lint(
          finder.path(of: word, in: invocation), options: playOptions(invocation, context))
      } catch let error as LessonFileError {
        context.messages.write(ErrorReport(error).text)
        unreadable = error
      }
    }
    let faults = diagnostics.filter { $0.severity == .error }.count
    for diagnostic in diagnostics { context.messages.line(diagnostic.text) }
    let count = invocation.arguments.count
    context.messages.line(
      "\(count) \(count == 1 ? "file" : "files") checked, "
        + "\(faults) \(faults == 1 ? "error" : "errors"), "
        + "\(diagnostics.count - faults) "
        + "\(diagnostics.count - faults == 1 ? "warning" : "warnings")")
    if faults > 0 { throw Reported(code: .badData) }
    if unreadable != nil { throw Reported(code: .missingInput) }
  }
}

/// A failure whose message has been written already.
struct Reported: Error {
  var code: ExitCode
}
