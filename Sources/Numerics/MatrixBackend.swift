import COpenBLAS

/// What computes the matrix products.
public enum MatrixBackend {
  /// The kernels that the library chose for this processor: results differ in the last bits from
  /// one to the next. For example "SkylakeX".
  public static var processor: String {
    openblas_get_corename().map { String(cString: $0) } ?? "unknown"
  }
}
