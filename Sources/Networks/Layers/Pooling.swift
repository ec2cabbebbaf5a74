import Numerics

/// A pooling layer, any window and stride; what fills no window is dropped.
///
/// Max: out = the largest number under the window, the first of equal ones; backward, δ goes to it.
/// Average: out = the mean of the k numbers under the window; backward, each gets δ/k.
final class Pooling<T: Real>: Operation {
  let layer: Int
  let kind: LayerDescription.Pooling
  let window: Window
  /// For each output of max pooling, the place of its maximum in the sample's input.
  let winners: Memory<Int32>?

  init(layer: Int, kind: LayerDescription.Pooling, window: Window, capacity: Int) {
    self.layer = layer
    self.kind = kind
    self.window = window
    inputCount = window.inputCount
    outputCount = window.outputHeight * window.outputWidth * window.channels
    winners = kind == .max ? Memory(integers: capacity * outputCount) : nil
  }

  let inputCount: Int
  let outputCount: Int

  @specialized(where T == Float)
  func forward(
    _ samples: Range<Int>, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>,
    _ pass: Pass<T>, _ scratch: Scratch<T>
  ) {
    for sample in 0..<samples.count {
      let image = input + sample * inputCount
      let target = output + sample * outputCount
      if let winners {
        let places = winners.base + (samples.lowerBound + sample) * outputCount
        poolMaxima(of: image, window, into: target, winners: places)
      } else {
        poolAverages(of: image, window, into: target)
      }
    }
  }

  @specialized(where T == Float)
  func backward(
    _ samples: Range<Int>, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>,
    delta: UnsafeMutablePointer<T>, inputDelta: UnsafeMutablePointer<T>?,
    gradients: UnsafeMutablePointer<T>, _ pass: Pass<T>, _ scratch: Scratch<T>
  ) {
    guard let inputDelta else { return }
    clear(inputDelta, count: samples.count * inputCount)
    for sample in 0..<samples.count {
      let source = delta + sample * outputCount
      let target = inputDelta + sample * inputCount
      if let winners {
        let places = winners.base + (samples.lowerBound + sample) * outputCount
        unpoolMaxima(source, winners: places, count: outputCount, addingTo: target)
      } else {
        unpoolAverages(source, window, addingTo: target)
      }
    }
  }
}
