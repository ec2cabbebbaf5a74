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
}
