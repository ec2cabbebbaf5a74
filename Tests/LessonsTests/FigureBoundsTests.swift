import Drawing
import Figures
import Lessons
import TestLessons
import TestSupport
import Testing

/// All figures of all lessons in boxes of all sizes: nothing is wider, higher or drawn outside.
struct FigureBoundsTests {
  struct Box: Sendable, CustomTestStringConvertible {
    var size: Size
    var theme: Theme
    var testDescription: String { "\(size.width) × \(size.height)" }
  }

  /// A step's picture, an overview, a small beamer picture; a page's column, and one in a half.
  static let boxes = [
    Box(size: Size(600, 480), theme: .screen), Box(size: Size(1080, 600), theme: .screen),
    Box(size: Size(480, 300), theme: .screen), Box(size: Size(487, 213), theme: .print),
    Box(size: Size(345, 250), theme: .print),
  ]

  @Test(arguments: AllLessons.names, boxes) func everyFigureStaysInItsBox(
    _ name: String, _ given: Box
  ) throws {
    let lesson = try AllLessons.played(name)
    var figures = lesson.figures.map(\.figure)
    for experiment in lesson.experiments {
      figures += experiment.overviews.map(\.figure)
      let count = experiment.marks.count
      // Long walks repeat the same picture.
      let steps = count <= 30 ? Array(1...count) : [1, 2, count / 2, count]
      for step in steps { figures += experiment.moment(step).stages.map(\.figure) }
    }
    #expect(figures.count > 5)
    let context = DrawingContext(
      theme: given.theme, measurer: FixedMeasurer(), words: .english)
    for figure in figures {
      let box = figure.layout(fitting: given.size, in: context)
      let what =
        "\(type(of: figure)) “\(figure.caption)”, \(figure.description(.english).prefix(60))"
      #expect(
        box.width <= given.size.width + 0.5 && box.height <= given.size.height + 0.5,
        "\(what): \(box.width) × \(box.height)")
      guard let ink = [box.placed(topLeft: .zero)].bounds(FixedMeasurer()) else { continue }
      let room = Rect(-3, -3, given.size.width + 6, given.size.height + 6)
      #expect(room.union(ink) == room, "\(what): \(ink)")
    }
  }
}
