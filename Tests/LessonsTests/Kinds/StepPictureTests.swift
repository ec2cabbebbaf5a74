import Datasets
import Drawing
import Networks
import Numerics
import TestSupport
import Testing

@testable import Figures
@testable import Lessons

struct StepPictureTests {
  static let gates: [Gate] = [.and, .or, .nand, .xor]

  @Test(arguments: gates) func everythingIsOnThePage(gate: Gate) throws {
    let run = try sourceRun(gate)
    let page = Rect(0, 0, 1200, 750)
    for step in 1...run.steps.count {
      let flat = TestSupport.flattened(run.picture(step).scene(in: testContext).items)
      #expect(flat.texts.count > 30)
      for text in flat.texts {
        #expect(page.contains(Point(text.minX, text.minY)), "step \(step): \(text)")
        #expect(page.contains(Point(text.maxX, text.maxY)), "step \(step): \(text)")
      }
      #expect(flat.points.allSatisfy { page.contains($0) }, "step \(step)")
    }
  }

  @Test(arguments: gates, [false, true]) func labelsCollideWithNothing(
    gate: Gate, isPrint: Bool
  ) throws {
    let run = try sourceRun(gate)
    let context = DrawingContext(
      theme: isPrint ? .print : .screen, measurer: FixedMeasurer(), words: .english)
    let size = isPrint ? Size(300, 300) : Size(600, 540)
    for step in 1...run.steps.count {
      for stage in run.moment(step, testWorld("")).stages {
        let plot = try #require(stage.figure.base as? BoundaryPlot)
        let drawing = BoundaryDrawing(plot: plot, size: size, context: context)
        let labels = drawing.drawn.labels
        #expect(labels.placed.count >= 4)
        var marks = LabelPlacer(frame: drawing.frame, clearance: 0)
        for point in plot.points.indices {
          marks.avoid(circle: drawing.center(point), radius: drawing.obstacle(point))
        }
        for weights in [plot.weights, plot.ghost].compactMap(\.self) {
          guard let ends = PlaneLine(weights)?.ends(in: drawing.scale) else { continue }
          marks.avoid(line: ends.0, ends.1, width: 3)
        }
        if let arrow = drawing.weightArrow { marks.avoid(line: arrow.from, arrow.to, width: 3) }
        for (i, label) in labels.placed.enumerated() {
          #expect(marks.isFree(label), "step \(step), label \(i)")
          for other in labels.placed[..<i] { #expect(!other.intersects(label), "step \(step)") }
        }
      }
    }
  }

  @Test func sameStepSameScene() throws {
    let run = try sourceRun(.xor)
    let first = (1...run.steps.count).map { run.picture($0).scene(in: testContext) }
    for step in stride(from: run.steps.count, through: 1, by: -1) {
      #expect(run.picture(step).scene(in: testContext) == first[step - 1])
    }
  }

  @Test func pictureAgreesWithTheNumbersBesideIt() throws {
    let run = try sourceRun(.and)
    for step in run.steps {
      let stages = run.moment(step.index, testWorld("")).stages
      let plots = stages.compactMap { $0.figure.base as? BoundaryPlot }
      #expect(plots.count == stages.count)
      #expect(plots[0].weights == step.before.weights && plots[0].ghost == nil)
      #expect(plots[1].weights == step.before.weights && plots[1].ghost == nil)
      for plot in plots.dropFirst(2) {
        #expect(plot.weights == step.after.weights)
        #expect(plot.ghost == (step.isMistake ? step.before.weights : nil))
      }
      #expect(plots.allSatisfy { $0.visited == step.sample })
      #expect(stages.count == (step.isMistake ? 4 : 3))
    }
  }

  @Test func twinHoldsTitleArithmeticAndFigure() throws {
    let scene = try sourceRun(.nand).picture(3).scene(in: testContext)
    #expect(scene.title == "Run · Epoch 1 · step 3")
    for words in [
      "w2′ = −1 + 0.2·(+1)·1 = −1 + 0.2 = −0.8", "x2 = −1.25·x1 + 1.25",
      "Before this step: x2 = −x1 + 0.8.", "Exactly on the line, so FALSE: (1, 0).",
    ] { #expect(scene.description.contains(words)) }
  }

  @Test func aPictureCanStopAtAStage() throws {
    let run = try sourceRun(.nand)
    var picture = run.picture(3)
    picture.stages = 1
    let early = picture.scene(in: testContext)
    #expect(!early.description.contains("w2′"))
    #expect(early.description.contains("= −0.2"))
  }
}

struct PredictionTests {
  @Test func usualSlipsAreNamed() throws {
    // Step 3 of NAND: (0, 1), d = +1, weights (0.8, −1, −1).
    let run = try sourceRun(.nand)
    let question = PerceptronPrediction(
      step: run.steps[2], rate: ExactDecimal(2, scale: 1), words: .english)
    let w0 = question.prediction(of: 0)
    #expect(w0.question == "What will w0′ be?")
    #expect(w0.expectedText == "1" && w0.expected == 1)
    #expect(w0.slips.map(\.value) == [0.6, 1.8, 0.8])
    let w2 = question.prediction(of: 2)
    #expect(w2.expectedText == "−0.8")
    #expect(w2.slips.first?.message.contains("sign of d") == true)
    #expect(w2.slips.contains { $0.value == 0 && $0.message.contains("rate") })
    #expect(!w2.slips.contains { $0.value == w2.expected })
  }

  @Test func everyUpdateAsksAndNothingElseDoes() throws {
    let run = try sourceRun(.and)
    for step in run.steps {
      let asked = run.moment(step.index, testWorld("")).stages.compactMap(\.prediction)
      #expect(asked.count == (step.isMistake ? 1 : 0))
      for one in asked {
        #expect(Set(one.slips.map(\.value)).count == one.slips.count)
        #expect(one.slips.allSatisfy { $0.value != one.expected })
      }
    }
    // The new weight used too early is named where it leads to another number.
    let early = run.steps.flatMap { step in
      (1...2).flatMap { i in
        PerceptronPrediction(step: step, rate: ExactDecimal(2, scale: 1), words: .english)
          .prediction(of: i).slips
      }
    }
    #expect(early.contains { $0.message.contains("too early") })
  }
}
