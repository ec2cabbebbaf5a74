/// What linting gives.
public struct CheckedLesson: Sendable {
  public let file: String
  /// All that is wrong, in the order of the file.
  public var diagnostics: [Diagnostic]
  /// The lesson as it plays; nil where it has errors.
  public var lesson: PlayedLesson?
  /// The conditions that were asked, with whether they held.
  public let conditions: [PlayedCondition]
  /// Numbers that the author typed into what the worksheet says.
  public let typed: [TypedNumber]
  /// The line of each block of the worksheet; nil for prose.
  public let worksheetLines: [Int?]
  /// The text behind the front matter.
  let lines: [Substring]
  let bodyLine: Int
  /// Where its number of pages stands.
  let pagesPlace: (line: Int, column: Int)

  /// Notes that the worksheet does not keep to `pages:`, which only its layout shows.
  public mutating func warn(ofPages message: String, hint: String?) {
    diagnostics.append(
      Diagnostic(
        severity: .warning, file: file, line: pagesPlace.line, column: pagesPlace.column,
        message: message, hint: hint))
    diagnostics.sort { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  /// Something wrong with the worksheet at a place of the file.
  public func diagnostic(
    _ severity: Diagnostic.Severity, _ message: String, line: Int?, column: Int = 1,
    hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      severity: severity, file: file, line: line ?? bodyLine, column: column, message: message,
      hint: hint)
  }

  /// Where a typed number stands: the first place of its words from its block on.
  public func place(of typed: TypedNumber) -> (line: Int, column: Int) {
    let first = typed.line.map { $0 - bodyLine } ?? 0
    for (place, line) in lines.enumerated() where place >= first {
      if let found = line.firstRange(of: typed.phrase) {
        return (
          bodyLine + place, line.distance(from: line.startIndex, to: found.lowerBound) + 1
        )
      }
    }
    return (typed.line ?? bodyLine, typed.column ?? 1)
  }
}
