import Lessons

extension Learn {
  static let list = CommandDescription(
    "list",
    abstract: "List the lessons.",
    discussion: "Where the output is not a terminal: a line a lesson, its name, a tab, its title."
  ) { _, context in
    let finder = LessonFinder(context)
    try finder.checkThereAreLessons()
    let lessons = finder.library.lessons()
    guard context.output.isTerminal else {
      for lesson in lessons { context.output.line("\(lesson.name)\t\(lesson.title)") }
      return
    }
    context.output.write(LessonTable(lessons, context).text)
  }
}

/// The lessons as a table for the terminal, as wide as that is.
private struct LessonTable {
  var text = ""

  init(_ lessons: [Lesson], _ context: CommandContext) {
    let width = context.output.columns ?? 80
    let bold = context.isColored ? ("\u{1B}[1m", "\u{1B}[0m") : ("", "")
    let muted = context.isColored ? ("\u{1B}[2m", "\u{1B}[0m") : ("", "")
    let names = lessons.map(\.name.count).max() ?? 0
    let titles = lessons.map(\.title.count).max() ?? 0
    for lesson in lessons {
      let facts = "\(lesson.minutes) min, \(lesson.level.rawValue)"
      if names + titles + 28 <= width {
        let name = lesson.name.filled(to: names)
        text +=
          "\(bold.0)\(name)\(bold.1)  \(lesson.title.filled(to: titles))  "
          + "\(muted.0)\(facts)\(muted.1)\n"
      } else {
        text +=
          "\(bold.0)\(lesson.name)\(bold.1)  \(muted.0)\(facts)\(muted.1)\n  \(lesson.title)\n"
      }
    }
    text += "\n\(muted.0)learn lesson NAME walks through one.\(muted.1)\n"
  }
}

extension String {
  fileprivate func filled(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
