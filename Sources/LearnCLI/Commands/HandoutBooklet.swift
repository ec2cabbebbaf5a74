import Lessons
import Presenting
import Rendering

extension HandoutRun {
  /// All lessons in the order of the curriculum, in one file.
  func booklet() throws {
    let finder = LessonFinder(context)
    try finder.checkThereAreLessons()
    var options = Learn.playOptions(invocation, context)
    _ = try finder.language(beside: nil, in: invocation)
    let lessons = try finder.library.lessons().map { lesson in
      options.calledBy = lesson.name
      return try LessonFile.play(
        finder.path(of: lesson.name, in: invocation), options: options)
    }
    let languages = Set(lessons.map(\.lesson.language))
    let words =
      languages.count == 1
      ? lessons.first?.lesson.words ?? Catalogue.words(language: "en")
      : Catalogue.words(language: "en")
    let fonts = try Fonts(face)
    let measurer = try PangoMeasurer(fonts)
    for kind in kinds {
      var request = request(kind)
      let command = footer(kind, of: nil)
      request.footer = command
      let booklet = try Booklet(
        lessons, request: request, words: words, measurer: measurer
      ) { played in
        "\(played.lesson.name) · seed \(seed(of: played)) · \(command)"
      }
      try write(
        booklet.document, text: booklet.text, fonts: fonts, name: "booklet",
        suffix: kind.rawValue)
    }
  }
}
