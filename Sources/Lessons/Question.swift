/// Questions: a number, a choice, or a few words.
extension LessonPlayer {
  func question(_ node: YAMLNode) -> PlayedBlock? {
    let all = [
      "ask", "number", "tolerance", "choices", "text", "lines", "hints", "why", "points", "when",
    ]
    guard let keys = YAMLMapping(node, what: "a question", keys: all, findings: findings) else {
      return nil
    }
    let ask = inlines(keys.required("ask"))
    let hints = (keys.list("hints") ?? []).map { inlines($0) }
    let why = inlines(keys["why"])
    let points = keys.integer("points", in: 0...100) ?? 1
    let answers = [number(keys), choices(keys), text(keys)].compactMap { $0 }
    let given = ["number", "choices", "text"].filter { keys[$0] != nil }
    guard given.count == 1 else {
      findings.error(
        given.isEmpty ? "this question has no answer" : "one question, one kind of answer",
        at: node, hint: "give number:, choices: or text:")
      return nil
    }
    return answers.first.map {
      .question(
        PlayedQuestion(ask: ask, answer: $0, hints: hints, explanation: why, points: points))
    }
  }

  private func number(_ keys: YAMLMapping) -> PlayedQuestion.Answer? {
    let tolerance = keys.number("tolerance", in: 0...1e9) ?? 0
    guard let number = keys["number"] else { return nil }
    guard let text = number.scalar else {
      findings.error("a reference is needed here, this is \(number.kind)", at: number)
      return nil
    }
    return value(text, line: number.line, column: number.column).map {
      .number($0, tolerance: tolerance)
    }
  }

  private func text(_ keys: YAMLMapping) -> PlayedQuestion.Answer? {
    let lines = keys.integer("lines", in: 1...40) ?? 3
    return keys["text"].map { .text(model: inlines($0), lines: lines) }
  }

  private func choices(_ keys: YAMLMapping) -> PlayedQuestion.Answer? {
    guard let place = keys["choices"], let items = keys.list("choices") else { return nil }
    let errors = findings.errorCount
    let choices = items.compactMap { item -> PlayedQuestion.Choice? in
      guard
        let choice = YAMLMapping(
          item, what: "a choice", keys: ["text", "correct", "why"], findings: findings)
      else { return nil }
      return PlayedQuestion.Choice(
        text: inlines(choice.required("text")), isCorrect: choice.boolean("correct") ?? false,
        why: inlines(choice["why"]))
    }
    guard items.count >= 2 else {
      findings.error("a choice needs at least two texts", at: place)
      return nil
    }
    // A choice that could not be read may be the correct one.
    guard choices.contains(where: \.isCorrect) || findings.errorCount > errors else {
      findings.error(
        "none of the choices is correct", at: place, hint: "write \"correct: true\" at one")
      return nil
    }
    return .choice(choices)
  }
}
