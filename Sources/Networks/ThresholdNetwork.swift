import Numerics

/// Layers of perceptrons, each wired by hand: every unit sees all outputs of the layer before it.
/// Exact, so that a pencil gets the same numbers.
public struct ThresholdNetwork: Hashable, Sendable {
  public struct Unit: Hashable, Sendable {
    /// What it computes: `NAND`; may be empty.
    public var name: String
    public var perceptron: Perceptron

    public init(name: String, perceptron: Perceptron) {
      self.name = name
      self.perceptron = perceptron
    }
  }

  /// What one unit did with one sample.
  public struct Firing: Hashable, Sendable {
    public var inputs: [ExactDecimal]
    /// z, the weighted sum.
    public var sum: ExactDecimal
    /// 1 where z > 0, else 0.
    public var output: Int
  }

  public var inputCount: Int
  public var layers: [[Unit]]

  /// - Parameter layers: from the first hidden one to the output; each unit needs a bias weight
  ///   and a weight for every output of the layer before.
  public init(inputCount: Int, layers: [[Unit]]) {
    var width = inputCount
    for layer in layers {
      precondition(
        !layer.isEmpty && layer.allSatisfy { $0.perceptron.weights.count == width + 1 },
        "a unit behind \(width) outputs needs \(width + 1) weights")
      width = layer.count
    }
    precondition(!layers.isEmpty, "a network without units")
    self.inputCount = inputCount
    self.layers = layers
  }

  /// What every unit does with one sample, layer by layer.
  public func firings(_ inputs: [ExactDecimal]) -> [[Firing]] {
    var values = inputs
    return layers.map { layer in
      let firings = layer.map { unit in
        Firing(
          inputs: values, sum: unit.perceptron.weightedSum(values),
          output: unit.perceptron.output(values))
      }
      values = firings.map { ExactDecimal($0.output) }
      return firings
    }
  }
}
