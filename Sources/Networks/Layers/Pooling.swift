import Numerics

/// A pooling layer: the largest or the mean number under each window; a remainder is dropped.
struct PoolingLayer: LayerKind {
  static let name = "pool"
  static let rule = Setting(
    "pooling", .word(LayerDescription.Pooling.allCases.map { $0.rawValue }), "what is kept",
    isRequired: true)
  static let window = Setting(
    "window", .extent(Window.sides), "height and width of a window", standard: .extent(2))
  static let stride = Setting(
    "stride", .extent(Window.sides), "the step from window to window; default: the window")
  static let words = [
    LayerWord(
      "pool", "keeps the largest number under each window", [window, stride], short: window,
      preset: [rule: .word("max")]),
    LayerWord(
      "average-pool", "keeps the mean of the numbers under each window", [window, stride],
      short: window, preset: [rule: .word("average")]),
  ]
  static let saved = [rule, window, stride]

  var rule: LayerDescription.Pooling
  var window: Extent
  var stride: Extent

  var settings: Settings {
    [
      Self.rule: .word(rule.rawValue), Self.window: .extent(window), Self.stride: .extent(stride),
    ]
  }

  var summary: String {
    "\(rule.rawValue) pooling \(window)" + (stride == window ? "" : ", stride \(stride)")
  }

  var sideOfMaxima: Int? {
    rule == .max && window.height == window.width && stride == window ? window.height : nil
  }

  func outputShape(for input: Shape) throws(NetworkError) -> Shape {
    let window = try Window(over: input, size: window, stride: stride)
    return [window.outputHeight, window.outputWidth, input[2]]
  }

  func work<T: Real>(at site: Site<T>) -> LayerWork<T> {
    let window = Window.checked(over: site.input, size: window, stride: stride)
    return .each(
      Pooling<T>(layer: site.layer, kind: rule, window: window, capacity: site.capacity), layers: 1)
  }

  func trace<T: Real>(_ record: LayerRecord<T>, _ reader: LayerTraceReader<T>) -> LayerTrace<T> {
    .pooling(
      record, rule == .max ? .largest : .mean,
      window: Window.checked(over: record.input.shape, size: window, stride: stride),
      winners: reader.choices)
  }
}

extension PoolingLayer {
  init(_ settings: Settings) {
    rule = LayerDescription.Pooling(rawValue: settings.word(Self.rule)) ?? .max
    window = settings.extent(Self.window) ?? 2
    stride = settings.extent(Self.stride) ?? window
  }
}

extension LayerDescription {
  public enum Pooling: String, Hashable, Sendable, CaseIterable {
    case max
    case average
  }

  /// The largest or the mean number under each window; the step is the window if none is given.
  public static func pooling(_ rule: Pooling, window: Extent = 2, stride: Extent? = nil)
    -> LayerDescription
  {
    LayerDescription(PoolingLayer(rule: rule, window: window, stride: stride ?? window))
  }
}

/// What a pooling layer does, any window and stride; what fills no window is dropped.
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

  func choices() -> [Int]? {
    winners.map { winners in (0..<outputCount).map { Int(winners.base[$0]) } }
  }

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
