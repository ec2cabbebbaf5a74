import Figures
import Lessons

/// What stands between header and footer.
struct WalkBody {
  var lines: [StyledLine]
  /// Its row counts from the first line of the body.
  var slot: WalkScreen.Slot?
  /// Whether the picture moves with the text when that is scrolled.
  var isSlotInText = false
}

extension Walk {
  /// Columns of text beside a picture: a line of an update's arithmetic needs 44.
  private static let arithmeticColumns = 44

  var body: WalkBody {
    let margin = columns >= 40 ? 2 : 0
    let width = min(columns - 2 * margin, BlockText.readable)
    let text = BlockText(width: width, words: words)
    switch stop.content {
    case .cover: return WalkBody(lines: cover(text).map { $0.indented(by: margin) })
    case .close: return WalkBody(lines: close(text).map { $0.indented(by: margin) })
    case .page(let blocks):
      return WalkBody(lines: text.lines(of: blocks).map { $0.indented(by: margin) })
    case .question(let question):
      return WalkBody(lines: self.question(question, text).map { $0.indented(by: margin) })
    case .figure(let figure): return self.figure(figure, text, margin: margin)
    case .steps: return current.map { step($0.moment, margin: margin) } ?? WalkBody(lines: [])
    }
  }

  // MARK: Pages

  private func cover(_ text: BlockText) -> [StyledLine] {
    let header = lesson.lesson
    var lines = StyledLine(header.title, .heading).wrapped(to: text.width)
    lines += StyledLine(
      header.level.text(words) + " · " + words("{1} minutes", "\(header.minutes)"), .muted
    )
    .wrapped(to: text.width)
    lines += [StyledLine()] + StyledLine(header.summary).wrapped(to: text.width)
    if !header.objectives.isEmpty {
      lines += [StyledLine()]
      lines += StyledLine(words("After this lesson you can"), .bold).wrapped(to: text.width)
      for objective in header.objectives {
        lines += StyledLine("• " + objective).wrapped(to: text.width, indent: 2)
      }
    }
    lines.append(StyledLine())
    return lines
      + StyledLine(words("Enter goes on, ← goes back, ? shows all keys."), .muted).wrapped(
        to: text.width)
  }

  private func close(_ text: BlockText) -> [StyledLine] {
    var lines = StyledLine(words("The end of this lesson"), .heading).wrapped(to: text.width)
    for experiment in lesson.experiments where !experiment.ending.isEmpty {
      lines += [StyledLine()]
      lines += StyledLine("\(experiment.name): \(experiment.ending)")
        .wrapped(to: text.width, indent: 2)
    }
    for line in closing {
      lines += [StyledLine()] + StyledLine(line).wrapped(to: text.width)
    }
    return lines
  }

  private func question(_ question: PlayedQuestion, _ text: BlockText) -> [StyledLine] {
    let state = answers[place.stop] ?? QuestionState()
    var lines = StyledLine(words("Question"), .muted).wrapped(to: text.width)
    lines += text.question(question)
    if case .number = question.answer, state.isOpen {
      lines += [StyledLine(), prompt]
    }
    for index in 0..<state.hints { lines += [StyledLine()] + text.hint(question, index) }
    if let verdict = state.verdict {
      lines += [StyledLine()] + self.verdict(verdict, width: text.width)
    }
    // The reason of the right choice is told already.
    if !state.isOpen { lines += [StyledLine()] + text.answer(question, except: state.chosen) }
    return lines
  }

  private func figure(_ played: PlayedFigure, _ text: BlockText, margin: Int) -> WalkBody {
    let indent = { (line: StyledLine) in line.indented(by: margin) }
    var below = StyledLine(played.figure.title, .bold).wrapped(to: text.width)
    below += (played.task.isEmpty ? [] : text.paragraph(played.task))
    below += StyledLine(played.figure.caption).wrapped(to: text.width)
    below = below.filter { !$0.text.isEmpty }
    let rows = bodyRows - below.count - 1
    guard rows >= 8, columns >= 24 else {
      return WalkBody(lines: text.description(of: played).map(indent))
    }
    let blank = [StyledLine](repeating: StyledLine(), count: rows + 1)
    let slot = WalkScreen.Slot(
      id: "\(place.stop)", figure: played.figure, column: margin, row: 0,
      columns: columns - 2 * margin, rows: rows)
    return WalkBody(lines: blank + below.map(indent), slot: slot, isSlotInText: true)
  }

