import Numerics

/// Height and width of a kernel, window or stride.
public struct Extent: Hashable, Sendable, ExpressibleByIntegerLiteral, CustomStringConvertible {
  public var height: Int
  public var width: Int

  public init(_ height: Int, _ width: Int) {
    self.height = height
    self.width = width
  }

  public init(integerLiteral side: Int) {
    self.init(side, side)
  }

  public var description: String { "\(height)×\(width)" }
}

/// One layer, described by data; what it does stands with its operation.
public enum LayerDescription: Hashable, Sendable {
  public enum Pooling: String, Hashable, Sendable, CaseIterable {
    case max
    case average
  }

  /// z = x·W + b, a = f(z); kernel in × units.
  case dense(
    units: Int, activation: Activation = .linear, initializer: Initializer = .glorotUniform,
    bias: Initializer = .zeros)
  /// Cross-correlation of an image of height × width × channels with `filters` kernels, then bias
  /// and activation; kernel height × width × channels × filters.
  case convolution(
    filters: Int, kernel: Extent, stride: Extent = 1, padding: Window.Padding = .valid,
    activation: Activation = .linear, initializer: Initializer = .glorotUniform,
    bias: Initializer = .zeros)
  /// The largest or the mean number under each window; a remainder is dropped.
  case pooling(Pooling, window: Extent = 2, stride: Extent? = nil)
  case activation(Activation)
  /// Drops outputs at random while training, with the given probability.
  case dropout(rate: Double)
  /// Brings each channel to mean β and deviation γ: by the batch's statistics while training, by
  /// running ones afterwards.
  case batchNormalization(momentum: Double = 0.99, epsilon: Double = 1e-3)
  /// An image as a vector: row, column, channel.
  case flatten

  /// The word by which layers are numbered and tensors named: `conv` in `conv1.kernel`.
  public var kind: String {
    switch self {
    case .dense: "dense"
    case .convolution: "conv"
    case .pooling: "pool"
    case .activation: "activation"
    case .dropout: "dropout"
    case .batchNormalization: "norm"
    case .flatten: "flatten"
    }
  }

  /// The activation behind the layer's weighted sums; linear where it has none.
  public var activation: Activation {
    switch self {
    case .dense(_, let activation, _, _), .convolution(_, _, _, _, let activation, _, _),
      .activation(let activation):
      activation
    default: .linear
    }
  }

  /// The shape of the output for one sample.
  ///
  /// - Throws: `NetworkError` naming `name`, what came in and what the layer needs.
  public func outputShape(for input: Shape, name: String) throws -> Shape {
    func fail(_ reason: String) -> NetworkError { NetworkError(layer: name, reason) }
    switch self {
    case .dense(let units, _, let initializer, let bias):
      guard units > 0, units <= NetworkDescription.largestOutput else {
        throw fail("needs from 1 to \(NetworkDescription.largestOutput) units, not \(units)")
      }
      guard input.rank == 1 else {
        throw fail("needs a vector, \(input) came in; put a flatten layer before it")
      }
      try check(initializer, count: input.count * units, "kernel", fail)
      try check(bias, count: units, "bias", fail)
      return [units]
    case .convolution(let filters, _, _, _, let activation, let initializer, let bias):
      guard filters > 0, filters <= 65_536 else {
        throw fail("needs from 1 to 65536 kernels, not \(filters)")
      }
      guard activation != .softmax else {
        throw fail("softmax needs a vector; flatten the feature maps first")
      }
      let window = try window(for: input, name: name)
      try check(initializer, count: window.patchCount * filters, "kernel", fail)
      try check(bias, count: filters, "bias", fail)
      return [window.outputHeight, window.outputWidth, filters]
    case .pooling:
      let window = try window(for: input, name: name)
      return [window.outputHeight, window.outputWidth, input[2]]
    case .activation(let activation):
      guard activation != .softmax || input.rank == 1 else {
        throw fail("softmax needs a vector, \(input) came in; put a flatten layer before it")
      }
      return input
    case .dropout(let rate):
      guard rate >= 0, rate < 1 else { throw fail("needs a rate from 0 to below 1, not \(rate)") }
      return input
    case .batchNormalization(let momentum, let epsilon):
      guard momentum >= 0, momentum <= 1 else {
        throw fail("needs a momentum from 0 to 1, not \(momentum)")
      }
      guard epsilon > 0 else { throw fail("needs an epsilon above 0, not \(epsilon)") }
      return input
    case .flatten:
      return [input.count]
    }
  }

  private func check(
    _ initializer: Initializer, count: Int, _ tensor: String, _ fail: (String) -> NetworkError
  ) throws {
    if case .values(let values) = initializer, values.count != count {
      throw fail("its \(tensor) needs \(count) values, \(values.count) are given")
    }
  }

  /// How the kernels or pooling windows lie over the input.
  ///
  /// - Throws: `NetworkError` if the input is no image or smaller than the window.
  public func window(for input: Shape, name: String) throws -> Window {
    let size: Extent
    let stride: Extent
    var padding = Window.Padding.valid
    switch self {
    case .convolution(_, let kernel, let step, let pad, _, _, _):
      (size, stride, padding) = (kernel, step, pad)
    case .pooling(_, let window, let step): (size, stride) = (window, step ?? window)
    default: preconditionFailure("\(kind) has no window")
    }
    guard input.rank == 3 else {
      throw NetworkError(
        layer: name, "needs an image of height × width × channels, \(input) came in")
    }
    let sides = 1...1024
    guard [size.height, size.width, stride.height, stride.width].allSatisfy(sides.contains) else {
      throw NetworkError(
        layer: name, "window \(size) and stride \(stride) must be 1 to 1024 in each direction")
    }
    guard
      let window = Window(
        input: (input[0], input[1], input[2]), size: (size.height, size.width),
        stride: (stride.height, stride.width), padding: padding),
      window.outputHeight > 0, window.outputWidth > 0
    else {
      throw NetworkError(
        layer: name,
        "needs an input of at least \(size), \(input[0])×\(input[1]) came in; "
          + "use a smaller window or fewer layers before it")
    }
    return window
  }
}
