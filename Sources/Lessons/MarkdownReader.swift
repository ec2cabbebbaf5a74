import CCmark

/// Reads CommonMark through cmark into blocks.
struct MarkdownReader {
  private let spans: ProtectedSpans
  private let firstLine: Int
  private let findings: Findings

  /// The blocks of a lesson's body, which begins on `line` of its file.
  static func blocks(_ body: String, line: Int, findings: Findings) -> [SourceBlock] {
    let spans = ProtectedSpans(body, line: line, findings: findings)
    return MarkdownReader(spans: spans, firstLine: line, findings: findings).parse()
  }

  /// One paragraph's worth of text out of a YAML value; its spans all stand at `node`.
  static func inlines(_ text: String, at node: YAMLNode, findings: Findings) -> [SourceInline] {
    let spans = ProtectedSpans(
      text, line: node.line, fixedColumn: node.column, findings: findings)
    let blocks = MarkdownReader(spans: spans, firstLine: node.line, findings: findings).parse()
    var inlines: [SourceInline] = []
    for block in blocks {
      if !inlines.isEmpty { inlines.append(.lineBreak) }
      switch block {
      case .paragraph(let text), .heading(_, let text): inlines += text
      case .formula(let source, let line, let column):
        inlines.append(.formula(source, line: line, column: column))
      case .list, .quote, .fence, .pageBreak:
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
    return children(of: root).compactMap(block)
  }

  private func children(of node: OpaquePointer) -> [OpaquePointer] {
    Array(
      sequence(first: cmark_node_first_child(node), next: { cmark_node_next($0) }).compactMap { $0 }
    )
  }

  private func block(_ node: OpaquePointer) -> SourceBlock? {
    let line = firstLine + Int(cmark_node_get_start_line(node)) - 1
    let column = Int(cmark_node_get_start_column(node))
    switch cmark_node_get_type(node) {
    case CMARK_NODE_HEADING:
      return .heading(level: Int(cmark_node_get_heading_level(node)), inlines(of: node))
    case CMARK_NODE_PARAGRAPH:
      let only = children(of: node)
      if only.count == 1, let text = literal(only[0]), let span = spans.displayFormula(text) {
        return .formula(span.text, line: span.line, column: span.column)
      }
      return .paragraph(inlines(of: node))
    case CMARK_NODE_LIST:
      return .list(
        isOrdered: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
        items: children(of: node).map { children(of: $0).compactMap(block) })
    case CMARK_NODE_BLOCK_QUOTE:
      return .quote(children(of: node).compactMap(block))
    case CMARK_NODE_CODE_BLOCK:
      let info = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
      return .fence(info: info, text: literal(node) ?? "", line: line + 1, column: column)
    case CMARK_NODE_THEMATIC_BREAK:
      return .pageBreak
    case CMARK_NODE_HTML_BLOCK:
      // An author's own remark is no part of the lesson.
      if literal(node)?.hasPrefix("<!--") == true { return nil }
      findings.error(
        "HTML is not part of a lesson", line: line, column: column,
        hint: "use Markdown, or <!-- … --> for a remark")
      return nil
    default:
      return nil
    }
  }

  private func inlines(of node: OpaquePointer) -> [SourceInline] {
    var result: [SourceInline] = []
    for child in children(of: node) {
      switch cmark_node_get_type(child) {
      case CMARK_NODE_TEXT: result += spans.restore(literal(child) ?? "")
      case CMARK_NODE_SOFTBREAK: result.append(.text(" "))
      case CMARK_NODE_LINEBREAK: result.append(.lineBreak)
      case CMARK_NODE_CODE: result.append(.code(literal(child) ?? ""))
      case CMARK_NODE_EMPH: result.append(.emphasis(inlines(of: child)))
      case CMARK_NODE_STRONG: result.append(.strong(inlines(of: child)))
      case CMARK_NODE_LINK:
        let target = cmark_node_get_url(child).map { String(cString: $0) } ?? ""
        result.append(.link(inlines(of: child), to: target))
      case CMARK_NODE_IMAGE:
        let line = firstLine + Int(cmark_node_get_start_line(child)) - 1
        findings.error(
          "pictures are made by figure blocks, not linked", line: line,
          column: Int(cmark_node_get_start_column(child)))
      default: result += spans.restore(literal(child) ?? "")
      }
    }
    return merged(result)
  }

  /// cmark parts text at characters that might have been markup; joined again, words stay whole.
  private func merged(_ inlines: [SourceInline]) -> [SourceInline] {
    var result: [SourceInline] = []
    for inline in inlines {
      if case .text(let next) = inline, case .text(let last)? = result.last {
        result[result.count - 1] = .text(last + next)
      } else {
        result.append(inline)
      }
    }
    return result
  }

  private func literal(_ node: OpaquePointer) -> String? {
    cmark_node_get_literal(node).map { String(cString: $0) }
  }
}
