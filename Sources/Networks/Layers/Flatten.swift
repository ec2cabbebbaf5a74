import Numerics

/// An image as a vector: row, column, channel. No number moves.
struct FlattenLayer: LayerKind {
  static let name = "flatten"
  static let words = [LayerWord("flatten", "all numbers of an image in one row")]

  var summary: String { "flatten" }

  func outputShape(for input: Shape) throws(NetworkError) -> Shape { [input.count] }

  func trace<T: Real>(_ record: LayerRecord<T>, _ reader: LayerTraceReader<T>) -> LayerTrace<T> {
    .flatten(record)
  }
}

extension FlattenLayer {
  init(_ settings: Settings) {}
}

extension LayerDescription {
  /// An image as a vector: row, column, channel.
  public static var flatten: LayerDescription { LayerDescription(FlattenLayer()) }
}
