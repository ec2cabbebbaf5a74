import Figures
import Lessons
import TestSupport
import Testing

/// The lessons on images, played whole: every step forward and back.
struct ImageLessonTests {
  static let byHand = ["convolution", "pooling"]
  /// These train their network first.
  static let trained = ["cnn", "hidden-layer"]

  @Test(arguments: byHand + trained) func everyStepForwardAndBack(_ name: String) throws {
    let lesson = try AllLessons.played(name)
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
