import Lessons

extension BlockText {
  /// The question with its choices, without its answer.
  func question(_ question: PlayedQuestion) -> [StyledLine] {
    var lines = paragraph(question.ask, .bold)
    guard case .choice(let choices) = question.answer else { return lines }
    lines.append(StyledLine())
    for (index, choice) in choices.enumerated() {
      var line = StyledLine("\(Self.letter(index))) ", .muted)
      line.append(text(of: choice.text))
      lines += line.wrapped(to: width, indent: 3)
    }
    return lines
  }

  /// The right answer with its reasons.
  ///
  /// - Parameter told: The place of a choice whose reason stands there already; nil for none.
  func answer(_ question: PlayedQuestion, except told: Int?) -> [StyledLine] {
    var lines: [StyledLine] = []
    switch question.answer {
    case .number(let value, let tolerance):
      var line = StyledLine(words("Answer") + ": ", .muted)
      line.append(words.numerals.text(value.text), .bold)
      if tolerance > 0 {
        line.append(" (" + words("up to {1} beside it counts", "\(tolerance)") + ")", .muted)
      }
      lines += line.wrapped(to: width, indent: 2)
    case .choice(let choices):
      for (index, choice) in choices.enumerated() where index != told {
        var line = StyledLine(
          "\(Self.letter(index))) \(choice.isCorrect ? words("right") : words("wrong")): ",
          choice.isCorrect ? .bold : .muted)
        line.append(text(of: choice.why))
        lines += line.wrapped(to: width, indent: 3)
      }
    case .text(let model, _):
      var line = StyledLine(words("Answer") + ": ", .muted)
      line.append(text(of: model))
      lines += line.wrapped(to: width, indent: 2)
    }
    if !question.explanation.isEmpty { lines += paragraph(question.explanation) }
    return lines
  }

  func hint(_ question: PlayedQuestion, _ index: Int) -> [StyledLine] {
    guard question.hints.indices.contains(index) else { return [] }
    var line = StyledLine(words("Hint") + ": ", .muted)
    line.append(text(of: question.hints[index]))
    return line.wrapped(to: width, indent: 2)
  }

  /// `a`, `b`, … as choices are named.
  static func letter(_ index: Int) -> String {
    String(UnicodeScalar(UInt8(97 + min(max(index, 0), 25))))
  }
}
