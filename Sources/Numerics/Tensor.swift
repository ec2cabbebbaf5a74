/// A dense, row-major array of numbers with a shape; the last index runs fastest.
///
/// Training uses `Tensor<Float>`; gradient checks and small worked examples `Tensor<Double>`.
/// Images are height × width × channels, kernels height × width × in × out, dense weights in × out.
public struct Tensor<Scalar: BinaryFloatingPoint & Sendable>: Equatable, Sendable {
  public private(set) var shape: Shape
  /// The elements in row-major order, `shape.count` of them.
  public var values: [Scalar] {
    didSet { precondition(values.count == shape.count, "\(values.count) values for \(shape)") }
  }

  /// Wraps values in row-major order; their number must be the shape's.
  public init(_ shape: Shape, _ values: [Scalar]) {
    precondition(
      values.count == shape.count, "\(values.count) values do not fill the shape \(shape)")
    self.shape = shape
    self.values = values
  }

  public init(repeating value: Scalar, _ shape: Shape) {
    self.shape = shape
    self.values = [Scalar](repeating: value, count: shape.count)
  }

  public init(zeros shape: Shape) {
    self.init(repeating: 0, shape)
  }

  /// A matrix from its rows; all must have the same length.
  public init(rows: [[Scalar]]) {
    let width = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == width }, "rows of different lengths")
    self.init([rows.count, width], rows.flatMap { $0 })
  }

  /// The same numbers, rounded to or widened from another precision.
  public init<Other>(_ other: Tensor<Other>) {
    self.init(other.shape, other.values.map { Scalar($0) })
  }

  public var count: Int { values.count }

  public subscript(indices: Int...) -> Scalar {
    get { values[shape.offset(of: indices)] }
    set { values[shape.offset(of: indices)] = newValue }
  }

  /// The same elements under another shape of the same count.
  public func reshaped(_ shape: Shape) -> Tensor {
    Tensor(shape, values)
  }

  public func map(_ transform: (Scalar) -> Scalar) -> Tensor {
    Tensor(shape, values.map(transform))
  }
}
