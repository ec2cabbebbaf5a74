extension Math {
  /// The formula as MathML Core, with its text twin for readers that know none.
  ///
  /// `try Math.parse("x_1").markup(.inline)` is
  /// `<math alttext="x1"><msub><mi>x</mi><mn>1</mn></msub></math>`.
  public func markup(_ style: Style) -> String {
    let display = style == .display ? " display=\"block\"" : ""
    return "<math\(display) alttext=\"\(Markup.escaped(plainText))\">"
      + MathMarkup().markup(node) + "</math>"
  }
}

/// Formulas as MathML: the reader's browser sets them, and reads them aloud.
struct MathMarkup {
  func markup(_ node: MathNode) -> String {
    switch node {
    case .row(let nodes): row(nodes)
    case .number(let text): element("mn", Markup.escaped(text))
    case .variable(let text): element("mi", Markup.escaped(text))
    case .word(let text, let style): word(text, style)
    case .symbol(let symbol): sign(symbol, as: symbol.role)
    case .scripts(let base, let sub, let sup, let primes): scripts(base, sub, sup, primes)
    case .fraction(let above, let below): element("mfrac", markup(above) + markup(below))
    case .root(let inner): element("msqrt", markup(inner))
    case .accent(let accent, let inner):
      "<mover accent=\"true\">" + markup(inner) + element("mo", Self.mark(accent)) + "</mover>"
    case .fenced(let left, let body, let right):
      element("mrow", fence(left) + markup(body) + fence(right))
    case .table(let kind, let rows): table(kind, rows)
    case .space(let width):
      // Less than nothing is not to be had.
      width > 0 ? "<mspace width=\"\(NumberText.short(width, 3))em\"></mspace>" : ""
    case .bold(let inner): "<mrow class=\"strong\">" + markup(inner) + "</mrow>"
    case .blank(_, let answer): "<mrow class=\"answer\">" + markup(answer) + "</mrow>"
    }
  }

  private func element(_ name: String, _ inner: String) -> String { "<\(name)>\(inner)</\(name)>" }

  private func row(_ nodes: [MathNode]) -> String {
    let roles = MathSetting.roles(of: nodes)
    var inner = ""
    for (place, node) in nodes.enumerated() {
      if case .symbol(let symbol) = node {
        inner += sign(symbol, as: roles[place])
      } else {
        inner += markup(node)
      }
    }
    return element("mrow", inner)
  }

  /// - Parameter role: What the sign is here: a minus before a number stands close to it.
  private func sign(_ symbol: MathSymbol, as role: MathSymbol.Role) -> String {
    let text = Markup.escaped(symbol.text)
    switch role {
    case .ordinary where symbol.role == .binary:
      return "<mo form=\"prefix\" lspace=\"0\" rspace=\"0\">\(text)</mo>"
    case .ordinary: return "<mi mathvariant=\"normal\">\(text)</mi>"
    case .large: return element("mo", text)
    case .binary: return "<mo lspace=\"0.2222em\" rspace=\"0.2222em\">\(text)</mo>"
    case .relation: return "<mo lspace=\"0.2778em\" rspace=\"0.2778em\">\(text)</mo>"
    case .product: return "<mo lspace=\"0.06em\" rspace=\"0.06em\">\(text)</mo>"
    case .opening: return "<mo form=\"prefix\" stretchy=\"false\">\(text)</mo>"
    case .closing: return "<mo form=\"postfix\" stretchy=\"false\">\(text)</mo>"
    case .punctuation: return "<mo separator=\"true\" lspace=\"0\" rspace=\"0.2em\">\(text)</mo>"
    }
  }

  private func word(_ text: String, _ style: MathNode.WordStyle) -> String {
    // Space at the ends would be left out. A row of signs and `mtext` alone would be taken for one
    // large sign, so words are names.
    let text = Markup.escaped(String(text.map { $0 == " " ? "\u{A0}" : $0 }))
    switch style {
    case .upright: return "<mi mathvariant=\"normal\">\(text)</mi>"
    case .function: return "<mi mathvariant=\"normal\">\(text)</mi>"
    case .boldUpright: return "<mi mathvariant=\"normal\" class=\"strong\">\(text)</mi>"
    }
  }

  private func scripts(
    _ base: MathNode, _ sub: MathNode?, _ sup: MathNode?, _ primes: Int
  ) -> String {
    let sign = String(repeating: "′", count: primes)
    var above = primes > 0 ? "<mo class=\"prime\">\(sign)</mo>" : ""
    if let sup { above += markup(sup) }
    if primes > 0, sup != nil { above = element("mrow", above) }
    let core = markup(base)
    var isLarge = false
    if case .symbol(let symbol) = base, symbol.role == .large { isLarge = true }
    switch (sub, above.isEmpty) {
    case (nil, true): return core
    case (nil, false): return element(isLarge ? "mover" : "msup", core + above)
    case (.some(let sub), true): return element(isLarge ? "munder" : "msub", core + markup(sub))
    case (.some(let sub), false):
      return element(isLarge ? "munderover" : "msubsup", core + markup(sub) + above)
    }
  }

  private func fence(_ fence: MathNode.Fence?) -> String {
    guard let fence else { return "" }
    return "<mo stretchy=\"true\">\(Markup.escaped(String(fence.rawValue)))</mo>"
  }

  private func table(_ kind: MathNode.TableKind, _ rows: [[MathNode]]) -> String {
    var inner = ""
    for cells in rows {
      inner += element("mtr", cells.map { element("mtd", markup($0)) }.joined())
    }
    switch kind {
    case .matrix(let left, let right):
      return element("mrow", fence(left) + element("mtable", inner) + fence(right))
    case .aligned: return "<mtable class=\"aligned\">\(inner)</mtable>"
    case .cases:
      return element("mrow", fence(.leftBrace) + "<mtable class=\"cases\">\(inner)</mtable>")
    }
  }

  private static func mark(_ accent: MathNode.Accent) -> String {
    switch accent {
    case .hat: "^"
    case .bar: "¯"
    case .vector: "→"
    case .tilde: "~"
    }
  }
}
