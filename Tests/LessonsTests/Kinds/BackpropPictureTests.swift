import Drawing
import Networks
import TestSupport
import Testing

@testable import Figures
@testable import Lessons

/// The pictures of backpropagation: nothing outside, nothing on top of each other.
struct BackpropPictureTests {
  @Test(arguments: [Size(600, 540), Size(320, 280), Size(1080, 560)])
  func figuresStayInsideTheirBoxes(size: Size) throws {
    let small = BackpropTests.figures(BackpropTests.small)
    let classes = BackpropTests.figures(BackpropTests.classes)
    let figures: [AnyFigure] =
      small.steps.map { small.diagram(at: $0).erased }
      + classes.steps.map { classes.diagram(at: $0).erased }
      + [
        small.lossCurve(PaperParameter(layer: 1, from: 0, to: 0)).erased
      ]
    for figure in figures {
      for theme in [Theme.screen, .print] {
        let context = DrawingContext(
          theme: theme, measurer: TestSupport.FixedMeasurer(), words: .english)
        let box = figure.layout(fitting: size, in: context)
        #expect(box.width <= size.width + 0.01 && box.height <= size.height + 0.01)
        let flat = TestSupport.flattened([box.placed(topLeft: .zero)])
        let page = Rect(-1, -1, box.width + 2, box.height + 2)
        for text in flat.texts {
          #expect(
            page.contains(Point(text.minX, text.minY))
              && page.contains(Point(text.maxX, text.maxY)),
            "\(type(of: figure)) \(text) in \(box.width) × \(box.height)")
        }
        #expect(flat.points.allSatisfy { page.contains($0) })
      }
    }
  }

  /// In a diagram no number lies on another one or on a unit.
  @Test func numbersCollideWithNothing() throws {
    for network in [BackpropTests.small, BackpropTests.classes] {
      let figures = BackpropTests.figures(network)
      for step in figures.steps {
        let box = figures.diagram(at: step).layout(fitting: Size(600, 540), in: testContext)
        let texts = TestSupport.flattened([box.placed(topLeft: .zero)]).texts
          .map { $0.insetBy(1) }
        for (place, text) in texts.enumerated() {
          for other in texts[..<place] {
            // Parts of one formula stand side by side on one baseline.
            let sameLine = abs(other.maxY - text.maxY) < 12
            #expect(sameLine || !text.intersects(other), "\(step): \(text) \(other)")
          }
        }
      }
    }
  }
}
