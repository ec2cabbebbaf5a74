/// Something in the world that kept images from being read, fetched or kept.
public struct DatasetError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Kind: String, Sendable {
    /// There is no such file, folder or data set.
    case missing
    /// It is there, but the system does not let us read it.
    case unreadable
    /// It was read, but is not what it should be.
    case corrupt
    /// It is, or unpacks to, more than any data set that this program works with.
    case tooLarge
    /// A file or folder could not be written.
    case unwritable
    /// No mirror gave the file.
    case unreachable
  }

  public var kind: Kind
  /// What was being done: "read the labels".
  public var operation: String
  /// The file or folder, as the user gave it or as it was found.
  public var path: String
  /// What is wrong with it, and what was expected.
  public var reason: String
  /// What the user can do, as a sentence; nil where the reason says it already.
  public var cure: String?
  /// The names that would have been found, where a name was looked for: one of them may be meant.
  public var knownNames: [String]

  public init(
    _ kind: Kind, _ operation: String, path: String, _ reason: String, cure: String? = nil,
    knownNames: [String] = []
  ) {
    self.kind = kind
    self.operation = operation
    self.path = path
    self.reason = reason
    self.cure = cure
    self.knownNames = knownNames
  }

  public var description: String { "cannot \(operation): \(path): \(reason)" }
}
