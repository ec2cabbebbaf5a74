import Datasets
import Drawing
import Figures
import Glibc
import Lessons
import Rendering

/// The files that a run of a lesson leaves: a picture of every step in a folder for each
/// experiment, overviews, the lesson's figures, and one PDF of the whole walk.
public struct PictureFiles: Sendable {
  /// What files a lesson can leave. `html` is no picture: `WebPageFile` writes it.
  public enum Format: String, CaseIterable, Sendable { case png, pdf, svg, html }

  /// Above this many steps only those are drawn that the lesson tells.
  public static let mostSteps = 500

  public var lesson: PlayedLesson
  public var formats: Set<Format>
  public var folder: String
  private let fonts: Fonts
  private let context: DrawingContext
  private let sheets: [PictureSheet]

  public init(
    _ lesson: PlayedLesson, formats: Set<Format>, folder: String, fonts: Fonts, words: Words
  ) throws {
    self.lesson = lesson
    self.formats = formats
    self.folder = folder
    self.fonts = fonts
    context = DrawingContext(theme: .screen, measurer: try PangoMeasurer(fonts), words: words)
    sheets = PictureSheet.all(of: lesson)
  }

  /// The files that `write` leaves.
  public var tally: FileTally {
    var tally = FileTally(folder)
    let pictures = sheets.count { $0.file != nil }
    for format in [Format.png, .svg] where formats.contains(format) {
      tally.add(pictures, "picture", format.rawValue.uppercased())
    }
    if formats.contains(.pdf) { tally.add(file: pdfName) }
    return tally
  }

  private var pdfName: String { lesson.lesson.name + ".pdf" }

  /// Draws on all cores and writes each file whole; what stood there before stays until then.
  ///
  /// A page of the PDF is drawn into it as soon as it is there, and then dropped: thousands of steps
  /// need no more memory than some.
  ///
  /// - Parameter check: called before each picture; what it throws ends the drawing.
  /// - Throws: `WriteError` where a file cannot be written, `RenderingError` where a picture cannot be
  ///   drawn.
  public func write(check: @escaping @Sendable () throws -> Void) throws {
    guard formats.contains(where: { $0 != .html }) else { return }
    let png = PNGCanvas(fonts)
    func draw(_ range: Range<Int>) throws -> [Scene] {
      try ParallelDrawing.map(range.count) { place in
        try check()
        let sheet = sheets[range.lowerBound + place]
        let scene = sheet.scene(of: lesson, in: context)
        if let file = sheet.file {
          let path = folder + "/" + file
          if formats.contains(.png) { try png.write(scene, to: path + ".png") }
          if formats.contains(.svg) {
            try writeWhole(Array(SVGCanvas().svg(of: scene).utf8), to: path + ".svg")
          }
        }
        return formats.contains(.pdf) ? scene : Scene(size: scene.size, items: [])
      }
    }
    guard formats.contains(.pdf) else {
      _ = try draw(sheets.indices)
      return
    }
    var drawn: [Scene] = []
    var first = 0
    let bytes = try PDFCanvas(fonts).pdf(of: binding, count: sheets.count) { index in
      if index == first + drawn.count {
        first = index
        drawn = try draw(index..<min(index + Self.together, sheets.count))
      }
      return numbered(
        drawn[index - first], index + 1, destination: sheets[index].destination)
    }
    try check()
    try writeWhole(bytes, to: "\(folder)/\(pdfName)")
  }

  /// How many pages are drawn at a time: enough for all cores.
  private static let together = 24

  // MARK: The PDF

  /// All of it but its pages.
  private var binding: Document {
    let header = lesson.lesson
    return Document(
      pages: [], outline: PictureSheet.outline(of: sheets, title: header.title),
      title: header.title, author: "learn", subject: header.summary,
      keywords: ["neural networks", header.name, header.level.rawValue])
  }

  /// The page with its number below, as a place that the outline can jump to.
  private func numbered(_ scene: Scene, _ number: Int, destination: String) -> Scene {
    let font = Font(.text, size: 11)
    let text = "\(lesson.lesson.name) · \(number) / \(sheets.count)"
    let width = context.measurer.measure(text, font: font).width
    let run = TextRun(
      text, at: Point(scene.size.width - 20 - width, scene.size.height - 8), font: font,
      color: context.theme.muted, width: width)
    var page = scene
    page.items = [
      .group(Group(tag: .section, destination: destination, scene.items)),
      .group(Group(tag: .paragraph, [.text(run)])),
    ]
    return page
  }

  // MARK: Folders

  /// Makes the folders, so that one that cannot be written is known before anything is drawn.
  public func makeFolders() throws(WriteError) {
    try makeFolder(folder)
    guard access(folder, W_OK | X_OK) == 0 else {
      throw WriteError(path: folder, code: errno)
    }
    guard formats.contains(.png) || formats.contains(.svg) else { return }
    for experiment in lesson.experiments { try makeFolder(folder + "/" + experiment.name) }
  }
}
