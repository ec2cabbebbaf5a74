/// Which outputs a dropout layer keeps: a function of the seed, the layer, the step and the sample,
/// whatever else was drawn before.
///
/// Inverted dropout: kept outputs are multiplied by 1 / (1 − rate), so that nothing changes when
/// the layer is used without dropping.
public struct DropoutMask: Sendable {
  public var rate: Double
  private let key: UInt64
  private let threshold: UInt32

  /// - Parameters:
  ///   - layer: the layer's place in its network.
  ///   - step: batches trained so far.
  ///   - sample: the sample's place in the training data.
  public init(rate: Double, seed: UInt64, layer: Int, step: Int, sample: Int) {
    self.rate = rate
    key = SeededGenerator.word(seed: seed, UInt64(layer), UInt64(step), UInt64(sample))
    threshold = UInt32(max(0, min(rate, 1)) * 4_294_967_295)
  }

  /// Writes 1 for each output that is kept, 0 for each that is dropped.
  public func fill(_ mask: UnsafeMutablePointer<UInt8>, count: Int) {
    var state = key
    var index = 0
    while index < count {
      state &+= SeededGenerator.step
      let word = SeededGenerator.mix(state)
      mask[index] = UInt32(truncatingIfNeeded: word) >= threshold ? 1 : 0
      if index + 1 < count {
        mask[index + 1] = UInt32(truncatingIfNeeded: word >> 32) >= threshold ? 1 : 0
      }
      index += 2
    }
  }
}

/// out = mask · x · scale, element by element; also the way back, with δ for x.
@specialized(where T == Float)
@specialized(where T == Double)
public func applyMask<T: Real>(
  _ mask: UnsafePointer<UInt8>, scale: T, to x: UnsafePointer<T>,
  into output: UnsafeMutablePointer<T>, count: Int
) {
  if T.self == Float.self {
    FloatKernels.current.apply_mask(mask, Float(scale), floats(x), changing(output), count)
  } else {
    for index in 0..<count { output[index] = mask[index] != 0 ? x[index] * scale : 0 }
  }
}
