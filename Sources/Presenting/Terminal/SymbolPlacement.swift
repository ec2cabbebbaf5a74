import Drawing

/// Which letters stand in which cells: a label that does not fit or would touch another one is left
/// out, never written over it.
struct SymbolPlacement {
  struct Placed: Equatable {
    var label: SymbolLabel
    var row: Int
    var column: Int
  }

  private(set) var placed: [Placed] = []
  /// How many labels are numbers, and how many of these are left out.
  private(set) var numbers = 0
  private(set) var lost = 0
  private let columns: Int
  private let rows: Int

  /// Whether so many of its numbers are missing that it tells less than a text.
  var isIllegible: Bool { numbers >= 3 && lost * 3 > numbers }

  init(_ labels: [SymbolLabel], columns: Int, rows: Int, cell: Size) {
    self.columns = columns
    self.rows = rows
    var taken: [Int: Bool] = [:]
    var missing: [Int: Int] = [:]
    let labels = Self.ringed(labels)
    for label in labels.filter(\.isMark) + labels.filter({ !$0.isMark }) {
      if label.isNumber { numbers += 1 }
      guard let place = place(of: label, cell: cell),
        isFree(place, length: label.text.columns, isMark: label.isMark, taken)
      else {
        if label.isNumber {
          lost += 1
          missing[label.group, default: 0] += 1
        }
        continue
      }
      for column in place.column..<place.column + label.text.columns {
        taken[place.row * columns + column] = label.isMark
      }
      placed.append(Placed(label: label, row: place.row, column: place.column))
    }
    // A grid with some of its numbers would be read wrongly.
    let grids = Dictionary(grouping: labels.filter(\.isNumber), by: \.group)
      .filter { $1.count >= 6 && missing[$0] != nil }
    lost += placed.count { $0.label.isNumber && grids[$0.label.group] != nil }
    placed.removeAll { $0.label.isNumber && grids[$0.label.group] != nil }
  }

  private func place(of label: SymbolLabel, cell: Size) -> (row: Int, column: Int)? {
    let row = Int((label.middle / cell.height).rounded(.down))
    let length = label.text.columns
    guard (0..<rows).contains(row), length <= columns else { return nil }
    let center = (label.left + label.width / 2) / cell.width
    if label.isMark {
      let column = Int(center.rounded(.down)) + label.shift
      return (0..<columns).contains(column) ? (row, column) : nil
    }
    let wanted = Int((center - Double(length) / 2).rounded())
    let column = max(0, min(wanted, columns - length))
    // Moved further it would stand at something else.
    return (column - wanted).magnitude <= 2 ? (row, column) : nil
  }

  /// Texts keep a cell between them.
  private func isFree(
    _ place: (row: Int, column: Int), length: Int, isMark: Bool, _ taken: [Int: Bool]
  ) -> Bool {
    let own = place.column..<place.column + length
    for column in max(place.column - 1, 0)..<min(place.column + length + 1, columns) {
      guard let isTakenByMark = taken[place.row * columns + column] else { continue }
      if own.contains(column) || !isMark && !isTakenByMark { return false }
    }
    return true
  }

  /// Rings around a number become brackets of it.
  private static func ringed(_ labels: [SymbolLabel]) -> [SymbolLabel] {
    var texts = labels.filter { !$0.isMark }
    var marks: [SymbolLabel] = []
    for mark in labels where mark.isMark {
      let text =
        mark.shift == 0
        ? nil
        : texts.firstIndex {
          ($0.left + $0.width / 2 - mark.left - 4).magnitude < 4
            && ($0.middle - mark.middle).magnitude < 8
        }
      guard let text else {
        marks.append(mark)
        continue
      }
      if mark.shift < 0, !texts[text].text.hasPrefix("(") {
        texts[text].text = "(" + texts[text].text + ")"
      }
    }
    return marks + texts
  }

  /// The letters alone, a line each.
  var lines: [String] {
    var lines = [[Character]](
      repeating: [Character](repeating: " ", count: columns), count: rows)
    for one in placed {
      for (place, character) in one.label.text.enumerated() where one.column + place < columns {
        lines[one.row][one.column + place] = character
      }
    }
    return lines.map { String($0) }
  }
}
