/// A value of a YAML document that knows where it stands.
struct YAMLNode: Sendable {
  indirect enum Content: Sendable {
    /// `isPlain` tells an unquoted scalar from a quoted one.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  var content: Content
  /// Line and column in the lesson file, counted from 1.
  var line: Int
  var column: Int

  var scalar: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  var isNull: Bool {
    if case .scalar(let text, true) = content { ["", "~", "null"].contains(text) } else { false }
  }

  var isMapping: Bool {
    if case .mapping = content { true } else { false }
  }

  /// What it is, in an author's words.
  var kind: String {
    switch content {
    case .scalar: "a single value"
    case .sequence: "a list"
    case .mapping: "a set of keys"
    }
  }
}
