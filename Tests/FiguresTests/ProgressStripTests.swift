import Drawing
import TestSupport
import Testing

@testable import Figures

@Suite struct ProgressStripTests {
  private func box(epochs: Int, steps: Int) -> Box {
    let marks = (0..<epochs * steps).map {
      ProgressStrip.Mark(epoch: $0 / steps + 1, isMistake: $0 % 3 == 0)
    }
    return ProgressStrip(marks: marks, current: marks.count / 2).layout(
      width: 900,
      in: DrawingContext(theme: .screen, measurer: FixedMeasurer(), words: .english))
  }

  /// A picture of one of thousands of steps costs no more than one of hundreds, however many epochs
  /// they are of.
  @Test func manyStepsAreGathered() {
    let some = box(epochs: 100, steps: 4).items.count
    #expect(some > 400)
    for (epochs, steps) in [(600, 4), (2400, 1), (10_000, 1), (2, 5000)] {
      #expect(box(epochs: epochs, steps: steps).items.count < 1000)
    }
  }

  /// A rule for each epoch where there are gaps between them.
  @Test func epochsHaveRulesOfTheirOwn() {
    let few = box(epochs: 10, steps: 4).items.count
    #expect(few == 10 + 40 + 10 + 1)
  }
}
