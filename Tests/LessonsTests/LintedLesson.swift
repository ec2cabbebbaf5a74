@testable import Lessons

/// A small lesson to which tests do what authors do by mistake.
enum LintedLesson {
  static let head = """
    ---
    title: NOR
    summary: One more gate.
    minutes: 20
    ---

    ```experiment
    name: nor
    perceptron:
      gate: NOR
      weights: [0.2, 0.1, -0.1]
      rate: 0.1
    ```


    """

  /// What is told about the head with `body` below it, as `line:column: error: …`; the body begins
  /// on line 15.
  static func told(_ body: String) throws -> [String] { try told(whole: head + body + "\n") }

  static func told(whole text: String) throws -> [String] {
    try withFile(Array(text.utf8)) { path in
      try LessonFile.lint(path).map { String($0.text.dropFirst(path.count + 1)) }
    }
  }
}
