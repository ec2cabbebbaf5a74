import Datasets
import Lessons
import Presenting
import Rendering

extension Learn {
  static let course = CommandDescription(
    "course",
    abstract: "Write all lessons as pages for a browser, with a page to start from.",
    discussion: """
      Each lesson is a page of its own, as 'learn lesson NAME --format html' writes it; index.html \
      lists them. The folder can lie on any web server, or on a stick.
      """,
    options: [
      OptionDescription(
        "output", letter: "o", .path(placeholder: "dir"), help: "Where the pages go.",
        default: "Output/course")
    ] + playing
  ) { invocation, context in
    let finder = LessonFinder(context)
    try finder.checkThereAreLessons()
    let files = try WebFinder(context).files()
    let fonts = try Fonts()
    var folder = invocation.value("output") ?? "Output/course"
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    try makeFolder(folder)
    let lessons = finder.library.lessons()
    for lesson in lessons {
      guard let path = finder.library.path(of: lesson.name) else { continue }
      let played = try LessonFile.play(path, options: playOptions(invocation, context))
      try WebPageFile(
        played, files: files, folder: folder, fonts: fonts, words: played.lesson.words
      ).write()
      context.messages.line("\(lesson.name).html")
    }
    try CoursePage(lessons, files: files, words: Catalogue.words(language: "en"))
      .write(to: folder + "/index.html")
    context.messages.line("Wrote \(lessons.count + 1) pages to \(folder): begin with index.html")
  }
}
