import Numerics

/// A kernel in exact numbers: every weight is one of `weights` divided by `divisor`.
public struct ExactKernel: Equatable, Sendable {
  /// Row by row.
  public let weights: [[ExactDecimal]]
  /// What the sum of products is divided by: 16 for the Gaussian blur, 1 for most kernels.
  public let divisor: Int

  /// - Throws: where there are no weights, rows differ in length, or the divisor is not positive.
  public init(_ weights: [[ExactDecimal]], divisor: Int = 1) throws(NetworkError) {
    guard let width = weights.first?.count, width > 0 else {
      throw NetworkError("a kernel needs at least one weight")
    }
    guard weights.allSatisfy({ $0.count == width }) else {
      throw NetworkError("the rows of the kernel have different lengths")
    }
    guard divisor > 0 else { throw NetworkError("the divisor is \(divisor), not above 0") }
    self.weights = weights
    self.divisor = divisor
  }

  public var height: Int { weights.count }
  public var width: Int { weights[0].count }

  /// The kernels that have names, in alphabetical order.
  public static let names = table.keys.sorted()

  /// A kernel by its name; nil for an unknown one.
  ///
  /// Blur and sharpening are those of source 003. The edge kernels add up to 0: they are silent
  /// where nothing changes.
  public init?(named name: String) {
    guard let (rows, divisor) = Self.table[name] else { return nil }
    weights = rows.map { $0.map { ExactDecimal($0) } }
    self.divisor = divisor
  }

  private static let table: [String: ([[Int]], Int)] = [
    "identity": ([[0, 0, 0], [0, 1, 0], [0, 0, 0]], 1),
    "blur": ([[1, 2, 1], [2, 4, 2], [1, 2, 1]], 16),
    "sharpen": ([[0, -1, 0], [-1, 5, -1], [0, -1, 0]], 1),
    "edge": ([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]], 1),
    "vertical-edge": ([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]], 1),
    "horizontal-edge": ([[-1, -1, -1], [0, 0, 0], [1, 1, 1]], 1),
  ]
}
