import Figures
import Lessons

extension Words {
  /// "1 point", "5 points".
  func points(_ count: Int) -> String {
    let words = self
    return count == 1 ? words("1 point") : words("{1} points", "\(count)")
  }
}

extension Lesson.Level {
  /// As readers are told it.
  func text(_ words: Words) -> String {
    switch self {
    case .beginner: words("beginner")
    case .intermediate: words("intermediate")
    case .advanced: words("advanced")
    }
  }
}
