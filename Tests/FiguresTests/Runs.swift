import Datasets
import Drawing
import Figures
import Networks
import Numerics
import TestSupport

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
