/// `expect:` lines, which make every lesson its own test: a path into the experiment and what it
/// should give. Words and exact numbers have to be the same; `{min: …, max: …}` sets bounds, and
/// `{value: …, tolerance: …}` a distance.
enum Expectation {
  static func check(
    _ node: YAMLNode, of experiment: PlayedExperiment, isOriginal: Bool, findings: Findings
  ) {
    guard case .mapping(let pairs) = node.content else {
      findings.error("\"expect:\" needs keys with values, this is \(node.kind)", at: node)
      return
    }
    for (key, expected) in pairs {
      guard let path = key.scalar.flatMap({ ReferencePath($0) }) else {
        findings.error("\"\(key.scalar ?? key.kind)\" is no path", at: key)
        continue
      }
      do {
        let value = try experiment.value(path)
        guard isOriginal, let difference = difference(value, expected, findings) else { continue }
        findings.error(
          "\(key.scalar ?? ""): the lesson expects \(difference), the engine gives "
            + "\(value.plain.joined(separator: ", "))", at: expected)
      } catch {
        findings.error(
          error.message, at: key, hint: Findings.hint(for: error.word, valid: error.valid))
      }
    }
  }

  /// Whether a run gives all that is expected.
  static func isMet(_ node: YAMLNode, by experiment: PlayedExperiment) -> Bool {
    let findings = Findings(file: "")
    check(node, of: experiment, isOriginal: true, findings: findings)
    return !findings.hasErrors
  }

  /// What is expected, where `value` is not that; nil where it is.
  static func difference(_ value: Value, _ expected: YAMLNode, _ findings: Findings)
    -> String?
  {
    switch expected.content {
    case .scalar(let text, _):
      return value.plain == [text] ? nil : text
    case .sequence(let items):
      let texts = items.map { $0.scalar ?? "?" }
      return value.plain == texts ? nil : texts.joined(separator: ", ")
    case .mapping:
      guard
        let keys = YAMLMapping(
          expected, what: "an expectation", keys: ["min", "max", "value", "tolerance"],
          findings: findings)
      else { return nil }
      let everything = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
      let center = keys.number("value", in: everything)
      let tolerance = keys.number("tolerance", in: 0...Double.greatestFiniteMagnitude) ?? 0
      let low = center.map { $0 - tolerance } ?? keys.number("min", in: everything)
      let high = center.map { $0 + tolerance } ?? keys.number("max", in: everything)
      let isInside = value.numbers.allSatisfy {
        $0 >= low ?? -Double.infinity && $0 <= high ?? Double.infinity
      }
      if isInside, !value.numbers.isEmpty { return nil }
      return [low.map { "at least \($0)" }, high.map { "at most \($0)" }].compactMap { $0 }
        .joined(separator: " and ")
    }
  }
}
