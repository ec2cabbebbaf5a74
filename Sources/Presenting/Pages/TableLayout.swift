import Drawing
import Lessons

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
  /// The columns of each line of a row: one line for all but in large print, where a row that does
  /// not fit the page goes on below itself.
  private(set) var lines: [Range<Int>] = []
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
      // Print in a narrow column gives way a little rather than run over the edge.
      let next = size * 0.94
      if widths.reduce(0, +) <= width || next < max(6, style.theme.leastDigit / 0.92) { break }
      size = next
    }
    lines = Self.lines(of: widths, width: width)
    let natural = stripWidth
    if lines.count > 1 {
      // Pupils need the room on each of the lines.
      for line in lines {
        let free = width - line.reduce(0) { $0 + widths[$1] }
        let computed = line.filter { table.columns[$0].isComputed }
        for column in computed where hasBlanks && free > 0 {
          widths[column] += min(free / Double(computed.count), 90)
        }
      }
    } else if hasBlanks {
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

  /// As many columns on a line as fit it, about the same number on each.
  private static func lines(of widths: [Double], width: Double) -> [Range<Int>] {
    func lines(width: Double) -> [Range<Int>] {
      var lines: [Range<Int>] = []
      var start = 0
      var used = 0.0
      for (column, needed) in widths.enumerated() {
        if column > start, used + needed > width {
          lines.append(start..<column)
          (start, used) = (column, 0)
        }
        used += needed
      }
      return lines + [start..<widths.count]
    }
    let fewest = lines(width: width).count
    var even = widths.reduce(0, +) / Double(fewest)
    while even < width, lines(width: even).count > fewest { even += 4 }
    return lines(width: min(even, width))
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

  private var stripWidth: Double {
    lines.map { $0.reduce(0) { $0 + widths[$1] } }.max() ?? 0
  }

  func head(_ table: StepTable, indent: Double) -> Fragment {
    let theme = flow.style.theme
    let ascent = header.reduce(size) { max($0, $1.ascent) } + 2
    let lineHeight = ascent + header.reduce(size * 0.3) { max($0, $1.descent) } + size * 0.45
    let height = lineHeight * Double(lines.count)
    var items: [Item] = []
    for strip in 0..<strips {
      let left = indent + Double(strip) * (stripWidth + stripGap)
      for (place, line) in lines.enumerated() {
        var x = left
        for column in line {
          let box = header[column]
          items.append(
            box.placed(
              at: Point(
                x + (widths[column] - box.width) / 2, ascent + lineHeight * Double(place)),
              tag: .tableHeader))
          x += widths[column]
        }
      }
      items.append(
        .path(
          PathItem(
            .line(Point(left, height), Point(left + stripWidth, height)),
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
    // In large print the codes below the lines are large, too.
    let code = style.theme.leastDigit > 0 ? style.body * 0.36 + flow.codeSize * 1.3 : 0
    let foot = hasBlanks ? max(size * 0.98, code) : size * (anyBlank ? 0.6 : 0.5)
    let usual =
      size
      * (hasBlanks ? max(2.4, 2.75 * air) : anyBlank ? max(1.75, 2 * air) : max(1.55, 1.62 * air))
    let lineHeight = hasBlanks ? max(usual, foot + size * 1.3) : usual
    let height = lineHeight * Double(lines.count)
    var x = left
    var baseline = lineHeight - foot
    var items: [Item] = []
    for (column, cell) in row.enumerated() {
      if column > 0, lines.contains(where: { $0.lowerBound == column }) {
        x = left
        baseline += lineHeight
      }
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
    if !hasBlanks || lines.count > 1 {
      items.append(
        .path(
          PathItem(
            .line(Point(left, height), Point(left + stripWidth, height)),
            stroke: Stroke(style.theme.rule, width: style.theme.hairline))))
    }
    return (items, height)
  }
}
