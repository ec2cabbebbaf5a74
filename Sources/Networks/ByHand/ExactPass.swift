import Numerics

/// One sample's way through a network on paper and back without any rounding: what the printed
/// digits are held against.
public struct ExactPass: Sendable {
  /// For each layer and unit.
  public private(set) var sums: [[Double]] = []
  public private(set) var outputs: [[Double]] = []
  public let loss: Double
  /// ∂L/∂a of each unit; of the outputs empty where loss and output are one.
  public private(set) var outputGradients: [[Double]] = [[], []]
  public private(set) var slopes: [[Double]] = [[], []]
  public private(set) var deltas: [[Double]] = [[], []]
  /// ∂L/∂w, in × units for each layer.
  public private(set) var weightGradients: [[[Double]]] = []

  public init(_ network: PaperNetwork) {
    let inputs = network.inputs.map { $0.doubleValue }
    let target = network.target.map { $0.doubleValue }
    var values = inputs
    for (layer, activation) in zip(network.layers, network.activations) {
      let sums = layer.biases.indices.map { unit in
        values.indices.reduce(layer.biases[unit].doubleValue) {
          $0 + values[$1] * layer.weights[$1][unit].doubleValue
        }
      }
      values = activation == .softmax ? Self.shares(sums) : sums.map { activation.exact($0) }
      self.sums.append(sums)
      outputs.append(values)
    }
    loss = network.loss.exact(values, target)
    let last = zip(values, target).map {
      network.loss.exactSlope($0, $1, outputs: target.count)
    }
    if network.loss.isFused {
      deltas[1] = last
    } else {
      outputGradients[1] = last
      slopes[1] = sums[1].map { network.output.exactSlope($0) }
      deltas[1] = zip(last, slopes[1]).map { $0 * $1 }
    }
    outputGradients[0] = network.layers[1].weights.map { row in
      zip(row, deltas[1]).reduce(0.0) { $0 + $1.0.doubleValue * $1.1 }
    }
    slopes[0] = sums[0].map { network.activations[0].exactSlope($0) }
    deltas[0] = zip(outputGradients[0], slopes[0]).map { $0 * $1 }
    weightGradients = zip([inputs, outputs[0]], deltas).map { incoming, deltas in
      incoming.map { a in deltas.map { a * $0 } }
    }
  }

  /// ∂L/∂w; of a bias δ of its unit.
  public func gradient(_ parameter: PaperParameter) -> Double {
    parameter.from.map { weightGradients[parameter.layer][$0][parameter.to] }
      ?? deltas[parameter.layer][parameter.to]
  }

  /// Softmax of the sums, the largest taken away first, against overflow.
  private static func shares(_ sums: [Double]) -> [Double] {
    let largest = sums.max() ?? 0
    let powers = sums.map { Double.exponential($0 - largest) }
    let total = powers.reduce(0) { $0 + $1 }
    return powers.map { $0 / total }
  }
}
