/// Writes styled lines as the sequences that terminals understand (ECMA-48).
struct TerminalText {
  /// Whether colours may be used; bold and reversed letters are no colours.
  var isColored: Bool

  static let reset = "\u{1B}[0m"
  static let clearToEnd = "\u{1B}[K"

  /// Moves to a cell; both count from 0.
  static func move(column: Int, row: Int) -> String { "\u{1B}[\(row + 1);\(column + 1)H" }

  func text(of line: StyledLine) -> String {
    line.spans.map { span in
      let codes = self.codes(of: span.style)
      return codes.isEmpty ? span.text : "\u{1B}[\(codes)m\(span.text)\(Self.reset)"
    }.joined()
  }

  private func codes(of style: Style) -> String {
    var codes: [String] = []
    if style.isBold { codes.append("1") }
    if style.isMuted { codes.append("2") }
    if style.isItalic { codes.append("3") }
    if style.isReversed { codes.append("7") }
    if isColored {
      switch style.tone {
      case .plain: break
      case .right: codes.append("32")
      case .wrong: codes.append("33")
      case .accent: codes.append("36")
      }
    }
    return codes.joined(separator: ";")
  }
}
