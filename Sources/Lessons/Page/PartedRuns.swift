import Figures

/// A run that somebody changed beside its original: the first step where they part, and how they
/// end.
struct PartedRuns {
  /// The first step that differs; nil where none does.
  let step: Int?
  private let mine: PlayedExperiment
  private let other: PlayedExperiment

  init(_ mine: PlayedExperiment, _ other: PlayedExperiment) {
    self.mine = mine
    self.other = other
    // The last line of a trace is its result.
    let (a, b) = (mine.records.dropLast(), other.records.dropLast())
    let same = zip(a, b).prefix { $0 == $1 }.count
    step = same == a.count && same == b.count ? nil : same + 1
  }

  func sentence(_ words: Words) -> String {
    guard let step else { return words("Nothing changes: every step is the same.") }
    return words(
      "The ways part at step {1}. {2} steps instead of {3}.", "\(step)", "\(mine.marks.count)",
      "\(other.marks.count)")
  }
}
