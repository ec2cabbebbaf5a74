import VectorKernels

/// A convolution with stride 1 in `Float`, with or without max pooling behind it, computed in
/// place: no patches are copied.
///
/// Forward, the sums of some neighbouring places stay in registers while the kernel goes by.
/// Backward, only the places are computed with that get a part of the gradient: ReLU and pooling
/// leave most of them out. Padding has to stand in the memory around an image, so that images with
/// padding are copied once.
public struct Correlation: Sendable {
  private let kernels: learn_kernels
  private let shape: learn_convolution
  private let window: Window
  private let isPadded: Bool

  /// Numbers of the padded image, or 0 where it is read in place.
  public let paddedCount: Int
  /// Numbers of the sums z.
  public let sumCount: Int
  /// Numbers of what comes out, behind the pooling.
  public let outputCount: Int
  /// Numbers of the kernel as `sums` reads it.
  public let packedCount: Int
  /// Numbers that `backward` adds the kernel's gradients to.
  public let gradientCount: Int
  /// Numbers that `backward` needs room for, twice.
  public let listCount: Int
  /// Whether pooling is part of it.
  public let isPooled: Bool

  /// - Parameter pooling: the side of the max pooling that follows: what fills no square is not
  ///   computed.
  /// - Returns: nil for another type than `Float` and for other strides.
  public init?<T: Real>(_ window: Window, filters: Int, pooling: Int?, _: T.Type) {
    guard T.self == Float.self, window.strideX == 1, window.strideY == 1 else { return nil }
    self.init(window, filters: filters, pooling: pooling, FloatKernels.current)
  }

  init(_ window: Window, filters: Int, pooling: Int?, _ kernels: learn_kernels) {
    let side = pooling ?? 1
    precondition(side <= LEARN_LARGEST_SIZE, "pooling \(side)×\(side) is too large")
    self.kernels = kernels
    let height = window.outputHeight / side * side
    let width = window.outputWidth / side * side
    self.window = window
    isPooled = pooling != nil
    isPadded =
      window.outputHeight + window.height - 1 > window.inputHeight
      || window.outputWidth + window.width - 1 > window.inputWidth
    let rowCount = isPadded ? window.outputWidth + window.width - 1 : window.inputWidth
    paddedCount =
      isPadded ? (window.outputHeight + window.height - 1) * rowCount * window.channels : 0
    sumCount = height * width * filters
    outputCount = sumCount / (side * side)
    listCount = height * width * (filters + 8) + 1
    var shape = learn_convolution(
      image_stride: rowCount * window.channels, channels: window.channels,
      kernel_height: window.height, kernel_width: window.width, filters: filters, height: height,
      width: width, size: side)
    packedCount = learn_packed_count(&shape)
    gradientCount = learn_gradient_count(&shape)
    self.shape = shape
  }

  /// The image with its padding: `image` itself where it has none.
  public func padded<T: Real>(
    _ image: UnsafeMutablePointer<T>, scratch: UnsafeMutablePointer<T>
  ) -> UnsafeMutablePointer<T> {
    guard isPadded else { return image }
    let (source, target) = (floats(image), changing(scratch))
    target.update(repeating: 0, count: paddedCount)
    let count = window.inputWidth * window.channels
    for row in 0..<window.inputHeight {
      (target + padding + row * shape.image_stride).update(from: source + row * count, count: count)
    }
    return scratch
  }

  /// Numbers of padding before the first of the image.
  private var padding: Int {
    window.padTop * shape.image_stride + window.padLeft * window.channels
  }

  /// Lays the kernel (height × width × channels × filters) out for `sums`.
  public func pack<T: Real>(_ kernel: UnsafePointer<T>, into packed: UnsafeMutablePointer<T>) {
    withUnsafePointer(to: shape) { learn_pack($0, floats(kernel), changing(packed)) }
  }

  /// z[i, j, f] = Σ over y, x, c of image[i + y, j + x, c] · kernel[y, x, c, f], without bias.
  public func sums<T: Real>(
    of padded: UnsafePointer<T>, packed: UnsafePointer<T>, into z: UnsafeMutablePointer<T>
  ) {
    withUnsafePointer(to: shape) {
      kernels.correlate($0, floats(padded), floats(packed), changing(z))
    }
  }

