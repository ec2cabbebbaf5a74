import Numerics

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
