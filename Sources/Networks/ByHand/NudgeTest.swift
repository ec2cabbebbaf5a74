import Numerics

/// One parameter of a small network: a weight, or a bias (`from` is nil).
public struct PaperParameter: Hashable, Sendable {
  /// 0 for the hidden layer, 1 for the output layer.
  public var layer: Int
  public var from: Int?
  public var to: Int

  public init(layer: Int, from: Int?, to: Int) {
    self.layer = layer
    self.from = from
    self.to = to
  }
}

extension PaperNetwork {
  /// Unit by unit from the output back to the hidden layer, each unit's bias last.
  public var parameters: [PaperParameter] {
    [1, 0].flatMap { depth in
      layers[depth].biases.indices.flatMap { unit in parameters(of: depth, unit) }
    }
  }

  public func parameters(of layer: Int, _ unit: Int) -> [PaperParameter] {
    layers[layer].weights.indices.map { PaperParameter(layer: layer, from: $0, to: unit) }
      + [PaperParameter(layer: layer, from: nil, to: unit)]
  }

  public subscript(parameter: PaperParameter) -> ExactDecimal {
    get {
      let layer = layers[parameter.layer]
      return parameter.from.map { layer.weights[$0][parameter.to] } ?? layer.biases[parameter.to]
    }
    set {
      if let from = parameter.from {
        layers[parameter.layer].weights[from][parameter.to] = newValue
      } else {
        layers[parameter.layer].biases[parameter.to] = newValue
      }
    }
  }

  /// The same network for the engine, in binary numbers that are not rounded for print.
  ///
  /// - Throws: `NetworkError` for shapes that do not fit; those of a `PaperNetwork` do.
  public func network() throws -> Network<Double> {
    let isSoftmax = output == .softmax
    let description = try NetworkDescription(
      inputShape: [inputs.count],
      layers: [
        .dense(units: layers[0].biases.count, activation: .sigmoid),
        .dense(units: layers[1].biases.count, activation: isSoftmax ? .softmax : .sigmoid),
      ], loss: isSoftmax ? .categoricalCrossEntropy : .meanSquaredError)
    var tensors: [String: Tensor<Double>] = [:]
    for (depth, layer) in layers.enumerated() {
      tensors["dense\(depth + 1).kernel"] = Tensor(
        rows: layer.weights.map { $0.map(\.doubleValue) })
      tensors["dense\(depth + 1).bias"] = Tensor(
        [layer.biases.count], layer.biases.map(\.doubleValue))
    }
    return try Network(description, parameters: tensors)
  }

  /// The loss without any rounding: ½·(ŷ − y)², or −Σ yₖ·ln ŷₖ.
  public func exactLoss() -> Double {
    var values = inputs.map { $0.doubleValue }
    var sums = values
    for layer in layers {
      sums = layer.biases.indices.map { unit in
        values.indices.reduce(layer.biases[unit].doubleValue) {
          $0 + values[$1] * layer.weights[$1][unit].doubleValue
        }
      }
      values = sums.map { sigmoid($0) }
    }
    let target = self.target.map { $0.doubleValue }
    switch output {
    case .sigmoid:
      return zip(values, target).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / 2
    case .softmax:
      let largest = sums.max() ?? 0
      let logarithm = Double.logarithm(
        sums.reduce(0) { $0 + Double.exponential($1 - largest) })
      return zip(sums, target).reduce(0) { $0 - $1.1 * ($1.0 - largest - logarithm) }
    }
  }
}

/// What happens to the loss when one parameter is nudged up and down:
/// (L(w + ε) − L(w − ε)) / 2ε with ε = 0.01 and losses to seven decimals.
public struct NudgeTest: Hashable, Sendable {
  public static let epsilon = ExactDecimal(1, scale: 2)
  static let lossPlaces = 7

  public var parameter: PaperParameter
  public var up: PaperNumber
  public var down: PaperNumber
  /// From the printed losses.
  public var quotient: PaperNumber

  public init(_ network: PaperNetwork, _ parameter: PaperParameter, places: Int) {
    self.parameter = parameter
    func loss(_ change: ExactDecimal) -> PaperNumber {
      var nudged = network
      nudged[parameter] += change
      return PaperNumber(rounding: nudged.exactLoss(), to: Self.lossPlaces)
    }
    up = loss(Self.epsilon)
    down = loss(-Self.epsilon)
    // 1 / 0.02 is 50, so the quotient is exact before it is rounded.
    quotient = PaperNumber(
      rounding: ExactDecimal(50) * (up.value - down.value), to: places, isPadded: true)
  }

  /// ΔL, exact.
  public var difference: ExactDecimal { up.value - down.value }
}
