import Figures
import Lessons
import TestLessons
import Testing

/// What is asked on the screen stands nowhere beside its question.
@Suite struct QuestionSecretsTests {
  /// Steps of a lesson that ask something: the experiment's name, and the moment.
  static func asking(_ name: String) throws -> [(name: String, moment: Moment)] {
    try AllLessons.played(name).experiments.flatMap { experiment in
      (1...max(experiment.marks.count, 1)).prefix(min(experiment.marks.count, 60)).map {
        (experiment.name, experiment.moment($0))
      }
    }.filter { $0.moment.stages.contains { $0.prediction != nil } }
  }

  /// By quantities: neither in a mark of the picture nor in a line above.
  @Test(arguments: AllLessons.names) func noMarkTellsWhatIsAsked(_ name: String) throws {
    for (experiment, moment) in try Self.asking(name) {
      for place in moment.stages.indices {
        let told = moment.answers(besideQuestionOf: place)
        #expect(told.isEmpty, "\(experiment), \(moment.heading), stage \(place): \(told)")
      }
    }
  }

  /// By digits, for answers that are too long to be met by chance: a figure that forgot to say what
  /// it tells is seen, too.
  @Test(arguments: AllLessons.names) func noDigitsTellWhatIsAsked(_ name: String) throws {
    for (experiment, moment) in try Self.asking(name) {
      for (place, stage) in moment.stages.enumerated() {
        guard let asked = stage.prediction, asked.expectedText.count(where: \.isNumber) > 2 else {
          continue
        }
        let lines = moment.stages[..<place].map { $0.derivation.text(.english) }
        let shown = [moment.figure(uncovered: place).description(.english)] + lines
        let numbers = shown.flatMap { $0.split { !"0123456789.−".contains($0) } }
          .map { $0.hasSuffix(".") ? $0.dropLast() : $0 }
        #expect(
          !numbers.contains { $0 == asked.expectedText },
          "\(experiment), \(moment.heading): \(asked.question) \(asked.expectedText)")
      }
    }
  }

  /// A prediction says which line answers it, and that line does.
  @Test(arguments: AllLessons.names) func predictionsNameTheirLines(_ name: String) throws {
    for (experiment, moment) in try Self.asking(name) {
      for (place, stage) in moment.stages.enumerated() {
        guard let asked = stage.prediction else { continue }
        #expect(asked.quantity.step == moment.index)
        var answers: [String] = []
        for (later, other) in moment.stages.enumerated() where later >= place {
          let lines = other.derivation.lines.filter { line in
            line.parts.contains { $0.kind == .result }
          }
          for (line, quantity) in zip(lines, moment.quantities(ofStage: later))
          where quantity == asked.quantity {
            answers += line.parts.filter { $0.kind == .result }.map {
              PlainFormula.text($0.formula)
            }
          }
        }
        // Products and sums that a question is about without a line of their own, and the question
        // after a sign, which is answered by 0 or 1.
        if answers.isEmpty || asked.question.contains("Write 1 for yes") { continue }
        #expect(
          answers == [asked.expectedText], "\(experiment), \(moment.heading): \(asked.question)")
      }
    }
  }

  @Test(arguments: AllLessons.names) func aStepAsksAtMostOnce(_ name: String) throws {
    for (experiment, moment) in try Self.asking(name) {
      #expect(
        moment.stages.count { $0.prediction != nil } == 1, "\(experiment), \(moment.heading)")
    }
  }
}
