import Drawing
import Lessons

/// The teacher's part: set apart by a bar at its side.
extension PageFlow {
  mutating func append(_ notes: TeacherNotes) {
    let minutes = notes.minutes.map { " · " + words("{1} minutes", "\($0)") } ?? ""
    note(words("Teacher") + minutes, notes.text, isFirst: true)
    note(words("Ask"), notes.ask)
    note(words("Usual mistakes"), notes.mistakes)
    note(words("Short of time"), notes.skip)
  }

  mutating func note(_ label: String, _ text: [Inline], isFirst: Bool = false) {
    guard !text.isEmpty else { return }
    let theme = style.theme
    let font = style.font(size: style.body * 0.94)
    let bar = style.body * 0.7
    let indent = bar + style.body
    let lines = setter.lines(
      [.strong([.text(label + "\u{2002}")])] + text, font: font, width: width - indent - style.body,
      color: theme.ink)
    let paragraph = element(.paragraph)
    for (place, line) in lines.enumerated() {
      let gap = place > 0 ? 0 : isFirst ? style.gap * 1.2 : style.gap * 0.35
      var piece = Fragment(line.box, indent: indent, spaceBefore: gap, twin: Twin(line.text))
      // The bar covers the gap to the note before, too.
      let rise = place == 0 && !isFirst ? gap : 0
      piece.items.append(
        .path(
          PathItem(
            .rect(Rect(bar - 2.2, -rise, 2.2, line.box.height + rise)), fill: theme.rule)))
      piece.keepsWithNext = place == 0 && lines.count > 1 || place == lines.count - 2
      fragments.append(piece.within(paragraph))
    }
  }
}
