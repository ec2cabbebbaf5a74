import Numerics

extension PaperNetwork {
  /// The same network for the engine, in binary numbers that are not rounded for print.
  ///
  /// - Throws: `NetworkError` for shapes that do not fit; those of a `PaperNetwork` do.
  public func network() throws -> Network<Double> {
    let description = try NetworkDescription(
      inputShape: [inputs.count],
      layers: [
        .dense(units: layers[0].biases.count, activation: activations[0].engine),
        .dense(units: layers[1].biases.count, activation: output.engine),
      ], loss: loss == .crossEntropy ? .standard(behind: output.engine) : .meanSquaredError)
    var tensors: [String: Tensor<Double>] = [:]
    for (depth, layer) in layers.enumerated() {
      tensors["dense\(depth + 1).kernel"] = Tensor(
        rows: layer.weights.map { $0.map(\.doubleValue) })
      tensors["dense\(depth + 1).bias"] = Tensor(
        [layer.biases.count], layer.biases.map(\.doubleValue))
    }
    return try Network(description, parameters: tensors)
  }
}

extension PaperActivation {
  fileprivate var engine: Activation {
    switch self {
    case .sigmoid: .sigmoid
    case .tanh: .tanh
    case .relu: .relu
    case .linear: .linear
    case .softmax: .softmax
    }
  }
}
