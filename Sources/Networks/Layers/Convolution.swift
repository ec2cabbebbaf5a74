import Numerics

/// A convolution layer: every kernel laid over every place of the image.
///
/// Forward (cross-correlation: the kernel is not turned round):
///   z[i, j, f] = b[f] + Σ over y, x, c of input[i·s + y, j·s + x, c] · kernel[y, x, c, f],
///   a = f(z)
/// written as a matrix product: Z = P·K + b, where P holds in each row the patch under one place.
/// Backward: ∂L/∂K = Pᵀ·δ, ∂L/∂b = the sum of δ over all places, ∂L/∂P = δ·Kᵀ, and each patch's
/// numbers go back to the places of the image that they came from.
///
/// Max pooling with windows side by side may be part of it: then δ reaches only the winners.
final class Convolution<T: Real>: Operation {
  let layer: Int
  let window: Window
  let filters: Int
  let activation: Activation
  /// Whether max pooling p×p follows in the same operation, p = `window.planes`.
  let isPooled: Bool
  private let kernel: Range<Int>
  private let bias: Range<Int>
  /// For images of few channels, where no gradient by them is asked: the image is shifted under the
  /// kernel, instead of the patches being copied.
  private let shifted: ShiftedImage?
  /// The winning plane of each pooled output.
  let winners: Memory<T>?
  /// Kᵀ, or K spread for the shifted image, for each thread.
  private let prepared: [PreparedKernel<T>]

  /// - Parameter pooling: the side of the max pooling that follows; nil if none is taken in.
  init(
    layer: Int, window: Window, filters: Int, activation: Activation, pooling: Int?,
    layout: ParameterLayout, needsInputDelta: Bool, capacity: Int, threads: Int
  ) {
    var window = window
    window.planes = pooling ?? 1
    self.layer = layer
    self.window = window
    self.filters = filters
    self.activation = activation
    isPooled = pooling != nil
    kernel = layout.entry(layer, "kernel").range
    bias = layout.entry(layer, "bias").range
    shifted =
      !needsInputDelta && window.width * window.channels < 16 && window.planes <= 2
      ? ShiftedImage(window, filters: filters) : nil
    inputCount = window.inputCount
    outputCount =
      isPooled
      ? window.planeHeight * window.planeWidth * filters
      : window.outputHeight * window.outputWidth * filters
    winners = isPooled ? Memory(capacity * outputCount) : nil
    let count = shifted.map { $0.rowCount * $0.columnCount } ?? window.patchCount * filters
    prepared = (0..<threads).map { _ in PreparedKernel(count) }
  }

  let inputCount: Int
  let outputCount: Int

  /// Numbers of one sample's z.
  private var sumCount: Int { window.positions * filters }
  /// Numbers of one sample's patches.
  private var patchesCount: Int { window.positions * window.patchCount }
  /// Samples treated together: their patches should stay in the cache.
  private var samplesAtOnce: Int { shifted == nil ? max(1, 65_536 / patchesCount) : 1 }

  /// P of one sample after the other.
  @specialized(where T == Float)
  private func patches(
    of input: UnsafeMutablePointer<T>, count: Int, _ scratch: Scratch<T>
  ) -> Matrix<T> {
    let memory = scratch.memory(.patches, count * patchesCount)
    for sample in 0..<count {
      gatherPatches(of: input + sample * inputCount, window, into: memory + sample * patchesCount)
    }
    return Matrix(memory, rows: count * window.positions, columns: window.patchCount)
  }

  private func kernelMatrix(_ base: UnsafeMutablePointer<T>) -> Matrix<T> {
    Matrix(base + kernel.lowerBound, rows: window.patchCount, columns: filters)
  }

  private func forEachPart(_ samples: Range<Int>, _ body: (_ first: Int, _ count: Int) -> Void) {
    for first in stride(from: 0, to: samples.count, by: samplesAtOnce) {
      body(first, min(samplesAtOnce, samples.count - first))
    }
  }

