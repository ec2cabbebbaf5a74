extension Learn {
  /// 1,387,434
  static func grouped(_ number: Int) -> String {
    var digits = String(number)
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits.removeLast(3)
    }
    return ([digits[...]] + groups).joined(separator: ",")
  }

  /// Columns as wide as their widest cell, the last one as wide as there is room: what is longer goes
  /// on below.
  static func textTable(
    _ rows: [[String]], rightAligned: Set<Int>, width: Int = .max
  ) -> String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let indent = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        if column == row.count - 1, !rightAligned.contains(column) {
          let fits = cell.count <= width - indent
          return fits ? cell : cell.filled(width: width, indent: indent, first: indent)
        }
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return rightAligned.contains(column) ? space + cell : cell + space
      }
      let text = cells.joined(separator: "  ")
      return String(text.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }
}
