import Figures
import Lessons

/// What the terminal shows: lines of text, and where a picture belongs.
public struct WalkScreen: Sendable {
  /// A place for a picture, in cells of the terminal.
  public struct Slot: Sendable {
    /// The same for the same picture, so that it need not be drawn again.
    public var id: String
    public var figure: AnyFigure
    public var column: Int
    public var row: Int
    public var columns: Int
    public var rows: Int
  }

  /// As many as the terminal has rows; none is longer than its columns.
  public var lines: [StyledLine]
  public var slot: Slot?

  /// The words alone, a line each, without the spaces at their ends.
  public var text: [String] {
    lines.map { line in
      var text = Substring(line.text)
      while text.last == " " { text.removeLast() }
      return String(text)
    }
  }
}

extension Walk {
  /// Rows between header and footer.
  var bodyRows: Int { max(rows - headerRows - footerRows, 1) }
  private var headerRows: Int { rows >= 10 ? 3 : 1 }
  private var footerRows: Int { rows >= 10 ? 3 : 1 }

  /// How many lines of the body do not fit.
  var bodyOverflow: Int { max(0, body.lines.count - bodyRows) }

  /// The screen as it stands now.
  public var screen: WalkScreen {
    if mode == .help { return WalkScreen(lines: framed(helpLines), slot: nil) }
    let body = self.body
    let overflow = max(0, body.lines.count - bodyRows)
    // Arithmetic is followed to its end, prose is read from its beginning.
    let first = current == nil ? min(place.scroll, overflow) : max(0, overflow - place.scroll)
    let visible = Array(body.lines.dropFirst(first).prefix(bodyRows))
    var slot = body.slot
    slot?.row += headerRows
    if overflow > 0 { slot?.row -= body.isSlotInText ? first : 0 }
    if let placed = slot, placed.row < headerRows || placed.row + placed.rows > rows - footerRows {
      slot = nil
    }
    return WalkScreen(
      lines: framed(visible, isMore: first < overflow && current == nil), slot: slot)
  }

  private func framed(_ body: [StyledLine], isMore: Bool = false) -> [StyledLine] {
    var lines = headerRows == 1 ? [header] : [header, rule, StyledLine()]
    lines += body.prefix(bodyRows)
    while lines.count < rows - footerRows { lines.append(StyledLine()) }
    lines += footerRows == 1 ? [keysLine(isMore)] : [StyledLine(), stripLine, keysLine(isMore)]
    return lines.prefix(rows).map { $0.fitted(to: columns) }
  }

  // MARK: Header and footer

  private var header: StyledLine {
    let title = lesson.lesson.title
    let right: String
    if let (_, moment) = current {
      right = moment.heading
    } else {
      right = stop.section == title ? "" : stop.section
    }
    var line = StyledLine(" ")
    let room = columns - 2
    if title.columns + right.columns + 3 <= room {
      line.append(title, .bold)
      line.append(String(repeating: " ", count: room - title.columns - right.columns))
      line.append(right, .muted)
    } else {
      line.append(right.isEmpty ? title : right, .bold)
    }
    return line
  }

  private var rule: StyledLine {
    StyledLine(" " + String(repeating: "─", count: max(columns - 2, 0)), .muted)
  }

  /// Where we are among the steps or pages.
  private var stripLine: StyledLine {
    var line = StyledLine(" ")
    guard let (walk, moment) = current else {
      line.append(words("page {1} of {2}", "\(place.stop + 1)", "\(stops.count)"), .muted)
      return line
    }
    line.append(
      StepStrip(
        marks: walk.experiment.marks(beside: moment.index), current: moment.index,
        isTold: place.stages >= moment.stages.count, words: words
      )
      .line(columns: columns - 2))
    return line
  }

  private func keysLine(_ isMore: Bool) -> StyledLine {
    var line = StyledLine(" ")
    if !message.isEmpty {
      line.append(message, .bold)
      return line
    }
    switch mode {
    case .help:
      line.append(words("any key goes back"), .muted)
      return line
    case .goingTo:
      line.append(words("Go to step") + " ", .bold)
      line.append(typed + "▏", Style(tone: .accent))
      line.append("  " + words("Enter goes, Escape stays"), .muted)
      return line
    case .reading: break
    }
    for (key, meaning) in hints(isMore) {
      let text = "\(key) \(meaning)"
      if line.columns + text.columns + 1 > columns { break }
      line.append(key, .bold)
      line.append(" \(meaning)  ", .muted)
    }
    return line
  }

  private func hints(_ isMore: Bool) -> [(String, String)] {
    var hints: [(String, String)] = []
    if !typed.isEmpty { return [("⏎", words("answer")), ("Esc", words("take back"))] }
    if let question = openQuestion {
      switch question.answer {
      case .choice(let choices):
        hints.append(("a–\(BlockText.letter(choices.count - 1))", words("choose")))
      case .number: hints.append(("0–9 −", words("answer")))
      case .text: break
      }
      hints.append(("⏎", words("show the answer")))
      if !question.hints.isEmpty { hints.append(("i", words("hint"))) }
      return hints + [("←", words("back")), ("?", words("help")), ("q", words("quit"))]
    }
    let onwards =
      isMore ? words("more") : place.stop == stops.count - 1 ? words("end") : words("next")
    hints.append(("⏎", onwards))
    hints.append(("←", words("back")))
    if case .steps(let walk) = stops[place.stop].content {
      // Only keys that lead somewhere here.
      let marks = walk.experiment.marks
      if walk.experiment.isCountFound || marks.contains(where: \.isMistake) {
        hints.append(("m", words("mistake")))
      }
      if marks.first?.epoch != nil,
        walk.experiment.isCountFound || Set(marks.map(\.epoch)).count > 1
      {
        hints.append(("e", words("epoch")))
      }
      hints.append(("g", words("go to")))
    }
    return hints + [("?", words("help")), ("q", words("quit"))]
  }
}
