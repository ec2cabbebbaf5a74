/// A row-major matrix, or a block of one, in memory that someone else owns.
///
/// Kernels take these in place of arrays: a block of columns of a larger matrix is one, too, with
/// a `stride` wider than its `columns`.
public struct Matrix<T: Real> {
  public var base: UnsafeMutablePointer<T>
  public var rows: Int
  public var columns: Int
  /// Elements from one row to the next.
  public var stride: Int
  /// Read with rows and columns exchanged.
  public var isTransposed = false

  @inlinable public init(
    _ base: UnsafeMutablePointer<T>, rows: Int, columns: Int, stride: Int? = nil
  ) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride ?? columns
  }

  /// The same memory, rows and columns exchanged; only as a factor of a product.
  public var transposed: Matrix {
    var matrix = self
    swap(&matrix.rows, &matrix.columns)
    matrix.isTransposed.toggle()
    return matrix
  }

  /// The columns of a range, as a block in the same memory.
  public func columns(_ range: Range<Int>) -> Matrix {
    Matrix(base + range.lowerBound, rows: rows, columns: range.count, stride: stride)
  }

  /// The rows of a range, as a block in the same memory.
  public func rows(_ range: Range<Int>) -> Matrix {
    Matrix(
      base + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
  }
}

/// C = A·B, or C = C + A·B: rows of A times columns of B.
public func multiply<T: Real>(
  _ a: Matrix<T>, _ b: Matrix<T>, into c: Matrix<T>, adding: Bool = false
) {
  precondition(
    a.columns == b.rows && c.rows == a.rows && c.columns == b.columns,
    "matrix product of \(a.rows)×\(a.columns) and \(b.rows)×\(b.columns) "
      + "into \(c.rows)×\(c.columns)")
  guard c.rows > 0, c.columns > 0 else { return }
  T.matrixProduct(
    a.isTransposed, b.isTransposed, a.rows, b.columns, a.columns, a.base, a.stride, b.base,
    b.stride, adding ? 1 : 0, c.base, c.stride)
}

/// B = Aᵀ written in full, so that a product can read it row by row: OpenBLAS is nearly twice as slow
/// with its second factor transposed.
@specialized(where T == Float)
@specialized(where T == Double)
public func transpose<T: Real>(_ a: Matrix<T>, into b: Matrix<T>) {
  precondition(b.rows == a.columns && b.columns == a.rows, "a transposed matrix of another shape")
  let block = 16
  for firstRow in Swift.stride(from: 0, to: a.rows, by: block) {
    let lastRow = min(firstRow + block, a.rows)
    for column in 0..<a.columns {
      let target = b.base + column * b.stride
      for row in firstRow..<lastRow { target[row] = a.base[row * a.stride + column] }
    }
  }
}
