import Numerics

/// A dense layer: z = x·W + b, a = f(z); kernel in × units.
struct DenseLayer: LayerKind {
  static let name = "dense"
  static let units = Setting(
    "units", .integer(1...1_000_000), "how many outputs", isRequired: true)
  static let words = [
    LayerWord(
      "dense", "every output is a weighted sum of all inputs",
      [units, .activation, .initializer, .weights, .bias], short: units)
  ]
  static let saved = [units, .activation]

  var units: Int
  var activation: Activation
  var initializer: Initializer
  var bias: Initializer

  var settings: Settings {
    [
      Self.units: .integer(units), .activation: .word(activation.rawValue),
      .initializer: .initializer(initializer), .bias: .initializer(bias),
    ]
  }

  var summary: String { "dense, \(units) units\(activation.suffix)" }

  func outputShape(for input: Shape) throws(NetworkError) -> Shape {
    guard units > 0, units <= NetworkDescription.largestOutput else {
      throw NetworkError("needs from 1 to \(NetworkDescription.largestOutput) units, not \(units)")
    }
    guard input.rank == 1 else {
      throw NetworkError("needs a vector, \(input) came in; put a flatten layer before it")
    }
    return [units]
  }

  func parameters(for input: Shape) -> [Parameter] {
    [
      Parameter(name: "kernel", shape: [input.count, units], start: initializer),
      Parameter(name: "bias", shape: [units], start: bias),
    ]
  }

  func work<T: Real>(at site: Site<T>) -> LayerWork<T> {
    .batch(
      Dense<T>(
        layer: site.layer, inputs: site.input.count, units: units, activation: site.activation,
        layout: site.layout))
  }

  func trace<T: Real>(_ record: LayerRecord<T>, _ reader: LayerTraceReader<T>) -> LayerTrace<T> {
    .dense(record, reader.weighted(activation))
  }
}

extension DenseLayer {
  init(_ settings: Settings) {
    units = settings.integer(Self.units)
    activation = settings.activation
    initializer = settings.kernelStart
    bias = settings.biasStart
  }
}

extension LayerDescription {
  /// z = x·W + b, a = f(z); kernel in × units.
  public static func dense(
    units: Int, activation: Activation = .linear, initializer: Initializer = .glorotUniform,
    bias: Initializer = .zeros
  ) -> LayerDescription {
    LayerDescription(
      DenseLayer(units: units, activation: activation, initializer: initializer, bias: bias))
  }
}

/// What a dense layer does with a whole batch X (samples × in).
///
/// Forward: Z = X·W + b, A = f(Z); each part of the work is some columns of W.
/// Backward, with δ the gradient by Z: ∂L/∂X = δ·Wᵀ, ∂L/∂W = Xᵀ·δ, ∂L/∂b = the sum of δ over the
/// samples; each part is some rows of W, updated at once while they are in the cache.
///
/// No part adds to another's numbers, so that the result does not depend on who does which.
final class Dense<T: Real>: BatchOperation {
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

  /// Ranges of about equal length, a multiple of 8 but for the last; few where there is little to
  /// do, and then an even number, so that two threads end together. It depends on shapes only.
  static func parts(of length: Int, work: Int, atMost largest: Int? = nil) -> [Range<Int>] {
    let fewest = work < 200_000 ? 1 : work < 2_000_000 ? 2 : 4
    let needed = largest.map { (length + max($0, 1) - 1) / max($0, 1) } ?? 0
    let wanted = max(fewest, needed + needed % 2)
    let size = max(16, ((length + wanted - 1) / wanted + 7) / 8 * 8)
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
