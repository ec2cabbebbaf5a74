/// Where a part of a lesson stands.
enum LessonMedium: CaseIterable, Sendable {
  /// The walk.
  case screen
  /// The handout and the teacher's notes.
  case handout
  /// The worksheet and its key.
  case worksheet

  /// The blocks that hold a part of the lesson for some media alone, by their names.
  static let named: [String: [LessonMedium]] = [
    "screen": [.screen],
    "paper": [.handout, .worksheet],
    "reading": [.screen, .handout],
    "handout": [.handout],
    "worksheet": [.worksheet],
  ]
}
