import Figures
import Lessons

/// A mark for every step: filled where there has been a mistake, in angle brackets where we are, with
/// a gap between epochs. What comes is not told. Where the line is too short it shows the neighbourhood.
struct StepStrip {
  var marks: [StepMark]
  /// From 1.
  var current: Int
  /// Whether all of the current step is uncovered.
  var isTold: Bool
  var words: Words

  private func isKnown(_ place: Int) -> Bool {
    place + 1 < current || place + 1 == current && isTold
  }

  func line(columns: Int) -> StyledLine {
    var cells: [(text: String, style: Style)] = []
    var position = 0
    for (index, mark) in marks.enumerated() {
      if index > 0, mark.epoch != marks[index - 1].epoch { cells.append((" ", .plain)) }
      let isCurrent = index + 1 == current
      if isCurrent { position = cells.count }
      let sign = mark.isMistake && isKnown(index) ? "●" : "○"
      cells.append(
        isCurrent
          ? ("‹\(sign)›", Style(bold: true, tone: .accent))
          : (sign, index + 1 < current ? .plain : .muted))
    }
    let hasMistakes = marks.indices.contains { marks[$0].isMistake && isKnown($0) }
    let label = hasMistakes ? "  ● " + words("mistake") : ""
    let whole = cells.reduce(0) { $0 + $1.text.columns }
    var line = StyledLine()
    if whole <= columns {
      for cell in cells { line.append(cell.text, cell.style) }
      if whole + label.columns <= columns { line.append(label, .muted) }
      return line
    }
    // Two columns for the brackets, two for the dots at the ends.
    let room = max(columns - 4, 1)
    let first = min(max(position - room / 2, 0), max(cells.count - room, 0))
    line.append(first > 0 ? "…" : "", .muted)
    for cell in cells.dropFirst(first).prefix(room) { line.append(cell.text, cell.style) }
    line.append(first + room < cells.count ? "…" : "", .muted)
    return line
  }
}
