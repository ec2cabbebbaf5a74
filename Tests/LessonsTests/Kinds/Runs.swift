import Datasets
import Drawing
import Figures
import Networks
import Numerics
import TestSupport

@testable import Lessons

func decimals(_ text: String) -> [ExactDecimal] {
  text.split(separator: " ").compactMap { ExactDecimal(String($0)) }
}

/// The runs of the source: start (0.8, −1, −1), order (0,0) (1,1) (0,1) (1,0), rate 0.2.
func sourceRun(
  _ gate: Gate, weights: String = "0.8 -1 -1", updates: PerceptronTrainer.Updates = .together
) throws -> PerceptronRun {
  try PerceptronTrainer(
    samples: PerceptronTrainer.ordered(
      gate.truthTable(), by: ["0 0", "1 1", "0 1", "1 0"].map(decimals)),
    weights: decimals(weights), rate: ExactDecimal(2, scale: 1), updates: updates
  ).run()
}

let testContext = DrawingContext(
  theme: .screen, measurer: FixedMeasurer(), words: .english)

/// The world of an experiment that stands in no lesson.
func testWorld(_ title: String) -> World {
  World(
    name: "test", title: title, words: .english, seed: 0, options: PlayOptions())
}

extension PerceptronRun {
  var marks: [ProgressStrip.Mark] {
    steps.map { .init(epoch: $0.epoch, isMistake: $0.isMistake) }
  }

  func picture(_ step: Int) -> StepPicture {
    StepPicture(moment: moment(step, testWorld("Run")), title: "Run", marks: marks)
  }
}

/// Plays the value of a kind's key outside of any lesson; what is told, without the file's name.
func played<K: Kind>(_: K.Type, _ block: String) throws
  -> (experiment: PlayedExperiment?, told: [String])
{
  let findings = Findings(file: "")
  let node = try YAMLReader.read(block, firstLine: 1)
  let experiment = try node.flatMap {
    try AnyKind(K.self).play($0, overrides: [:], world: testWorld("Test"), findings: findings)
  }
  return (experiment, findings.diagnostics.map { String($0.text.dropFirst()) })
}
