import Figures
import Lessons

/// A mark for every step: filled where there was a mistake, in angle brackets where we are, with a
/// gap between epochs. Where the line is too short it shows the neighbourhood.
struct StepStrip {
  var marks: [StepMark]
  /// From 1.
  var current: Int
  var words: Words

  func line(columns: Int) -> StyledLine {
    var cells: [(text: String, style: Style)] = []
    var position = 0
    for (index, mark) in marks.enumerated() {
      if index > 0, mark.epoch != marks[index - 1].epoch { cells.append((" ", .plain)) }
      let isCurrent = index + 1 == current
      if isCurrent { position = cells.count }
      let sign = mark.isMistake ? "●" : "○"
      cells.append(
        isCurrent
          ? ("‹\(sign)›", Style(bold: true, tone: .accent))
          : (sign, index + 1 < current ? .plain : .muted))
    }
    let label = marks.contains(where: \.isMistake) ? "  ● " + words("mistake") : ""
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
