import Drawing
import Figures

/// What stands around the column of every page: the line for the name, a running head, the footer.
struct PageFrame {
  var style: PageStyle
  var measurer: any TextMeasurer
  var words: Words
  /// The words of the header line that pupils fill in; a name that is known is printed.
  var hasNameLine: Bool
  var name: String?
  /// On all pages but the first: the lesson's title and what kind of page it is.
  var runningHead: String
  /// The command that makes this very page again, and the version: `learn handout … · learn 0.1.0`.
  var footer: String

  /// How much lower the column begins on the first page.
  var nameLineHeight: Double { hasNameLine ? style.theme.small * 3.4 : 0 }

  /// The items of page `index` of `count` (from 0) around a column, at the page's place.
  ///
  /// - Parameters:
  ///   - isFirst: The page begins a lesson.
  func items(page index: Int, isFirst: Bool, number: String) -> [Item] {
    let left = style.left(ofPage: index)
    let width = style.columnWidth
    var items: [Item] = []
    if isFirst, hasNameLine {
      items.append(
        .group(
          Group(
            offset: Point(left, style.top + style.theme.small), tag: .paragraph,
            nameLine(width))))
    } else if !isFirst {
      let font = style.font(size: style.theme.small)
      let text = fitting(runningHead, font, width)
      items.append(run(text, Point(left, style.top - style.theme.small * 1.4), font))
    }
    return items + foot(left: left, width: width, number: number)
  }

  private func nameLine(_ width: Double) -> [Item] {
    let font = style.font(size: style.theme.small * 1.06)
    let gap = style.theme.small * 1.6
    let parts: [(String, Double)] = [
      (words("Name"), 0.53), (words("Class"), 0.2), (words("Date"), 0.27),
    ]
    var x = 0.0
    var items: [Item] = []
    for (place, part) in parts.enumerated() {
      let label = part.0
      let room = (width - 2 * gap) * part.1
      items.append(run(label, Point(x, 0), font))
      let start = x + measurer.measure(label, font: font).width + style.theme.small * 0.5
      items.append(
        .path(
          PathItem(
            .line(Point(start, 3.5), Point(x + room, 3.5)),
            stroke: Stroke(style.theme.muted, width: style.theme.hairline * 1.4))))
      if place == 0, let name {
        let bold = style.font(.semibold)
        items.append(
          run(
            fitting(name, bold, x + room - start - 4), Point(start + 3, 0), bold,
            style.theme.ink))
      }
      x += room + gap
    }
    return items
  }

  private func foot(left: Double, width: Double, number: String) -> [Item] {
    let y = style.size.height - style.bottom + min(style.theme.small, 9) * 2
    // The command stays small in large print: it is for the teacher, not for reading in class.
    let font = style.font(size: min(style.theme.small, 9) * 0.94)
    let large = style.font(size: max(font.size, style.theme.leastDigit))
    let numberWidth = measurer.measure(number, font: large).width
    var items: [Item] = [
      .path(
        PathItem(
          .line(Point(left, y), Point(left + width, y)),
          stroke: Stroke(style.theme.rule, width: style.theme.hairline))),
      run(number, Point(left + width - numberWidth, y + large.size * 1.3), large),
    ]
    for (place, line) in wrapped(footer, font, width - numberWidth - 12).enumerated() {
      items.append(run(line, Point(left, y + font.size * (1.5 + 1.2 * Double(place))), font))
    }
    return items
  }

  /// The words on as many lines as they need: the command has to be whole.
  private func wrapped(_ text: String, _ font: Font, _ width: Double) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if !line.isEmpty, measurer.measure(longer, font: font).width > width {
        lines.append(line)
        line = String(word)
      } else {
        line = longer
      }
    }
    return lines + (line.isEmpty ? [] : [line])
  }

  private func run(_ text: String, _ origin: Point, _ font: Font, _ color: Color? = nil) -> Item {
    .text(
      TextRun(
        text, at: origin, font: font, color: color ?? style.theme.muted,
        width: measurer.measure(text, font: font).width))
  }

  /// The text, cut with an ellipsis where it is too wide.
  private func fitting(_ text: String, _ font: Font, _ width: Double) -> String {
    guard measurer.measure(text, font: font).width > width else { return text }
    var cut = text
    while !cut.isEmpty, measurer.measure(cut + "…", font: font).width > width { cut.removeLast() }
    return cut + "…"
  }
}
