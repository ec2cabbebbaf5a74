/// The words that begin the blocks of a lesson.
extension LessonPlayer {
  static let directives = [
    "experiment", "figure", "walk", "table", "derivation", "question", "notes", "math",
  ]
  /// Blocks that hold a part for the lesson with its own numbers, or for variants with others.
  static let occasions = ["original": false, "variant": true]
  /// All blocks that hold a part of the lesson.
  static let parts = LessonMedium.named.keys.sorted() + occasions.keys.sorted() + ["when"]
  /// Fences with these words hold program text and are shown as it is.
  static let languages = [
    "", "text", "swift", "python", "json", "yaml", "csv", "sh", "markdown", "console",
  ]

  static func isBlock(_ name: String) -> Bool { directives.contains(name) || parts.contains(name) }
}
