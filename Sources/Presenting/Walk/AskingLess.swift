import Figures
import Lessons

/// Which steps ask their questions: a kind of question that was right twice is asked every third
/// time, until an answer is wrong.
struct AskingLess: Sendable {
  private var rights: [String: Int] = [:]
  private var passed: [String: Int] = [:]
  private var decisions: [WalkPlace.Address: Bool] = [:]

  /// Decides once for each step, when the reader enters it.
  mutating func enter(_ step: WalkPlace.Address, asking moment: Moment) {
    guard decisions[step] == nil,
      let name = moment.stages.lazy.compactMap(\.prediction).first?.quantity.name
    else { return }
    let isKnown = rights[name, default: 0] >= 2 && passed[name, default: 0] < 2
    passed[name] = isKnown ? passed[name, default: 0] + 1 : 0
    decisions[step] = isKnown
  }

  func isPassedOver(_ step: WalkPlace.Address) -> Bool { decisions[step] ?? false }

  mutating func note(_ verdict: Verdict, on prediction: Prediction) {
    let name = prediction.quantity.name
    rights[name] = verdict.isRight ? rights[name, default: 0] + 1 : 0
  }
}
