import Numerics

/// A convolution layer: cross-correlation of an image of height × width × channels with `filters`
/// kernels, then bias and activation; kernel height × width × channels × filters.
struct ConvolutionLayer: LayerKind {
  static let name = "conv"
  static let filters = Setting(
    "filters", .integer(1...65_536), "how many kernels, and so how many maps", isRequired: true)
  static let kernel = Setting(
    "kernel", .extent(Window.sides), "height and width of a kernel", isRequired: true)
  static let stride = Setting(
    "stride", .extent(Window.sides), "the step from place to place", standard: .extent(1))
  static let padding = Setting(
    "padding", .word(Window.Padding.allCases.map { $0.rawValue }),
    "`same` lays zeros around the image, so that with stride 1 the maps are as large as it",
    standard: .word("valid"))
  static let words = [
    LayerWord(
      "conv", "every kernel laid over every place of the image",
      [filters, kernel, stride, padding, .activation, .initializer, .weights, .bias])
  ]
  static let saved = [filters, kernel, stride, padding, .activation]

  var filters: Int
  var kernel: Extent
  var stride: Extent
  var padding: Window.Padding
  var activation: Activation
  var initializer: Initializer
  var bias: Initializer

  var settings: Settings {
    [
      Self.filters: .integer(filters), Self.kernel: .extent(kernel), Self.stride: .extent(stride),
      Self.padding: .word(padding.rawValue), .activation: .word(activation.rawValue),
      .initializer: .initializer(initializer), .bias: .initializer(bias),
    ]
  }

  var summary: String {
    "convolution \(kernel), \(filters) kernels" + (stride == 1 ? "" : ", stride \(stride)")
      + (padding == .same ? ", same" : "") + activation.suffix
  }

  private func window(over input: Shape) -> Window {
    Window.checked(over: input, size: kernel, stride: stride, padding: padding)
  }

  func outputShape(for input: Shape) throws(NetworkError) -> Shape {
    guard filters > 0, filters <= 65_536 else {
      throw NetworkError("needs from 1 to 65536 kernels, not \(filters)")
    }
    guard activation != .softmax else {
      throw NetworkError("softmax needs a vector; flatten the feature maps first")
    }
    let window = try Window(over: input, size: kernel, stride: stride, padding: padding)
    return [window.outputHeight, window.outputWidth, filters]
  }

  func parameters(for input: Shape) -> [Parameter] {
    [
      Parameter(
        name: "kernel", shape: [kernel.height, kernel.width, input[2], filters],
        start: initializer),
      Parameter(name: "bias", shape: [filters], start: bias),
    ]
  }

  func work<T: Real>(at site: Site<T>) -> LayerWork<T> {
    let window = window(over: site.input)
    let correlation = Correlation(window, filters: filters, pooling: site.pooledSide, T.self)
    return .each(
      Convolution<T>(
        layer: site.layer, window: window, filters: filters, activation: site.activation,
        correlation: correlation, layout: site.layout, capacity: site.capacity,
        threads: site.threads), layers: correlation?.isPooled == true ? 2 : 1)
  }

  func trace<T: Real>(_ record: LayerRecord<T>, _ reader: LayerTraceReader<T>) -> LayerTrace<T> {
    let window = window(over: record.input.shape)
    return .convolution(
      record, reader.weighted(activation), window: window,
      patches: reader.patches(record.input, window))
  }
}

extension ConvolutionLayer {
  init(_ settings: Settings) {
    filters = settings.integer(Self.filters)
    kernel = settings.extent(Self.kernel) ?? 1
    stride = settings.extent(Self.stride) ?? 1
    padding = Window.Padding(rawValue: settings.word(Self.padding)) ?? .valid
    activation = settings.activation
    initializer = settings.kernelStart
    bias = settings.biasStart
  }
}

extension LayerDescription {
  /// Cross-correlation of an image of height × width × channels with `filters` kernels, then bias
  /// and activation.
  public static func convolution(
    filters: Int, kernel: Extent, stride: Extent = 1, padding: Window.Padding = .valid,
    activation: Activation = .linear, initializer: Initializer = .glorotUniform,
    bias: Initializer = .zeros
  ) -> LayerDescription {
    LayerDescription(
      ConvolutionLayer(
        filters: filters, kernel: kernel, stride: stride, padding: padding,
        activation: activation, initializer: initializer, bias: bias))
  }
}

/// What a convolution layer does: every kernel laid over every place of the image.
///
/// Forward (cross-correlation: the kernel is not turned round):
///   z[i, j, f] = b[f] + Σ over y, x, c of input[i·s + y, j·s + x, c] · kernel[y, x, c, f],
///   a = f(z)
/// Backward, with δ the gradient by z:
///   ∂L/∂kernel[y, x, c, f] = Σ over i, j of input[i·s + y, j·s + x, c] · δ[i, j, f],
///   ∂L/∂b[f] = Σ over i, j of δ[i, j, f],
///   and the gradient by the input is the sum of δ[i, j, f] · kernel[y, x, c, f] over all that the
///   input's number took part in.
///
/// In `Float` with stride 1 that is computed in place (`Correlation`), and max pooling with windows
/// side by side may be part of it: then δ reaches only the winners. Otherwise patches are copied
/// and multiplied as matrices.
final class Convolution<T: Real>: Operation {
  let layer: Int
  let window: Window
  let filters: Int
  let activation: Activation
  let kernel: Range<Int>
  let bias: Range<Int>
  /// The way that copies no patches, where there is one.
  private let correlation: Correlation?
  /// For each pooled output, which place of its square won; nil without pooling.
  private let winners: Memory<T>?
  /// The kernel as a pass reads it, for each thread.
  private let prepared: [PreparedKernel<T>]

