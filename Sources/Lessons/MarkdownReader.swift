import CCmark

/// Reads CommonMark through cmark into blocks.
struct MarkdownReader {
  private let spans: ProtectedSpans
  private let firstLine: Int
  /// Where everything is said to stand in the text of a YAML value; nil counts lines and columns.
  private let fixed: YAMLNode?
  private let findings: Findings
  /// The text's lines.
  private let rows: [Substring]
  /// In how many parts (`reading`) the text stands.
  private let depth: Int
  /// Lists, quotations and emphasis inside one another: more has no room on a page.
  private static let deepest = 10

  private init(
    spans: ProtectedSpans, firstLine: Int, fixed: YAMLNode? = nil, depth: Int = 0,
    findings: Findings
  ) {
    self.spans = spans
    self.firstLine = firstLine
    self.fixed = fixed
    self.depth = depth
    self.findings = findings
    rows = spans.text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The blocks of a lesson's body, which begins on `line` of its file.
  static func blocks(_ body: String, line: Int, findings: Findings) -> [SourceBlock] {
    blocks(body, line: line, depth: 0, findings: findings)
  }

  private static func blocks(_ body: String, line: Int, depth: Int, findings: Findings)
    -> [SourceBlock]
  {
    let spans = ProtectedSpans(body, line: line, findings: findings)
    return MarkdownReader(spans: spans, firstLine: line, depth: depth, findings: findings).parse()
  }

  /// One paragraph's worth of text out of a YAML value; its spans all stand at `node`.
  static func inlines(_ text: String, at node: YAMLNode, findings: Findings) -> [SourceInline] {
    let spans = ProtectedSpans(
      text, line: node.line, fixedColumn: node.column, findings: findings)
    let blocks = MarkdownReader(
      spans: spans, firstLine: node.line, fixed: node, findings: findings
    ).parse()
    var inlines: [SourceInline] = []
    for block in blocks {
      if !inlines.isEmpty { inlines.append(.lineBreak) }
      switch block {
      case .paragraph(let text), .heading(_, let text): inlines += text
      case .formula(let source, let line, let column):
        inlines.append(.formula(source, line: line, column: column))
      case .list, .quote, .fence, .part, .pageBreak:
        findings.error(
          "only running text can stand here", at: node,
          hint: "lists and blocks belong into the lesson's body")
      }
    }
    return inlines
  }

  private func parse() -> [SourceBlock] {
    let bytes = Array(spans.text.utf8CString)
    let options = CMARK_OPT_SMART | CMARK_OPT_VALIDATE_UTF8
    guard let root = cmark_parse_document(bytes, bytes.count - 1, options) else { return [] }
    defer { cmark_node_free(root) }
    return children(of: root).compactMap { block($0, depth: depth) }
  }

  private func children(of node: OpaquePointer) -> [OpaquePointer] {
    Array(
      sequence(first: cmark_node_first_child(node), next: { cmark_node_next($0) }).compactMap { $0 }
    )
  }

  /// Whether there may be something at this depth; an error where not.
  private func isAllowed(_ depth: Int, _ node: OpaquePointer) -> Bool {
    if depth <= Self.deepest { return true }
    findings.error(
      "nested more than \(Self.deepest) levels deep", line: line(of: node),
      column: column(of: node), hint: "part it into pieces that stand one after the other")
    return false
  }

  private func block(_ node: OpaquePointer, depth: Int) -> SourceBlock? {
    guard isAllowed(depth, node) else { return nil }
    let line = firstLine + Int(cmark_node_get_start_line(node)) - 1
    let column = Int(cmark_node_get_start_column(node))
    switch cmark_node_get_type(node) {
    case CMARK_NODE_HEADING:
      return .heading(level: Int(cmark_node_get_heading_level(node)), inlines(of: node))
    case CMARK_NODE_PARAGRAPH:
      if let row = table(in: node) {
        findings.error(
          "Markdown tables are not shown", line: fixed?.line ?? firstLine + row,
          column: fixed?.column ?? column,
          hint: "a table block shows numbers of an experiment; write anything else as a list")
        return nil
      }
      let only = children(of: node)
      if only.count == 1, let text = literal(only[0]), let span = spans.displayFormula(text) {
        return .formula(span.text, line: span.line, column: span.column)
      }
      return .paragraph(inlines(of: node))
    case CMARK_NODE_LIST:
      return .list(
        isOrdered: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
        items: children(of: node).map {
          children(of: $0).compactMap { block($0, depth: depth + 1) }
        })
    case CMARK_NODE_BLOCK_QUOTE:
      return .quote(children(of: node).compactMap { block($0, depth: depth + 1) })
    case CMARK_NODE_CODE_BLOCK:
      let info = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
      let text = literal(node) ?? ""
      let name = SourceBlock.directive(info)
      if fixed == nil, LessonPlayer.parts.contains(name) {
        let inner = Self.blocks(text, line: line + 1, depth: depth + 1, findings: findings)
        return .part(
          name, condition: SourceBlock.condition(info), inner, line: line, column: column)
      }
      return .fence(info: info, text: text, line: line + 1, column: column)
    case CMARK_NODE_THEMATIC_BREAK:
      return .pageBreak
    case CMARK_NODE_HTML_BLOCK:
      remark(literal(node) ?? "", line: line, column: column)
      return nil
    default:
      return nil
    }
  }

  private func inlines(of node: OpaquePointer, depth: Int = 0) -> [SourceInline] {
    guard isAllowed(depth, node) else { return [] }
    var result: [SourceInline] = []
    for child in children(of: node) {
      switch cmark_node_get_type(child) {
      case CMARK_NODE_TEXT: result += spans.restore(literal(child) ?? "")
      case CMARK_NODE_SOFTBREAK: result.append(.text(" "))
      case CMARK_NODE_LINEBREAK: result.append(.lineBreak)
      case CMARK_NODE_CODE: result.append(.code(literal(child) ?? ""))
      case CMARK_NODE_EMPH: result.append(.emphasis(inlines(of: child, depth: depth + 1)))
      case CMARK_NODE_STRONG: result.append(.strong(inlines(of: child, depth: depth + 1)))
      case CMARK_NODE_LINK:
        let target = cmark_node_get_url(child).map { String(cString: $0) } ?? ""
        result.append(.link(inlines(of: child, depth: depth + 1), to: target))
      case CMARK_NODE_IMAGE:
        findings.error(
          "pictures are made by figure blocks, not linked", line: line(of: child),
          column: column(of: child))
      case CMARK_NODE_HTML_INLINE:
        let text = literal(child) ?? ""
        if text.hasPrefix("<!--") { continue }
        tellHTML(text, line: line(of: child), column: column(of: child))
      default: result += spans.restore(literal(child) ?? "")
      }
    }
    return merged(result)
  }

  private func line(of node: OpaquePointer) -> Int {
    fixed?.line ?? firstLine + Int(cmark_node_get_start_line(node)) - 1
  }

  private func column(of node: OpaquePointer) -> Int {
    fixed?.column ?? Int(cmark_node_get_start_column(node))
  }

  // MARK: What Markdown has and lessons have not

  /// An author's own remark is no part of the lesson; any other HTML would be printed as it is.
  private func remark(_ text: String, line: Int, column: Int) {
    guard text.hasPrefix("<!--") else {
      return tellHTML(text, line: fixed?.line ?? line, column: fixed?.column ?? column)
    }
    guard let end = text.ranges(of: "-->").last?.upperBound,
      let rest = text[end...].split(separator: "\n").first, rest.contains(where: { $0 != " " })
    else { return }
    findings.error(
      "what stands behind a remark is lost", line: line, column: column,
      hint: "begin a new line after -->")
  }

  private func tellHTML(_ text: String, line: Int, column: Int) {
    let tag = text.drop { $0 == "<" || $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
    let instead =
      switch tag.lowercased() {
      case "b", "strong": "write **words**"
      case "i", "em": "write *words*"
      case "br": "end the line with a backslash"
      case "sub", "sup": "write a formula: $w_1$, $x^2$"
      case "img", "svg", "figure": "a figure block makes pictures"
      case "table", "tr", "td", "th": "use a table block, or a list"
      case "code", "pre": "write `code`"
      default: "use Markdown, or <!-- … --> for a remark"
      }
    findings.error(
      "HTML is not part of a lesson: \(text.prefix { $0 != ">" && $0 != "\n" })>", line: line,
      column: column, hint: instead)
  }

  /// The row on which a table of `|` begins in a paragraph; nil where there is none.
  private func table(in paragraph: OpaquePointer) -> Int? {
    let first = Int(cmark_node_get_start_line(paragraph)) - 1
    let last = min(Int(cmark_node_get_end_line(paragraph)) - 1, rows.count - 1)
    guard first >= 0, first < last else { return nil }
    return (first..<last).first { row in
      rows[row].contains("|") && rows[row + 1].contains("|") && rows[row + 1].contains("-")
        && rows[row + 1].allSatisfy { "|-: >".contains($0) }
    }
  }

  /// cmark parts text at characters that might have been markup; joined again, words stay whole.
  private func merged(_ inlines: [SourceInline]) -> [SourceInline] {
    var result: [SourceInline] = []
    var text = ""
    for inline in inlines {
      if case .text(let next) = inline {
        text += next
        continue
      }
      if !text.isEmpty { result.append(.text(text)) }
      text = ""
      result.append(inline)
    }
    if !text.isEmpty { result.append(.text(text)) }
    return result
  }

  private func literal(_ node: OpaquePointer) -> String? {
    cmark_node_get_literal(node).map { String(cString: $0) }
  }
}
