/// Finds blocks that Markdown would lose without a word: whose fence is missing, too short or never
/// closed. Markdown ends a block at the first line that has enough backticks, and shows what it
/// takes for program text as it is; from a wrong fence on, text and blocks change places.
struct FenceCheck {
  /// The text with its fences as they were meant, line for line, so that the rest can be checked.
  private(set) var rows: [Substring]
  /// Whether an experiment may have been lost: blocks that speak of it are not to blame.
  private(set) var lostExperiment = false

  private let firstLine: Int
  private let findings: Findings
  private var stack: [Open] = []
  private var remark: Int?

  private struct Open {
    enum Kind {
      /// `reading` and the like: text and blocks.
      case part
      /// A block in YAML.
      case block
      /// Program text with its language, or without a name.
      case program
    }
    var row: Int
    var fence: FenceLine
    var kind: Kind
    /// The longest fence inside.
    var tallest = 0
    /// The first block inside whose fence is as long as this one.
    var inner: (row: Int, name: String)?

    var name: String { fence.name }
  }

  /// - Parameter line: the line of the file on which `text` begins.
  init(_ text: String, line: Int, findings: Findings) {
    rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    firstLine = line
    self.findings = findings
    for row in rows.indices { read(row) }
    end()
  }

  var text: String { rows.joined(separator: "\n") }

  private mutating func read(_ row: Int) {
    if remark != nil {
      if rows[row].contains("-->") { remark = nil }
      return
    }
    let isText = stack.last.map { $0.kind == .part } ?? true
    if isText, SourceBlock.remark(rows[row]).begins {
      if SourceBlock.remark(rows[row]).goesOn { remark = row }
      return
    }
    guard let fence = FenceLine(rows[row]) else {
      if isText { lookForBareBlock(row) }
      return
    }
    if fence.beginsItem, !isText { return }
    if fence.info.isEmpty, !fence.beginsItem { close(fence, row) } else { open(fence, row) }
  }

  // MARK: Lines with a name

  private mutating func open(_ fence: FenceLine, _ row: Int) {
    while let top = stack.last, top.kind == .block {
      guard fence.count >= top.fence.count || LessonPlayer.isBlock(fence.name) else { return }
      tell(top, isNotClosedBefore: "\"\(fence.name)\" begins", row)
      drop(top, before: row)
      stack.removeLast()
    }
    if let top = stack.last {
      let isAsLong = fence.mark == top.fence.mark && fence.count >= top.fence.count
      // Program text may show shorter fences.
      if top.kind == .program, !isAsLong { return }
      if isAsLong, top.inner == nil { stack[stack.count - 1].inner = (row, fence.name) }
    }
    stack.append(Open(row: row, fence: fence, kind: Self.kind(fence.name)))
  }

  private static func kind(_ name: String) -> Open.Kind {
    if LessonPlayer.directives.contains(name) { return name == "math" ? .program : .block }
    return LessonPlayer.languages.contains(name) ? .program : .part
  }

  // MARK: Lines without a name

  private mutating func close(_ fence: FenceLine, _ row: Int) {
    let same = stack.lastIndex { $0.fence.mark == fence.mark && $0.fence.count == fence.count }
    let shorter = stack.lastIndex { $0.fence.mark == fence.mark && $0.fence.count < fence.count }
    guard let place = same ?? shorter else {
      if stack.last.map({ $0.kind == .part }) ?? true {
        stack.append(Open(row: row, fence: fence, kind: .program))
      }
      return
    }
    while stack.count > place + 1 {
      let open = stack.removeLast()
      tell(open, isNotClosedBefore: "\"\(stack[place].name)\" ends", row)
      drop(open, before: row)
    }
    finish(stack.removeLast(), row)
  }

