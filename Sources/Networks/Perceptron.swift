import Datasets
import Numerics

/// Rosenblatt's perceptron with a step output, in exact decimals.
public struct Perceptron: Hashable, Sendable {
  /// `w0` (the bias weight), `w1`, …: one more than there are inputs.
  public var weights: [ExactDecimal]

  public init(weights: [ExactDecimal]) {
    self.weights = weights
  }

  /// `z = w0·1 + w1·x1 + w2·x2 + …`
  public func weightedSum(_ inputs: [ExactDecimal]) -> ExactDecimal {
    precondition(
      weights.count == inputs.count + 1, "\(weights.count) weights, \(inputs.count) inputs")
    return zip(weights.dropFirst(), inputs).reduce(weights[0]) { $0 + $1.0 * $1.1 }
  }

  /// 1 (TRUE) if `z > 0`, else 0 (FALSE): a point exactly on the line is FALSE.
  public func output(_ inputs: [ExactDecimal]) -> Int {
    weightedSum(inputs).signum > 0 ? 1 : 0
  }

  /// What the learning rule adds to each weight: `n·d·xi`, with `x0 = 1`.
  public static func changes(
    rate: ExactDecimal, error: Int, inputs: [ExactDecimal]
  ) -> [ExactDecimal] {
    let step = rate * ExactDecimal(error)
    return [step] + inputs.map { step * $0 }
  }
}

/// One visit of one sample: what was computed, and what it did to the weights.
public struct PerceptronStep: Hashable, Sendable {
  /// 1 … number of steps of the run.
  public var index: Int
  /// From 1.
  public var epoch: Int
  /// 1 … number of samples.
  public var indexInEpoch: Int
  /// The place of the sample in the run's `samples`, from 0.
  public var sample: Int
  public var inputs: [ExactDecimal]
  public var target: Int
  public var before: Perceptron
  /// z, computed with the weights before.
  public var sum: ExactDecimal
  public var output: Int
  /// `d = target − output`: −1, 0 or 1.
  public var error: Int
  /// The error by which each weight moved. They are all `error` by the usual rule; by
  /// `PerceptronTrainer.Updates.oneByOne` a later weight may meet another output.
  public var errors: [Int]
  /// What was added to each weight.
  public var changes: [ExactDecimal]
  public var after: Perceptron

  /// The output was wrong, and the weights moved.
  public var isMistake: Bool { error != 0 }
}

/// What one pass over all samples did.
public struct PerceptronEpoch: Hashable, Sendable {
  /// From 1.
  public var number: Int
  /// The indices (from 1) of its steps.
  public var steps: ClosedRange<Int>
  /// How many samples were answered wrongly when they were visited.
  public var mistakes: Int
  public var atEnd: Perceptron
  /// The samples (places from 0) that the weights at the end of the epoch answer wrongly. It may
  /// differ from `mistakes`, because later updates can undo earlier ones.
  public var stillWrong: [Int]
}

/// A whole training, recorded.
public struct PerceptronRun: Hashable, Sendable {
  /// How a training ended.
  public enum Result: Hashable, Sendable {
    /// An epoch without a mistake: its number, and the index of its last step.
    case converged(epoch: Int, step: Int)
    /// The weights at the end of an epoch are those at the end of an earlier one (0: the start),
    /// in the same order of samples: from there on it goes round for ever.
    case cycle(epoch: Int, since: Int)
    /// Neither, within the epochs allowed.
    case limit(epochs: Int)
  }

  public var trainer: PerceptronTrainer
  /// In the order in which they happened; `steps[0]` has the index 1.
  public var steps: [PerceptronStep]
  public var epochs: [PerceptronEpoch]
  public var result: Result

  public var samples: [LabelledPoint] { trainer.samples }
  public var start: Perceptron { Perceptron(weights: trainer.weights) }
  /// The weights after the last step.
  public var end: Perceptron { steps.last?.after ?? start }
}
