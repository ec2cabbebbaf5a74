import Numerics

@testable import Networks

/// A layer's sums as a matrix product: positions × n numbers X times n × f weights K.
struct RoundingSums {
  let positions: Int
  let n: Int
  let f: Int
  let x: [Double]
  let errors: [Double]
  let kernel: [Double]

  /// - Parameter x: the numbers that go in, place by place; `errors`: how far they may be off.
  init(_ weighted: WeightedRecord<Double>, _ x: [Double], _ errors: [Double]) {
    f = weighted.bias.count
    n = weighted.kernel.count / f
    positions = x.count / n
    self.x = x.map(abs)
    self.errors = errors
    kernel = weighted.kernel.values.map(abs)
  }

  func forward(bias: [Double]) -> [Double] {
    let size = product(x, kernel, positions, f, n)
    let off = product(errors, kernel, positions, f, n)
    return size.indices.map {
      off[$0] + RoundingBounds.rounding(terms: n + 1, size[$0] + abs(bias[$0 % f]))
    }
  }

  func kernelGradient(_ delta: [Double], _ off: [Double]) -> RoundingBounds.Gradient {
    let delta = delta.map(abs)
    let errors = zip(
      product(x, off, n, f, positions, isTransposed: true),
      product(errors, delta, n, f, positions, isTransposed: true)
    ).map { $0 + $1 }
    return .init(
      sizes: product(x, delta, n, f, positions, isTransposed: true), errors: errors,
      terms: positions)
  }

  func biasGradient(_ delta: [Double], _ off: [Double]) -> RoundingBounds.Gradient {
    let ones = [Double](repeating: 1, count: positions)
    return .init(
      sizes: product(ones, delta.map(abs), 1, f, positions),
      errors: product(ones, off, 1, f, positions), terms: positions)
  }

  /// How far the gradients by X may be off.
  func inputErrors(_ delta: [Double], _ off: [Double]) -> [Double] {
    var transposed = [Double](repeating: 0, count: kernel.count)
    for row in 0..<n {
      for column in 0..<f { transposed[column * n + row] = kernel[row * f + column] }
    }
    let size = product(delta.map(abs), transposed, positions, n, f)
    let errors = product(off, transposed, positions, n, f)
    // Up to `positions` patches meet at one place; their terms are one sum.
    return size.indices.map { errors[$0] + RoundingBounds.rounding(terms: f * n, size[$0]) }
  }

  /// A·B for A of m × k, or k × m where it is transposed.
  private func product(
    _ a: [Double], _ b: [Double], _ m: Int, _ n: Int, _ k: Int, isTransposed: Bool = false
  ) -> [Double] {
    var (a, b, c) = (a, b, [Double](repeating: 0, count: m * n))
    a.withUnsafeMutableBufferPointer { a in
      b.withUnsafeMutableBufferPointer { b in
        c.withUnsafeMutableBufferPointer { c in
          guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else {
            return
          }
          let left =
            isTransposed
            ? Matrix(a, rows: k, columns: m).transposed : Matrix(a, rows: m, columns: k)
          multiply(left, Matrix(b, rows: k, columns: n), into: Matrix(c, rows: m, columns: n))
        }
      }
    }
    return c
  }
}