  @specialized(where T == Float)
  func forward(
    _ samples: Range<Int>, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>,
    _ pass: Pass<T>, _ scratch: Scratch<T>
  ) {
    let bias = pass.parameters + bias.lowerBound
    forEachPart(samples) { first, count in
      let source = input + first * inputCount
      let target = output + first * outputCount
      let z = isPooled ? scratch.memory(.sums, count * sumCount) : target
      let sums = Matrix(z, rows: count * window.positions, columns: filters)
      if let shifted {
        let rows = shifted.gather(
          from: source, scratch: scratch.memory(.patches, shifted.scratchCount))
        multiply(
          rows.transposed, spreadKernel(shifted, pass, scratch.thread),
          into: Matrix(z, rows: shifted.squares, columns: shifted.columnCount))
      } else {
        let patches = patches(of: source, count: count, scratch)
        multiply(patches, kernelMatrix(pass.parameters), into: sums)
      }
      guard isPooled, let winners else {
        addBias(bias, to: sums, activation: activation)
        return
      }
      for sample in 0..<count {
        poolPlanes(
          z + sample * sumCount, planes: window.planes * window.planes,
          squares: outputCount / filters, channels: filters, bias: bias, activation: activation,
          into: target + sample * outputCount,
          winners: winners.base + (samples.lowerBound + first + sample) * outputCount)
      }
    }
  }

  @specialized(where T == Float)
  func backward(
    _ samples: Range<Int>, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>,
    delta: UnsafeMutablePointer<T>, inputDelta: UnsafeMutablePointer<T>?,
    gradients: UnsafeMutablePointer<T>, _ pass: Pass<T>, _ scratch: Scratch<T>
  ) {
    if !isPooled {
      multiplyByDerivative(
        delta, outputs: output, count: samples.count * outputCount, activation)
    }
    if let inputDelta { clear(inputDelta, count: samples.count * inputCount) }
    forEachPart(samples) { first, count in
      let dz = sumDeltas(samples.lowerBound + first, first, count, output, delta, scratch)
      sumColumns(of: dz, into: gradients + bias.lowerBound, adding: true)
      if let shifted {
        let rows = shifted.gather(
          from: input + first * inputCount,
          scratch: scratch.memory(.patches, shifted.scratchCount))
        let spread = Matrix(
          scratch.memory(.shifts, shifted.rowCount * shifted.columnCount), rows: shifted.rowCount,
          columns: shifted.columnCount)
        multiply(
          rows, Matrix(dz.base, rows: shifted.squares, columns: shifted.columnCount), into: spread)
        shifted.collect(spread.base, addingTo: gradients + kernel.lowerBound)
        return
      }
      let patches = patches(of: input + first * inputCount, count: count, scratch)
      multiply(patches.transposed, dz, into: kernelMatrix(gradients), adding: true)
      guard let inputDelta else { return }
      let memory = scratch.memory(.patchDeltas, count * patchesCount)
      multiply(
        dz, transposedKernel(pass, scratch.thread),
        into: Matrix(memory, rows: count * window.positions, columns: window.patchCount))
      for sample in 0..<count {
        scatterPatches(
          memory + sample * patchesCount, window,
          addingTo: inputDelta + (first + sample) * inputCount)
      }
    }
  }

  /// δ by z: pooling's winners get theirs, all other places 0.
  @specialized(where T == Float)
  private func sumDeltas(
    _ place: Int, _ first: Int, _ count: Int, _ output: UnsafeMutablePointer<T>,
    _ delta: UnsafeMutablePointer<T>, _ scratch: Scratch<T>
  ) -> Matrix<T> {
    let source = delta + first * outputCount
    guard isPooled, let winners else {
      return Matrix(source, rows: count * window.positions, columns: filters)
    }
    let dz = scratch.memory(.sums, count * sumCount)
    for sample in 0..<count {
      let offset = sample * outputCount
      multiplyByDerivative(
        source + offset, outputs: output + first * outputCount + offset, count: outputCount,
        activation == .relu ? .linear : activation)
      unpoolPlanes(
        source + offset, outputs: output + first * outputCount + offset,
        winners: winners.base + (place + sample) * outputCount,
        planes: window.planes * window.planes, squares: outputCount / filters, channels: filters,
        activation: activation, into: dz + sample * sumCount)
    }
    return Matrix(dz, rows: count * window.positions, columns: filters)
  }

  private func transposedKernel(_ pass: Pass<T>, _ thread: Int) -> Matrix<T> {
    let kept = prepared[thread]
    if kept.version != pass.version {
      transpose(kernelMatrix(pass.parameters), into: kept.memory.base)
      kept.version = pass.version
    }
    return Matrix(kept.memory.base, rows: filters, columns: window.patchCount)
  }

  private func spreadKernel(
    _ shifted: ShiftedImage, _ pass: Pass<T>, _ thread: Int
  ) -> Matrix<T> {
    let kept = prepared[thread]
    if kept.version != pass.version {
      shifted.spread(pass.parameters + kernel.lowerBound, into: kept.memory.base)
      kept.version = pass.version
    }
    return Matrix(kept.memory.base, rows: shifted.rowCount, columns: shifted.columnCount)
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
