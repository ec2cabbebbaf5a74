/// Questions: a number, a choice, or a few words.
extension LessonPlayer {
  func question(_ node: YAMLNode) -> PlayedBlock? {
    let all = [
      "ask", "number", "tolerance", "choices", "text", "lines", "hints", "why", "points",
    ]
    guard let keys = YAMLMapping(node, what: "a question", keys: all, findings: findings) else {
      return nil
    }
    let ask = inlines(keys.required("ask"))
    let answers = ["number", "choices", "text"].filter { keys[$0] != nil }
    guard answers.count == 1 else {
      findings.error(
        answers.isEmpty ? "this question has no answer" : "one question, one kind of answer",
        at: node, hint: "give number:, choices: or text:")
      return nil
    }
    guard let answer = answer(keys) else { return nil }
    return .question(
      PlayedQuestion(
        ask: ask, answer: answer, hints: (keys.list("hints") ?? []).map { inlines($0) },
        explanation: inlines(keys["why"]), points: keys.integer("points", in: 0...100) ?? 1))
  }

  private func answer(_ keys: YAMLMapping) -> PlayedQuestion.Answer? {
    if let number = keys["number"] {
      guard let text = number.scalar,
        let value = value(text, line: number.line, column: number.column)
      else { return nil }
      let tolerance = keys.number("tolerance", in: 0...1e9) ?? 0
      return .number(value, tolerance: tolerance)
    }
    if let model = keys["text"] {
      return .text(model: inlines(model), lines: keys.integer("lines", in: 1...40) ?? 3)
    }
    let choices = (keys.list("choices") ?? []).compactMap { item -> PlayedQuestion.Choice? in
      guard
        let choice = YAMLMapping(
          item, what: "a choice", keys: ["text", "correct", "why"], findings: findings)
      else { return nil }
      return PlayedQuestion.Choice(
        text: inlines(choice.required("text")), isCorrect: choice.boolean("correct") ?? false,
        why: inlines(choice["why"]))
    }
    guard let place = keys["choices"], choices.count >= 2 else {
      findings.error(
        "a choice needs at least two texts", at: keys["choices"] ?? keys.node)
      return nil
    }
    guard choices.contains(where: \.isCorrect) else {
      findings.error(
        "none of the choices is correct", at: place, hint: "write \"correct: true\" at one")
      return nil
    }
    return .choice(choices)
  }
}
