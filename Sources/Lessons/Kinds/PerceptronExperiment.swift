import Drawing
import Figures
import Networks
import Numerics

/// A perceptron that learns, in exact decimals.
public struct PerceptronExperiment: Experiment {
  public let name: String
  public let run: PerceptronRun
  let seed: UInt64
  let title: String
  let words: Catalogue

  /// Plays the value of `perceptron:`.
  static func play(_ node: YAMLNode, _ context: ExperimentContext) -> (any Experiment)? {
    guard let trainer = PerceptronReader(node, context)?.trainer() else { return nil }
    return PerceptronExperiment(
      name: context.name, run: trainer.run(), seed: context.seed, title: context.title,
      words: context.words)
  }

  public var marks: [StepMark] {
    run.steps.map { StepMark(epoch: $0.epoch, isMistake: $0.isMistake) }
  }

  public func moment(_ index: Int) -> Moment {
    run.moment(index, title: title, seed: seed, words: words)
  }

  public var ending: String {
    switch run.result {
    case .converged(let epoch, let step):
      "Converged in epoch \(epoch), at step \(step), with the weights \(text(run.end))."
    case .cycle(let epoch, let since):
      "The weights at the end of epoch \(epoch) are those at the end of epoch \(since): from "
        + "here on the same epochs come again and again, so it never converges."
    case .limit(let epochs):
      "Not converged after \(epochs) epochs; the weights are \(text(run.end))."
    }
  }

  private func text(_ perceptron: Perceptron) -> String {
    "(" + perceptron.weights.map(\.description).joined(separator: ", ") + ")"
  }
}
