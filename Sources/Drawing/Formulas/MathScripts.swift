extension MathSetting {
  /// Sub- and superscripts and primes (The TeXbook, appendix G, rule 18). A prime stands above a
  /// subscript, both close to the letter.
  func scripts(_ base: MathNode, sub: MathNode?, sup: MathNode?, primes: Int) -> Set {
    if takesLimits(base), primes == 0 { return limits(base, below: sub, above: sup) }
    let set = box(of: base)
    let upper = superscript(sup, primes: primes)
    let lower = sub.map { script.trimmed($0) }
    var box = set.box
    // Scripts at a sign keep their height whatever the sign; at a higher box they follow its edges.
    var rise = set.isSign ? 0.38 * size : max(set.box.ascent - 0.3 * size, 0.38 * size)
    var drop =
      set.isSign
      ? (upper == nil ? 0.17 : 0.24) * size : max(set.box.descent + 0.08 * size, 0.24 * size)
    if let upper { rise = max(rise, upper.descent + 0.12 * size) }
    if let lower {
      // The top of a subscript stays below the middle of the letters.
      drop = max(drop, lower.ascent - 0.42 * size)
    }
    if let upper, let lower {
      let between = (rise - upper.descent) - (lower.ascent - drop)
      let wanted = 0.1 * size
      if between < wanted {
        rise += (wanted - between) / 2
        drop += (wanted - between) / 2
      }
    }
    let start = box.width
    let kern = 0.035 * size
    if let lower { box.append(lower, at: Point(start + kern, drop)) }
    if let upper { box.append(upper, at: Point(start + max(set.lean, 0) + kern, -rise)) }
    box.width += 0.03 * size
    return Set(box: box)
  }

  private func takesLimits(_ base: MathNode) -> Bool {
    guard isDisplay else { return false }
    switch base {
    case .symbol(let symbol): return symbol.role == .large
    case .word(let name, .function):
      return ["max", "min", "lim", "argmax", "argmin"].contains(name)
    default: return false
    }
  }

  private func superscript(_ sup: MathNode?, primes: Int) -> Box? {
    if sup == nil, primes == 0 { return nil }
    var box = Box(width: 0, ascent: 0, descent: 0, items: [])
    if primes > 0 { box = prime(count: primes) }
    if let sup { box.append(script.trimmed(sup), at: Point(box.width, 0)) }
    return box
  }

  /// The box of a script, moved so far to the left that its ink is as near as a letter's.
  private func trimmed(_ node: MathNode) -> Box {
    let set = box(of: node)
    let spare = max(0, set.bearing - 0.06 * size)
    var box = set.box
    box.items = box.items.map { $0.moved(by: Point(-spare, 0)) }
    box.width -= spare
    return box
  }

  /// Prime strokes, drawn by their ink: fonts set the sign at very different heights.
  private func prime(count: Int) -> Box {
    var font = mathFont(isItalic: false)
    font.size *= 0.95
    let text = String(repeating: "′", count: count)
    let ink = measurer.ink(text, font: font)
    let width = ink.width + 0.06 * size
    // The foot of the stroke stands a little over the height of small letters.
    let foot = 0.06 * size
    let run = TextRun(
      text, at: Point(0.02 * size - ink.minX, -foot - ink.maxY), font: font, color: color,
      width: measurer.measure(text, font: font).width)
    return Box(width: width, ascent: ink.height + foot, descent: 0, items: [.text(run)])
  }

  /// What stands below and above a sum (rule 13a).
  private func limits(_ base: MathNode, below: MathNode?, above: MathNode?) -> Set {
    let middle = box(of: base).box
    let lower = below.map { script.box(of: $0).box }
    let upper = above.map { script.box(of: $0).box }
    let width = max(middle.width, lower?.width ?? 0, upper?.width ?? 0)
    var box = Box(width: width, ascent: 0, descent: 0, items: [])
    box.append(middle, at: Point((width - middle.width) / 2, 0))
    let (ascent, descent) = (box.ascent, box.descent)
    if let upper {
      let y = -(ascent + 0.14 * size + upper.descent)
      box.append(upper, at: Point((width - upper.width) / 2, y))
    }
    if let lower {
      let y = descent + 0.14 * size + lower.ascent
      box.append(lower, at: Point((width - lower.width) / 2, y))
    }
    return Set(box: box)
  }
}
