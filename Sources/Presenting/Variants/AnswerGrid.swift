import Drawing
import Figures

/// The answers of all variants on one page: a column a variant, a line a blank.
struct AnswerGrid {
  static let destination = "all-answers"

  private(set) var pages: [Scene] = []
  private(set) var text = ""

  /// - Parameters:
  ///   - codes: The variants, in the order of the sheets.
  ///   - tasks: The tasks of each.
  init(
    codes: [String], names: [String?], tasks: [[PageTask]], maker: PageMaker,
    request: PageRequest, footer: String
  ) {
    let style = PageStyle(paper: request.paper)
    let setter = Typesetter(style: style, measurer: maker.measurer, words: maker.words)
    let rows = Self.rows(of: tasks)
    let answers = tasks.map { tasks in
      Dictionary(tasks.flatMap(\.blanks).map { ($0.code, $0.answer) }) { first, _ in first }
    }
    // Thirty columns of answers such as −0.3 are what a page can hold.
    let groups = stride(from: 0, to: codes.count, by: 30).map {
      Array($0..<min($0 + 30, codes.count))
    }
    let title = maker.words("Answers of all variants")
    text = "# \(title)\n"
    for (index, group) in groups.enumerated() {
      let drawing = GridDrawing(setter: setter, rows: rows, codes: group.map { codes[$0] })
      let items = drawing.items(title: title) { code, column in answers[group[column]][code] }
      let frame = PageFrame(
        style: style, measurer: maker.measurer, words: maker.words, hasNameLine: false,
        runningHead: "", footer: footer)
      pages.append(
        Scene(
          size: style.size,
          items: [
            .group(
              Group(
                offset: Point(style.left(ofPage: 0), style.top), tag: .table,
                destination: index == 0 ? Self.destination : nil, items))
          ] + frame.items(page: 0, isFirst: true, number: "\(index + 1) / \(groups.count)"),
          title: title))
      // The sheets after it begin on the front of a leaf.
      if index == groups.count - 1, !pages.count.isMultiple(of: 2) {
        pages.append(Scene(size: style.size, items: []))
      }
      for place in group {
        let line = rows.compactMap { code in
          answers[place][code].map { "\(code) \(setter.shown(answer: $0))" }
        }
        let name = names[place].map { " (\($0))" } ?? ""
        text +=
          "\n\(codes[place])\(name): " + line.joined(separator: "\(maker.words.numerals.list) ")
          + "\n"
      }
    }
  }

  /// All codes that some variant has an answer to be compared for, in their order.
  private static func rows(of tasks: [[PageTask]]) -> [String] {
    var rows: [String] = []
    let numbers = tasks.map(\.count).max() ?? 0
    for number in 0..<numbers {
      let longest =
        tasks.compactMap { $0.indices.contains(number) ? $0[number].blanks : nil }
        .max { $0.count < $1.count } ?? []
      rows += longest.filter { $0.question != .text && $0.question != .drawing }.map(\.code)
    }
    return rows
  }
}

/// The cells of an answer grid on a page.
private struct GridDrawing {
  let setter: Typesetter
  let rows: [String]
  let codes: [String]

  func items(title: String, answer: (String, Int) -> String?) -> [Item] {
    let style = setter.style
    let heading = setter.run(title, font: style.font(.bold, size: style.body * 1.4))
    var items = [heading.placed(topLeft: .zero, tag: .heading1)]
    let headHeight = 34.0
    let top = heading.height + 8 + headHeight
    let pitch = min(14, (style.columnHeight - top) / Double(max(rows.count, 1)))
    let labelWidth = 24.0
    let columnWidth = min(34, (style.columnWidth - labelWidth) / Double(max(codes.count, 1)))
    let width = labelWidth + columnWidth * Double(codes.count)
    // One size for all answers: the widest one decides.
    let usual = min(8, pitch * 0.8)
    let widest =
      rows.flatMap { row in codes.indices.compactMap { answer(row, $0) } }
      .map { cell($0, size: usual).width }.max() ?? 0
    let size = usual * min(1, (columnWidth - 2.5) / max(widest, 1))
    let height = pitch * Double(rows.count)
    // Every fifth column begins with a line, to be followed down the page.
    for column in stride(from: 0, to: codes.count, by: 5) {
      let x = labelWidth + columnWidth * Double(column)
      items.append(
        .path(
          PathItem(
            .line(Point(x, top), Point(x, top + height)),
            stroke: Stroke(style.theme.muted, width: 0.4))))
    }
    for (column, code) in codes.enumerated() {
      let box = setter.run(code, font: style.font(.semibold, size: 7.5))
      let x = labelWidth + columnWidth * (Double(column) + 0.5) + 2.6
      items.append(
        .group(Group(offset: Point(x, top - 4), rotation: -90, tag: .tableHeader, box.items)))
    }
    for (row, code) in rows.enumerated() {
      let y = top + pitch * Double(row)
      let baseline = y + pitch * 0.74
      // A new step or task begins with a stronger line.
      func group(_ code: String) -> Substring { code.prefix { !$0.isLowercase } }
      let isNew = row == 0 || group(rows[row - 1]) != group(code)
      items.append(rule(y, width, isNew ? style.theme.ink : style.theme.rule))
      let label = setter.run(
        code, font: style.font(.semibold, size: size), color: style.theme.muted)
      items.append(label.placed(at: Point(0, baseline)))
      for column in codes.indices {
        guard let text = answer(code, column) else { continue }
        let box = cell(text, size: size)
        let x = labelWidth + columnWidth * Double(column) + (columnWidth - box.width) / 2
        items.append(box.placed(at: Point(x, baseline), tag: .tableCell))
      }
    }
    items.append(rule(top + pitch * Double(rows.count), width, style.theme.ink))
    return items
  }

  private func cell(_ text: String, size: Double) -> Box {
    setter.run(setter.shown(answer: text), font: setter.style.font(size: size))
  }

  private func rule(_ y: Double, _ width: Double, _ color: Color) -> Item {
    .path(PathItem(.line(Point(0, y), Point(width, y)), stroke: Stroke(color, width: 0.4)))
  }
}
