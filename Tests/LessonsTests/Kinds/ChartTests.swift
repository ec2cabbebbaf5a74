import Datasets
import Drawing
import Networks
import TestSupport
import Testing

@testable import Figures
@testable import Lessons

struct ChartTests {
  static func figures() throws -> [AnyFigure] {
    let run = try sourceRun(.and)
    let argument = try #require(Contradiction(among: Gate.xor.truthTable()))
    return [
      run.overview(testWorld("Epochs")).erased, run.weightsChart(testWorld("Weights")).erased,
      run.mistakesChart(testWorld("Mistakes")).erased,
      BarChart(
        title: "Signs",
        bars: [
          .init(label: "a", value: -2.5, valueText: "−2.5"),
          .init(label: "b", value: 1, valueText: "1"),
        ], valueAxis: "value"
      ).erased,
      LineChart(
        title: "One point",
        series: [.init(name: "a", plainName: "a", points: [.init(1, 3)])], xAxis: "x", yAxis: "y"
      ).erased,
    ] + (1...6).map { InequalityFigure(argument, stage: $0, title: "Why", words: .english).erased }
  }

  @Test func figuresStayInTheirRoomAndSayWhatTheyShow() throws {
    for figure in try Self.figures() {
      for (size, theme) in [(Size(1080, 560), Theme.screen), (Size(480, 300), .print)] {
        let context = DrawingContext(
          theme: theme, measurer: FixedMeasurer(), words: .english)
        let box = figure.layout(fitting: size, in: context)
        #expect(box.width <= size.width + 0.01 && box.height <= size.height + 0.01)
        let flat = TestSupport.flattened(box.items)
        let room = Rect(-2, -2, size.width + 4, size.height + 4)
        for text in flat.texts {
          #expect(room.contains(Point(text.minX, text.minY)), "\(figure.title): \(text)")
          #expect(room.contains(Point(text.maxX, text.maxY)), "\(figure.title): \(text)")
        }
        #expect(flat.points.allSatisfy { room.contains($0) }, "\(figure.title)")
        #expect(!figure.title.isEmpty && figure.description(.english).count > 10)
        let page = FigurePicture(figure: figure).scene(in: context)
        #expect(page.description.contains(figure.description(.english)))
      }
    }
  }

  @Test func twinsHoldTheNumbers() throws {
    let run = try sourceRun(.and)
    #expect(
      run.mistakesChart(testWorld("")).description(.english).hasPrefix("mistakes. 1: 2; 2: 3;"))
    let weights = run.weightsChart(testWorld("")).description(.english)
    #expect(weights.contains("w0: 0.8 at 0, −0.4 at 56;"))
    let epochs = run.overview(testWorld("")).description(.english)
    #expect(epochs.contains("Epoch 14: no mistake."))
    #expect(epochs.contains("Epoch 1: 2 mistakes, 2 wrong."))
  }

  @Test func longRunsShowSomeEpochsOnly() throws {
    let run = try PerceptronTrainer(
      samples: Gate.xor.truthTable(), weights: decimals("0.8 -1 -1"),
      rate: decimals("0.2")[0], shuffleSeed: 5, epochLimit: 100
    ).run()
    let panels = run.overview(testWorld("")).panels
    #expect(panels.count == 20)
    #expect(panels.first?.heading == "Start" && panels[1].heading == "Epoch 1")
    #expect(panels.suffix(2).map(\.heading) == ["Epoch 99", "Epoch 100"])
    #expect(Set(panels.map(\.heading)).count == 20)
  }

  @Test func namesOfSeriesStandApart() {
    let moved = LineChart.apart([(10, 0), (10, 1), (11, 2), (80, 3)], by: 15).map(\.0)
    for (a, b) in zip(moved, moved.dropFirst()) { #expect(b - a > 14.9) }
    #expect(moved.last == 80)
  }

  @Test(arguments: [1, 8, 16, 17, 56, 400, 5000])
  func stripsFitAndMarkWhereWeAre(count: Int) {
    let marks = (0..<count).map { ProgressStrip.Mark(epoch: $0 / 4 + 1, isMistake: $0 % 3 == 0) }
    for current in [1, (count + 1) / 2, count] {
      let box = ProgressStrip(marks: marks, current: current)
        .layout(width: 900, in: testContext)
      #expect(box.width <= 900)
      let flat = TestSupport.flattened(box.items)
      #expect(flat.points.allSatisfy { $0.x > -2 && $0.x < 902 && $0.y > -2 })
    }
    let first = ProgressStrip(marks: marks, current: 1).layout(width: 900, in: testContext)
    let last = ProgressStrip(marks: marks, current: count).layout(width: 900, in: testContext)
    #expect((first == last) == (count == 1))
  }
}
