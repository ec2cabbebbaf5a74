/// The plain-text form of formulas.
struct MathText {
  /// Whether blanks are left open, as on a worksheet.
  var isBlank = false
  /// Tells what parts the cells of a table; the numbers are written so already.
  let numerals: Numerals

  func plain(_ node: MathNode) -> String {
    switch node {
    case .row(let nodes): return row(nodes)
    case .number(let text), .variable(let text), .word(let text, _): return text
    case .symbol(let symbol): return symbol.text
    case .scripts(let base, let sub, let sup, let primes):
      return scripts(base, sub, sup, primes)
    case .fraction(let a, let b): return bracketed(a) + "/" + bracketed(b)
    case .root(let node): return "√(" + plain(node) + ")"
    case .accent(let accent, let node): return accented(plain(node), accent)
    case .fenced(let left, let body, let right):
      return (left.map { String($0.rawValue) } ?? "") + plain(body)
        + (right.map { String($0.rawValue) } ?? "")
    case .table(let kind, let rows): return table(kind, rows)
    case .space(let width): return width >= 0.4 ? " " : ""
    case .bold(let node): return plain(node)
    case .blank(let code, let answer):
      return isBlank ? "____" + (code.isEmpty ? "" : " [\(code)]") : plain(answer)
    }
  }

  private func row(_ nodes: [MathNode]) -> String {
    var text = ""
    let roles = MathSetting.roles(of: nodes)
    for (index, node) in nodes.enumerated() {
      let part = plain(node)
      if part.isEmpty { continue }
      switch roles[index] {
      case .relation, .binary: text += text.isEmpty || text.last == " " ? part + " " : " \(part) "
      case .punctuation: text += part + " "
      default:
        let separator = separator(after: index, roles, nodes, text)
        text +=
          separator + (text.last == " " && part.first == " " ? String(part.dropFirst()) : part)
      }
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Names of several letters, and indexed ones, would run into what stands beside them.
  private func separator(
    after index: Int, _ roles: [MathSymbol.Role], _ nodes: [MathNode], _ text: String
  ) -> String {
    guard index > 0, !text.isEmpty, text.last != " " else { return "" }
    let before = nodes[index - 1]
    switch (before, nodes[index]) {
    case (.word(_, .function), .symbol(let s)) where s.role == .opening: return ""
    case (.word(_, .function), .fenced): return ""
    case (.word(_, .function), _), (_, .word(_, .function)):
      return [.ordinary, .large, .closing].contains(roles[index - 1]) ? " " : ""
    case (.scripts(.symbol(let s), _, _, _), _) where s.role == .large: return " "
    case (.scripts(.word(_, .function), _, _, _), .symbol(let s)) where s.role == .opening:
      return ""
    case (.scripts(.word(_, .function), _, _, _), _): return " "
    case (.scripts, .variable), (.scripts, .scripts), (.scripts, .number), (.scripts, .accent),
      (.scripts, .fraction), (.number, .fraction), (.variable, .fraction),
      (.fraction, .variable), (.fraction, .scripts), (.fraction, .number), (.fraction, .fraction):
      return "·"
    case (.fraction, .symbol(let s)) where s.role == .opening || s.role == .large: return "·"
    case (.fraction, .fenced): return "·"
    default: return ""
    }
  }

  private func scripts(
    _ base: MathNode, _ sub: MathNode?, _ sup: MathNode?, _ primes: Int
  ) -> String {
    if case .symbol(let symbol) = base, symbol.role == .large {
      let from = sub.map(plain) ?? ""
      let to = sup.map { " … " + plain($0) } ?? ""
      return symbol.text + (from + to == "" ? "" : "[\(from)\(to)]")
    }
    var text = plain(base)
    if needsBrackets(base) { text = "(\(text))" }
    if let sub {
      let index = plain(sub)
      // `w0` reads as it is spoken; only longer indices need to be set apart.
      let isShort = index.allSatisfy { $0.isNumber }
      text += isShort ? index : index.allSatisfy { $0.isLetter } ? "_\(index)" : "_(\(index))"
    }
    text += String(repeating: "′", count: primes)
    if let sup {
      let power = plain(sup)
      let isShort =
        power.count == 1 || power.allSatisfy { $0.isNumber }
        || power.first == "(" && power.last == ")"
      text += isShort ? "^\(power)" : "^(\(power))"
    }
    return text
  }

  private func table(_ kind: MathNode.TableKind, _ rows: [[MathNode]]) -> String {
    switch kind {
    case .matrix(let left, _):
      // What parts the rows has to differ from what parts the cells.
      let between = numerals.list == "," ? "; " : " | "
      let body = rows.map { $0.map(plain).joined(separator: "\(numerals.list) ") }
        .joined(separator: between)
      return left == .bar ? "|\(body)|" : "[\(body)]"
    case .aligned:
      return rows.map { cells in
        row(cells.flatMap { if case .row(let nodes) = $0 { nodes } else { [$0] } })
      }.joined(separator: "\n")
    case .cases:
      return "{ " + rows.map { $0.map(plain).joined(separator: " ") }.joined(separator: "; ") + " }"
    }
  }

  private func bracketed(_ node: MathNode) -> String {
    needsBrackets(node) ? "(" + plain(node) + ")" : plain(node)
  }

  private func needsBrackets(_ node: MathNode) -> Bool {
    switch node {
    case .row(let nodes):
      if nodes.count == 1 { return needsBrackets(nodes[0]) }
      // ∂L and Δw read as one name.
      if nodes.count == 2, nodes[0] == .variable("Δ") || nodes[0] == Self.partial { return false }
      return !nodes.isEmpty
    case .fraction: return true
    case .bold(let node): return needsBrackets(node)
    default: return false
    }
  }

  private static let partial = MathNode.symbol(
    MathSymbol("∂", .ordinary, isInTextFace: false))

  private func accented(_ text: String, _ accent: MathNode.Accent) -> String {
    if text.count != 1 { return text }
    if accent == .hat, let one = MathNode.withHat[text] { return one }
    let mark =
      switch accent {
      case .hat: "\u{302}"
      case .bar: "\u{304}"
      case .vector: "\u{20D7}"
      case .tilde: "\u{303}"
      }
    return text + mark
  }
}

extension MathNode {
  /// Letters that have a glyph of their own with a circumflex.
  static let withHat: [String: String] = [
    "a": "â", "c": "ĉ", "e": "ê", "g": "ĝ", "h": "ĥ", "i": "î", "j": "ĵ", "o": "ô", "s": "ŝ",
    "u": "û", "w": "ŵ", "y": "ŷ",
  ]
}
