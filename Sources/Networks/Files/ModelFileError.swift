/// A model file that cannot be read or written.
public struct ModelFileError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Kind: String, Sendable {
    case missing
    case unreadable
    /// It was read, but is no model, or a damaged one.
    case corrupt
    case unwritable
  }

  public var kind: Kind
  /// What was being done: "read the model".
  public var operation: String
  public var path: String
  /// What is wrong, and what was expected.
  public var reason: String

  public init(_ kind: Kind, _ operation: String, path: String, _ reason: String) {
    self.kind = kind
    self.operation = operation
    self.path = path
    self.reason = reason
  }

  public var description: String { "cannot \(operation): \(path): \(reason)" }
}
