import Drawing

/// Collects what is wrong with one file while it is read, so that all of it is shown at once.
final class Findings {
  let file: String
  private(set) var diagnostics: [Diagnostic] = []
  private var known: Set<Diagnostic> = []
  private(set) var errorCount = 0

  init(file: String) {
    self.file = file
  }

  var hasErrors: Bool { errorCount > 0 }

  /// What is wrong with another file that this one names.
  func add(_ others: [Diagnostic]) {
    diagnostics += others
    known.formUnion(others)
    errorCount += others.count { $0.severity == .error }
  }

  func error(_ message: String, line: Int, column: Int, hint: String? = nil) {
    add(.error, message, line, column, hint)
  }

  func error(_ message: String, at node: YAMLNode, hint: String? = nil) {
    let hints = [hint, node.pointHint].compactMap { $0 }
    add(
      .error, message, node.line, node.column,
      hints.isEmpty ? nil : hints.joined(separator: "; "))
  }

  func warning(_ message: String, line: Int, column: Int, hint: String? = nil) {
    add(.warning, message, line, column, hint)
  }

  /// A word that is none of `valid`: names the nearest one, or all of them where none is near.
  func unknown(_ what: String, _ word: String, at node: YAMLNode, valid: [String]) {
    error("unknown \(what) \"\(word)\"", at: node, hint: Self.hint(for: word, valid: valid))
  }

  /// - Parameter listsAll: Whether all are named where none is near.
  static func hint(for word: String, valid: [String], listsAll: Bool = true) -> String? {
    if let nearest = NearestWord.to(word, in: valid) { return "did you mean \"\(nearest)\"?" }
    return valid.isEmpty || !listsAll ? nil : "possible: " + valid.joined(separator: ", ")
  }

  private func add(
    _ severity: Diagnostic.Severity, _ message: String, _ line: Int, _ column: Int, _ hint: String?
  ) {
    let diagnostic = Diagnostic(
      severity: severity, file: file, line: line, column: column, message: message, hint: hint)
    // A text that stands in two places of the lesson is wrong once.
    if known.insert(diagnostic).inserted { add([diagnostic]) }
  }
}
