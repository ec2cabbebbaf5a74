import Numerics

/// An activation as a layer of its own: a = f(z).
struct ActivationLayer: LayerKind {
  static let name = "activation"
  /// One word for each activation but the linear one, which would change nothing.
  static let words = Activation.allCases.filter { $0 != .linear }.map { activation in
    LayerWord(
      activation.rawValue, "\(activation.label), as a layer of its own",
      preset: [.activation: .word(activation.rawValue)])
  }
  static let saved = [Setting.activation]

  var activation: Activation

  var settings: Settings { [.activation: .word(activation.rawValue)] }

  var summary: String { activation.label }

  func outputShape(for input: Shape) throws(NetworkError) -> Shape {
    guard activation != .softmax || input.rank == 1 else {
      throw NetworkError("softmax needs a vector, \(input) came in; put a flatten layer before it")
    }
    return input
  }

  func trace<T: Real>(_ record: LayerRecord<T>, _ reader: LayerTraceReader<T>) -> LayerTrace<T> {
    .activation(record, activation)
  }
}

extension ActivationLayer {
  init(_ settings: Settings) { activation = settings.activation }
}

extension LayerDescription {
  /// An activation as a layer of its own.
  public static func activation(_ activation: Activation) -> LayerDescription {
    LayerDescription(ActivationLayer(activation: activation))
  }
}

extension Activation {
  /// The name as people write it.
  public var label: String {
    switch self {
    case .linear: "linear"
    case .relu: "ReLU"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .softmax: "softmax"
    }
  }

  /// The end of a summary of a layer that has this activation.
  var suffix: String { self == .linear ? "" : ", \(label)" }
}

/// An activation as a step of its own: a = f(z); backward δ·f′(z). Softmax mixes the outputs of a
/// sample, so its δ is aᵢ (δᵢ − Σ δⱼ aⱼ).
final class ActivationOperation<T: Real>: Operation {
  let layer: Int
  let activation: Activation
  let inputCount: Int
  var outputCount: Int { inputCount }

  init(layer: Int, activation: Activation, count: Int) {
    self.layer = layer
    self.activation = activation
    inputCount = count
  }

  @specialized(where T == Float)
  func forward(
    _ samples: Range<Int>, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>,
    _ pass: Pass<T>, _ scratch: Scratch<T>
  ) {
    copy(input, to: output, count: samples.count * inputCount)
    for (sample, count) in runs(samples) {
      activate(output + sample * inputCount, count: count, activation)
    }
  }

  @specialized(where T == Float)
  func backward(
    _ samples: Range<Int>, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>,
    delta: UnsafeMutablePointer<T>, inputDelta: UnsafeMutablePointer<T>?,
    gradients: UnsafeMutablePointer<T>, _ pass: Pass<T>, _ scratch: Scratch<T>
  ) {
    guard let inputDelta else { return }
    copy(delta, to: inputDelta, count: samples.count * inputCount)
    for (sample, count) in runs(samples) {
      let start = sample * inputCount
      multiplyByDerivative(
        inputDelta + start, outputs: output + start, count: count, activation)
    }
  }

  /// Softmax needs each sample by itself; the others do not care.
  private func runs(_ samples: Range<Int>) -> [(sample: Int, count: Int)] {
    activation == .softmax
      ? (0..<samples.count).map { ($0, inputCount) } : [(0, samples.count * inputCount)]
  }
}
