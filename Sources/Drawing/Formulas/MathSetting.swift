/// How a part of a formula is set: size, weight, colour. Turns nodes into boxes after the rules of
/// The TeXbook, appendix G, with numbers and signs from the text face.
struct MathSetting {
  var size: Double
  var weight: Font.Weight
  var color: Color
  /// Fractions at full size, limits above and below.
  var isDisplay: Bool
  /// 0 for the formula itself, 1 for its scripts, 2 for theirs.
  var level = 0
  let measurer: any TextMeasurer
  /// Scripts of a larger formula go no lower, in points.
  let leastScript: Double

  init(
    size: Double, weight: Font.Weight, color: Color, isDisplay: Bool, measurer: any TextMeasurer,
    leastScript: Double
  ) {
    self.leastScript = leastScript
    self.size = size
    self.weight = weight
    self.color = color
    self.isDisplay = isDisplay
    self.measurer = measurer
  }

  /// A box with what only formulas need to know of it.
  struct Set {
    var box: Box
    /// How far the ink of the last letter leans over its advance width, in points.
    var lean = 0.0
    /// Empty room before the ink of the first sign, in points: tabular figures have much.
    var bearing = 0.0
    /// A single letter, sign or number, on whose shape scripts need not wait.
    var isSign = false
  }

  /// The mathematical face has a smaller x-height; this makes its letters as large as the text's.
  static let letterScale = 1.14
  /// Scripts, as a part of the size around them, and what they never go below.
  static let scriptScale = 0.7
  /// Thickness of fraction bars, in ems.
  static let ruleThickness = 0.058
  /// Height of the minus sign over the baseline, in ems of the text face.
  static let axis = 0.36

  var textFont: Font { Font(.text, size: size, weight: weight) }
  var rule: Double { (weight.rawValue >= 600 ? 1.5 : 1) * Self.ruleThickness * size }
  var axisHeight: Double { Self.axis * size }

  func mathFont(isItalic: Bool, isBold: Bool = false) -> Font {
    Font(
      .math, size: size * Self.letterScale,
      weight: isBold || weight.rawValue >= 600 ? .bold : .regular, isItalic: isItalic)
  }

  /// The setting of scripts.
  var script: MathSetting {
    var script = self
    if level < 2 {
      script.size = max(size * (level == 0 ? Self.scriptScale : 0.8), min(size, leastScript))
    }
    script.level = min(level + 1, 2)
    script.isDisplay = false
    return script
  }

  func box(of node: MathNode) -> Set {
    switch node {
    case .row(let nodes): return row(nodes)
    case .number(let text): return sign(text, textFont)
    case .variable(let letter): return variable(letter)
    case .word(let text, .boldUpright): return sign(text, mathFont(isItalic: false, isBold: true))
    case .word(let text, _): return sign(text, textFont)
    case .symbol(let symbol): return self.symbol(symbol)
    case .scripts(let base, let sub, let sup, let primes):
      return scripts(base, sub: sub, sup: sup, primes: primes)
    case .fraction(let a, let b): return fraction(a, b)
    case .root(let node): return root(node)
    case .accent(let accent, let node): return accented(accent, node)
    case .fenced(let left, let body, let right): return fenced(left, row([body]), right)
    case .table(let kind, let rows): return table(kind, rows)
    case .space(let ems): return Set(box: Box(width: ems * size, ascent: 0, descent: 0, items: []))
    case .bold(let node):
      var bold = self
      bold.weight = .bold
      return bold.box(of: node)
    case .blank(let code, let answer): return blank(code, answer)
    }
  }

  /// One run of text; its height is that of its ink.
  func sign(_ text: String, _ font: Font) -> Set {
    let metrics = measurer.measure(text, font: font)
    let ink = measurer.ink(text, font: font)
    let run = TextRun(text, at: .zero, font: font, color: color, width: metrics.width)
    return Set(
      box: Box(
        width: metrics.width, ascent: max(-ink.minY, 0), descent: max(ink.maxY, 0),
        items: text.isEmpty ? [] : [.text(run)]),
      lean: font.isItalic ? max(0, ink.maxX - metrics.width) : 0,
      bearing: font.face == .text ? max(0, ink.minX) : 0, isSign: true)
  }

