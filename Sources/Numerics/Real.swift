import COpenBLAS
import Glibc

/// A floating-point number that networks compute with: `Float` in training, `Double` in gradient
/// checks and in small examples whose digits a reader recomputes.
///
/// Layers are written once for both. What differs stands here: the matrix product of the BLAS
/// library and the elementary functions.
public protocol Real: BinaryFloatingPoint, SIMDScalar, Sendable, Codable {
  /// C = A·B + β·C over row-major matrices; see `multiply(_:_:into:adding:)`.
  static func matrixProduct(
    _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int,
    _ a: UnsafePointer<Self>, _ lda: Int, _ b: UnsafePointer<Self>, _ ldb: Int,
    _ beta: Self, _ c: UnsafeMutablePointer<Self>, _ ldc: Int)
  static func exponential(_ x: Self) -> Self
  static func logarithm(_ x: Self) -> Self
  static func hyperbolicTangent(_ x: Self) -> Self
  /// log(1 + x), exact for small x.
  static func logarithmOfOnePlus(_ x: Self) -> Self
}

/// OpenBLAS keeps to the thread that calls it: the parallel parts of a step are ours, so that
/// results do not depend on the number of threads.
private let singleThreadedBLAS: Void = openblas_set_num_threads(1)

extension Float: Real {
  public static func matrixProduct(
    _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int,
    _ a: UnsafePointer<Float>, _ lda: Int, _ b: UnsafePointer<Float>, _ ldb: Int,
    _ beta: Float, _ c: UnsafeMutablePointer<Float>, _ ldc: Int
  ) {
    _ = singleThreadedBLAS
    cblas_sgemm(
      CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans,
      transposeB ? CblasTrans : CblasNoTrans, blasint(m), blasint(n), blasint(k), 1, a,
      blasint(lda), b, blasint(ldb), beta, c, blasint(ldc))
  }

  @inlinable public static func exponential(_ x: Float) -> Float { expf(x) }
  @inlinable public static func logarithm(_ x: Float) -> Float { logf(x) }
  @inlinable public static func hyperbolicTangent(_ x: Float) -> Float { tanhf(x) }
  @inlinable public static func logarithmOfOnePlus(_ x: Float) -> Float { log1pf(x) }
}

extension Double: Real {
  public static func matrixProduct(
    _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int,
    _ a: UnsafePointer<Double>, _ lda: Int, _ b: UnsafePointer<Double>, _ ldb: Int,
    _ beta: Double, _ c: UnsafeMutablePointer<Double>, _ ldc: Int
  ) {
    _ = singleThreadedBLAS
    cblas_dgemm(
      CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans,
      transposeB ? CblasTrans : CblasNoTrans, blasint(m), blasint(n), blasint(k), 1, a,
      blasint(lda), b, blasint(ldb), beta, c, blasint(ldc))
  }

  @inlinable public static func exponential(_ x: Double) -> Double { exp(x) }
  @inlinable public static func logarithm(_ x: Double) -> Double { log(x) }
  @inlinable public static func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }
  @inlinable public static func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }
}

/// The processor that the library of matrix products chose its loops for.
var openblasCoreName: String? { openblas_get_corename().map { String(cString: $0) } }
