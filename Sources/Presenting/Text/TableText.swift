import Lessons

extension BlockText {
  /// A table of steps with columns below each other; where that is too wide, a step a paragraph.
  func table(_ played: PlayedTable) -> [StyledLine] {
    var lines = table(played.table)
    if !played.caption.isEmpty {
      lines += [StyledLine()] + StyledLine(played.caption, .muted).wrapped(to: width)
    }
    return lines
  }

  func table(_ table: StepTable) -> [StyledLine] {
    let heads = table.columns.map { words.formula($0.header) }
    let rows = table.rows.map { $0.cells.map { words.formula($0) } }
    let widths = heads.indices.map { column in
      ([heads[column]] + rows.map { column < $0.count ? $0[column] : "" }).map(\.columns).max() ?? 0
    }
    // Two columns between cells, and a mark for mistakes at the end.
    guard widths.reduce(0, +) + 2 * widths.count + 2 <= width else {
      return stacked(table, heads: heads, rows: rows)
    }
    func line(_ cells: [String], _ style: Style, mark: String) -> StyledLine {
      let text = cells.indices.map { column in
        cells[column].padded(to: column < widths.count ? widths[column] : 0, leading: true)
      }
      return StyledLine(text.joined(separator: "  ") + mark, style)
    }
    var lines = [line(heads, .muted, mark: "")]
    lines.append(
      StyledLine(
        String(repeating: "─", count: widths.reduce(0, +) + 2 * max(widths.count - 1, 0)), .muted))
    for (row, cells) in zip(table.rows, rows) {
      lines.append(
        line(cells, row.isMistake ? .bold : .plain, mark: row.isMistake ? " ●" : ""))
    }
    if table.rows.contains(where: \.isMistake) {
      lines += StyledLine("● " + words("a mistake: the weights change"), .muted).wrapped(to: width)
    }
    return lines
  }

  private func stacked(_ table: StepTable, heads: [String], rows: [[String]]) -> [StyledLine] {
    zip(table.rows, rows).flatMap { row, cells in
      let parts = zip(heads, cells).map { "\($0) \($1)" }
      let mark = row.isMistake ? "● " : "· "
      return StyledLine(mark + parts.joined(separator: ", "), row.isMistake ? .bold : .plain)
        .wrapped(to: width, indent: 2)
    }
  }
}
