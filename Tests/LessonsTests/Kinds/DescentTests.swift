import Drawing
import Figures
import Networks
import Numerics
import TestSupport
import Testing

@testable import Lessons

struct DescentTests {
  @Test func descentLinesAreTrue() throws {
    for start in ["0", "-1 -0.5"] {
      let walk = DescentWalk(
        samples: [
          .init(x: ExactDecimal(1), y: ExactDecimal(2)),
          .init(x: ExactDecimal(2), y: ExactDecimal(4)),
          .init(x: ExactDecimal(5, scale: 1), y: ExactDecimal(-1)),
        ], start: decimals(start), rates: decimals("0.04 0.3 0.85"), stepsPerRate: 6)
      let moments = DescentMoments(walk, testWorld("T"))
      for index in walk.steps.indices {
        for line in moments.moment(index + 1).stages.flatMap(\.derivation.lines) {
          #expect(PrintedLine(line.plainText)?.fault() == nil, "\(line.plainText)")
        }
        let step = walk.steps[index]
        // The slope is the loss's: compare with a small difference.
        let w = step.before.map(\.doubleValue)
        for place in w.indices {
          var (up, down) = (w, w)
          up[place] += 1e-4
          down[place] -= 1e-4
          let slope = (walk.loss(up) - walk.loss(down)) / 2e-4
          #expect(abs(slope - step.slopes[place].doubleValue) < 1e-4)
        }
      }
    }
  }

  /// One weight and two, on screen and paper, large and small.
  @Test(arguments: [Size(600, 540), Size(320, 280), Size(1080, 560)])
  func picturesStayInsideTheirBoxes(size: Size) {
    for start in ["-1", "-1 -0.5"] {
      let walk = DescentWalk(
        samples: [.init(x: .zero, y: .one), .init(x: ExactDecimal(2), y: ExactDecimal(2))],
        start: decimals(start), rates: decimals("0.05 0.74"), stepsPerRate: 8)
      let figure = DescentPictures(walk, testWorld("T")).walk(rate: 1, upTo: 8)
      for theme in [Theme.screen, .print] {
        let context = DrawingContext(
          theme: theme, measurer: FixedMeasurer(), words: .english)
        let box = figure.layout(fitting: size, in: context)
        #expect(box.width <= size.width + 0.01 && box.height <= size.height + 0.01)
        let flat = TestSupport.flattened([box.placed(topLeft: .zero)])
        let page = Rect(-1, -1, box.width + 2, box.height + 2)
        #expect(!flat.texts.isEmpty && !flat.points.isEmpty)
        #expect(flat.points.allSatisfy { page.contains($0) })
      }
    }
  }
}
