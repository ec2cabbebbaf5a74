import Drawing
import Figures
import Lessons

/// One picture of a lesson, which is also a page of its PDF.
struct PictureSheet: Sendable {
  enum Content: Sendable {
    case cover
    case figure(AnyFigure)
    case step(PlayedExperiment, Int)
    case overview(AnyFigure, of: PlayedExperiment)
  }

  var content: Content
  /// Its file within the output folder, without ending; nil for a page that only the PDF has.
  var file: String?
  /// Its name in the PDF.
  var destination: String
  /// What it is called in the outline, from the outside in.
  var chapter: [String]

  /// All pictures of a lesson in the order of the pages.
  static func all(of lesson: PlayedLesson) -> [PictureSheet] {
    let words = lesson.lesson.words
    var sheets = [
      PictureSheet(content: .cover, file: nil, destination: "cover", chapter: [])
    ]
    for (index, figure) in figures(in: lesson.blocks).enumerated() {
      let name = "figure-" + padded(index + 1, to: 2)
      sheets.append(
        PictureSheet(
          content: .figure(figure), file: name, destination: name,
          chapter: [words("Figures"), figure.title]))
    }
    for experiment in lesson.experiments {
      let digits = max(3, String(experiment.marks.count).count)
      for step in steps(of: experiment, in: lesson) {
        let name = "\(experiment.name)/step-\(padded(step, to: digits))"
        let epoch = experiment.marks[step - 1].epoch.map { [words("Epoch {1}", "\($0)")] } ?? []
        sheets.append(
          PictureSheet(
            content: .step(experiment, step), file: name, destination: name,
            chapter: [experiment.name] + epoch))
      }
      for overview in experiment.overviews {
        let name = "\(experiment.name)/\(overview.name)"
        sheets.append(
          PictureSheet(
            content: .overview(overview.figure, of: experiment), file: name, destination: name,
            chapter: [experiment.name, overview.figure.title]))
      }
    }
    return sheets
  }

  /// The finished picture.
  func scene(of lesson: PlayedLesson, in context: DrawingContext) -> Scene {
    switch content {
    case .cover: return CoverPage(lesson: lesson).scene(in: context)
    case .figure(let figure): return FigurePicture(figure: figure).scene(in: context)
    case .overview(let figure, let experiment):
      return FigurePicture(figure: figure, heading: experiment.name).scene(in: context)
    case .step(let experiment, let step):
      let marks = experiment.marks(beside: step).map {
        ProgressStrip.Mark(epoch: $0.epoch, isMistake: $0.isMistake)
      }
      return StepPicture(
        moment: experiment.moment(step), title: lesson.lesson.title, marks: marks
      ).scene(in: context)
    }
  }

  /// The bookmarks: each chapter leads to the first page that has it.
  static func outline(of sheets: [PictureSheet], title: String) -> [Document.OutlineEntry] {
    var entries = [Document.OutlineEntry(title, destination: "cover")]
    for sheet in sheets where !sheet.chapter.isEmpty {
      if entries.last?.title != sheet.chapter[0] || entries.count == 1 {
        entries.append(.init(sheet.chapter[0], destination: sheet.destination))
      }
      let last = entries.count - 1
      if sheet.chapter.count > 1, entries[last].children.last?.title != sheet.chapter[1] {
        entries[last].children.append(.init(sheet.chapter[1], destination: sheet.destination))
      }
    }
    return entries
  }

  private static func steps(of experiment: PlayedExperiment, in lesson: PlayedLesson) -> [Int] {
    let all = Array(1..<(experiment.marks.count + 1))
    guard all.count > PictureFiles.mostSteps else { return all }
    let told = lesson.blocks.flatMap { block -> [Int] in
      if case .walk(let walk) = block, walk.experiment.name == experiment.name { return walk.told }
      return []
    }
    return Set(told).sorted()
  }

  private static func figures(in blocks: [PlayedBlock]) -> [AnyFigure] {
    blocks.flatMap { block -> [AnyFigure] in
      switch block {
      case .figure(let figure): [figure.figure]
      case .quote(let inner): figures(in: inner)
      case .list(_, let items): items.flatMap { figures(in: $0) }
      default: []
      }
    }
  }

  private static func padded(_ number: Int, to digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
