import Numerics

/// A dropout layer: while training, each output is dropped with probability `rate`, the others are
/// multiplied by 1 / (1 − rate); afterwards it changes nothing. Backward, δ takes the same mask.
final class Dropout<T: Real>: Operation {
  let layer: Int
  let rate: Double
  let inputCount: Int
  var outputCount: Int { inputCount }
  /// 1 where an output was kept.
  let mask: Memory<UInt8>

  init(layer: Int, rate: Double, count: Int, capacity: Int) {
    self.layer = layer
    self.rate = rate
    inputCount = count
    mask = Memory(integers: capacity * count)
  }

  private var scale: T { T(1 / (1 - rate)) }

  @specialized(where T == Float)
  func forward(
    _ samples: Range<Int>, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>,
    _ pass: Pass<T>, _ scratch: Scratch<T>
  ) {
    let count = samples.count * inputCount
    guard pass.isTraining, rate > 0 else {
      copy(input, to: output, count: count)
      return
    }
    let kept = mask.base + samples.lowerBound * inputCount
    for (index, sample) in samples.enumerated() {
      DropoutMask(
        rate: rate, seed: pass.seed, layer: layer, step: pass.step, sample: pass.samples[sample]
      ).fill(kept + index * inputCount, count: inputCount)
    }
    applyMask(kept, scale: scale, to: input, into: output, count: count)
  }

  @specialized(where T == Float)
  func backward(
    _ samples: Range<Int>, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>,
    delta: UnsafeMutablePointer<T>, inputDelta: UnsafeMutablePointer<T>?,
    gradients: UnsafeMutablePointer<T>, _ pass: Pass<T>, _ scratch: Scratch<T>
  ) {
    guard let inputDelta else { return }
    let count = samples.count * inputCount
    guard pass.isTraining, rate > 0 else {
      copy(delta, to: inputDelta, count: count)
      return
    }
    applyMask(
      mask.base + samples.lowerBound * inputCount, scale: scale, to: delta, into: inputDelta,
      count: count)
  }
}
