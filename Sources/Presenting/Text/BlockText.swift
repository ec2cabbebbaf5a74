import Figures
import Lessons

/// Sets the parts of a lesson into lines of text, for the terminal and for plain text alike.
public struct BlockText: Sendable {
  /// Columns to fill.
  var width: Int
  /// Of the lesson's language.
  let words: Words

  /// Text above this width is harder to read than it needs to be.
  public static let readable = 76

  // MARK: Prose

  func lines(of blocks: [PlayedBlock]) -> [StyledLine] {
    var lines: [StyledLine] = []
    for block in blocks {
      let new = self.lines(of: block)
      if !lines.isEmpty, !new.isEmpty { lines.append(StyledLine()) }
      lines += new
    }
    return lines
  }

  /// The lines of a block that is prose or a table; figures, walks and questions have their own.
  func lines(of block: PlayedBlock) -> [StyledLine] {
    switch block {
    case .heading(let level, let inlines):
      let style = level <= 2 ? Style.heading : .bold
      return text(of: inlines, style).wrapped(to: width)
    case .paragraph(let inlines):
      return paragraph(inlines)
    case .list(let isOrdered, let items):
      return list(items, isOrdered: isOrdered)
    case .quote(let blocks):
      return BlockText(width: max(width - 2, 4), words: words).lines(of: blocks).map { line in
        var quoted = StyledLine("│ ", .muted)
        quoted.append(line)
        return quoted
      }
    case .code(let code):
      return code.split(separator: "\n", omittingEmptySubsequences: false).map {
        StyledLine("  " + $0, .muted)
      }.droppingEmptyEnd
    case .formula(let source):
      return StyledLine("    " + words.formula(source)).wrapped(to: width, indent: 4)
    case .table(let table):
      return self.table(table)
    case .derivations(let derivations):
      return self.derivations(derivations.derivations)
    case .figure(let figure):
      return description(of: figure)
    case .walk, .question, .notes, .pageBreak:
      return []
    }
  }

  func paragraph(_ inlines: [Inline], _ style: Style = .plain) -> [StyledLine] {
    var lines: [StyledLine] = []
    for part in inlines.split(separator: .lineBreak, omittingEmptySubsequences: false) {
      lines += text(of: Array(part), style).wrapped(to: width)
    }
    return lines
  }

  private func list(_ items: [[PlayedBlock]], isOrdered: Bool) -> [StyledLine] {
    items.enumerated().flatMap { index, blocks in
      let mark = isOrdered ? "\(index + 1). " : "• "
      let inner = BlockText(width: max(width - mark.columns, 4), words: words).lines(of: blocks)
      return inner.enumerated().map { row, line in
        guard row == 0 else { return line.indented(by: mark.columns) }
        var marked = StyledLine(mark, .muted)
        marked.append(line)
        return marked
      }
    }
  }

  func text(of inlines: [Inline], _ style: Style = .plain) -> StyledLine {
    var line = StyledLine()
    for inline in inlines {
      switch inline {
      case .text(let text): line.append(text.replacing("\n", with: " "), style)
      case .emphasis(let inner): line.append(text(of: inner, style.with(.italic)))
      case .strong(let inner): line.append(text(of: inner, style.with(.bold)))
      case .code(let code): line.append(code, style.with(.bold))
      case .formula(let source): line.append(words.formula(source), style)
      case .link(let inner, let target):
        line.append(text(of: inner, style))
        if target.contains("://"), !inner.map({ $0.plainText(words) }).joined().contains(target) {
          line.append(" (\(target))", style.with(.muted))
        }
      case .lineBreak: line.append(" ", style)
      case .value(let value): line.append(words.numerals.text(value.text), style.with(.bold))
      }
    }
    return line
  }

  // MARK: Arithmetic

  func derivations(_ derivations: [Derivation]) -> [StyledLine] {
    var lines: [StyledLine] = []
    for derivation in derivations {
      if !lines.isEmpty { lines.append(StyledLine()) }
      lines += self.derivation(derivation)
    }
    return lines
  }

  /// The title, and each quantity on one line or, where it is too long, a part a line with the
  /// equals signs below each other.
  func derivation(_ derivation: Derivation) -> [StyledLine] {
    let symbols = derivation.lines.map { words.formula($0.symbol) }
    let column = (symbols.map(\.columns).max() ?? 0) + 1
    var lines = StyledLine(derivation.title, .muted).wrapped(to: width)
    for (line, symbol) in zip(derivation.lines, symbols) {
      lines += quantity(line, symbol: symbol.padded(to: column))
    }
    return lines
  }

  private func quantity(_ line: Derivation.Line, symbol: String) -> [StyledLine] {
    var rows: [StyledLine] = []
    for part in line.parts {
      let style: Style =
        switch part.kind {
        case .result: .bold
        case .note: .muted
        case .symbols, .numbers: .plain
        }
      var text = StyledLine()
      if part.relation != .none { text.append(part.relation.rawValue + " ") }
      text.append(words.formula(part.formula), style)
      if part.kind == .note, let last = rows.indices.last {
        rows[last].append(text)
      } else {
        rows.append(text)
      }
    }
    // As many parts on a line as there is room for; the next ones below the equals sign.
    var lines: [StyledLine] = []
    var line = StyledLine(symbol)
    let indent = symbol.columns
    var isEmpty = true
    for row in rows {
      if !isEmpty, line.columns + 1 + row.columns > width {
        lines.append(line)
        line = StyledLine(String(repeating: " ", count: indent))
        isEmpty = true
      }
      if !isEmpty { line.append(" ") }
      line.append(row)
      isEmpty = false
    }
    return (lines + [line]).flatMap { $0.wrapped(to: width, indent: min(indent + 2, width / 3)) }
  }

  // MARK: Figures

  /// A figure for those who do not see it: title, description and caption.
  func description(of figure: PlayedFigure) -> [StyledLine] {
    var lines = figure.task.isEmpty ? [] : paragraph(figure.task)
    var head = StyledLine(words("Picture") + ": ", .muted)
    head.append(figure.figure.title, .bold)
    lines += head.wrapped(to: width)
    if !figure.figure.caption.isEmpty {
      lines += StyledLine(figure.figure.caption).wrapped(to: width)
    }
    lines += StyledLine(figure.figure.description(words), .muted).wrapped(to: width)
    return lines
  }
}

extension [StyledLine] {
  fileprivate var droppingEmptyEnd: [StyledLine] {
    last?.spans.allSatisfy { $0.text.allSatisfy { $0 == " " } } == true
      ? Array(dropLast()) : self
  }
}
