import Drawing
import Figures
import Lessons

/// Turns the blocks of a played lesson into the fragments of a column, top to bottom.
///
/// One flow serves every kind of page: a worksheet is the key without its answers, and the notes
/// are the handout with the teacher's part.
struct PageFlow {
  let request: PageRequest
  let setter: Typesetter
  /// Where its headings lead to, unique in a booklet: `perceptron-and`.
  let prefix: String

  var fragments: [Fragment] = []
  var tasks: [PageTask] = []
  var hints: [(task: Int, text: [Inline])] = []
  /// Headings for bookmarks: level, words, destination.
  var headings: [(level: Int, title: String, destination: String)] = []
  /// How many letters the blanks of earlier tables have used behind a row's number.
  private var usedLetters: [String: Int] = [:]
  /// On teacher's notes: the number that the next task has on the worksheet, 0 for a question that
  /// only the handout asks. nil counts.
  var givenNumber: Int?
  /// On teacher's notes: the points of the worksheet; nil for those of the tasks here.
  var worksheetPoints: Int?
  /// What pupils found out in earlier tasks.
  var asked = AskedNumbers()
  /// Where each block of the lesson ends among the fragments and the tasks.
  private(set) var ends: [(fragment: Int, task: Int)] = []
  /// How many fragments the title takes, before those of the first block.
  var leading = 0
  private var lastElement = 0

  init(request: PageRequest, setter: Typesetter, prefix: String, firstElement: Int = 0) {
    self.request = request
    self.setter = setter
    self.prefix = prefix
    lastElement = firstElement
  }

  var style: PageStyle { setter.style }
  var words: Words { setter.words }
  var width: Double { style.columnWidth }
  var points: Int { worksheetPoints ?? tasks.reduce(0) { $0 + $1.points } }
  var nextNumber: Int { givenNumber ?? tasks.count + 1 }
  /// Where the text of a numbered task begins.
  var taskIndent: Double { style.body * 2.1 }

  /// The blocks of a lesson, one below the other.
  mutating func append(_ blocks: [PlayedBlock]) {
    for block in blocks {
      append(block)
      ends.append((fragments.count, tasks.count))
    }
  }

  mutating func element(_ tag: StructureTag) -> Fragment.Element {
    lastElement += 1
    return Fragment.Element(tag: tag, id: lastElement)
  }

  /// Letters for the blanks of a table's rows, the same ones down each column; where an earlier
  /// table has rows of the same numbers, they go on behind its own.
  ///
  /// - Parameter numbers: What the rows begin with.
  /// - Returns: the place of the first letter.
  mutating func takeLetters(_ count: Int, behind numbers: [String]) -> Int {
    let first = numbers.map { usedLetters[$0, default: 0] }.max() ?? 0
    for number in numbers { usedLetters[number] = first + count }
    return first
  }

  mutating func append(_ fragment: Fragment, _ tag: StructureTag? = nil) {
    fragments.append(tag.map { fragment.within(element($0)) } ?? fragment)
  }

  mutating func append(_ block: PlayedBlock, indent: Double = 0) {
    switch block {
    case .heading(let level, let inlines): heading(level, inlines)
    case .paragraph(let inlines): paragraph(inlines, indent: indent)
    case .list(let isOrdered, let items): list(items, isOrdered: isOrdered, indent: indent)
    case .quote(let blocks):
      for block in blocks { append(block, indent: indent + style.body * 1.6) }
    case .code(let text): code(text, indent: indent)
    case .formula(let source): formula(source, indent: indent)
    case .figure(let figure): append(figure)
    case .walk(let walk): append(walk)
    case .table(let table): append(table)
    case .derivations(let derivations): append(derivations)
    case .question(let question): append(question)
    case .notes(let notes): if request.kind == .notes { append(notes) }
    case .pageBreak:
      // A page's end that the author wants for reading has no place among blanks and notes.
      break
    }
  }

  // MARK: Prose

