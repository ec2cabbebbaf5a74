/// Something wrong in a lesson, at its place, with the cure.
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: String, Sendable { case error, warning }

  public var severity: Severity
  public var file: String
  /// Line and column, counted from 1.
  public var line: Int
  public var column: Int
  public var message: String
  /// What to do about it; nil where the message says it all.
  public var hint: String?

  public init(
    severity: Severity = .error, file: String, line: Int, column: Int, message: String,
    hint: String? = nil
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.hint = hint
  }

  /// `file:line:column: error: message (hint)`, the form that editors can jump to.
  public var text: String {
    "\(file):\(line):\(column): \(severity.rawValue): \(message)" + (hint.map { "; \($0)" } ?? "")
  }
}

/// All that is wrong with one file.
public struct LessonErrors: Error, Sendable {
  public var diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }
}
