import Datasets
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
      for lesson in lessons {
        context.output.line("\(printable(lesson.name))\t\(printable(lesson.title))")
      }
      return
    }
    LessonTable(lessons, context).write()
  }
}

/// The lessons as a table for the terminal, as wide as that is.
private struct LessonTable {
  private let lessons: [Lesson]
  private let context: CommandContext

  init(_ lessons: [Lesson], _ context: CommandContext) {
    self.lessons = lessons
    self.context = context
  }

  func write() {
    let names = lessons.map(\.name.count).max() ?? 0
    let titles = lessons.map(\.title.count).max() ?? 0
    let fits = names + titles + 28 <= context.output.columns ?? 80
    for lesson in lessons {
      let facts = "\(lesson.minutes) min, \(lesson.level.rawValue)"
      let title = printable(lesson.title)
      bold(fits ? lesson.name.filled(to: names) : lesson.name)
      context.output.write(fits ? "  \(title.filled(to: titles))  " : "  ")
      muted(facts)
      context.output.write(fits ? "\n" : "\n  \(title)\n")
    }
    context.output.line()
    muted("learn lesson NAME walks through one.")
    context.output.line()
  }

  private func bold(_ text: String) { styled("\u{1B}[1m", text) }
  private func muted(_ text: String) { styled("\u{1B}[2m", text) }

  private func styled(_ style: StaticString, _ text: String) {
    if context.isColored { context.output.control(style) }
    context.output.write(printable(text))
    if context.isColored { context.output.control("\u{1B}[0m") }
  }
}

extension String {
  fileprivate func filled(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
