import Numerics

/// What training makes small. All are means over the batch; logarithms are natural.
public enum Loss: String, Hashable, Sendable, CaseIterable {
  /// −Σ yᵢ log ŷᵢ; follows softmax, with which it is fused: the gradient by z is ŷ − y.
  case categoricalCrossEntropy
  /// −(y log ŷ + (1 − y) log(1 − ŷ)), the mean over the outputs; follows a sigmoid, with which it
  /// is fused: the gradient by z is ŷ − y.
  case binaryCrossEntropy
  /// (ŷ − y)², the mean over the outputs.
  case meanSquaredError
}

/// A network as a value: the layers one after the other, from the shape of one sample to the loss.
public struct NetworkDescription: Hashable, Sendable {
  /// The shape of one sample: height × width × channels, or the number of inputs.
  public let inputShape: Shape
  public let layers: [LayerDescription]
  public let loss: Loss

  /// The name of each layer: its kind, numbered: `conv1`, `pool1`, `conv2`.
  public let layerNames: [String]
  /// The shape of each layer's output for one sample.
  public let outputShapes: [Shape]

  /// - Throws: `NetworkError` naming the first layer that does not fit, what came in and what it
  ///   needs.
  public init(inputShape: Shape, layers: [LayerDescription], loss: Loss) throws {
    guard inputShape.rank > 0, inputShape.dimensions.allSatisfy({ 1...65_536 ~= $0 }),
      inputShape.rank <= 3, inputShape.count <= Self.largestOutput
    else {
      throw NetworkError("the input has the shape \(inputShape): too small or too large")
    }
    guard !layers.isEmpty else { throw NetworkError("a network needs at least one layer") }
    var names: [String] = []
    var shapes: [Shape] = []
    var counts: [String: Int] = [:]
    var shape = inputShape
    for layer in layers {
      counts[layer.kind, default: 0] += 1
      let name = "\(layer.kind)\(counts[layer.kind] ?? 1)"
      shape = try layer.outputShape(for: shape, name: name)
      guard shape.count <= Self.largestOutput else {
        throw NetworkError(layer: name, "an output of \(shape) is too large to compute with")
      }
      names.append(name)
      shapes.append(shape)
    }
    try Self.check(loss, last: layers[layers.count - 1], name: names[names.count - 1])
    guard shape.rank == 1 else {
      throw NetworkError(
        layer: names.last, "the network must end in a vector, not in \(shape); add a flatten layer")
    }
    self.inputShape = inputShape
    self.layers = layers
    self.loss = loss
    layerNames = names
    outputShapes = shapes
    let parameters = ParameterLayout(self).parameterCount
    guard parameters <= Self.largestParameterCount else {
      throw NetworkError(
        "\(parameters) parameters are too many; at most \(Self.largestParameterCount) are possible")
    }
  }

  private static let largestParameterCount = 1 << 28

  /// Numbers that one layer may put out for a sample.
  static let largestOutput = 1 << 26

  private static func check(_ loss: Loss, last: LayerDescription, name: String) throws {
    switch (loss, last.activation) {
    case (.categoricalCrossEntropy, .softmax), (.binaryCrossEntropy, .sigmoid),
      (.meanSquaredError, _):
      break
    case (.categoricalCrossEntropy, let found):
      throw NetworkError(
        layer: name, "categorical cross-entropy needs softmax as its last activation, not \(found)")
    case (.binaryCrossEntropy, let found):
      throw NetworkError(
        layer: name, "binary cross-entropy needs sigmoid as its last activation, not \(found)")
    }
  }

  /// The shape that a layer gets.
  public func inputShape(of layer: Int) -> Shape {
    layer == 0 ? inputShape : outputShapes[layer - 1]
  }

  /// Numbers that come out of the network for one sample.
  public var outputCount: Int { outputShapes[outputShapes.count - 1].count }

  /// True where the loss is computed together with the last activation.
  var hasFusedLoss: Bool { loss != .meanSquaredError }
}
