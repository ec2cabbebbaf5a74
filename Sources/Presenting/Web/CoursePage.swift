import Datasets
import Drawing
import Figures
import Lessons
import Rendering

/// The page that a course starts from: its lessons in order, with what each needs.
public struct CoursePage {
  private let lessons: [Lesson]
  private let files: WebFiles
  private let plain: Words
  private var words: EscapedWords { EscapedWords(plain) }

  public init(_ lessons: [Lesson], files: WebFiles, words: Words) {
    self.lessons = lessons
    self.files = files
    plain = words
  }

  public var html: String {
    let title = words("Neural networks, step by step")
    let cards = lessons.enumerated().map { place, lesson in card(lesson, number: place + 1) }
    return WebPage.frame(
      files,
      [
        "language": Markup.escaped(plain.language), "title": title,
        "summary": words("Every line of arithmetic, and a picture that agrees with it."),
        "objectives": "", "body": "<ol class=\"lessons\">\(cards.joined())</ol>", "data": "null",
        "unpacker": "", "engine": "",
      ], words)
  }

  private func card(_ lesson: Lesson, number: Int) -> String {
    let needs = lesson.prerequisites.compactMap { name in lessons.first { $0.name == name } }
    let links = needs.map { "<a href=\"\(address($0))\">\(Markup.escaped($0.title))</a>" }
    let level =
      switch lesson.level {
      case .beginner: words("beginner")
      case .intermediate: words("intermediate")
      case .advanced: words("advanced")
      }
    return "<li class=\"lesson\" data-name=\"\(Markup.escaped(lesson.name))\">"
      + "<h2><a href=\"\(address(lesson))\">\(Markup.escaped(lesson.title))</a></h2>"
      + "<p>\(Markup.escaped(lesson.summary))</p><p class=\"facts\">"
      + Markup.escaped(plain("{1} minutes", "\(lesson.minutes)")) + " · \(level)"
      + (links.isEmpty ? "" : " · \(words("after")) " + links.joined(separator: ", ")) + "</p></li>"
  }

  private func address(_ lesson: Lesson) -> String { Markup.escaped(lesson.name + ".html") }

  /// - Throws: `WriteError` where the file cannot be written.
  public func write(to path: String) throws {
    try writeWhole(Array(html.utf8), to: path)
  }
}