  // MARK: A step

  private func step(_ moment: Moment, margin: Int) -> WalkBody {
    guard !moment.stages.isEmpty else { return WalkBody(lines: []) }
    let isAsking = pending != nil
    let figure =
      isAsking
      ? moment.figure(uncovered: place.stages)
      : moment.stages[min(max(place.stages, 1), moment.stages.count) - 1].figure
    let id = "\(place.stop)/\(place.step)/\(max(place.stages, 1))" + (isAsking ? "?" : "")
    if columns >= 64, bodyRows >= 10 {
      // Cells are twice as high as wide: a square takes two columns a row.
      let width = min(2 * bodyRows + 4, columns - Self.arithmeticColumns - 4)
      let gap = 3
      let text = columns - width - gap - 1
      let lines = arithmetic(moment, width: min(text, BlockText.readable), rows: bodyRows)
      let slot = WalkScreen.Slot(
        id: id, figure: figure, column: 1, row: 0, columns: width, rows: bodyRows)
      return WalkBody(lines: lines.map { $0.indented(by: 1 + width + gap) }, slot: slot)
    }
    let lines = arithmetic(
      moment, width: min(columns - 2 * margin, BlockText.readable), rows: bodyRows)
    let room = bodyRows - lines.count - 1
    guard room >= 8, columns >= 24 else {
      return WalkBody(lines: lines.map { $0.indented(by: margin) })
    }
    let slot = WalkScreen.Slot(
      id: id, figure: figure, column: margin, row: lines.count + 1,
      columns: min(columns - 2 * margin, 2 * room + 4), rows: room)
    return WalkBody(lines: lines.map { $0.indented(by: margin) }, slot: slot)
  }

  /// The sub-steps that are uncovered, what was said to predictions, and the next prediction.
  private func arithmetic(_ moment: Moment, width: Int, rows: Int) -> [StyledLine] {
    let text = BlockText(width: width, words: words)
    var parts: [[StyledLine]] = []
    for index in 0..<min(place.stages, moment.stages.count) {
      var lines = text.derivation(moment.stages[index].derivation)
      let address = WalkPlace.Address(stop: place.stop, step: place.step, stage: index)
      if let verdict = verdicts[address] { lines += self.verdict(verdict, width: width) }
      parts.append(lines)
    }
    if let prediction = pending {
      parts.append(StyledLine(prediction.question, .bold).wrapped(to: width) + [prompt])
    }
    let count = parts.reduce(0) { $0 + $1.count }
    // Air between the parts where there is room for it.
    let gap = count + parts.count - 1 <= rows ? [StyledLine()] : []
    return Array(parts.joined(separator: gap))
  }

  private var prompt: StyledLine {
    var line = StyledLine("▸ ", Style(tone: .accent))
    line.append(typed)
    line.append("▏", Style(tone: .accent))
    return line
  }

  private func verdict(_ verdict: Verdict, width: Int) -> [StyledLine] {
    let style = Style(bold: true, tone: verdict.isRight ? .right : .wrong)
    return StyledLine((verdict.isRight ? "✓ " : "✗ ") + verdict.message, style)
      .wrapped(to: width, indent: 2)
  }

  // MARK: Help

  var helpLines: [StyledLine] {
    let rows = [
      (words("Enter, Space, →, n"), words("go on: the next sub-step, step or page")),
      ("←, b, p", words("go back")),
      ("m", words("the next mistake")), ("e", words("the next epoch")),
      (words("g, a number, Enter"), words("go to a step")),
      (words("Home, s"), words("the first step, then the first page")),
      (words("End"), words("the last step, then the last page")),
      ("↑, ↓, k, j", words("scroll")),
      ("0–9 − + . , /", words("begin an answer; Enter gives it")),
      ("a, b, c …", words("choose, where choices are shown")),
      ("i", words("a hint to a question")),
      ("?, h", words("this page")), (words("q, Ctrl-C"), words("leave")),
    ]
    let width = max(columns - 2, 8)
    return [StyledLine(" " + words("Keys"), .heading), StyledLine()]
      + rows.flatMap { keys, meaning in
        var line = StyledLine(" " + keys.padded(to: columns >= 50 ? 20 : 0) + " ", .bold)
        line.append(meaning)
        return line.wrapped(to: width, indent: columns >= 50 ? 22 : 3)
      }
  }
}
