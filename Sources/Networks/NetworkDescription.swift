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

  /// What goes with the last activation where an author names no loss.
  public static func standard(behind activation: Activation) -> Loss {
    switch activation {
    case .softmax: .categoricalCrossEntropy
    case .sigmoid: .binaryCrossEntropy
    case .linear, .relu, .tanh: .meanSquaredError
    }
  }
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
  public init(inputShape: Shape, layers: [LayerDescription], loss: Loss) throws(NetworkError) {
    let checked = Checked(inputShape, layers, loss)
    if let fault = checked.faults.first { throw fault }
    self.inputShape = inputShape
    self.layers = layers
    self.loss = loss
    layerNames = checked.names
    outputShapes = checked.shapes
    let parameters = ParameterLayout(self).parameterCount
    guard parameters <= Self.largestParameterCount else {
      throw Self.tooMany(parameters)
    }
  }

  /// All that is wrong with a network, as far as shapes can be known: behind a layer that does not
  /// fit, nothing is. Empty where `init` makes one.
  public static func faults(inputShape: Shape, layers: [LayerDescription], loss: Loss)
    -> [NetworkError]
  {
    let faults = Checked(inputShape, layers, loss).faults
    guard faults.isEmpty else { return faults }
    do throws(NetworkError) {
      _ = try NetworkDescription(inputShape: inputShape, layers: layers, loss: loss)
      return []
    } catch {
      return [error]
    }
  }

  /// Names and shapes layer by layer, with what is wrong.
  private struct Checked {
    var names: [String] = []
    var shapes: [Shape] = []
    var faults: [NetworkError] = []

    init(_ input: Shape, _ layers: [LayerDescription], _ loss: Loss) {
      guard input.rank > 0, input.dimensions.allSatisfy({ 1...65_536 ~= $0 }), input.rank <= 3,
        input.count <= NetworkDescription.largestOutput
      else {
        faults = [NetworkError("the input has the shape \(input): too small or too large")]
        return
      }
      guard let last = layers.last, layers.count <= NetworkDescription.largestDepth else {
        faults = [
          NetworkError(
            layers.isEmpty
              ? "a network needs at least one layer"
              : "\(layers.count) layers are too many; "
                + "at most \(NetworkDescription.largestDepth) are possible")
        ]
        return
      }
      var counts: [String: Int] = [:]
      var shape = input
      for layer in layers {
        counts[layer.kind, default: 0] += 1
        let name = "\(layer.kind)\(counts[layer.kind] ?? 1)"
        do throws(NetworkError) {
          let output = try layer.outputShape(for: shape, name: name)
          if let fault = layer.faultOfValues(for: shape, name: name) { faults.append(fault) }
          shape = output
        } catch {
          faults.append(error)
          return
        }
        guard shape.count <= NetworkDescription.largestOutput else {
          faults.append(
            NetworkError(layer: name, "an output of \(shape) is too large to compute with"))
          return
        }
        names.append(name)
        shapes.append(shape)
      }
      if let fault = NetworkDescription.fault(of: loss, last: last, name: names.last) {
        faults.append(fault)
      }
      if shape.rank != 1 {
        faults.append(
          NetworkError(
            layer: names.last,
            "the network must end in a vector, not in \(shape); add a flatten layer"))
      }
    }
  }

  private static func tooMany(_ parameters: Int) -> NetworkError {
    NetworkError(
      "\(parameters) parameters are too many; at most \(largestParameterCount) are possible")
  }

  private static let largestParameterCount = 1 << 28

  /// Numbers that one layer may put out for a sample.
  public static let largestOutput = 1 << 26

  /// Layers that a network may have.
  static let largestDepth = 1000

  private static func fault(of loss: Loss, last: LayerDescription, name: String?) -> NetworkError? {
    let (needed, words) =
      switch loss {
      case .categoricalCrossEntropy: (Activation.softmax, "categorical cross-entropy needs softmax")
      case .binaryCrossEntropy: (Activation.sigmoid, "binary cross-entropy needs sigmoid")
      case .meanSquaredError: (last.activation, "")
      }
    guard last.activation != needed else { return nil }
    return NetworkError(
      layer: name, "\(words) as its last activation, not \(last.activation.rawValue)")
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
