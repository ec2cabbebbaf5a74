import Numerics

/// What one layer did with one sample, and what the loss says about it: everything that a lesson
/// shows or recomputes. Gradients are by the sample's own loss; they are nil where no right answer
/// was given.
public struct LayerRecord<Scalar: Real>: Sendable, Equatable {
  /// `conv1`
  public var name: String
  public var input: Tensor<Scalar>
  public var output: Tensor<Scalar>
  public var inputGradient: Tensor<Scalar>?
  public var outputGradient: Tensor<Scalar>?
}

/// The weights of a layer, its sums before the activation, and their gradients.
public struct WeightedRecord<Scalar: Real>: Sendable, Equatable {
  /// Dense: in × units. Convolution: height × width × in × out.
  public var kernel: Tensor<Scalar>
  public var bias: Tensor<Scalar>
  /// z, in the shape of the output.
  public var preActivation: Tensor<Scalar>
  public var activation: Activation
  public var preActivationGradient: Tensor<Scalar>?
  public var kernelGradient: Tensor<Scalar>?
  public var biasGradient: Tensor<Scalar>?
}

/// Which number pooling makes of those under a window.
public enum PoolingRule: Sendable, Equatable {
  case largest
  case mean
  case smallest
}

/// One layer's part of a trace; closed, so that a new layer without a picture does not compile.
public enum LayerTrace<Scalar: Real>: Sendable, Equatable {
  case dense(LayerRecord<Scalar>, WeightedRecord<Scalar>)
  /// `patches` holds in each row the numbers under one place of the kernel, in reading order:
  /// (output height · width) × (kernel height · width · channels).
  case convolution(
    LayerRecord<Scalar>, WeightedRecord<Scalar>, window: Window, patches: Tensor<Scalar>)
  /// `winners` gives for each output the place (row-major) in the input of the number that it is;
  /// nil where no number wins, but all count.
  case pooling(LayerRecord<Scalar>, PoolingRule, window: Window, winners: [Int]?)
  case activation(LayerRecord<Scalar>, Activation)
  /// `mask` is true where an output was kept; nil outside of training.
  case dropout(LayerRecord<Scalar>, rate: Double, mask: [Bool]?)
  case batchNormalization(
    LayerRecord<Scalar>, mean: Tensor<Scalar>, variance: Tensor<Scalar>, gamma: Tensor<Scalar>,
    beta: Tensor<Scalar>)
  case flatten(LayerRecord<Scalar>)

  /// What every layer has.
  public var record: LayerRecord<Scalar> {
    switch self {
    case .dense(let record, _), .convolution(let record, _, _, _), .pooling(let record, _, _, _),
      .activation(let record, _), .dropout(let record, _, _),
      .batchNormalization(let record, _, _, _, _), .flatten(let record):
      record
    }
  }

  /// What dense and convolution layers have besides.
  public var weighted: WeightedRecord<Scalar>? {
    switch self {
    case .dense(_, let weighted), .convolution(_, let weighted, _, _): weighted
    case .pooling, .activation, .dropout, .batchNormalization, .flatten: nil
    }
  }
}

/// One sample on its way through a network, and the gradients on their way back.
public struct NetworkTrace<Scalar: Real>: Sendable, Equatable {
  public var layers: [LayerTrace<Scalar>]
  public var output: Tensor<Scalar>
  /// The sample's loss; nil where no right answer was given.
  public var loss: Scalar?
  /// The gradient of the loss by each parameter, by the tensors' names.
  public var gradients: [String: Tensor<Scalar>]

  /// A layer's trace by its name.
  public subscript(name: String) -> LayerTrace<Scalar>? {
    layers.first { $0.record.name == name }
  }
}

/// The moment of training that a trace shows: dropout's masks depend on it.
public struct TrainingMoment: Hashable, Sendable {
  public var seed: UInt64
  /// Batches trained before.
  public var step: Int
  /// The sample's place in the training data.
  public var sample: Int

  public init(seed: UInt64, step: Int, sample: Int) {
    self.seed = seed
    self.step = step
    self.sample = sample
  }
}
