import Networks

/// Reads declared settings out of YAML: every value against its form, every key against what is
/// declared. What is wrong becomes a diagnostic at its place, and reading goes on.
struct SettingsReader {
  let findings: Findings

  /// The settings behind a word such as `conv`.
  ///
  /// - Parameters:
  ///   - value: what stands behind the word; nil where it stands alone.
  ///   - what: the word in an author's language: "conv", "the training".
  ///   - short: the setting meant by a single value.
  ///   - place: the word itself.
  /// - Returns: nil with diagnostics where something is wrong or missing.
  func settings(
    _ value: YAMLNode?, of what: String, _ declared: [Setting], short: Setting? = nil,
    at place: YAMLNode
  ) -> Settings? {
    guard let value, !value.isNull else { return complete([:], declared, of: what, at: place) }
    if let short, !value.isMapping {
      guard let found = self.value(value, short, called: what) else { return nil }
      return complete([short: found], declared, of: what, at: place)
    }
    guard !declared.isEmpty else {
      findings.error("\(what) has no settings", at: value, hint: "write \"\(what)\" alone")
      return nil
    }
    guard
      let keys = YAMLMapping(
        value, what: what, keys: declared.map { $0.key }, findings: findings)
    else { return nil }
    return settings(keys, declared, of: what)
  }

  /// The declared settings among the keys of a block.
  func settings(_ keys: YAMLMapping, _ declared: [Setting], of what: String) -> Settings? {
    var settings = Settings()
    var isRight = keys.hasKnownKeysOnly
    for setting in declared {
      guard let node = keys.given(setting.key) else { continue }
      if let value = value(node, setting, called: "\"\(setting.key):\"") {
        settings[setting] = value
      } else {
        isRight = false
      }
    }
    let missing = declared.filter { $0.isRequired && keys.given($0.key) == nil }
    for setting in missing { findings.error("\"\(setting.key):\" is missing", at: keys.node) }
    return isRight && missing.isEmpty ? settings : nil
  }

  private func complete(
    _ settings: Settings, _ declared: [Setting], of what: String, at place: YAMLNode
  ) -> Settings? {
    let missing = declared.filter { $0.isRequired && settings[$0] == nil }
    for setting in missing {
      findings.error("\(what) needs \"\(setting.key):\"", at: place)
    }
    return missing.isEmpty ? settings : nil
  }

  /// A value in the form of its setting.
  ///
  /// - Parameter name: how a message calls what needs the value.
  func value(_ node: YAMLNode, _ setting: Setting, called name: String) -> SettingValue? {
    if node.isNull {
      findings.error("\(name) is empty", at: node, hint: "it needs \(setting.form.text)")
      return nil
    }
    let text = node.scalar
    switch setting.form {
    case .integer(let range):
      if let number = text.flatMap({ Int($0) }), range.contains(number) { return .integer(number) }
    case .number(let range):
      if let number = text.flatMap({ Double($0) }), range.contains(number) {
        return .number(number)
      }
    case .part:
      if let number = text.flatMap({ Double($0) }), number >= 0, number < 1 {
        return .number(number)
      }
    case .extent(let range):
      if let extent = extent(node, range) { return .extent(extent) }
    case .weights:
      if let numbers = Self.numbers(node), !numbers.isEmpty {
        return .initializer(.values(numbers))
      }
    case .flag:
      if text == "true" || text == "yes" { return .flag(true) }
      if text == "false" || text == "no" { return .flag(false) }
    case .word(let words):
      guard let text else { break }
      if words.contains(text) { return .word(text) }
      findings.unknown(setting.key, text, at: node, valid: words)
      return nil
    case .initializer:
      guard let text else { break }
      if let found = Initializer.named.first(where: { $0.word == text }) {
        return .initializer(found.initializer)
      }
      findings.unknown(setting.key, text, at: node, valid: Initializer.named.map { $0.word })
      return nil
    }
    let shown = node.scalar.map { "\"\($0)\"" } ?? node.kind
    findings.error("\(name) needs \(setting.form.text), this is \(shown)", at: node)
    return nil
  }

  private func extent(_ node: YAMLNode, _ range: ClosedRange<Int>) -> Extent? {
    let items: [YAMLNode]
    switch node.content {
    case .scalar: items = [node]
    case .sequence(let list) where list.count == 2: items = list
    default: return nil
    }
    let sides = items.compactMap { $0.scalar.flatMap { Int($0) } }.filter { range.contains($0) }
    guard sides.count == items.count, let height = sides.first, let width = sides.last else {
      return nil
    }
    return Extent(height, width)
  }

  /// All numbers of lists inside one another, in their order; nil where one is none that a network
  /// can compute with.
  private static func numbers(_ node: YAMLNode) -> [Double]? {
    switch node.content {
    case .scalar(let text, _):
      guard let number = Double(text), Float(number).isFinite else { return nil }
      return [number]
    case .sequence(let items):
      var all: [Double] = []
      for item in items {
        guard let some = numbers(item) else { return nil }
        all += some
      }
      return all
    case .mapping: return nil
    }
  }
}

extension Setting.Form {
  /// What is needed, as an error says it.
  var text: String {
    switch self {
    case .integer(let range):
      "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .part: "a number from 0 to below 1"
    case .extent(let range):
      "a size from \(range.lowerBound) to \(range.upperBound), or [height, width]"
    case .word(let words): "one of " + words.joined(separator: ", ")
    case .initializer: "one of " + Initializer.named.map { $0.word }.joined(separator: ", ")
    case .weights: "numbers"
    case .flag: "true or false"
    }
  }
}