  /// Max pooling of z with bias and activation, linear or ReLU.
  ///
  /// - Parameter winners: for each output, which place of its square was the (first) largest.
  public func pool<T: Real>(
    _ z: UnsafePointer<T>, bias: UnsafePointer<T>, activation: Activation,
    into output: UnsafeMutablePointer<T>, winners: UnsafeMutablePointer<T>
  ) {
    withUnsafePointer(to: shape) {
      kernels.pool(
        $0, floats(z), floats(bias), activation == .relu ? 1 : 0, changing(output),
        changing(winners))
    }
  }

  /// What the way back of one sample reads and writes.
  public struct Backward<T: Real> {
    /// The image with its padding.
    public var image: UnsafePointer<T>
    /// By the outputs.
    public var delta: UnsafePointer<T>
    public var outputs: UnsafePointer<T>
    /// As `pool` wrote them; nil without pooling.
    public var winners: UnsafePointer<T>?
    /// The kernel, filters × (height × width × channels).
    public var transposed: UnsafePointer<T>
    /// `gradientCount` numbers that gradients are added to; `collect` adds them to the kernel's.
    public var gradients: UnsafeMutablePointer<T>
    public var bias: UnsafeMutablePointer<T>
    /// By the image, written; nil where nobody asks.
    public var inputDelta: UnsafeMutablePointer<T>?
    /// Room for the padded `inputDelta`, `paddedCount` numbers.
    public var paddedDelta: UnsafeMutablePointer<T>
    /// Room for `listCount` numbers each.
    public var lists: (places: UnsafeMutablePointer<T>, values: UnsafeMutablePointer<T>)

    public init(
      image: UnsafePointer<T>, delta: UnsafePointer<T>, outputs: UnsafePointer<T>,
      winners: UnsafePointer<T>?, transposed: UnsafePointer<T>,
      gradients: UnsafeMutablePointer<T>, bias: UnsafeMutablePointer<T>,
      inputDelta: UnsafeMutablePointer<T>?, paddedDelta: UnsafeMutablePointer<T>,
      lists: (places: UnsafeMutablePointer<T>, values: UnsafeMutablePointer<T>)
    ) {
      self.image = image
      self.delta = delta
      self.outputs = outputs
      self.winners = winners
      self.transposed = transposed
      self.gradients = gradients
      self.bias = bias
      self.inputDelta = inputDelta
      self.paddedDelta = paddedDelta
      self.lists = lists
    }
  }

  /// δ by the outputs back to the weights and, where it is asked for, to the image:
  /// ∂L/∂K[y, x, c, f] = Σ over i, j of image[i + y, j + x, c] · δ[i, j, f], ∂L/∂b = Σ δ[i, j, f],
  /// ∂L/∂image[i + y, j + x, c] = Σ δ[i, j, f] · K[y, x, c, f].
  ///
  /// - Parameter activation: ReLU is taken back here, by its outputs; of all others δ has the
  ///   derivative in it already.
  public func backward<T: Real>(_ pass: Backward<T>, activation: Activation) {
    let target = isPadded ? pass.paddedDelta : pass.inputDelta
    if let target, pass.inputDelta != nil {
      changing(target).update(
        repeating: 0, count: isPadded ? paddedCount : window.inputCount)
    }
    let places = UnsafeMutableRawPointer(pass.lists.places)
      .bindMemory(to: Int32.self, capacity: listCount)
    withUnsafePointer(to: shape) {
      kernels.correlate_backward(
        $0, floats(pass.image), floats(pass.delta), floats(pass.outputs),
        pass.winners.map { floats($0) }, activation == .relu ? 1 : 0, floats(pass.transposed),
        changing(pass.gradients), changing(pass.bias),
        pass.inputDelta == nil ? nil : target.map { changing($0) }, places,
        changing(pass.lists.values))
    }
    guard isPadded, let inputDelta = pass.inputDelta.map({ changing($0) }) else { return }
    let count = window.inputWidth * window.channels
    let source = changing(pass.paddedDelta) + padding
    for row in 0..<window.inputHeight {
      (inputDelta + row * count).update(from: source + row * shape.image_stride, count: count)
    }
  }

  /// Adds what `backward` gathered to a gradient laid out as the kernel is.
  public func collect<T: Real>(
    _ gradients: UnsafePointer<T>, addingTo kernel: UnsafeMutablePointer<T>
  ) {
    withUnsafePointer(to: shape) { learn_collect($0, floats(gradients), changing(kernel)) }
  }
}
