import Figures
import Lessons

/// Answering predictions and questions.
extension Walk {
  /// Characters that begin an answer. No key of the walk is among them.
  static let answerStart = Set("0123456789+-−.,/")

  /// Whether the key belonged to an answer.
  mutating func pressWhileAnswering(_ key: Key) -> Bool {
    if let question = openQuestion { return press(key, on: question) }
    guard let prediction = pending else { return false }
    return type(key, isList: false) { walk, text in
      guard let verdict = Verdict.judging(text, prediction, walk.words) else { return false }
      let address = WalkPlace.Address(
        stop: walk.place.stop, step: walk.place.step, stage: walk.place.stages)
      walk.verdicts[address] = verdict
      walk.asking.note(verdict, on: prediction)
      walk.place.stages += 1
      walk.place.scroll = 0
      return true
    }
  }

  private mutating func press(_ key: Key, on question: PlayedQuestion) -> Bool {
    let index = place.stop
    if case .character("i") = key, typed.isEmpty {
      let shown = answers[index]?.hints ?? 0
      if shown < question.hints.count {
        answers[index, default: QuestionState()].hints += 1
      } else {
        message =
          question.hints.isEmpty
          ? words("There is no hint.") : words("There are no more hints.")
      }
      return true
    }
    switch question.answer {
    case .choice(let choices):
      guard case .character(let letter) = key,
        let chosen = choices.indices.first(where: { BlockText.letter($0) == letter.lowercased() })
      else { return false }
      let choice = choices[chosen]
      let why = BlockText(width: 10_000, words: words).text(of: choice.why).text
      answers[index, default: QuestionState()].chosen = chosen
      answers[index]?.verdict = Verdict(isRight: choice.isCorrect, message: why)
      if choice.isCorrect { answers[index]?.isOpen = false }
      return true
    case .number(let value, let tolerance):
      return type(key, isList: value.numbers.count > 1) { walk, text in
        guard let verdict = Verdict.judging(text, value, tolerance: tolerance, walk.words)
        else { return false }
        walk.answers[index, default: QuestionState()].verdict = verdict
        if verdict.isRight { walk.answers[index]?.isOpen = false }
        return true
      }
    case .text: return false
    }
  }

  /// Edits the line that is typed; `submit` judges it and says whether it was a number.
  private mutating func type(
    _ key: Key, isList: Bool, submit: (inout Walk, String) -> Bool
  ) -> Bool {
    switch key {
    case .character(let character)
    where Self.answerStart.contains(character)
      || isList && "()[]".contains(character)
      || isList && !typed.isEmpty && " ;".contains(character):
      if typed.count < 40 { typed.append(character) }
      return true
    case .backspace:
      // Where nothing is typed there is nothing to take back.
      if !typed.isEmpty { typed.removeLast() }
      return true
    case .escape where !typed.isEmpty:
      typed = ""
      return true
    case .enter where !typed.isEmpty:
      if submit(&self, typed) {
        typed = ""
      } else {
        message = words("“{1}” is no number. Write it like −0.4, 0,4 or 2/5.", typed)
      }
      return true
    case .character where !typed.isEmpty:
      message = words("Enter answers, Escape takes the answer back.")
      return true
    default: return false
    }
  }
}
