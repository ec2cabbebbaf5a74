import Drawing
import Lessons

/// Tables of steps: columns as wide as they need, numbers below each other at their points.
extension PageFlow {
  mutating func append(_ table: PlayedTable) {
    appendTable(
      table.table, of: table.experiment.name, blank: request.blanks ?? table.blank,
      worked: table.worked, points: table.points, caption: table.caption)
  }

  /// - Parameter places: The rows' places among the steps of a walk, where they are its rest.
  mutating func appendTable(
    _ table: StepTable, of experiment: String, blank: [String], worked: Int, points: Int,
    caption: String, opensTask: Bool = true
  ) {
    guard !table.rows.isEmpty else { return }
    let blankColumns = table.columns.indices.filter { blank.contains(table.columns[$0].code) }
    // A row that begins with its step's number gives it to the codes of its blanks.
    let numbers = table.rows.map { $0.cells.first ?? "" }
    let isNumbered =
      table.columns.first?.code == "step" && Set(numbers).count == numbers.count
    let firstLetter =
      isNumbered && request.numbersTasks && !blankColumns.isEmpty
      ? takeLetters(blankColumns.count, behind: numbers) : 0
    var blanks: [Blank] = []
    var cells: [[TableCell]] = []
    for (place, row) in table.rows.enumerated() {
      // Half of one column would be nothing.
      let fading = fading(
        place, of: blankColumns.count > 1 || request.fade != nil ? table.rows.count : 0,
        worked: worked)
      var seen: [String: Int] = [:]
      cells.append(
        row.cells.enumerated().map { column, source in
          let code = table.columns[column].code
          let component = seen[code, default: 0]
          seen[code] = component + 1
          let order = blankColumns.firstIndex(of: column)
          guard let order, fading == .blank || (fading == .half && !order.isMultiple(of: 2))
          else { return TableCell(source: source, code: nil) }
          let blank = Blank(
            code: isNumbered
              ? numbers[place] + PageTask.letters(firstLetter + order)
              : self.code(blanks.count, of: 2),
            question: .quantity(
              experiment: experiment, step: row.step, code: code, component: component),
            answer: Typesetter.answer(source))
          blanks.append(blank)
          return TableCell(source: source, code: request.hasBlanks ? blank.code : nil)
        })
    }
    let isTask = !blanks.isEmpty
    if isTask {
      let isFirstDone = worked == 1 && request.hasBlanks
      let first = isFirstDone ? words("The first line is done for you.") : ""
      // A caption says what the table is about, not what is to be done with it.
      let fill = words("Fill in the table.")
      let ask = caption.isEmpty ? fill : caption + " " + fill
      let points = points > 0 ? min(points, blanks.count) : blanks.count
      task([.text(ask + (first.isEmpty ? "" : " " + first))], points: points, blanks: blanks)
    } else if !caption.isEmpty {
      paragraph(
        [.text(caption)], font: style.font(.semibold, size: style.body * 0.95),
        keepsWithNext: true)
    }
    let layout = TableLayout(
      table: table, cells: cells, flow: self, width: width - (isTask ? taskIndent : 0))
    rows(layout, table: table, indent: isTask ? taskIndent : 0)
  }

  private mutating func rows(_ layout: TableLayout, table: StepTable, indent: Double) {
    let tableElement = element(.table)
    var head = layout.head(table, indent: indent)
    head.spaceBefore = style.gap * 0.8
    head.keepsWithNext = true
    head = head.within(element(.tableRow)).within(tableElement)
    fragments.append(head)
    var rows = layout.rows(indent: indent)
    // A table of less than half a page is not torn; of a longer one neither the first nor the last
    // line stands alone.
    let isShort =
      rows.reduce(head.height) { $0 + $1.height } < style.columnHeight
      * (request.isTwoUp ? 0.3 : 0.45)
    for index in rows.indices {
      rows[index].keepsWithNext =
        index < rows.count - 1 && (isShort || index == 0 || index == rows.count - 2)
      rows[index].repeatedHead = [head]
      rows[index] = rows[index].within(element(.tableRow))
      rows[index].elements.insert(tableElement, at: 0)
      fragments.append(rows[index])
    }
  }
}

/// One cell; `code` is set where it is left blank.
struct TableCell: Equatable {
  var source: String
  var code: String?
}

/// Column widths and the boxes of a table's lines.
struct TableLayout {
  let cells: [[TableCell]]
  let flow: PageFlow
  /// Room of each column, its padding included.
  private(set) var widths: [Double] = []
  /// The longest part of a column's numbers before and after their points.
  private var fronts: [Double] = []
  private var backs: [Double] = []
  private var size = 0.0
  /// The same table twice beside itself saves half of the height of a long one.
  private(set) var strips = 1
  private let stripGap: Double
  private var header: [Box] = []

  init(table: StepTable, cells: [[TableCell]], flow: PageFlow, width: Double) {
    self.cells = cells
    self.flow = flow
    let style = flow.style
    stripGap = style.body * 2
    let hasBlanks = cells.joined().contains { $0.code != nil }
    size = style.body
    while true {
      let headSize = size * 0.92
      header = table.columns.map {
        flow.setter.formula(
          $0.header, size: headSize, weight: .semibold, color: style.theme.muted)
      }
      measure(cells, header: header, size: size, hasBlanks: hasBlanks)
      // Large print in a narrow column gives way a little rather than run over the edge.
      if widths.reduce(0, +) <= width || size <= 6 { break }
      size *= 0.94
    }
    let natural = widths.reduce(0, +)
    if hasBlanks {
      // Pupils need the room; the weighted sum most of all, to write its terms down.
      let free = width - natural
      let shares = table.columns.map { column in
        !column.isComputed ? 0.0 : column.code == "sum" ? 3.0 : 1.0
      }
      let sum = shares.reduce(0, +)
      if sum > 0, free > 0 {
        for index in widths.indices {
          widths[index] += min(free * shares[index] / sum, 90 * shares[index])
        }
      }
    } else if cells.count >= 14, 2 * natural + stripGap <= width {
      strips = 2
    }
  }