  private func variable(_ letter: String) -> Set {
    let isCapitalGreek = letter.allSatisfy { "ΓΔΘΛΞΠΣΦΨΩℓ".contains($0) }
    let isKnown = letter.unicodeScalars.allSatisfy { $0.value < 0x250 || $0.value > 0x370 }
    guard isKnown else { return sign(letter, textFont) }
    return sign(letter, mathFont(isItalic: !isCapitalGreek))
  }

  private func symbol(_ symbol: MathSymbol) -> Set {
    if symbol.role == .large { return large(symbol) }
    var set = sign(symbol.text, symbol.isInTextFace ? textFont : mathFont(isItalic: false))
    set.isSign = true
    return set
  }

  /// A sum or product sign, its middle on the axis.
  func large(_ symbol: MathSymbol) -> Set {
    var font = mathFont(isItalic: false)
    font.size *= isDisplay ? 1.45 : 1.05
    var set = sign(symbol.text, font)
    let drop = (set.box.ascent - set.box.descent) / 2 - axisHeight
    set.box.items = set.box.items.map { $0.moved(by: Point(0, drop)) }
    set.box.ascent -= drop
    set.box.descent += drop
    return set
  }

  private func accented(_ accent: MathNode.Accent, _ node: MathNode) -> Set {
    if accent == .hat, case .variable(let letter) = node, let one = MathNode.withHat[letter] {
      return sign(one, mathFont(isItalic: true))
    }
    var set = box(of: node)
    let isItalic = if case .variable = node { true } else { false }
    let half = accent == .bar || accent == .vector ? set.box.width * 0.42 : 0.17 * size
    // Italic letters lean: their middle at the top lies further right.
    let middle = set.box.width / 2 + (isItalic ? 0.16 * set.box.ascent : 0)
    let y = -set.box.ascent - 0.12 * size
    let path: Path
    switch accent {
    case .bar: path = .line(Point(middle - half, y), Point(middle + half, y))
    case .hat:
      path = .polyline([
        Point(middle - half, y), Point(middle, y - 0.15 * size), Point(middle + half, y),
      ])
    case .tilde:
      path = Path([
        .move(Point(middle - half, y)),
        .curve(
          Point(middle - half * 0.3, y - 0.2 * size), Point(middle + half * 0.3, y + 0.1 * size),
          Point(middle + half, y - 0.08 * size)),
      ])
    case .vector:
      let tip = Point(middle + half, y)
      path = Path([
        .move(Point(middle - half, y)), .line(tip),
        .move(Point(tip.x - 0.12 * size, y - 0.09 * size)), .line(tip),
        .line(Point(tip.x - 0.12 * size, y + 0.09 * size)),
      ])
    }
    set.box.items.append(
      .path(PathItem(path, stroke: Stroke(color, width: rule * 0.85, cap: .round))))
    set.box.width = max(set.box.width, middle + half)
    set.box.ascent += (accent == .hat ? 0.3 : 0.2) * size
    return set
  }

  /// A rule to write on. Its width follows from the kind of answer, in steps, so that it tells
  /// next to nothing about it.
  private func blank(_ code: String, _ answer: MathNode) -> Set {
    var bold = self
    bold.weight = .bold
    let set = bold.box(of: answer)
    let step = 4.5 * size
    let width = step * ((set.box.width + 0.5 * size) / step).rounded(.up)
    let y = 0.24 * size
    var items: [Item] = [
      .path(
        PathItem(.line(Point(0, y), Point(width, y)), stroke: Stroke(color, width: 0.05 * size))),
      .group(
        Group(
          offset: Point((width - set.box.width) / 2, 0), isAnswer: true, set.box.items)),
    ]
    var full = width
    if !code.isEmpty {
      let font = Font(.text, size: size * 0.55)
      let muted = color.mixed(with: .white, 0.3)
      let metrics = measurer.measure(code, font: font)
      items.append(
        .text(
          TextRun(
            code, at: Point(width + 0.1 * size, y), font: font, color: muted,
            width: metrics.width)))
      full += 0.25 * size + metrics.width
    }
    return Set(
      box: Box(
        width: full, ascent: max(set.box.ascent, 0.9 * size),
        descent: max(set.box.descent, y + 0.06 * size), items: items))
  }
}
