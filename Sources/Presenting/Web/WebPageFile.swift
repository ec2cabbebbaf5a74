import Datasets
import Drawing
import Figures
import Lessons
import Rendering

/// The file that `--format html` leaves in a lesson's folder.
public struct WebPageFile: Sendable {
  private let lesson: PlayedLesson
  private let files: WebFiles
  private let folder: String
  private let context: DrawingContext

  public init(
    _ lesson: PlayedLesson, files: WebFiles, folder: String, fonts: Fonts, words: Words
  ) throws {
    self.lesson = lesson
    self.files = files
    self.folder = folder
    context = DrawingContext(theme: .screen, measurer: try PangoMeasurer(fonts), words: words)
  }

  private var name: String { lesson.lesson.name + ".html" }

  public var tally: FileTally {
    var tally = FileTally(folder)
    tally.add(file: name)
    return tally
  }

  /// - Throws: `WriteError` where the file cannot be written.
  public func write() throws {
    let page = WebPage(lesson, files: files, context: context)
    try writeWhole(Array(page.html.utf8), to: folder + "/" + name)
  }
}
