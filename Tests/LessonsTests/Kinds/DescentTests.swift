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

  /// Where rounding step by step has led beside the walk that rounds nothing, the line says so, and
  /// prose keeps to the digits that are true.
  @Test(arguments: ["0", "-1 -0.5"]) func resultsAreTrueOrSayTheTruth(start: String) throws {
    let walk = DescentWalk(
      samples: [.init(x: ExactDecimal(1), y: ExactDecimal(2)), .init(x: ExactDecimal(2), y: 4)],
      start: decimals(start), rates: decimals("0.04 0.3 0.85"), stepsPerRate: 8)
    let played = PlayedExperiment(
      walk, of: ExperimentBlock(kind: "descent", fields: []), shows: DescentKind.shows,
      world: testWorld("T"))
    var corrected = 0
    for (place, rate) in walk.rates.enumerated() {
      var weights = walk.start.map { $0.doubleValue }
      for (index, step) in walk.steps.enumerated() where step.rate == place {
        let errors = walk.samples.map {
          weights[0] * $0.x.doubleValue + (weights.count == 2 ? weights[1] : 0) - $0.y.doubleValue
        }
        let slopes = [
          zip(errors, walk.samples).map { $0 * $1.x.doubleValue }.reduce(0, +) / 2,
          errors.reduce(0, +) / 2,
        ]
        let truths = [walk.loss(weights)] + slopes.prefix(weights.count)
        weights = zip(weights, slopes).map { $0 - rate.doubleValue * $1 }
        let lines = played.moment(index + 1).stages.flatMap { $0.derivation.lines }
        let results = lines.enumerated().filter {
          [.loss, .slope, .weights].contains($0.element.code)
        }
        #expect(results.count == truths.count + weights.count)
        for ((row, line), truth) in zip(results, truths + weights) {
          let printed = try #require(line.parts.last { $0.kind == .result }).formula
          let places = printed.split(separator: ".").dropFirst().first?.count ?? 0
          let right = ExactDecimal(rounding: truth, places: places)
          if try ExactDecimal(parsing: printed) == right { continue }
          let next = row + 1 < lines.count ? lines[row + 1] : nil
          #expect(next?.code == .exact, "\(line.plainText), with all digits \(right)")
          #expect(next?.parts.last.flatMap { ExactDecimal($0.formula) } == right)
          corrected += 1
        }
      }
      let text = try played.value(try #require(ReferencePath("end(\(place + 1))"))).text
      for (text, truth) in zip(text.split { "≈(), ".contains($0) }, weights) {
        let places = text.split(separator: ".").dropFirst().first?.count ?? 0
        #expect(
          try ExactDecimal(parsing: String(text)) == ExactDecimal(rounding: truth, places: places))
      }
    }
    #expect(corrected > 3)
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
