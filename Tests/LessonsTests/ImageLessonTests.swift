import Drawing
import Figures
import Lessons
import TestSupport
import Testing

/// The lessons on images, played whole: every step forward and back, every figure in its box.
struct ImageLessonTests {
  static let byHand = ["convolution", "pooling"]
  /// These train their network first.
  static let trained = ["cnn", "hidden-layer"]

  static func play(_ name: String) throws -> PlayedLesson {
    let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    return try LessonFile.play("\(root)/Lessons/\(name).md")
  }

  static let context = DrawingContext(
    theme: .screen, measurer: FixedMeasurer(), words: EnglishWords())

  @Test(arguments: byHand + trained) func everyStepForwardAndBack(_ name: String) throws {
    let lesson = try Self.play(name)
    #expect(lesson.experiments.count > (Self.trained.contains(name) ? 0 : 3))
    for experiment in lesson.experiments {
      let count = experiment.marks.count
      let steps = count > 60 ? Array(1...30) + Array(count - 29...count) : Array(1...count)
      let forward = steps.map { Self.text(experiment.moment($0)) }
      let back = steps.reversed().map { Self.text(experiment.moment($0)) }
      #expect(forward == back.reversed())
      #expect(Set(forward).count == forward.count, "two steps of \(experiment.name) are alike")
      #expect(experiment.records.count == count + 1)
      #expect(!experiment.ending.isEmpty)
      for step in steps {
        let moment = experiment.moment(step)
        #expect(moment.index == step && moment.count == count)
        for stage in moment.stages {
          #expect(!stage.figure.description.isEmpty)
          #expect(!stage.derivation.lines.isEmpty)
        }
      }
    }
  }

  @Test(arguments: byHand) func everyFigureStaysInItsBox(_ name: String) throws {
    let lesson = try Self.play(name)
    var figures: [any Figure] = lesson.blocks.compactMap { block in
      if case .figure(let played) = block { played.figure } else { nil }
    }
    for experiment in lesson.experiments {
      figures += experiment.overviews.map(\.figure)
      figures += experiment.moment(1).stages.map(\.figure)
    }
    for figure in figures {
      for size in [Size(600, 480), Size(1080, 600), Size(480, 300)] {
        let box = figure.layout(fitting: size, in: Self.context)
        #expect(
          box.width <= size.width + 0.5 && box.height <= size.height + 0.5,
          "\(type(of: figure)) “\(figure.caption)”: \(box.width) × \(box.height) in \(size)")
        let scene = Scene(size: size, items: [box.placed(topLeft: .zero)])
        if let ink = scene.items.bounds(FixedMeasurer()) {
          let page = Rect(-3, -3, size.width + 6, size.height + 6)
          #expect(page.union(ink) == page, "\(type(of: figure)): \(ink) in \(size)")
        }
      }
    }
  }

  @Test func aRateThatDivergesIsToldAtItsPlace() throws {
    let text = """
      ---
      title: Too fast
      summary: A rate that is too large.
      minutes: 5
      ---

      # Too fast

      ```experiment
      name: fast
      image-network:
        network: cnn-001
        data: digits
        images: 200
        epochs: 3
        rate: 1000
      ```

      """
    let errors = #expect(throws: LessonErrors.self) {
      _ = try withFile(Array(text.utf8)) { try LessonFile.play($0) }
    }
    let told = try #require(errors?.diagnostics.first)
    #expect(told.line == 16 && errors?.diagnostics.count == 1)
    #expect(told.message.hasPrefix("the training diverged in epoch "))
    #expect(told.message.hasSuffix("the learning rate 1000.0 is too large"))
    #expect(told.hint == "the recipe of cnn-001 has 0.001")
  }

  private static func text(_ moment: Moment) -> String {
    moment.heading + "\n"
      + moment.stages.map { $0.derivation.plainText + "\n" + $0.figure.description }
      .joined(separator: "\n")
  }
}
