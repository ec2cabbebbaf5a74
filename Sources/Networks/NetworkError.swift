/// A network that cannot be built, or values that do not fit it.
public struct NetworkError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The layer as messages and tensors name it: `conv2`; nil if the fault lies in no single layer.
  public var layer: String?
  /// What came in, what is needed, and what would help.
  public var reason: String

  public init(layer: String? = nil, _ reason: String) {
    self.layer = layer
    self.reason = reason
  }

  public var description: String { layer.map { "\($0): \(reason)" } ?? reason }
}
