import Drawing
import Figures
import Lessons

/// Arithmetic told like a proof: equals signs below each other, results bold or blank.
extension PageFlow {
  mutating func append(_ derivations: PlayedDerivations) {
    let blank = request.numbersTasks ? Set(request.blanks ?? derivations.blank) : []
    var blanks: [Blank] = []
    let count = derivations.derivations.flatMap(\.lines).count { blank.contains($0.code) }
    let isTask = count > 0
    let indent = isTask ? taskIndent : 0
    let layout = DerivationFragments(
      derivations.derivations, width: width - indent, setter: setter)
    let pieces = layout.fragments(flow: self) { line, component in
      guard blank.contains(line.code) else { return nil }
      let answer = Typesetter.ascii(
        setter.plain(line.parts.last { $0.kind == .result }?.formula ?? ""))
      let blank = Blank(
        code: self.code(blanks.count, of: count),
        question: .quantity(
          experiment: "", step: 0, code: line.code, component: component), answer: answer)
      blanks.append(blank)
      return request.hasBlanks ? blank.code : nil
    }
    if isTask {
      let points = derivations.points > 0 ? min(derivations.points, blanks.count) : blanks.count
      task([.text(words("Work out the results."))], points: points, blanks: blanks)
    }
    let isShort = pieces.reduce(0) { $0 + $1.spaceBefore + $1.height } < style.columnHeight * 0.4
    for (place, var piece) in pieces.enumerated() {
      piece.items = [.group(Group(offset: Point(indent, 0), piece.items))]
      if isShort, place < pieces.count - 1 { piece.keepsWithNext = true }
      append(piece, .paragraph)
    }
  }
}

/// Derivations for pages, where they may break: set one below the other, with one column of
/// relations for all of them. A picture, which is whole, has `DerivationLayout`.
struct DerivationFragments {
  let derivations: [Derivation]
  let width: Double
  let setter: Typesetter
  /// The widest symbol of those that line up.
  private let symbolWidth: Double
  /// The same for all blanks, so that none tells how long its answer is.
  private let blankWidth: Double

  init(_ derivations: [Derivation], width: Double, setter: Typesetter) {
    self.derivations = derivations
    self.width = width
    self.setter = setter
    let body = setter.style.body
    let lines = derivations.flatMap(\.lines)
    // A whole formula on the left would push all the others to the right.
    let symbols = lines.map { setter.formula($0.symbol).width }.filter { $0 < body * 5 }
    symbolWidth = symbols.max() ?? 0
    let results = lines.flatMap(\.parts).filter { $0.kind == .result }
    let widest = results.map { setter.formula($0.formula, weight: .bold).width }.max() ?? 0
    blankWidth = max(body * 7, ((widest + body) / (body * 2)).rounded(.up) * body * 2)
  }

  private var style: PageStyle { setter.style }

  /// - Parameter code: The code of a line's blank, nil where its result is printed; `component`
  ///   counts the lines of one code.
  func fragments(
    flow: PageFlow,
    blank code: (_ line: Derivation.Line, _ component: Int) -> String? = { _, _ in nil }
  ) -> [Fragment] {
    var pieces: [Fragment] = []
    var seen: [String: Int] = [:]
    for (place, derivation) in derivations.enumerated() {
      if !derivation.title.isEmpty {
        let title = setter.run(
          derivation.title, font: style.font(.semibold, size: style.theme.small),
          color: style.theme.muted)
        var piece = Fragment(
          setter.leaded(title, size: style.theme.small),
          spaceBefore: style.gap * (place == 0 ? 0.6 : 0.5), twin: Twin(derivation.title))
        piece.keepsWithNext = true
        pieces.append(piece)
      }
      for (index, line) in derivation.lines.enumerated() {
        let component = seen[line.code, default: 0]
        seen[line.code] = component + 1
        var piece = fragment(line, code: code(line, component), flow: flow)
        piece.keepsWithNext = index < derivation.lines.count - 1
        pieces.append(piece)
      }
    }
    return pieces
  }

  /// `symbol = part = part`, broken before a relation where the line is full.
  private func fragment(_ line: Derivation.Line, code: String?, flow: PageFlow) -> Fragment {
    let symbol = setter.formula(line.symbol)
    let relationWidth = style.body * 1.25
    let left = max(symbolWidth, symbol.width) + style.body * 0.3
    var rows: [(x: Double, boxes: [(x: Double, box: Box, isAnswer: Bool)])] = []
    var x = left
    var row: [(x: Double, box: Box, isAnswer: Bool)] = [
      (max(0, symbolWidth - symbol.width), symbol, false)
    ]
    var twin = Twin(setter.plain(line.symbol))
    for part in line.parts {
      let isBlank = code != nil && part.kind == .result
      var box = setter.formula(
        part.formula, weight: part.kind == .result ? .bold : .regular,
        color: part.kind == .note ? style.theme.muted : style.theme.ink)
      if isBlank, let code {
        box = flow.blank(
          width: blankWidth, answer: box, code: code, inset: style.body * 0.3)
      }
      let relation = part.relation.rawValue
      let needed = (relation.isEmpty ? 0 : relationWidth) + box.width
      if x > left, x + needed > width, !relation.isEmpty {
        rows.append((x, row))
        row = []
        x = left
      }
      if !relation.isEmpty {
        let sign = setter.run(relation, font: style.font())
        row.append((x + (relationWidth - sign.width) / 2, sign, false))
        x += relationWidth
      }
      // A reason tells the result: both stand in the key only.
      let isHidden = code != nil && part.kind == .note
      row.append((x, box, isHidden))
      x += box.width
      let text = setter.plain(part.formula)
      if !relation.isEmpty { twin = twin + Twin(" \(relation) ") }
      twin =
        twin
        + (isBlank
          ? Twin([.answer(text, code: code ?? "")])
          : isHidden ? Twin([.keyOnly(text)]) : Twin(text))
    }
    rows.append((x, row))
    var items: [Item] = []
    var y = 0.0
    for row in rows {
      let ascent = row.boxes.reduce(style.leading * 0.76) { max($0, $1.box.ascent + 1) }
      let descent = row.boxes.reduce(style.leading * 0.28) { max($0, $1.box.descent + 1) }
      for part in row.boxes {
        items.append(part.box.placed(at: Point(part.x, y + ascent), isAnswer: part.isAnswer))
      }
      y += ascent + descent
    }
    return Fragment(height: y, twin: twin, items)
  }
}
