/// C = A·B, or C = C + A·B: rows of A times columns of B.
///
/// Each sum runs over its terms in their order, in blocks of 256 whose sums are then added in
/// theirs: the result depends on nothing else, neither on how the matrices are cut nor on which
/// numbers a processor treats at once. In `Float` the levels with fused multiplication differ from
/// the oldest one in the last digits, and not from each other.
public func multiply<T: Real>(
  _ a: Matrix<T>, _ b: Matrix<T>, into c: Matrix<T>, adding: Bool = false
) {
  precondition(
    a.columns == b.rows && c.rows == a.rows && c.columns == b.columns,
    "matrix product of \(a.rows)×\(a.columns) and \(b.rows)×\(b.columns) "
      + "into \(c.rows)×\(c.columns)")
  precondition(!c.isTransposed, "a matrix product is written row by row")
  if T.self == Float.self {
    FloatKernels.current.multiply(
      a.rows, b.columns, a.columns, floats(a.base), a.rowStep, a.columnStep, floats(b.base),
      b.rowStep, b.columnStep, adding ? 1 : 0, changing(c.base), c.stride)
  } else {
    multiplyInOrder(a, b, into: c, adding: adding)
  }
}

/// The product without loops for a processor.
@specialized(where T == Float)
@specialized(where T == Double)
func multiplyInOrder<T: Real>(_ a: Matrix<T>, _ b: Matrix<T>, into c: Matrix<T>, adding: Bool) {
  let block = 256
  withUnsafeTemporaryAllocation(of: T.self, capacity: max(c.columns, 1)) { buffer in
    guard let sums = buffer.baseAddress else { return }
    for i in 0..<c.rows {
      let target = c.base + i * c.stride
      if !adding { for j in 0..<c.columns { target[j] = 0 } }
      for first in Swift.stride(from: 0, to: a.columns, by: block) {
        for j in 0..<c.columns { sums[j] = 0 }
        for k in first..<min(first + block, a.columns) {
          let factor = a.base[i * a.rowStep + k * a.columnStep]
          let row = b.base + k * b.rowStep
          if b.columnStep == 1 {
            for j in 0..<c.columns { sums[j] += factor * row[j] }
          } else {
            for j in 0..<c.columns { sums[j] += factor * row[j * b.columnStep] }
          }
        }
        for j in 0..<c.columns { target[j] += sums[j] }
      }
    }
  }
}

extension Matrix {
  /// Elements from one row to the next, and from one column to the next, as the matrix is read.
  fileprivate var rowStep: Int { isTransposed ? 1 : stride }
  fileprivate var columnStep: Int { isTransposed ? stride : 1 }
}
