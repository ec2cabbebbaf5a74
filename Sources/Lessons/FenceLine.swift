/// A line that opens or closes a fenced block: three or more backticks or tildes, and the block's
/// name where it opens one.
struct FenceLine {
  var mark: Character
  var count: Int
  /// What stands after the backticks; empty on a line that closes a block.
  var info: Substring
  /// The place of the first backtick in its line, counted from 1.
  var column: Int
  /// Whether an item of a list begins with it, `- ```text`: such a line never closes a block.
  var beginsItem: Bool

  /// - Returns: nil for a line that is no fence. Text between three backticks on one line is code.
  init?(_ row: Substring) {
    let trimmed = Self.withoutItemMarks(row)
    guard let mark = trimmed.first, mark == "`" || mark == "~" else { return nil }
    let marks = trimmed.prefix { $0 == mark }
    var info = trimmed[marks.endIndex...].drop { $0 == " " }
    while info.last == " " { info.removeLast() }
    guard marks.count >= 3, mark == "~" || !info.contains("`") else { return nil }
    self.mark = mark
    count = marks.count
    self.info = info
    column = row.distance(from: row.startIndex, to: trimmed.startIndex) + 1
    beginsItem = row[..<trimmed.startIndex].contains { $0 != " " }
  }

  /// What stands after the bullets or numbers of a list.
  private static func withoutItemMarks(_ row: Substring) -> Substring {
    var rest = row.drop { $0 == " " }
    while true {
      let digits = rest.prefix { $0.isNumber }
      let bullet = rest.dropFirst(digits.count)
      guard let mark = bullet.first, (digits.isEmpty ? "-*+" : ".)").contains(mark),
        bullet.dropFirst().first == " "
      else { return rest }
      rest = bullet.dropFirst().drop { $0 == " " }
    }
  }

  /// The first word after the backticks.
  var name: String { SourceBlock.directive(String(info)) }
}

extension SourceBlock {
  /// The name of a block: the first word after the backticks.
  static func directive(_ info: String) -> String {
    info.split(separator: " ").first.map(String.init) ?? ""
  }

  /// What stands behind the name: `{and.steps: 12}` in `when {and.steps: 12}`.
  static func condition(_ info: String) -> String {
    String(info.drop { $0 == " " }.drop { $0 != " " }.drop { $0 == " " })
  }

  /// Whether a line begins a remark, which nobody sees, and whether the remark goes on after it.
  static func remark(_ row: Substring) -> (begins: Bool, goesOn: Bool) {
    let trimmed = row.drop { $0 == " " }
    guard trimmed.hasPrefix("<!--") else { return (false, false) }
    return (true, !trimmed.dropFirst(4).contains("-->"))
  }
}
