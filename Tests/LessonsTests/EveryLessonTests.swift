import Figures
import Lessons
import TestLessons
import Testing

/// What holds of every lesson in the folder.
@Suite struct EveryLessonTests {
  @Test func theFolderHasThem() {
    #expect(AllLessons.names.count >= 10 && AllLessons.names.contains("perceptron-and"))
  }

  @Test(arguments: AllLessons.names) func playsWithoutAFinding(_ name: String) throws {
    #expect(try AllLessons.lint(name) == [])
  }

  /// Every step of every experiment, to the end and back again; of long ones, both ends.
  @Test(arguments: AllLessons.names) func playsForwardAndBack(_ name: String) throws {
    let lesson = try AllLessons.played(name)
    #expect(!lesson.experiments.isEmpty)
    for experiment in lesson.experiments {
      let count = experiment.marks.count
      let steps = count > 60 ? Array(1...30) + Array(count - 29...count) : Array(1...count)
      func text(_ index: Int) -> String {
        let moment = experiment.moment(index)
        #expect(moment.index == index && moment.count == count && !moment.stages.isEmpty)
        for stage in moment.stages {
          #expect(!stage.figure.description(.english).isEmpty && !stage.derivation.lines.isEmpty)
        }
        return moment.heading
          + moment.stages.map { $0.derivation.plainText + $0.figure.description(.english) }.joined()
      }
      let forward = steps.map(text)
      #expect(forward == steps.reversed().map(text).reversed())
      #expect(Set(forward).count == forward.count, "two steps of \(experiment.name) are alike")
      #expect(!experiment.ending.isEmpty)
      let records = experiment.records
      #expect(records.count == count + 1)
      // What programs read has ASCII signs; what networks on images record has lines for people, too.
      guard experiment.imageNetwork == nil else { continue }
      #expect(records.allSatisfy { !$0.contains("\u{2212}") && !$0.contains("≈") })
    }
  }
}
