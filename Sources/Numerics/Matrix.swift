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

/// B = Aᵀ written in full, so that a product can read it row by row: its second factor is the one
/// that is slow to read transposed.
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
