/// The values of a block, each read by its field. Only the fields that a kind declares can be asked
/// for; what is missing, unknown or out of its range was told before the kind sees any of them.
public struct FieldValues {
  /// The whole block, for faults that no single key is to blame for.
  let node: YAMLNode
  /// For readers of their own that tell what is wrong as they go on.
  let findings: Findings
  private let pairs: [String: YAMLNode]

  /// - Parameters:
  ///   - what: the block in an author's words: "a descent".
  ///   - overrides: Values that stand in place of the block's, by key.
  /// - Returns: nil, with all that is wrong, where something is.
  init?(
    _ node: YAMLNode, what: String, fields: [AnyField], overrides: [String: YAMLNode],
    findings: Findings
  ) {
    let before = findings.errorCount
    guard
      let keys = YAMLMapping(node, what: what, keys: fields.map { $0.key }, findings: findings)
    else { return nil }
    var pairs: [String: YAMLNode] = [:]
    for field in fields {
      if let value = overrides[field.key] ?? keys[field.key] {
        pairs[field.key] = value
        _ = field.accepts(value, findings)
      } else if field.isRequired, !keys.isMisspelt(field.key) {
        findings.error(
          "\"\(field.key):\" is missing", at: node, hint: "\(field.help): \(field.form)")
      }
    }
    guard findings.errorCount == before else { return nil }
    self.node = node
    self.findings = findings
    self.pairs = pairs
  }

  subscript<Value>(field: Field<Value>) -> Value {
    if let node = pairs[field.key], let value = field.read(node, Findings(file: "")) {
      return value
    }
    guard let fallback = field.fallback else {
      preconditionFailure("\(field.key) is read, but not among the fields of its kind")
    }
    return fallback
  }

  /// The values of all fields as texts, empty where the block gives none.
  func texts(of fields: [AnyField]) -> [ExperimentBlock.Text] {
    fields.map { ExperimentBlock.Text(key: $0.key, value: pairs[$0.key]?.flowText ?? "") }
  }

  /// Whether the block gives the field itself.
  func has<Value>(_ field: Field<Value>) -> Bool { pairs[field.key] != nil }

  /// Where the field stands; the block where it is not given.
  func place<Value>(_ field: Field<Value>) -> YAMLNode { pairs[field.key] ?? node }

  /// A fault that only several values together show.
  func fault<Value>(_ message: String, at field: Field<Value>, hint: String? = nil) -> KindError {
    .fault(message, at: place(field), hint: hint)
  }
}
