import Numerics

/// A small dense network with one hidden layer of sigmoid units, one sample and its right answer,
/// all in exact decimals.
public struct PaperNetwork: Hashable, Sendable {
  public enum Output: String, Hashable, Sendable, CaseIterable {
    /// One sigmoid output; L = ½·(ŷ − y)².
    case sigmoid
    /// Softmax over two or more outputs; L = −Σ yₖ·ln ŷₖ.
    case softmax
  }

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
  public var output: Output

  public init(
    inputs: [ExactDecimal], target: [ExactDecimal], layers: [Layer], output: Output
  ) {
    precondition(layers.count == 2, "one hidden layer and an output layer")
    precondition(layers[0].weights.count == inputs.count, "weights for other inputs")
    precondition(layers[1].weights.count == layers[0].biases.count, "weights for other units")
    precondition(layers[1].biases.count == target.count, "an answer for each output")
    self.inputs = inputs
    self.target = target
    self.layers = layers
    self.output = output
  }

  public var symbols: [Int] { layers.map { $0.biases.count } }
}

/// One sample's way through the network and back, with every number as it is printed.
///
/// z is rounded where it has more than `places` digits, σ(z) and all products likewise; each line
/// starts from the digits printed above it. Formulas: Nielsen, "Neural Networks and Deep
/// Learning", chapter 2.
public struct PaperPass: Hashable, Sendable {
  public let network: PaperNetwork
  /// Digits after the point.
  public let places: Int
  /// For each layer and unit.
  public private(set) var sums: [[PaperNumber]] = []
  public private(set) var outputs: [[PaperNumber]] = []
  /// e^z of each output, and their sum; empty for a sigmoid output.
  public private(set) var exponentials: [PaperNumber] = []
  public private(set) var exponentialSum = PaperNumber(0)
  public private(set) var loss = PaperNumber(0)

  /// ∂L/∂a of each unit, its own slope ∂a/∂z, and δ = ∂L/∂z; for a softmax output only δ.
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
      if depth == 0 || network.output == .sigmoid {
        outputs.append(
          sums[depth].map {
            PaperNumber(rounding: 1 / (1 + Double.exponential(-$0.doubleValue)), to: places)
          })
      } else {
        softmax(sums[depth])
      }
    }
    switch network.output {
    case .sigmoid:
      let error = outputs[1][0].value - network.target[0]
      loss = rounded(ExactDecimal(5, scale: 1) * error * error)
    case .softmax:
      let right = network.target.firstIndex(of: .one) ?? 0
      loss = PaperNumber(rounding: -Double.logarithm(outputs[1][right].doubleValue), to: places)
    }
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

  /// a·(1 − a), the slope of the sigmoid.
  private func slope(_ a: PaperNumber) -> PaperNumber { padded(a.value * (.one - a.value)) }

  private mutating func backward() {
    let errors = zip(outputs[1], network.target).map { $0.value - $1 }
    switch network.output {
    case .sigmoid:
      outputGradients[1] = errors.map(padded)
      slopes[1] = outputs[1].map(slope)
      deltas[1] = zip(errors, slopes[1]).map { padded($0 * $1.value) }
    case .softmax:
      deltas[1] = errors.map(padded)
    }
    let behind = network.layers[1]
    outputGradients[0] = outputs[0].indices.map { unit in
      padded(
        deltas[1].indices.reduce(ExactDecimal.zero) {
          $0 + deltas[1][$1].value * behind.weights[unit][$1]
        })
    }
    slopes[0] = outputs[0].map(slope)
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
