import Numerics

/// Convolution as a matrix product: P holds in each row the patch under one place.
///
/// Forward Z = P·K + b; backward ∂L/∂K = Pᵀ·δ, ∂L/∂b = the sum of δ over all places, ∂L/∂P = δ·Kᵀ,
/// and each patch's numbers go back to the places of the image that they came from. Any stride, any
/// kind of number.
extension Convolution {
  /// Numbers of one sample's patches.
  private var patchesCount: Int { window.positions * window.patchCount }
  /// Samples treated together: their patches should stay in the cache.
  private var samplesAtOnce: Int { max(1, 65_536 / patchesCount) }

  private func forEachPart(_ count: Int, _ body: (_ first: Int, _ count: Int) -> Void) {
    for first in stride(from: 0, to: count, by: samplesAtOnce) {
      body(first, min(samplesAtOnce, count - first))
    }
  }

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

  @specialized(where T == Float)
  func forwardByPatches(
    _ count: Int, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>,
    _ pass: Pass<T>, _ scratch: Scratch<T>
  ) {
    forEachPart(count) { first, count in
      let patches = patches(of: input + first * inputCount, count: count, scratch)
      let z = Matrix(
        output + first * outputCount, rows: count * window.positions, columns: filters)
      multiply(patches, kernelMatrix(pass.parameters), into: z)
      addBias(pass.parameters + bias.lowerBound, to: z, activation: activation)
    }
  }

  /// δ is by z already.
  @specialized(where T == Float)
  func backwardByPatches(
    _ count: Int, input: UnsafeMutablePointer<T>, delta: UnsafeMutablePointer<T>,
    inputDelta: UnsafeMutablePointer<T>?, gradients: UnsafeMutablePointer<T>, _ pass: Pass<T>,
    _ scratch: Scratch<T>
  ) {
    if let inputDelta { clear(inputDelta, count: count * inputCount) }
    forEachPart(count) { first, count in
      let dz = Matrix(
        delta + first * outputCount, rows: count * window.positions, columns: filters)
      sumColumns(of: dz, into: gradients + bias.lowerBound, adding: true)
      let patches = patches(of: input + first * inputCount, count: count, scratch)
      multiply(patches.transposed, dz, into: kernelMatrix(gradients), adding: true)
      guard let inputDelta else { return }
      let memory = scratch.memory(.patchDeltas, count * patchesCount)
      let transposed = transposedKernel(pass, scratch.thread)
      multiply(
        dz, Matrix(transposed, rows: filters, columns: window.patchCount),
        into: Matrix(memory, rows: count * window.positions, columns: window.patchCount))
      for sample in 0..<count {
        scatterPatches(
          memory + sample * patchesCount, window,
          addingTo: inputDelta + (first + sample) * inputCount)
      }
    }
  }
}
