import Numerics

extension PaperNetwork {
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
}
