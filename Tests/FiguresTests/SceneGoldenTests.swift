import Drawing
import Foundation
import TestSupport
import Testing

@testable import Figures

/// Every type of figure as it is laid out over fixed metrics, compared with a text that lies beside
/// the tests. What changed on purpose is recorded anew with
///
///     RECORD_GOLDENS=1 swift test --filter SceneGoldenTests; git diff
@Suite struct SceneGoldenTests {
  @Test func everyFigureIsItsGolden() throws {
    for (name, figure) in try SampleFigures.all {
      let size = Size(480, 360)
      let screen = figure.layout(fitting: size, in: testContext)
      let legend = Legend(figure.legend(.english)).layout(width: size.width, in: testContext)
      let text = [
        figure.description(.english), figure.openDescription(.english), sceneText(screen),
        sceneText(legend),
      ].joined(separator: "\n--\n")
      try expectGolden(text, name + ".txt", tolerance: 0.1)
    }
  }

  /// A type without a sample is a type that may change unseen.
  @Test func everyTypeOfFigureHasASample() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Figures").standardized.path
    let files = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    let declared = try files.filter { $0.hasSuffix(".swift") }.flatMap { file in
      try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
        .matches(of: #/struct (\w+): Figure\b/#).map { String($0.output.1) }
    }
    let drawn = Set(try SampleFigures.all.map { String(describing: type(of: $0.figure.base)) })
    #expect(declared.count > 15)
    #expect(Set(declared).subtracting(drawn) == ["AnyFigure"])
  }

  /// Whole pictures of the beamer: a step with its arithmetic and strip, a figure with its caption.
  @Test func picturesAreTheirGoldens() throws {
    let run = try sourceRun(.and)
    let line = Derivation.Line(
      "sum", "z",
      [
        .init(.equals, "w_0 + w_1 \\cdot x_1", .symbols),
        .init(.equals, "0.8 + (-1) \\cdot 1", .numbers), .init(.equals, "-0.2", .result),
      ])
    let chart = BarChart(
      title: "Bars", caption: "One bar up, and one down.",
      bars: [
        .init(label: "a", value: 2, valueText: "2"), .init(label: "b", value: -1, valueText: "−1"),
      ], valueAxis: "value")
    let moment = Moment(
      index: 3, count: run.steps.count, epoch: 1, heading: "Epoch 1 · step 3 of 4", isMistake: true,
      stages: [Stage(derivation: Derivation("Weighted sum", [line]), figure: chart)])
    let marks = (0..<24).map { ProgressStrip.Mark(epoch: $0 / 4 + 1, isMistake: $0 % 3 == 2) }
    let step = StepPicture(moment: moment, title: "The perceptron learns AND", marks: marks)
    try expectGolden(sceneText(step.scene(in: testContext)), "step-picture.txt", tolerance: 0.1)
    let picture = FigurePicture(figure: chart, heading: "and")
    try expectGolden(
      sceneText(picture.scene(in: testContext)), "figure-picture.txt", tolerance: 0.1)
  }
}
