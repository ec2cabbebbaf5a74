/// The extents of a tensor, outermost first: an image is height × width × channels.
public struct Shape: Hashable, Sendable, CustomStringConvertible, ExpressibleByArrayLiteral {
  public var dimensions: [Int]

  public init(_ dimensions: [Int]) {
    precondition(dimensions.allSatisfy { $0 >= 0 }, "negative extent in shape \(dimensions)")
    self.dimensions = dimensions
  }

  public init(arrayLiteral elements: Int...) {
    self.init(elements)
  }

  /// The number of axes; 0 for a single number.
  public var rank: Int { dimensions.count }

  /// The number of elements, the product of all extents.
  public var count: Int { dimensions.reduce(1, *) }

  public subscript(axis: Int) -> Int { dimensions[axis] }

  /// `28×28×1`; a single number is `1`.
  public var description: String {
    dimensions.isEmpty ? "1" : dimensions.map(String.init).joined(separator: "×")
  }

  /// Row-major: the position of an element in memory, the last index running fastest.
  public func offset(of indices: [Int]) -> Int {
    precondition(indices.count == rank, "\(indices.count) indices for the shape \(self)")
    var offset = 0
    for (index, extent) in zip(indices, dimensions) {
      precondition(index >= 0 && index < extent, "index \(indices) outside of \(self)")
      offset = offset * extent + index
    }
    return offset
  }
}
