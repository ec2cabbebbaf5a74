extension MathSetting {
  /// The role of each part beside its neighbours: a minus at the beginning or after another sign
  /// belongs to what follows it (The TeXbook, appendix G, rules 5 and 6).
  static func roles(of nodes: [MathNode]) -> [MathSymbol.Role] {
    var roles = nodes.map(role)
    var before: MathSymbol.Role?
    for index in roles.indices {
      if case .space = nodes[index] { continue }
      switch roles[index] {
      case .binary, .product:
        switch before {
        case nil, .binary, .product, .large, .relation, .opening, .punctuation:
          roles[index] = .ordinary
        default: break
        }
      case .relation, .closing, .punctuation:
        // An operator with nothing after it stands for itself: "(+)".
        if let before = index == 0 ? nil : roles[index - 1], before == .binary {
          roles[index - 1] = .ordinary
        }
      default: break
      }
      before = roles[index]
    }
    if roles.last == .binary { roles[roles.count - 1] = .ordinary }
    return roles
  }

  private static func role(of node: MathNode) -> MathSymbol.Role {
    switch node {
    case .symbol(let symbol): symbol.role
    case .word(_, .function): .large
    case .scripts(let base, _, _, _): role(of: base)
    case .bold(let node): role(of: node)
    case .row(let nodes) where nodes.count == 1: role(of: nodes[0])
    default: .ordinary
    }
  }

  /// Room between two neighbours, in ems: 3/18 thin, 4/18 medium, 5/18 thick.
  private func gap(
    _ a: MathSymbol.Role, _ nodeA: MathNode, _ b: MathSymbol.Role, _ nodeB: MathNode
  ) -> Double {
    if case .space = nodeA { return 0 }
    if case .space = nodeB { return 0 }
    let thin = 3.0 / 18
    let isScript = level > 0
    if a == .relation || b == .relation { return isScript ? 0.06 : a == b ? 0 : 5.0 / 18 }
    if a == .binary || b == .binary { return isScript ? 0 : 4.0 / 18 }
    if a == .product || b == .product { return isScript ? 0 : 0.07 }
    if a == .punctuation { return isScript ? 0.08 : 4.0 / 18 }
    let isInner = { (node: MathNode) in
      switch node {
      case .fraction, .table, .fenced, .blank: true
      default: false
      }
    }
    if a == .large, b == .ordinary || b == .large || b == .opening && isInner(nodeB) {
      return thin
    }
    if b == .large, a == .ordinary || a == .closing { return thin }
    if isScript { return 0 }
    if isInner(nodeA), b == .ordinary || b == .opening { return 0.1 }
    if isInner(nodeB), a == .ordinary || a == .closing { return 0.1 }
    return 0
  }

  /// Parts side by side on one baseline.
  func row(_ nodes: [MathNode]) -> Set {
    let roles = Self.roles(of: nodes)
    var box = Box(width: 0, ascent: 0, descent: 0, items: [])
    var lean = 0.0
    var bearing = 0.0
    for (index, node) in nodes.enumerated() {
      let set = self.box(of: node)
      if index == 0 { bearing = set.bearing }
      if index > 0 {
        box.width += lean + gap(roles[index - 1], nodes[index - 1], roles[index], node) * size
        if Self.isSign(nodes[index - 1], roles[index - 1]), case .number = node {
          // A tabular 1 would stand far from its minus.
          box.width -= max(0, set.bearing - 0.08 * size)
        }
      }
      box.append(set.box, at: Point(box.width, 0))
      lean = set.lean
    }
    return Set(
      box: box, lean: lean, bearing: bearing, isSign: nodes.count == 1)
  }

  /// A plus or minus that belongs to the number after it.
  private static func isSign(_ node: MathNode, _ role: MathSymbol.Role) -> Bool {
    guard case .symbol(let symbol) = node, role == .ordinary else { return false }
    return symbol.text == "−" || symbol.text == "+" || symbol.text == "±"
  }
}

extension Box {
  /// Puts another box into this one, its origin at `origin`, and grows around it.
  mutating func append(_ other: Box, at origin: Point) {
    items += other.items.map { $0.moved(by: origin) }
    width = max(width, origin.x + other.width)
    ascent = max(ascent, other.ascent - origin.y)
    descent = max(descent, other.descent + origin.y)
  }
}
