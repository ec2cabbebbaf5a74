import Numerics

/// A dropout layer: drops outputs at random while training, with the given probability.
struct DropoutLayer: LayerKind {
  static let name = "dropout"
  static let rate = Setting("rate", .part, "the probability of being dropped", isRequired: true)
  static let words = [
    LayerWord("dropout", "drops numbers at random while training", [rate], short: rate)
  ]
  static let saved = [rate]

  var rate: Double

  var settings: Settings { [Self.rate: .number(rate)] }

  var summary: String { "dropout \(rate)" }

  func outputShape(for input: Shape) throws(NetworkError) -> Shape {
    guard rate >= 0, rate < 1 else {
      throw NetworkError("needs a rate from 0 to below 1, not \(rate)")
    }
    return input
  }

  func work<T: Real>(at site: Site<T>) -> LayerWork<T> {
    .each(
      Dropout<T>(
        layer: site.layer, rate: rate, count: site.input.count, capacity: site.capacity), layers: 1)
  }

  func trace<T: Real>(_ record: LayerRecord<T>, _ reader: LayerTraceReader<T>) -> LayerTrace<T> {
    .dropout(
      record, rate: rate, mask: reader.isTraining ? reader.choices.map { $0.map { $0 != 0 } } : nil)
  }
}

extension DropoutLayer {
  init(_ settings: Settings) { rate = settings.number(Self.rate) }
}

extension LayerDescription {
  /// Drops outputs at random while training, with the given probability.
  public static func dropout(rate: Double) -> LayerDescription {
    LayerDescription(DropoutLayer(rate: rate))
  }
}

/// What a dropout layer does: while training, each output is dropped with probability `rate`, the others are
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

  func choices() -> [Int]? { (0..<outputCount).map { Int(mask.base[$0]) } }

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
