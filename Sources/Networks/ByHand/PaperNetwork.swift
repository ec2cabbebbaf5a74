import Numerics

/// A small dense network with one hidden layer, one sample and its right answer, all in exact
/// decimals.
public struct PaperNetwork: Hashable, Sendable {
  public struct Layer: Hashable, Sendable {
    /// in × units
    public var weights: [[ExactDecimal]]
    public var biases: [ExactDecimal]

    public init(weights: [[ExactDecimal]], biases: [ExactDecimal]) {
      precondition(weights.allSatisfy { $0.count == biases.count }, "a ragged layer")
      self.weights = weights
      self.biases = biases
    }
  }

  public var inputs: [ExactDecimal]
  public var target: [ExactDecimal]
  /// The hidden layer and the output layer.
  public var layers: [Layer]
  /// What each layer's units make of their sums.
  public var activations: [PaperActivation]
  public var loss: PaperLoss

  public init(
    inputs: [ExactDecimal], target: [ExactDecimal], layers: [Layer], hidden: PaperActivation,
    output: PaperActivation, loss: PaperLoss
  ) {
    precondition(layers.count == 2, "one hidden layer and an output layer")
    precondition(layers[0].weights.count == inputs.count, "weights for other inputs")
    precondition(layers[1].weights.count == layers[0].biases.count, "weights for other units")
    precondition(layers[1].biases.count == target.count, "an answer for each output")
    self.inputs = inputs
    self.target = target
    self.layers = layers
    activations = [hidden, output]
    self.loss = loss
  }

  /// The activation of the last layer.
  public var output: PaperActivation { activations[1] }

  /// The output that the target names, behind softmax.
  public var right: Int? { output == .softmax ? target.firstIndex(of: .one) : nil }

  /// The loss without any rounding.
  public func exactLoss() -> Double { ExactPass(self).loss }
}
