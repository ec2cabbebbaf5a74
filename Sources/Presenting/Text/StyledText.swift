import Datasets

/// How a piece of text looks in a terminal. The words alone carry the meaning; a style repeats it.
public struct Style: Hashable, Sendable {
  /// Colours by meaning; each terminal has its own shades of them.
  public enum Tone: Hashable, Sendable {
    case plain, right, wrong, accent
  }

  public var isBold = false
  public var isMuted = false
  public var isItalic = false
  public var isReversed = false
  public var tone = Tone.plain

  public init(
    bold: Bool = false, muted: Bool = false, italic: Bool = false, reversed: Bool = false,
    tone: Tone = .plain
  ) {
    isBold = bold
    isMuted = muted
    isItalic = italic
    isReversed = reversed
    self.tone = tone
  }

  public static let plain = Style()
  public static let bold = Style(bold: true)
  public static let muted = Style(muted: true)
  public static let italic = Style(italic: true)
  public static let heading = Style(bold: true, tone: .accent)

  func with(_ other: Style) -> Style {
    Style(
      bold: isBold || other.isBold, muted: isMuted || other.isMuted,
      italic: isItalic || other.isItalic, reversed: isReversed || other.isReversed,
      tone: other.tone == .plain ? tone : other.tone)
  }
}

/// One line of a screen: pieces of text, each in one style.
public struct StyledLine: Equatable, Sendable {
  public struct Span: Equatable, Sendable {
    /// Fit for a terminal: every line of a screen is made of spans.
    public fileprivate(set) var text: String
    public var style: Style

    public init(_ text: String, _ style: Style = .plain) {
      self.text = printable(text)
      self.style = style
    }
  }

  public var spans: [Span]

  public init(_ spans: [Span] = []) {
    self.spans = spans
  }

  public init(_ text: String, _ style: Style = .plain) {
    spans = text.isEmpty ? [] : [Span(text, style)]
  }

  /// The words alone.
  public var text: String { spans.map(\.text).joined() }

  public var columns: Int { spans.reduce(0) { $0 + $1.text.columns } }

  public mutating func append(_ text: String, _ style: Style = .plain) {
    if let last = spans.indices.last, spans[last].style == style {
      spans[last].text += printable(text)
    } else if !text.isEmpty {
      spans.append(Span(text, style))
    }
  }

  public mutating func append(_ line: StyledLine) {
    for span in line.spans { append(span.text, span.style) }
  }

  func indented(by columns: Int) -> StyledLine {
    guard columns > 0, !spans.isEmpty else { return self }
    return StyledLine([Span(String(repeating: " ", count: columns))] + spans)
  }

  /// The line cut at `width` columns, or filled up with spaces to them.
  func fitted(to width: Int) -> StyledLine {
    var line = StyledLine()
    var used = 0
    for span in spans {
      for character in span.text {
        if used + character.columns > width { return line.filled(to: width, from: used) }
        line.append(String(character), span.style)
        used += character.columns
      }
    }
    return line.filled(to: width, from: used)
  }

  private func filled(to width: Int, from used: Int) -> StyledLine {
    var line = self
    if used < width { line.append(String(repeating: " ", count: width - used)) }
    return line
  }

  /// The line's words set into lines of at most `width` columns; lines after the first begin with
  /// `indent` spaces. A word that is longer than a line is broken.
  public func wrapped(to width: Int, indent: Int = 0) -> [StyledLine] {
    let width = max(width, 1)
    let indent = min(indent, width / 2)
    var lines: [StyledLine] = []
    var line = StyledLine()
    var used = 0
    var gap: Span?
    func open() {
      lines.append(line)
      line = StyledLine(String(repeating: " ", count: indent))
      used = indent
      gap = nil
    }
    for word in words {
      if word.isGap {
        if used > (lines.isEmpty ? 0 : indent) || lines.isEmpty { gap = word.spans.first }
        continue
      }
      let gapColumns = gap?.text.columns ?? 0
      let start = lines.isEmpty ? 0 : indent
      if used + gapColumns + word.columns > width, used > start { open() }
      if let gap {
        line.append(gap.text, gap.style)
        used += gap.text.columns
      }
      gap = nil
      for span in word.spans {
        for character in span.text {
          if used + character.columns > width, used > (lines.isEmpty ? 0 : indent) { open() }
          line.append(String(character), span.style)
          used += character.columns
        }
      }
    }
    lines.append(line)
    return lines
  }

  private struct Word {
    var spans: [Span]
    var isGap: Bool
    var columns: Int { spans.reduce(0) { $0 + $1.text.columns } }
  }

  private var words: [Word] {
    var words: [Word] = []
    for span in spans {
      for part in span.text.split(separatingSpaces: ()) {
        let isGap = part.first == " "
        let piece = Span(String(part), span.style)
        if let last = words.indices.last, words[last].isGap == isGap {
          words[last].spans.append(piece)
        } else {
          words.append(Word(spans: [piece], isGap: isGap))
        }
      }
    }
    return words
  }
}

extension String {
  /// Runs of spaces and runs of other characters, in turn.
  fileprivate func split(separatingSpaces: ()) -> [Substring] {
    var parts: [Substring] = []
    var start = startIndex
    while start < endIndex {
      let isGap = self[start] == " "
      let end = self[start...].firstIndex { ($0 == " ") != isGap } ?? endIndex
      parts.append(self[start..<end])
      start = end
    }
    return parts
  }
}