  private mutating func measure(
    _ cells: [[TableCell]], header: [Box], size: Double, hasBlanks: Bool
  ) {
    fronts = []
    backs = []
    widths = header.indices.map { column in
      var front = 0.0
      var back = 0.0
      var isBlank = false
      for row in cells {
        let split = split(row[column].source, size: size)
        front = max(front, split.front)
        back = max(back, split.back)
        isBlank = isBlank || row[column].code != nil
      }
      fronts.append(front)
      backs.append(back)
      let needed = max(front + back, header[column].width, isBlank ? size * 2.6 : 0)
      return needed + size * (hasBlanks ? 0.9 : 1.3)
    }
  }

  /// The widths before and after the decimal point; text that is no number is centred.
  private func split(_ source: String, size: Double) -> (front: Double, back: Double) {
    let whole = box(source, size: size, isAnswer: false).width
    let isNumber = source.allSatisfy { $0.isNumber || "+-.".contains($0) }
    guard isNumber else { return (whole / 2, whole / 2) }
    let front = source.prefix { $0 != "." }
    let width = box(String(front), size: size, isAnswer: false).width
    return (width, whole - width)
  }

  private func box(_ source: String, size: Double, isAnswer: Bool) -> Box {
    flow.setter.formula(source, size: size, weight: isAnswer ? .bold : .regular)
  }

  private var stripWidth: Double { widths.reduce(0, +) }

  func head(_ table: StepTable, indent: Double) -> Fragment {
    let theme = flow.style.theme
    let ascent = header.reduce(size) { max($0, $1.ascent) } + 2
    let height = ascent + header.reduce(size * 0.3) { max($0, $1.descent) } + size * 0.45
    var items: [Item] = []
    for strip in 0..<strips {
      var x = indent + Double(strip) * (stripWidth + stripGap)
      let left = x
      for (column, box) in header.enumerated() {
        items.append(
          box.placed(
            at: Point(x + (widths[column] - box.width) / 2, ascent), tag: .tableHeader))
        x += widths[column]
      }
      items.append(
        .path(
          PathItem(
            .line(Point(left, height), Point(x, height)),
            stroke: Stroke(theme.ink, width: theme.line))))
    }
    let names = table.columns.map { flow.setter.plain($0.header) }
    return Fragment(height: height, twin: Twin(names.joined(separator: " | ")), items)
  }

  /// The rows, or pairs of them where two strips stand side by side.
  func rows(indent: Double) -> [Fragment] {
    let count = (cells.count + strips - 1) / strips
    return (0..<count).map { index in
      var items: [Item] = []
      var twins: [Twin] = []
      var height = 0.0
      let members = (0..<strips).map { index + $0 * count }.filter { $0 < cells.count }
      for (strip, row) in members.enumerated() {
        let x = indent + Double(strip) * (stripWidth + stripGap)
        let line = line(cells[row], x: x)
        items += line.items
        height = max(height, line.height)
        twins.append(twin(cells[row]))
      }
      let twin = twins.dropFirst().reduce(twins[0]) { $0 + "\n" + $1 }
      return Fragment(height: height, twin: twin, items)
    }
  }

  private func twin(_ row: [TableCell]) -> Twin {
    var twin = Twin([])
    for (column, cell) in row.enumerated() {
      let text = flow.setter.plain(cell.source)
      let part = cell.code.map { Twin([.answer(text, code: $0)]) } ?? Twin(text)
      twin = column == 0 ? part : twin + " | " + part
    }
    return twin
  }

  private func line(_ row: [TableCell], x left: Double) -> (items: [Item], height: Double) {
    let style = flow.style
    let hasBlanks = row.contains { $0.code != nil }
    let anyBlank = cells.joined().contains { $0.code != nil }
    // A blank needs room for a hand, however dense the page.
    let air = 0.55 + 0.45 * style.density
    let height =
      size
      * (hasBlanks ? max(2.4, 2.75 * air) : anyBlank ? max(1.75, 2 * air) : max(1.55, 1.62 * air))
    let baseline = hasBlanks ? height - size * 0.98 : height - size * (anyBlank ? 0.6 : 0.5)
    var x = left
    var items: [Item] = []
    for (column, cell) in row.enumerated() {
      let width = widths[column]
      let box = box(cell.source, size: size, isAnswer: cell.code != nil)
      if let code = cell.code {
        let room = width - size * 0.7
        // Below the printed numbers, point below point.
        let start = (width - fronts[column] - backs[column]) / 2
        let split = split(cell.source, size: size)
        let inset = start + fronts[column] - split.front - size * 0.35
        let blank = flow.blank(width: room, answer: box, code: code, inset: max(0, inset))
        items.append(
          blank.placed(at: Point(x + size * 0.35, baseline), tag: .tableCell))
      } else {
        let start = x + (width - fronts[column] - backs[column]) / 2
        let split = split(cell.source, size: size)
        items.append(
          box.placed(
            at: Point(start + fronts[column] - split.front, baseline), tag: .tableCell))
      }
      x += width
    }
    // Lines to write on divide the rows well enough.
    if !hasBlanks {
      items.append(
        .path(
          PathItem(
            .line(Point(left, height), Point(x, height)),
            stroke: Stroke(style.theme.rule, width: style.theme.hairline))))
    }
    return (items, height)
  }
}
