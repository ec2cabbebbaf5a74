import Lessons
import Presenting
import Rendering

extension HandoutRun {
  /// All lessons in the order of the curriculum, in one file.
  func booklet() throws {
    let finder = LessonFinder(context)
    try finder.checkThereAreLessons()
    let options = Learn.playOptions(invocation, context)
    let lessons = try finder.library.lessons().compactMap { lesson in
      try finder.library.path(of: lesson.name).map { try LessonFile.play($0, options: options) }
    }
    let languages = Set(lessons.map(\.lesson.language))
    let fonts = try Fonts(face)
    let measurer = try PangoMeasurer(fonts)
    for kind in kinds {
      var request = request(kind)
      let command = footer(kind, of: nil)
      request.footer = command
      let booklet = try Booklet(
        lessons, request: request, language: languages.count == 1 ? languages.first ?? "en" : "en",
        measurer: measurer
      ) { played in
        "\(played.lesson.name) · seed \(seed(of: played)) · \(command)"
      }
      try write(
        booklet.document, text: booklet.text, fonts: fonts, name: "booklet",
        suffix: kind.rawValue)
    }
  }
}
