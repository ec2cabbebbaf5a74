import Numerics

/// One sample's way through the network and back, with every number as it is printed.
///
/// z is rounded where it has more than `places` digits, a and all products likewise; each line
/// starts from the digits printed above it. Formulas: Nielsen, "Neural Networks and Deep
/// Learning", chapter 2.
public struct PaperPass: Hashable, Sendable {
  public let network: PaperNetwork
  /// Digits after the point.
  public let places: Int
  /// For each layer and unit.
  public private(set) var sums: [[PaperNumber]] = []
  public private(set) var outputs: [[PaperNumber]] = []
  /// e^z of each output, and their sum; empty without softmax.
  public private(set) var exponentials: [PaperNumber] = []
  public private(set) var exponentialSum = PaperNumber(0)
  public private(set) var loss = PaperNumber(0)

  /// ∂L/∂a of each unit, its own slope ∂a/∂z, and δ = ∂L/∂z; where loss and output are one only δ.
  public private(set) var outputGradients: [[PaperNumber]] = [[], []]
  public private(set) var slopes: [[PaperNumber]] = [[], []]
  public private(set) var deltas: [[PaperNumber]] = [[], []]
  /// ∂L/∂w, in × units for each layer; ∂L/∂b is δ.
  public private(set) var weightGradients: [[[PaperNumber]]] = []

  public init(_ network: PaperNetwork, places: Int = 4) {
    self.network = network
    self.places = places
    forward()
    backward()
  }

  private func rounded(_ exact: ExactDecimal) -> PaperNumber {
    PaperNumber(rounding: exact, to: places)
  }

  /// All digits are printed on the way back, so that the columns of numbers are even.
  private func padded(_ exact: ExactDecimal) -> PaperNumber {
    PaperNumber(rounding: exact, to: places, isPadded: true)
  }

  /// What a layer gets.
  public func incoming(_ layer: Int) -> [PaperNumber] {
    layer == 0 ? network.inputs.map { PaperNumber($0) } : outputs[0]
  }

  private mutating func forward() {
    for (depth, layer) in network.layers.enumerated() {
      let incoming = self.incoming(depth)
      sums.append(
        layer.biases.indices.map { unit in
          rounded(
            incoming.indices.reduce(layer.biases[unit]) {
              $0 + layer.weights[$1][unit] * incoming[$1].value
            })
        })
      let activation = network.activations[depth]
      if activation == .softmax {
        softmax(sums[depth])
      } else {
        outputs.append(sums[depth].map { activation.output($0, places: places) })
      }
    }
    loss = network.loss.printed(outputs[1], network.target, places: places)
  }

  private mutating func softmax(_ sums: [PaperNumber]) {
    exponentials = sums.map {
      PaperNumber(rounding: Double.exponential($0.doubleValue), to: places)
    }
    exponentialSum = PaperNumber(exponentials.reduce(.zero) { $0 + $1.value })
    exponentialSum.places = places
    outputs.append(
      exponentials.map { part in
        PaperNumber(
          rounding: part.doubleValue / exponentialSum.doubleValue, to: places)
      })
  }

  /// ∂a/∂z of each unit of a layer.
  private func slopes(of layer: Int) -> [PaperNumber] {
    zip(outputs[layer], sums[layer]).map {
      network.activations[layer].slope($0, $1, places: places)
    }
  }

  private mutating func backward() {
    if network.loss.isFused {
      deltas[1] = zip(outputs[1], network.target).map { padded($0.value - $1) }
    } else {
      outputGradients[1] = zip(outputs[1], network.target).map {
        network.loss.slope($0, $1, outputs: network.target.count, places: places)
      }
      slopes[1] = slopes(of: 1)
      deltas[1] = zip(outputGradients[1], slopes[1]).map { padded($0.value * $1.value) }
    }
    let behind = network.layers[1]
    outputGradients[0] = outputs[0].indices.map { unit in
      padded(
        deltas[1].indices.reduce(ExactDecimal.zero) {
          $0 + deltas[1][$1].value * behind.weights[unit][$1]
        })
    }
    slopes[0] = slopes(of: 0)
    deltas[0] = zip(outputGradients[0], slopes[0]).map { padded($0.value * $1.value) }
    weightGradients = [0, 1].map { depth in
      incoming(depth).map { a in deltas[depth].map { padded(a.value * $0.value) } }
    }
  }

  /// The network after one step of gradient descent: w − η·∂L/∂w, from the printed derivatives.
  public func updated(rate: ExactDecimal) -> PaperNetwork {
    var next = network
    for depth in network.layers.indices {
      for unit in network.layers[depth].biases.indices {
        next.layers[depth].biases[unit] += -(rate * deltas[depth][unit].value)
        for from in network.layers[depth].weights.indices {
          next.layers[depth].weights[from][unit] +=
            -(rate * weightGradients[depth][from][unit].value)
        }
      }
    }
    return next
  }
}
