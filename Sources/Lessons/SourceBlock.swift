/// A block of the lesson's text before it is played.
indirect enum SourceBlock {
  case heading(level: Int, [SourceInline])
  case paragraph([SourceInline])
  case list(isOrdered: Bool, items: [[SourceBlock]])
  case quote([SourceBlock])
  /// A fenced block: a directive where `info` names one, otherwise program text. `line` and
  /// `column` are those of the first line inside the fence.
  case fence(info: String, text: String, line: Int, column: Int)
  /// A fenced block that holds a part of the lesson: `reading`, `original` and the like; `when` has
  /// its condition behind it.
  case part(String, condition: String, [SourceBlock], line: Int, column: Int)
  case formula(String, line: Int, column: Int)
  case pageBreak

  /// Where it stands in the file; nil for prose, which has no place of its own.
  var line: Int? {
    switch self {
    case .fence(_, _, let line, _), .part(_, _, _, let line, _), .formula(_, let line, _): line
    case .heading, .paragraph, .list, .quote, .pageBreak: nil
    }
  }
}

indirect enum SourceInline {
  case text(String)
  case emphasis([SourceInline])
  case strong([SourceInline])
  case code(String)
  case formula(String, line: Int, column: Int)
  /// What stands between `{{` and `}}`.
  case reference(String, line: Int, column: Int)
  case link([SourceInline], to: String)
  case lineBreak
}

/// Formulas and references are taken out of the Markdown before it is parsed, so that `_`, `*` and
/// `\` in them are theirs and not Markdown's, and put back afterwards.
struct ProtectedSpans {
  enum Kind { case formula, displayFormula, reference }
  struct Span {
    var kind: Kind
    var text: String
    var line: Int
    var column: Int
  }

  static let open: Character = "\u{E000}"
  static let close: Character = "\u{E001}"

  private(set) var spans: [Span] = []
  private(set) var text = ""

  /// - Parameter fixedPlace: where all spans are said to stand; nil counts lines and columns from
  ///   `line`.
  init(
    _ source: String, line: Int, fixedColumn: Int? = nil, findings: Findings
  ) {
    var fence: FenceLine?
    var isRemark = false
    var out: [String] = []
    for (i, row) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let mark = FenceLine(row)
      if isRemark {
        isRemark = !row.contains("-->")
        out.append(String(row))
      } else if let opened = fence {
        if let mark, mark.info.isEmpty, !mark.beginsItem, mark.mark == opened.mark,
          mark.count >= opened.count
        {
          fence = nil
        }
        out.append(String(row))
      } else if let mark {
        fence = mark
        out.append(String(row))
      } else if fixedColumn == nil, SourceBlock.remark(row).begins {
        isRemark = SourceBlock.remark(row).goesOn
        out.append(String(row))
      } else {
        out.append(
          protect(
            row, line: fixedColumn == nil ? line + i : line, fixedColumn: fixedColumn, findings))
      }
    }
    text = out.joined(separator: "\n")
  }

  private mutating func protect(
    _ row: Substring, line: Int, fixedColumn: Int?, _ findings: Findings
  ) -> String {
    var out = ""
    var rest = row
    // Counted on from the last place that was asked for: a row may have thousands of spans.
    var counted = (index: row.startIndex, column: 1)
    func column(_ s: Substring) -> Int {
      counted.column += row.distance(from: counted.index, to: s.startIndex)
      counted.index = s.startIndex
      return fixedColumn ?? counted.column
    }
    // Lengths of runs of backticks that nothing on this row closes.
    var unclosed: Set<Int> = []
    while let c = rest.first {
      if c == "\\", rest.index(after: rest.startIndex) < rest.endIndex {
        out += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if c == "`" {
        let ticks = rest.prefix { $0 == "`" }
        let inside = rest.dropFirst(ticks.count)
        if !unclosed.contains(ticks.count), let end = inside.firstRange(of: ticks) {
          out += rest[..<end.upperBound]
          rest = rest[end.upperBound...]
        } else {
          unclosed.insert(ticks.count)
          out += ticks
          rest = inside
        }
      } else if let (kind, opener, closer) = Self.opener(rest) {
        let inside = rest.dropFirst(opener.count)
        guard let end = inside.firstRange(of: closer) else {
          findings.error(
            "\"\(opener)\" is not closed on its line", line: line, column: column(rest),
            hint: "put \"\(closer)\" after it"
              + (kind == .reference ? "" : ", or write \"\\$\" for a dollar sign"))
          out += rest
          return out
        }
        out += "\(Self.open)\(spans.count)\(Self.close)"
        spans.append(
          Span(
            kind: kind, text: String(inside[..<end.lowerBound]), line: line, column: column(rest)))
        rest = inside[end.upperBound...]
      } else {
        out.append(c)
        rest = rest.dropFirst()
      }
    }
    return out
  }

  private static func opener(_ s: Substring) -> (Kind, String, String)? {
    if s.hasPrefix("{{") { return (.reference, "{{", "}}") }
    if s.hasPrefix("$$") { return (.displayFormula, "$$", "$$") }
    if s.hasPrefix("$") { return (.formula, "$", "$") }
    return nil
  }

  /// The text of a Markdown node with its spans put back.
  func restore(_ text: String) -> [SourceInline] {
    var inlines: [SourceInline] = []
    var plain = ""
    var rest = Substring(text)
    while let c = rest.first {
      rest = rest.dropFirst()
      guard c == Self.open, let end = rest.firstIndex(of: Self.close),
        let index = Int(rest[..<end]), spans.indices.contains(index)
      else {
        plain.append(c)
        continue
      }
      if !plain.isEmpty { inlines.append(.text(plain)) }
      plain = ""
      rest = rest[rest.index(after: end)...]
      let span = spans[index]
      switch span.kind {
      case .formula, .displayFormula:
        inlines.append(.formula(span.text, line: span.line, column: span.column))
      case .reference: inlines.append(.reference(span.text, line: span.line, column: span.column))
      }
    }
    if !plain.isEmpty { inlines.append(.text(plain)) }
    return inlines
  }

  /// The display formula that `text` consists of, if it does.
  func displayFormula(_ text: String) -> Span? {
    let trimmed = text.drop { $0 == " " }
    guard trimmed.first == Self.open, let end = trimmed.firstIndex(of: Self.close),
      trimmed[trimmed.index(after: end)...].allSatisfy({ $0 == " " }),
      let index = Int(trimmed[trimmed.index(after: trimmed.startIndex)..<end]),
      spans.indices.contains(index), spans[index].kind == .displayFormula
    else { return nil }
    return spans[index]
  }
}
