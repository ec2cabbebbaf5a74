import Drawing
import Figures
import Lessons

/// Sets words and formulas in the sizes of a page.
struct Typesetter: Sendable {
  var style: PageStyle
  var measurer: any TextMeasurer
  var words: Words

  var context: DrawingContext {
    DrawingContext(theme: style.theme, measurer: measurer, words: words)
  }

  /// A line of a paragraph; the first one carries the text twin of them all.
  struct Line {
    var box: Box
    var text: String
  }

  /// One line of text in one font.
  func run(_ text: String, font: Font, color: Color? = nil) -> Box {
    let metrics = measurer.measure(text, font: font)
    let item = TextRun(
      text, at: .zero, font: font, color: color ?? style.theme.ink, width: metrics.width)
    return Box(
      width: metrics.width, ascent: metrics.ascent, descent: metrics.descent,
      items: text.isEmpty ? [] : [.text(item)])
  }

  /// The box with the height of a line of running text, its baseline where a line's is.
  func leaded(_ box: Box, size: Double? = nil) -> Box {
    let leading = style.leading * (size ?? style.body) / style.body
    var box = box
    let ascent = leading * 0.74
    box.ascent = max(ascent, box.ascent - 0.3 * style.body)
    box.descent = max(leading - ascent, box.descent - 0.2 * style.body)
    return box
  }

  /// Running text broken into lines, at least one.
  func lines(_ inlines: [Inline], font: Font, width: Double, color: Color) -> [Line] {
    let paragraph = Paragraph(spans(inlines, font: font, color: color))
    let boxes = paragraph.layout(width: width, measurer: measurer)
    let text = inlines.map(plain).joined()
    guard !boxes.isEmpty else { return [Line(box: leaded(run("", font: font)), text: text)] }
    return boxes.enumerated().map { place, box in
      Line(box: lead(box, font.size), text: place == 0 ? text : "")
    }
  }

  /// Lines of text measure their font's height, formulas their own: only the latter may push
  /// lines apart.
  private func lead(_ box: Box, _ size: Double) -> Box {
    let leading = style.leading * size / style.body
    var box = box
    box.ascent = max(leading * 0.74, box.ascent - 0.22 * size)
    box.descent = max(leading * 0.26, box.descent - 0.06 * size)
    return box
  }

  private func spans(_ inlines: [Inline], font: Font, color: Color) -> [Drawing.Span] {
    inlines.flatMap { spans($0, font: font, color: color) }
  }

  private func spans(_ inline: Inline, font: Font, color: Color) -> [Drawing.Span] {
    switch inline {
    case .text(let text): return [.text(Self.tied(text), font: font, color: color)]
    case .emphasis(let inner):
      var italic = font
      italic.isItalic = true
      return spans(inner, font: italic, color: color)
    case .strong(let inner):
      var bold = font
      bold.weight = .semibold
      return spans(inner, font: bold, color: color)
    case .code(let text):
      return [.text(text, font: Font(.mono, size: font.size * 0.9), color: color)]
    case .formula(let source):
      guard let math = try? Math.parse(source) else {
        return [.text(source, font: font, color: color)]
      }
      return [
        .math(
          written(math), size: font.size, weight: font.weight, color: color)
      ]
    case .link(let inner, let target):
      // Links to files beside the lesson lead nowhere on paper.
      let inner = spans(inner, font: font, color: color)
      return target.hasPrefix("http") ? [.link(.uri(target), inner)] : inner
    case .lineBreak: return [.lineBreak]
    case .value(let value):
      // A list of numbers stays on one line.
      return [
        .text(
          words.numerals.text(value.text).replacing(" ", with: "\u{A0}"), font: font, color: color)
      ]
    }
  }

  /// A point such as (0, 1) stays on one line: its spaces do not break.
  static func tied(_ text: String) -> String {
    guard text.contains("(") else { return text }
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "(") {
      result += String(rest[..<open])
      rest = rest[open...]
      let inner = rest.dropFirst().prefix { $0.isNumber || ",;.−-+ ".contains($0) }
      let piece = String(rest.prefix(inner.count + 1))
      let isPoint = rest.dropFirst(inner.count + 1).first == ")"
      result += isPoint ? piece.replacing(" ", with: "\u{A0}") : piece
      rest = rest.dropFirst(inner.count + 1)
    }
    return result + String(rest)
  }

  // MARK: Formulas

  /// In the reader's numerals, with scripts that can be read.
  private func written(_ math: Math) -> Math {
    var math = math.written(in: words.numerals)
    math.leastScript = style.theme.leastDigit
    return math
  }

  func formula(
    _ source: String, size: Double? = nil, weight: Font.Weight = .regular, color: Color? = nil,
    isDisplayed: Bool = false
  ) -> Box {
    let size = size ?? style.body
    let color = color ?? style.theme.ink
    guard let math = try? Math.parse(source) else {
      return run(source, font: style.font(weight, size: size), color: color)
    }
    return written(math).layout(
      size: size, weight: weight, color: color, style: isDisplayed ? .display : .inline,
      measurer: measurer)
  }

  /// A formula as it is read aloud or copied.
  func plain(_ source: String) -> String { words.formula(source) }

  func plain(_ inline: Inline) -> String { inline.plainText(words) }

  /// A formula as answer files hold it: a point, ASCII minus, no sign of rounding.
  static func answer(_ source: String) -> String {
    PlainFormula.text(source).replacing("\u{2212}", with: "-").replacing("≈", with: "")
  }

  /// The same as people read it.
  func shown(answer: String) -> String {
    words.numerals.text(answer.replacing("-", with: "\u{2212}"))
  }
}
