extension MathNode {
  /// The same with its numbers as a language writes them. Commas in brackets and between numbers
  /// part a list; those of indices (`w_{2,1}`) and of sentences stay.
  func written(in numerals: Numerals) -> MathNode {
    written(numerals, isInBrackets: false, isIndex: false)
  }

  private func written(_ numerals: Numerals, isInBrackets: Bool, isIndex: Bool) -> MathNode {
    func part(_ node: MathNode, isInBrackets: Bool = false, isIndex: Bool = isIndex) -> MathNode {
      node.written(numerals, isInBrackets: isInBrackets, isIndex: isIndex)
    }
    switch self {
    case .row(let nodes):
      return .row(
        Self.row(nodes, numerals, isInBrackets: isInBrackets, isIndex: isIndex) {
          part($0, isInBrackets: $1)
        })
    case .number(let text): return .number(numerals.number(text))
    case .scripts(let base, let sub, let sup, let primes):
      return .scripts(
        part(base), sub: sub.map { part($0, isIndex: true) }, sup: sup.map { part($0) },
        primes: primes)
    case .fraction(let a, let b): return .fraction(part(a), part(b))
    case .root(let node): return .root(part(node))
    case .accent(let accent, let node): return .accent(accent, part(node))
    case .fenced(let left, let body, let right):
      return .fenced(left: left, part(body, isInBrackets: true), right: right)
    case .table(let kind, let rows):
      return .table(kind, rows: rows.map { cells in cells.map { part($0) } })
    case .bold(let node): return .bold(part(node, isInBrackets: isInBrackets))
    case .blank(let code, let answer):
      return .blank(code: code, answer: part(answer, isInBrackets: isInBrackets))
    case .variable, .word, .symbol, .space: return self
    }
  }

  private static func row(
    _ nodes: [MathNode], _ numerals: Numerals, isInBrackets: Bool, isIndex: Bool,
    part: (MathNode, _ isInBrackets: Bool) -> MathNode
  ) -> [MathNode] {
    var depth = isInBrackets ? 1 : 0
    return nodes.enumerated().map { place, node in
      guard case .symbol(let symbol) = node else { return part(node, depth > 0) }
      switch symbol.role {
      case .opening: depth += 1
      case .closing where symbol.text == ")" || symbol.text == "]": depth = max(depth - 1, 0)
      case .punctuation where symbol.text == "," && !isIndex:
        if depth > 0 || isBetweenNumbers(nodes, place) {
          return .symbol(MathSymbol(String(numerals.list), .punctuation))
        }
      default: break
      }
      return node
    }
  }

  /// Whether the sign at `place` follows a number, and one follows it, with or without a sign.
  private static func isBetweenNumbers(_ nodes: [MathNode], _ place: Int) -> Bool {
    func isNumber(_ place: Int) -> Bool {
      guard nodes.indices.contains(place), case .number = nodes[place] else { return false }
      return true
    }
    func isSign(_ place: Int) -> Bool {
      guard nodes.indices.contains(place), case .symbol(let symbol) = nodes[place] else {
        return false
      }
      return symbol.role == .binary
    }
    return isNumber(place - 1) && (isNumber(place + 1) || isSign(place + 1) && isNumber(place + 2))
  }
}