  private mutating func finish(_ open: Open, _ row: Int) {
    var height = open.fence.count
    if let inner = open.inner {
      if open.name.isEmpty {
        tellNameless(open, inner)
        rows[open.row] = ""
        rows[row] = ""
        height = open.tallest
      } else {
        height = max(height, open.tallest + 1)
        let longer = String(repeating: open.fence.mark, count: height)
        error(
          "\"\(open.name)\" holds the block \"\(inner.name)\" (line \(firstLine + inner.row)), so its fence has to "
            + "be longer than that one's", open, hint: "write \(longer) at both of its ends")
        rows[open.row] = rows[open.row].prefix(open.fence.column - 1) + longer + open.fence.info
        rows[row] = rows[row].prefix { $0 == " " } + longer
      }
    }
    guard let outer = stack.indices.last, stack[outer].fence.mark == open.fence.mark else { return }
    stack[outer].tallest = max(stack[outer].tallest, height)
  }

  // MARK: What is never closed

  private mutating func end() {
    if let remark {
      findings.error(
        "this remark is never closed: all that follows is lost", line: firstLine + remark,
        column: 1, hint: "put --> where it ends")
      lostExperiment = true
    }
    while let open = stack.popLast() {
      if open.name.isEmpty, let inner = open.inner {
        tellNameless(open, inner)
      } else if open.name.isEmpty {
        error(
          "this line opens program text, for it names no block, and nothing closes it", open,
          hint: "a line that opens a block is missing above it, or it is one too many")
      } else {
        error(
          "the block \"\(open.name)\" is never closed", open,
          hint: "put a line \(ticks(open)) where it ends")
      }
      drop(open, before: rows.count)
    }
  }

  private func tell(_ open: Open, isNotClosedBefore what: String, _ row: Int) {
    let name =
      open.name.isEmpty ? "program text begun without a name" : "the block \"\(open.name)\""
    error(
      "\(name) is not closed before \(what) on line \(firstLine + row)", open,
      hint: "put a line \(ticks(open)) after its last line")
  }

  private func tellNameless(_ open: Open, _ inner: (row: Int, name: String)) {
    error(
      "this line opens program text, for it names no block, and \"\(inner.name)\" on line "
        + "\(firstLine + inner.row) would be lost in it", open,
      hint: "a line that opens a block is missing above it, or it is one too many; "
        + "program text that shows blocks stands between four backticks")
  }

  private func ticks(_ open: Open) -> String {
    String(repeating: open.fence.mark, count: open.fence.count)
  }

  /// Takes a block that is not closed out of the text; what a part holds is checked all the same.
  private mutating func drop(_ open: Open, before end: Int) {
    if open.name == "experiment" { lostExperiment = true }
    let isWhole = open.kind == .block || open.kind == .program && !open.name.isEmpty
    for row in open.row..<(isWhole ? end : open.row + 1) { rows[row] = "" }
  }

  private func error(_ message: String, _ open: Open, hint: String) {
    findings.error(
      message, line: firstLine + open.row, column: open.fence.column, hint: hint)
  }

  // MARK: Blocks without a fence

  /// Keys that blocks begin with.
  private static let firstKeys = ["of", "ask", "name", "show", "text", "minutes"]

  /// A block whose fence has fewer than three backticks, or none.
  private mutating func lookForBareBlock(_ row: Int) {
    var word = rows[row].drop { $0 == " " }
    let ticks = word.prefix { $0 == "`" }.count
    word = word.dropFirst(ticks)
    while let last = word.last, last == " " || last == ":" { word.removeLast() }
    guard LessonPlayer.isBlock(String(word)) else { return }
    if ticks == 0 {
      guard row + 1 < rows.count, let colon = rows[row + 1].firstIndex(of: ":"),
        Self.firstKeys.contains(String(rows[row + 1][..<colon]))
      else { return }
    }
    findings.error(
      "the block \"\(word)\" has no fence of three backticks", line: firstLine + row, column: 1,
      hint: "write ```\(word) above it and ``` below it")
    if word == "experiment" { lostExperiment = true }
  }
}
