import Drawing

/// The keys of a block, read one by one. What is missing, unknown or of the wrong kind becomes a
/// diagnostic; reading goes on, so that an author sees all errors at once.
struct YAMLMapping {
  let node: YAMLNode
  let findings: Findings
  /// False where a key is unknown or stands twice; the diagnostics say so.
  private(set) var hasKnownKeysOnly = true
  private let pairs: [(key: YAMLNode, value: YAMLNode)]
  /// All keys that may stand in the block.
  private let keys: [String]

  /// - Parameters:
  ///   - what: the block in an author's words: "a question".
  ///   - keys: all keys that may stand in it.
  /// - Returns: nil, with a diagnostic, where `node` is no mapping.
  init?(_ node: YAMLNode, what: String, keys: [String], findings: Findings) {
    guard case .mapping(let pairs) = node.content else {
      findings.error(
        "\(what) needs keys with values, this is \(node.kind)", at: node,
        hint: "write one \"key: value\" a line; keys: " + keys.joined(separator: ", "))
      return nil
    }
    self.node = node
    self.findings = findings
    self.pairs = pairs
    self.keys = keys
    var seen: Set<String> = []
    for (key, _) in pairs {
      let name = key.scalar ?? ""
      if !keys.contains(name) {
        hasKnownKeysOnly = false
        findings.unknown("key", name, at: key, valid: keys)
      } else if !seen.insert(name).inserted {
        hasKnownKeysOnly = false
        findings.error("\"\(name)\" stands here twice", at: key, hint: "keep one of them")
      }
    }
  }

  subscript(key: String) -> YAMLNode? {
    pairs.first { $0.key.scalar == key && !$0.value.isNull }?.value
  }

  /// The value of a key, also where nothing stands behind it.
  func given(_ key: String) -> YAMLNode? { pairs.first { $0.key.scalar == key }?.value }

  /// Whether an unknown key was told for which `key` was proposed: it is there, misspelt.
  func isMisspelt(_ key: String) -> Bool {
    pairs.contains { pair in
      let name = pair.key.scalar ?? ""
      return !keys.contains(name) && NearestWord.to(name, in: keys) == key
    }
  }

  func required(_ key: String) -> YAMLNode? {
    if let value = self[key] { return value }
    if let empty = given(key) {
      findings.error("\"\(key):\" is empty", at: empty)
    } else if !isMisspelt(key) {
      findings.error("\"\(key):\" is missing", at: node)
    }
    return nil
  }

  func string(_ key: String) -> String? {
    guard let value = self[key] else { return nil }
    if let text = value.scalar { return text }
    findings.error(
      "\"\(key):\" needs a text, this is \(value.kind)", at: value, hint: Self.quotes)
    return nil
  }

  /// The cure where a text was taken for something else.
  static let quotes = "a text that begins with a bracket or holds \": \" stands in quotes"

  func requiredString(_ key: String) -> String? {
    guard let value = required(key) else { return nil }
    guard let text = value.scalar else {
      findings.error(
        "\"\(key):\" needs a text, this is \(value.kind)", at: value, hint: Self.quotes)
      return nil
    }
    guard !text.isEmpty else {
      findings.error("\"\(key):\" is empty", at: value)
      return nil
    }
    return text
  }

  func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let value = self[key] else { return nil }
    if let number = value.scalar.flatMap({ Int($0) }), range.contains(number) { return number }
    let shown = value.scalar.map { "\"\($0)\"" } ?? value.kind
    findings.error(
      "\"\(key):\" needs a whole number from \(range.lowerBound) to \(range.upperBound), this is "
        + shown, at: value)
    return nil
  }

  func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
    guard let value = self[key] else { return nil }
    if let number = value.scalar.flatMap({ Double($0) }), range.contains(number) { return number }
    let shown = value.scalar.map { "\"\($0)\"" } ?? value.kind
    findings.error(
      "\"\(key):\" needs a number from \(range.lowerBound) to \(range.upperBound), this is "
        + shown, at: value)
    return nil
  }

  func boolean(_ key: String) -> Bool? {
    guard let value = self[key] else { return nil }
    switch value.scalar {
    case "true", "yes": return true
    case "false", "no": return false
    default:
      findings.error("\"\(key):\" needs true or false", at: value)
      return nil
    }
  }

  /// One of the words of an enumeration.
  func word<W: RawRepresentable & CaseIterable>(_ key: String, _: W.Type) -> W?
  where W.RawValue == String {
    guard let value = self[key] else { return nil }
    if let found = value.scalar.flatMap(W.init(rawValue:)) { return found }
    findings.unknown(key, value.scalar ?? value.kind, at: value, valid: W.allCases.map(\.rawValue))
    return nil
  }

  /// The items of a list; a single value stands for a list of one.
  func list(_ key: String) -> [YAMLNode]? {
    guard let value = self[key] else { return nil }
    if case .sequence(let items) = value.content { return items }
    if case .scalar = value.content { return [value] }
    findings.error("\"\(key):\" needs a list, this is \(value.kind)", at: value)
    return nil
  }

  func strings(_ key: String) -> [String]? {
    list(key)?.compactMap { item in
      if let text = item.scalar { return text }
      findings.error(
        "a text is needed here, this is \(item.kind)", at: item, hint: Self.quotes)
      return nil
    }
  }
}