  mutating func heading(_ level: Int, _ inlines: [Inline]) {
    let size = level == 1 ? style.body * 1.32 : level == 2 ? style.body * 1.14 : style.body
    let lines = setter.lines(
      inlines, font: style.font(.semibold, size: size), width: width, color: style.theme.ink)
    let title = inlines.map(setter.plain).joined()
    let destination = "\(prefix)-\(headings.count + 1)"
    headings.append((level, title, destination))
    let tag: StructureTag = level == 1 ? .heading2 : .heading3
    var pieces = lines.map { Fragment($0.box, twin: Twin($0.text)) }
    pieces[0].spaceBefore = style.wideGap
    pieces[0].destination = destination
    pieces[0].twin = Twin((level == 1 ? "## " : "### ") + lines[0].text)
    let heading = element(tag)
    for var piece in pieces {
      piece.keepsWithNext = true
      fragments.append(piece.within(heading))
    }
  }

  mutating func paragraph(
    _ inlines: [Inline], indent: Double = 0, font: Font? = nil, color: Color? = nil,
    spaceBefore: Double? = nil, marker: String? = nil, keepsWithNext: Bool = false,
    within outer: [Fragment.Element] = []
  ) {
    let font = font ?? style.font()
    let lines = setter.lines(
      inlines, font: font, width: width - indent, color: color ?? style.theme.ink)
    let paragraph = element(.paragraph)
    // What a colon announces stands on the same page.
    let announces = inlines.last.map(setter.plain)?.hasSuffix(":") ?? false
    let keepsWithNext = keepsWithNext || announces
    for (place, line) in lines.enumerated() {
      var piece = Fragment(
        line.box, indent: indent, spaceBefore: place == 0 ? spaceBefore ?? style.gap : 0,
        twin: Twin((place == 0 ? marker.map { $0 + " " } ?? "" : "") + line.text))
      if place == 0, let marker {
        let mark = setter.run(marker, font: font, color: color ?? style.theme.ink)
        let x = indent - mark.width - font.size * 0.45
        piece.items.append(mark.placed(at: Point(x, line.box.ascent)))
      }
      // Two lines at least on either side of a page's end.
      piece.keepsWithNext =
        keepsWithNext || (place == 0 && lines.count > 1) || place == lines.count - 2
      fragments.append(outer.reversed().reduce(piece.within(paragraph)) { $0.within($1) })
    }
  }

  private mutating func list(_ items: [[PlayedBlock]], isOrdered: Bool, indent: Double) {
    let list = element(.list)
    let inner = indent + style.body * (isOrdered ? 1.9 : 1.4)
    for (place, blocks) in items.enumerated() {
      let item = element(.listItem)
      for (index, block) in blocks.enumerated() {
        if index == 0, case .paragraph(let inlines) = block {
          paragraph(
            inlines, indent: inner, spaceBefore: place == 0 ? style.gap * 0.7 : style.gap * 0.4,
            marker: isOrdered ? "\(place + 1)." : "•", within: [list, item])
        } else {
          append(block, indent: inner)
        }
      }
    }
  }

  private mutating func code(_ text: String, indent: Double) {
    let font = Font(.mono, size: style.body * 0.88)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let paragraph = element(.paragraph)
    for (place, line) in lines.enumerated() {
      let box = setter.leaded(setter.run(String(line), font: font, color: style.theme.ink))
      var piece = Fragment(
        box, indent: indent + style.body, spaceBefore: place == 0 ? style.gap : 0,
        twin: Twin(String(line)))
      piece.keepsWithNext = place < min(lines.count - 1, 30)
      fragments.append(piece.within(paragraph))
    }
  }

  private mutating func formula(_ source: String, indent: Double) {
    let box = setter.formula(source, size: style.theme.formula, isDisplayed: true)
    let x = indent + max(style.body * 1.6, 0)
    append(
      Fragment(
        box, indent: x, spaceBefore: max(style.gap * 0.9, style.body * 0.45),
        twin: Twin(setter.plain(source))), .formula)
  }
}