  /// - Parameters:
  ///   - correlation: with the pooling that it takes in; nil to copy patches.
  init(
    layer: Int, window: Window, filters: Int, activation: Activation, correlation: Correlation?,
    layout: ParameterLayout, capacity: Int, threads: Int
  ) {
    self.layer = layer
    self.window = window
    self.filters = filters
    self.activation = activation
    self.correlation = correlation
    kernel = layout.entry(layer, "kernel").range
    bias = layout.entry(layer, "bias").range
    inputCount = window.inputCount
    outputCount = correlation?.outputCount ?? window.positions * filters
    winners = correlation?.isPooled == true ? Memory(capacity * outputCount) : nil
    let count = max(correlation?.packedCount ?? 0, window.patchCount * filters)
    prepared = (0..<threads).map { _ in PreparedKernel(count) }
  }

  let inputCount: Int
  let outputCount: Int

  @specialized(where T == Float)
  func forward(
    _ samples: Range<Int>, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>,
    _ pass: Pass<T>, _ scratch: Scratch<T>
  ) {
    guard let correlation else {
      forwardByPatches(samples.count, input: input, output: output, pass, scratch)
      return
    }
    let bias = pass.parameters + bias.lowerBound
    let packed = preparedKernel(pass, scratch.thread) { correlation.pack($0, into: $1) }
    for sample in 0..<samples.count {
      let image = correlation.padded(
        input + sample * inputCount, scratch: scratch.memory(.patches, correlation.paddedCount))
      let target = output + sample * outputCount
      guard let winners else {
        correlation.sums(of: image, packed: packed, into: target)
        continue
      }
      let z = scratch.memory(.sums, correlation.sumCount)
      correlation.sums(of: image, packed: packed, into: z)
      correlation.pool(
        z, bias: bias, activation: activation, into: target,
        winners: winners.base + (samples.lowerBound + sample) * outputCount)
    }
    if winners == nil {
      addBias(
        bias, to: Matrix(output, rows: samples.count * window.positions, columns: filters),
        activation: activation)
    }
  }

  @specialized(where T == Float)
  func backward(
    _ samples: Range<Int>, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>,
    delta: UnsafeMutablePointer<T>, inputDelta: UnsafeMutablePointer<T>?,
    gradients: UnsafeMutablePointer<T>, _ pass: Pass<T>, _ scratch: Scratch<T>
  ) {
    if correlation == nil || (winners == nil && activation != .relu) {
      multiplyByDerivative(
        delta, outputs: output, count: samples.count * outputCount, activation)
    }
    guard let correlation else {
      backwardByPatches(
        samples.count, input: input, delta: delta, inputDelta: inputDelta, gradients: gradients,
        pass, scratch)
      return
    }
    let transposed = transposedKernel(pass, scratch.thread)
    let own = scratch.memory(.kernelGradients, correlation.gradientCount)
    clear(own, count: correlation.gradientCount)
    for sample in 0..<samples.count {
      let image = correlation.padded(
        input + sample * inputCount, scratch: scratch.memory(.patches, correlation.paddedCount))
      let (place, start) = (samples.lowerBound + sample, sample * outputCount)
      correlation.backward(
        Correlation.Backward(
          image: image, delta: delta + start, outputs: output + start,
          winners: winners.map { $0.base + place * outputCount }, transposed: transposed,
          gradients: own, bias: gradients + bias.lowerBound,
          inputDelta: inputDelta.map { $0 + sample * inputCount },
          paddedDelta: scratch.memory(.patchDeltas, correlation.paddedCount),
          lists: (
            scratch.memory(.places, correlation.listCount),
            scratch.memory(.sums, correlation.listCount)
          )),
        activation: activation)
    }
    correlation.collect(own, addingTo: gradients + kernel.lowerBound)
  }

  /// Kᵀ: filters × (height · width · channels).
  func transposedKernel(_ pass: Pass<T>, _ thread: Int) -> UnsafeMutablePointer<T> {
    preparedKernel(pass, thread) { kernel, target in
      transpose(
        Matrix(kernel, rows: window.patchCount, columns: filters),
        into: Matrix(target, rows: filters, columns: window.patchCount))
    }
  }

  /// What `prepare` makes of the kernel, once a pass.
  func preparedKernel(
    _ pass: Pass<T>, _ thread: Int,
    _ prepare: (UnsafeMutablePointer<T>, UnsafeMutablePointer<T>) -> Void
  ) -> UnsafeMutablePointer<T> {
    let kept = prepared[thread]
    if kept.version != pass.version {
      prepare(pass.parameters + kernel.lowerBound, kept.memory.base)
      kept.version = pass.version
    }
    return kept.memory.base
  }
}

/// The kernel as one pass needs it, and the pass that it was made for.
private final class PreparedKernel<T: Real> {
  let memory: Memory<T>
  var version = -1

  init(_ count: Int) {
    memory = Memory(count)
  }
}
