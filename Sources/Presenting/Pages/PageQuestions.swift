import Drawing
import Lessons

/// Questions: a number, a choice or a few words; hints upside down at the end.
extension PageFlow {
  mutating func append(_ question: PlayedQuestion) {
    let number = nextNumber
    switch question.answer {
    case .number(let value, let tolerance): self.number(question, value, tolerance)
    case .choice(let choices): choice(question, choices)
    case .text(let model, let count): text(question, model, count)
    }
    for hint in question.hints { hints.append((number, hint)) }
    if request.kind == .notes { explain(question) }
  }

  private var showsAnswers: Bool { request.kind == .key || request.kind == .notes }

  private mutating func number(_ question: PlayedQuestion, _ value: Value, _ tolerance: Double) {
    let blanks = value.plain.enumerated().map {
      Blank(
        code: code($0.offset, of: value.plain.count), question: .number(tolerance: tolerance),
        answer: $0.element)
    }
    task(question.ask, points: question.points, blanks: blanks)
    let room = min(
      style.body * 9, (width - taskIndent) / Double(max(blanks.count, 1)) - style.body)
    var x = taskIndent
    var items: [Item] = []
    var twin = Twin(words("Answer") + ": ")
    let label = setter.run(words("Answer"), font: style.font(), color: style.theme.muted)
    let baseline = style.body * 1.9
    items.append(label.placed(at: Point(x, baseline)))
    x += label.width + style.body * 0.8
    for (place, blank) in blanks.enumerated() {
      let text = setter.shown(answer: blank.answer)
      let answer = setter.run(text, font: style.font(.bold))
      let box = self.blank(
        width: min(room, width - x), answer: answer,
        code: request.numbersTasks ? blank.code : "")
      items.append(box.placed(at: Point(x, baseline)))
      x += box.width + style.body
      twin =
        twin + Twin(place == 0 ? "" : "\(words.numerals.list) ")
        + Twin([.answer(text, code: blank.code)])
    }
    append(
      Fragment(
        height: baseline + style.body * 1.1, spaceBefore: style.gap * 0.4, twin: twin, items),
      .paragraph)
  }

  private mutating func choice(_ question: PlayedQuestion, _ choices: [PlayedQuestion.Choice]) {
    let letters = choices.indices.map { String(UnicodeScalar(UInt8(65 + $0 % 26))) }
    let right = choices.indices.filter { choices[$0].isCorrect }
    let blank = Blank(
      code: code(0, of: 1), question: .choice,
      answer: right.map { letters[$0] }.joined(separator: " "))
    task(question.ask, points: question.points, blanks: [blank])
    let square = style.body * 0.95
    let label = setter.run(
      blank.code, font: Font(.text, size: codeSize), color: style.theme.muted)
    let indent = taskIndent + square + style.body * 1.9
    for (place, choice) in choices.enumerated() {
      let lines = setter.lines(
        choice.text, font: style.font(), width: width - indent, color: style.theme.ink)
      let item = element(.listItem)
      for (index, line) in lines.enumerated() {
        var twin = Twin(line.text)
        var items: [Item] = []
        if index == 0 {
          let base = line.box.ascent
          let box = Rect(taskIndent, base - square * 0.86, square, square)
          items.append(
            .path(
              PathItem(
                .rect(box), stroke: Stroke(style.theme.ink, width: style.theme.line * 0.8))))
          let letter = setter.run(
            letters[place], font: style.font(.semibold), color: style.theme.muted)
          items.append(
            letter.placed(at: Point(taskIndent + square + style.body * 0.6, base)))
          twin =
            Twin("[") + Twin([choice.isCorrect ? .choice : .text(" ")])
            + Twin("] \(letters[place]) ")
            + twin
          if choice.isCorrect { items.append(tick(in: box)) }
          // The code for typed answers, in the margin of the first choice.
          if place == 0, request.numbersTasks {
            items.append(
              label.placed(at: Point(max(0, taskIndent - style.body - label.width), base)))
          }
        }
        var piece = Fragment(
          height: line.box.height, spaceBefore: index == 0 ? style.gap * 0.55 : 0, twin: twin,
          items + [line.box.placed(topLeft: Point(indent, 0))])
        piece.keepsWithNext = place < choices.count - 1 || index < lines.count - 1
        fragments.append(piece.within(item))
      }
    }
  }

