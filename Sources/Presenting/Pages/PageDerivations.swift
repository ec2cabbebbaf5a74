import Drawing
import Figures
import Lessons

/// Arithmetic told like a proof: equals signs below each other, results bold or blank.
extension PageFlow {
  mutating func append(_ derivations: PlayedDerivations) {
    let blank = request.numbersTasks ? Set(request.blanks ?? derivations.blank) : []
    let told =
      blank.isEmpty ? derivations.derivations : derivations.derivations.withoutCorrections
    var blanks: [Blank] = []
    let count = told.flatMap(\.lines).count { blank.contains($0.code) }
    let isTask = count > 0
    let indent = isTask ? taskIndent : 0
    let layout = DerivationFragments(
      told, width: width - indent, setter: setter)
    let earlier = isTask && request.hasBlanks ? asked : AskedNumbers()
    let pieces = layout.fragments(flow: self, asked: earlier) { line, component in
      guard blank.contains(line.code) else { return nil }
      let answer = Typesetter.answer(line.parts.last { $0.kind == .result }?.formula ?? "")
      let blank = Blank(
        code: self.code(blanks.count, of: count),
        question: .quantity(
          experiment: "", step: 0, code: line.code, component: component), answer: answer)
      blanks.append(blank)
      return request.hasBlanks ? blank.code : nil
    }
    for line in told.flatMap(\.lines) where blank.contains(line.code) {
      asked.insert(line, leastDigits: 3)
    }
    if isTask {
      let points = derivations.points > 0 ? min(derivations.points, blanks.count) : blanks.count
      let ask =
        derivations.ask.isEmpty ? [.text(words("Work out the results."))] : derivations.ask
      task(ask, points: points, blanks: blanks)
    }
    let isShort = pieces.reduce(0) { $0 + $1.spaceBefore + $1.height } < style.columnHeight * 0.2
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
  /// The same for all lines of working.
  private let workingWidth: Double

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
    let workings = lines.flatMap(\.parts).filter { $0.kind == .numbers }
    let longest = workings.map { setter.formula($0.formula).width }.max() ?? 0
    workingWidth = min(
      max(body * 9, ((longest + body * 2) / (body * 4)).rounded(.up) * body * 4), width * 0.62)
  }

  private var style: PageStyle { setter.style }

  /// - Parameters:
  ///   - asked: What earlier tasks ask for; nothing for a worked example, which tells what it needs.
  ///   - code: The code of a line's blank, nil where its result is printed; `component` counts the
  ///     lines of one code.
  func fragments(
    flow: PageFlow, asked: AskedNumbers = AskedNumbers(),
    blank code: (_ line: Derivation.Line, _ component: Int) -> String? = { _, _ in nil }
  ) -> [Fragment] {
    var pieces: [Fragment] = []
    var seen: [String: Int] = [:]
    var asked = asked
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
        let code = code(line, component)
        var piece = fragment(line, code: code, asked: asked, flow: flow)
        if code != nil { asked.insert(line, code: line.code) }
        piece.keepsWithNext = index < derivation.lines.count - 1
        pieces.append(piece)
      }
    }
    return pieces
  }

  /// `symbol = part = part`, broken before a relation where the line is full.
  ///
  /// - Parameter asked: What pupils find out further up: a line that goes on from it has room to
  ///   put it in, and does not tell it.
  private func fragment(
    _ line: Derivation.Line, code: String?, asked: AskedNumbers, flow: PageFlow
  ) -> Fragment {
    let hasSymbols = line.parts.contains { $0.kind == .symbols }
    let symbol = setter.formula(line.symbol)
    let relationWidth = style.body * 1.25
    let left = max(symbolWidth, symbol.width) + style.body * 0.3
    typealias Placed = (x: Double, box: Box, isAnswer: Bool, hasRoom: Bool)
    var rows: [(x: Double, boxes: [Placed])] = []
    var x = left
    var row: [Placed] = [(max(0, symbolWidth - symbol.width), symbol, false, false)]
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
      let isWorking =
        part.kind == .numbers
        && (hasSymbols && asked.areIn(part.formula) || asked.areUsed(in: part))
      if isWorking {
        box = flow.blank(width: workingWidth, answer: box, code: "", inset: style.body * 0.3)
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
        row.append((x + (relationWidth - sign.width) / 2, sign, false, false))
        x += relationWidth
      }
      // A reason tells the result: both stand in the key only.
      let isHidden = code != nil && part.kind == .note
      row.append((x, box, isHidden, isBlank || isWorking))
      x += box.width
      let text = setter.plain(part.formula)
      if !relation.isEmpty { twin = twin + Twin(" \(relation) ") }
      twin =
        twin
        + (isBlank
          ? Twin([.answer(text, code: code ?? "")])
          : isWorking
            ? Twin([.working(text)]) : isHidden ? Twin([.keyOnly(text)]) : Twin(text))
    }
    rows.append((x, row))
    var items: [Item] = []
    var y = 0.0
    for row in rows {
      let ascent = row.boxes.reduce(style.leading * 0.76) { max($0, $1.box.ascent + 1) }
      let descent = row.boxes.reduce(style.leading * 0.28) { max($0, $1.box.descent + 1) }
      // Room to fill in comes last: a sign that was drawn behind an answer would move by the
      // fraction of a point that the answer's letters are rounded by.
      let parts = row.boxes.filter { !$0.hasRoom } + row.boxes.filter(\.hasRoom)
      for part in parts {
        items.append(part.box.placed(at: Point(part.x, y + ascent), isAnswer: part.isAnswer))
      }
      y += ascent + descent
    }
    return Fragment(height: y, twin: twin, items)
  }
}

/// Results that pupils find out, known by their digits.
struct AskedNumbers {
  private var numbers: Set<String> = []
  /// Of the lines at hand, which say themselves whose results they put in.
  private var codes: Set<String> = []

  /// - Parameters:
  ///   - leastDigits: Shorter numbers are too common to be known by their digits.
  ///   - code: By which lines that go on from this one call it; nil for none.
  mutating func insert(_ line: Derivation.Line, leastDigits: Int = 1, code: String? = nil) {
    if let code { codes.insert(code) }
    for part in line.parts where part.kind == .result {
      let found = Self.numbers(in: part.formula)
      numbers.formUnion(found.filter { $0.filter(\.isNumber).count >= leastDigits })
    }
  }

  func areUsed(in part: Derivation.Part) -> Bool { part.uses.contains(where: codes.contains) }

  func areIn(_ formula: String) -> Bool {
    !numbers.isDisjoint(with: Self.numbers(in: formula))
  }

  /// The numbers of a formula without their signs.
  private static func numbers(in formula: String) -> [String] {
    formula.split { !($0.isNumber && $0.isASCII || $0 == ".") }.map(String.init)
  }
}
