import Numerics

/// A minimum pooling layer: the smallest number under each window; a remainder is dropped.
struct MinPoolingLayer: LayerKind {
  static let name = "minpool"
  static let words = [
    LayerWord(
      "min-pool", "keeps the smallest number under each window",
      [PoolingLayer.window, PoolingLayer.stride], short: PoolingLayer.window)
  ]
  static let saved = [PoolingLayer.window, PoolingLayer.stride]

  var window: Extent
  var stride: Extent

  var settings: Settings {
    [PoolingLayer.window: .extent(window), PoolingLayer.stride: .extent(stride)]
  }

  var summary: String {
    "min pooling \(window)" + (stride == window ? "" : ", stride \(stride)")
  }

  func outputShape(for input: Shape) throws(NetworkError) -> Shape {
    let window = try Window(over: input, size: window, stride: stride)
    return [window.outputHeight, window.outputWidth, input[2]]
  }

  func work<T: Real>(at site: Site<T>) -> LayerWork<T> {
    let window = Window.checked(over: site.input, size: window, stride: stride)
    return .each(
      MinPooling<T>(layer: site.layer, window: window, capacity: site.capacity), layers: 1)
  }

  func trace<T: Real>(_ record: LayerRecord<T>, _ reader: LayerTraceReader<T>) -> LayerTrace<T> {
    .pooling(
      record, .smallest,
      window: Window.checked(over: record.input.shape, size: window, stride: stride),
      winners: reader.choices)
  }
}

extension MinPoolingLayer {
  init(_ settings: Settings) {
    window = settings.extent(PoolingLayer.window) ?? 2
    stride = settings.extent(PoolingLayer.stride) ?? window
  }
}

extension LayerDescription {
  /// The smallest number under each window; the step is the window if none is given.
  public static func minPooling(window: Extent = 2, stride: Extent? = nil) -> LayerDescription {
    LayerDescription(MinPoolingLayer(window: window, stride: stride ?? window))
  }
}

/// What a minimum pooling layer does: out = −max(−x) under the window, and so the first of equal
/// smallest numbers; backward, δ goes to it.
final class MinPooling<T: Real>: Operation {
  let layer: Int
  let window: Window
  let inputCount: Int
  let outputCount: Int
  /// For each output, the place of its minimum in the sample's input.
  private let winners: Memory<Int32>

  init(layer: Int, window: Window, capacity: Int) {
    self.layer = layer
    self.window = window
    inputCount = window.inputCount
    outputCount = window.outputHeight * window.outputWidth * window.channels
    winners = Memory(integers: capacity * outputCount)
  }

  func choices() -> [Int]? { (0..<outputCount).map { Int(winners.base[$0]) } }

  @specialized(where T == Float)
  func forward(
    _ samples: Range<Int>, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>,
    _ pass: Pass<T>, _ scratch: Scratch<T>
  ) {
    let negated = scratch.memory(.patches, inputCount)
    for sample in 0..<samples.count {
      let image = input + sample * inputCount
      let target = output + sample * outputCount
      for place in 0..<inputCount { negated[place] = -image[place] }
      poolMaxima(
        of: negated, window, into: target,
        winners: winners.base + (samples.lowerBound + sample) * outputCount)
      for place in 0..<outputCount { target[place] = -target[place] }
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
      unpoolMaxima(
        delta + sample * outputCount,
        winners: winners.base + (samples.lowerBound + sample) * outputCount, count: outputCount,
        addingTo: inputDelta + sample * inputCount)
    }
  }
}