  private func tick(in box: Rect) -> Item {
    let path = Path.polyline([
      Point(box.minX + box.width * 0.16, box.minY + box.height * 0.52),
      Point(box.minX + box.width * 0.42, box.minY + box.height * 0.8),
      Point(box.minX + box.width * 1.05, box.minY - box.height * 0.12),
    ])
    let stroke = Stroke(style.theme.ink, width: style.theme.heavy * 1.25, cap: .round)
    return .group(Group(isAnswer: true, [.path(PathItem(path, stroke: stroke))]))
  }

  private mutating func text(_ question: PlayedQuestion, _ model: [Inline], _ count: Int) {
    let code = code(0, of: 1)
    task(
      question.ask, points: question.points,
      blanks: [
        Blank(code: code, question: .text, answer: model.map(setter.plain).joined())
      ])
    let font = style.font(.semibold, size: style.body * 0.95)
    let room = width - taskIndent
    let lines = setter.lines(
      model, font: font, width: room - style.body * 0.6, color: style.theme.ink)
    let pitch = max(style.body * 2.4 * (0.4 + 0.6 * style.density), style.leading * 1.3)
    for place in 0..<max(count, lines.count) {
      let y = pitch
      var items: [Item] = [
        .path(
          PathItem(
            .line(Point(taskIndent, y), Point(width, y)),
            stroke: Stroke(style.theme.muted, width: style.theme.hairline * 1.2)))
      ]
      var twin = Twin("____")
      if place < lines.count {
        items.append(
          lines[place].box.placed(
            at: Point(taskIndent + style.body * 0.3, y - style.body * 0.4), isAnswer: true))
        twin = Twin([.answer(lines[place].text, code: code)])
      }
      var piece = Fragment(height: pitch + 1, twin: twin, items)
      piece.keepsWithNext = place < max(count, lines.count) - 1
      append(piece, .paragraph)
    }
  }

  /// Why an answer is right, and the others are not: for the teacher.
  private mutating func explain(_ question: PlayedQuestion) {
    var reasons: [(label: String, text: [Inline])] = []
    if !question.explanation.isEmpty { reasons.append((words("Why"), question.explanation)) }
    if case .choice(let choices) = question.answer {
      for (place, choice) in choices.enumerated() where !choice.why.isEmpty {
        reasons.append((String(UnicodeScalar(UInt8(65 + place % 26))), choice.why))
      }
    }
    guard !reasons.isEmpty, let last = fragments.indices.last else { return }
    // The answer and the reason for it stand together.
    fragments[last].keepsWithNext = true
    for (place, reason) in reasons.enumerated() {
      note(reason.label, reason.text, isFirst: place == 0)
    }
  }

  /// The hints in small print, turned by half a circle, so that nobody reads them by accident.
  mutating func appendHints() {
    guard !hints.isEmpty, request.kind != .notes else { return }
    let font = style.font(size: style.theme.small)
    var y = 0.0
    var items: [Item] = []
    var twins = [Twin(words("Hints"))]
    let title = setter.run(words("Hints"), font: style.font(.semibold, size: style.theme.small))
    items.append(title.placed(topLeft: Point(0, y)))
    y += title.height * 1.15
    for hint in hints {
      let number = setter.run(
        "\(hint.task)", font: style.font(.semibold, size: style.theme.small))
      let lines = setter.lines(
        hint.text, font: font, width: width - style.body * 2, color: style.theme.muted)
      for (place, line) in lines.enumerated() {
        if place == 0 {
          items.append(number.placed(at: Point(0, y + line.box.ascent)))
        }
        items.append(line.box.placed(topLeft: Point(style.body * 1.4, y)))
        y += line.box.height
        twins.append(Twin((place == 0 ? "\(hint.task): " : "") + line.text))
      }
    }
    let twin = twins.dropFirst().reduce(twins[0]) { $0 + "\n" + $1 }
    let turned = Group(offset: Point(width, y), rotation: 180, items)
    append(
      Fragment(height: y, spaceBefore: style.wideGap * 1.2, twin: twin, [.group(turned)]),
      .paragraph)
  }
}
