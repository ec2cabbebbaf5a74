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
