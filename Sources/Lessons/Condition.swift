/// `when:` in a block, and `when` blocks around text: shown only where the numbers are so. A
/// condition is written as `expect:` is, with the experiment's name before each path:
///
/// ```yaml
/// when: {source.zeros: {min: 1}}
/// ```
///
/// All of its lines have to hold. Whether they do is asked of the numbers of the page, so that a
/// variant, another seed or other data never gets a sentence that is not so.
extension LessonPlayer {
  /// Whether a block of keys is shown: it has no `when:`, or one that holds.
  func holds(_ block: YAMLNode) -> Bool {
    guard case .mapping(let pairs) = block.content,
      let condition = pairs.first(where: { $0.key.scalar == "when" })?.value
    else { return true }
    return meets(condition)
  }

  /// Whether the text of a `when` block is shown.
  ///
  /// - Parameter line: The line of the fence.
  func holds(_ condition: String, line: Int, column: Int) -> Bool {
    guard !condition.isEmpty else {
      findings.error(
        "\"when\" has no condition", line: line, column: column,
        hint: "write it behind the word: when {and.mistakes: {min: 1}}")
      return false
    }
    guard let node = yaml(condition, of: "when", line: line, column: column) else { return false }
    return meets(node)
  }

  private func meets(_ condition: YAMLNode) -> Bool {
    guard case .mapping(let pairs) = condition.content, !pairs.isEmpty else {
      findings.error(
        "a condition needs references with values, this is \(condition.kind)", at: condition,
        hint: "write {and.mistakes: 3} or {and.mistakes: {min: 1}}")
      return false
    }
    var holds = true
    for (key, expected) in pairs {
      let errors = findings.errorCount
      guard let text = key.scalar, let value = value(text, line: key.line, column: key.column)
      else {
        if findings.errorCount == errors, key.scalar == nil {
          findings.error("\(key.kind) is no reference", at: key)
        }
        holds = false
        continue
      }
      // What follows may speak of a step that there is only where this line holds.
      if Expectation.difference(value, expected, findings) != nil {
        holds = false
        break
      }
    }
    conditions.append(
      PlayedCondition(line: condition.line, column: condition.column, holds: holds))
    return holds
  }
}
