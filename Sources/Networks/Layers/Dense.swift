import Numerics

/// A dense layer over a whole batch X (samples × in).
///
/// Forward: Z = X·W + b, A = f(Z); each part of the work is some columns of W.
/// Backward, with δ the gradient by Z: ∂L/∂X = δ·Wᵀ, ∂L/∂W = Xᵀ·δ, ∂L/∂b = the sum of δ over the
/// samples; each part is some rows of W, updated at once while they are in the cache.
///
/// No part adds to another's numbers, so that the result does not depend on who does which.
final class Dense<T: Real> {
  let layer: Int
  let inputCount: Int
  let outputCount: Int
  let activation: Activation
  let kernel: Range<Int>
  let bias: Range<Int>

  init(layer: Int, inputs: Int, units: Int, activation: Activation, layout: ParameterLayout) {
    self.layer = layer
    inputCount = inputs
    outputCount = units
    self.activation = activation
    kernel = layout.entry(layer, "kernel").range
    bias = layout.entry(layer, "bias").range
  }

  private func kernelMatrix(_ base: UnsafeMutablePointer<T>) -> Matrix<T> {
    Matrix(base + kernel.lowerBound, rows: inputCount, columns: outputCount)
  }

  /// Ranges of about equal length, a multiple of 16 but for the last; few where there is little to
  /// do. The number depends on shapes only.
  static func parts(of length: Int, work: Int, atMost largest: Int? = nil) -> [Range<Int>] {
    let fewest = work < 200_000 ? 1 : work < 2_000_000 ? 2 : 4
    let wanted = max(fewest, largest.map { (length + max($0, 1) - 1) / max($0, 1) } ?? 0)
    let size = max(16, ((length + wanted - 1) / wanted + 15) / 16 * 16)
    return stride(from: 0, to: length, by: size).map { $0..<min($0 + size, length) }
  }

  @specialized(where T == Float)
  func forward(
    count: Int, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>, _ pass: Pass<T>,
    _ pool: WorkerPool
  ) {
    let parts = Self.parts(of: outputCount, work: count * kernel.count)
    let x = Matrix(input, rows: count, columns: inputCount)
    let z = Matrix(output, rows: count, columns: outputCount)
    let weights = kernelMatrix(pass.parameters)
    pool.run(parts.count) { part, _ in
      let columns = parts[part]
      multiply(x, weights.columns(columns), into: z.columns(columns))
      addBias(
        pass.parameters + bias.lowerBound + columns.lowerBound, to: z.columns(columns),
        activation: activation == .softmax ? .linear : activation)
    }
  }

  /// - Parameters:
  ///   - delta: the gradient by the output; the gradient by z afterwards.
  ///   - gradients: written where nothing is updated; an update gets each block of them from the
  ///     cache, and they never go to the memory.
  ///   - update: changes the parameters of a range by their gradients; nil to leave them.
  @specialized(where T == Float)
  func backward(
    count: Int, input: UnsafeMutablePointer<T>, output: UnsafeMutablePointer<T>,
    delta: UnsafeMutablePointer<T>, inputDelta: UnsafeMutablePointer<T>?,
    gradients: UnsafeMutablePointer<T>, _ pass: Pass<T>, _ pool: WorkerPool,
    _ scratches: [Scratch<T>], update: Update<T>?
  ) {
    takeDerivative(count: count, output: output, delta: delta, pool)
    let x = Matrix(input, rows: count, columns: inputCount)
    let dz = Matrix(delta, rows: count, columns: outputCount)
    let transposed = scratches[0].memory(.transposed, count * outputCount)
    let dzTransposed = Matrix(transposed, rows: outputCount, columns: count)
    if inputDelta != nil { transpose(dz, into: dzTransposed, pool) }
    let weights = kernelMatrix(pass.parameters)
    let parts = Self.parts(
      of: inputCount, work: count * kernel.count,
      atMost: update == nil ? nil : Self.cachedCount / outputCount)
    pool.run(parts.count) { part, thread in
      let rows = parts[part]
      let scratch = scratches[thread]
      if let inputDelta {
        // (W·δᵀ)ᵀ in place of δ·Wᵀ: what has to be transposed is small beside the weights.
        let product = Matrix(
          scratch.memory(.sums, rows.count * count), rows: rows.count, columns: count)
        multiply(weights.rows(rows), dzTransposed, into: product)
        Numerics.transpose(
          product, into: Matrix(inputDelta, rows: count, columns: inputCount).columns(rows))
      }
      let range =
        kernel.lowerBound + rows.lowerBound * outputCount..<kernel.lowerBound + rows.upperBound
        * outputCount
      let block =
        update == nil
        ? gradients + range.lowerBound : scratch.memory(.gradients, range.count)
      multiply(
        x.columns(rows).transposed, dz,
        into: Matrix(block, rows: rows.count, columns: outputCount))
      update?(range, block)
      if part == 0 {
        sumColumns(of: dz, into: gradients + bias.lowerBound)
        update?(bias, gradients + bias.lowerBound)
      }
    }
  }

  /// Numbers of a block of gradients that stays in the cache until its weights are changed.
  private static var cachedCount: Int { 32_768 }

  @specialized(where T == Float)
  private func transpose(_ dz: Matrix<T>, into result: Matrix<T>, _ pool: WorkerPool) {
    let parts = Self.parts(of: outputCount, work: dz.rows * outputCount * 8)
    pool.run(parts.count) { part, _ in
      Numerics.transpose(dz.columns(parts[part]), into: result.rows(parts[part]))
    }
  }

  @specialized(where T == Float)
  private func takeDerivative(
    count: Int, output: UnsafeMutablePointer<T>, delta: UnsafeMutablePointer<T>,
    _ pool: WorkerPool
  ) {
    guard activation != .linear, activation != .softmax else { return }
    let total = count * outputCount
    let parts = Self.parts(of: total, work: total * 8)
    pool.run(parts.count) { part, _ in
      let start = parts[part].lowerBound
      multiplyByDerivative(
        delta + start, outputs: output + start, count: parts[part].count, activation)
    }
  }
}
