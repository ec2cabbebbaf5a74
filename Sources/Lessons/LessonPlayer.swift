import Datasets
import Drawing
import Figures
import Networks

/// Resolves a lesson's blocks, from top to bottom: an experiment has to be declared before the
/// blocks that speak of it.
final class LessonPlayer {
  private let title: String
  let words: Words
  /// How the author writes numbers in formulas.
  let numerals: Numerals
  let seed: UInt64
  let options: PlayOptions
  let findings: Findings
  /// Whether data that cannot be read are told like an author's fault, and the rest is checked.
  private let tellsMissingData: Bool
  private(set) var experiments: [PlayedExperiment] = []
  /// Experiments that could not be played: blocks that speak of them are not to blame.
  private var broken: Set<String> = []
  /// Conditions that were asked, in the order of the text.
  var conditions: [PlayedCondition] = []
  /// Numbers that the author typed into what the worksheet says.
  var typed: [TypedNumber] = []
  let finder: TypedNumbers
  /// The line of each block of the worksheet; nil for prose.
  private(set) var worksheetLines: [Int?] = []
  /// An experiment whose very name could not be read: any unknown name may be its.
  private var hasNamelessExperiment = false

  /// - Parameters:
  ///   - words: In which the lesson is shown.
  ///   - numerals: Of the language that its file is written in.
  ///   - lostExperiment: Whether an experiment may stand in what could not be read.
  init(
    title: String, words: Words, numerals: Numerals, seed: UInt64, options: PlayOptions,
    lostExperiment: Bool,
    tellsMissingData: Bool, findings: Findings
  ) {
    self.title = title
    hasNamelessExperiment = lostExperiment
    self.tellsMissingData = tellsMissingData
    self.words = words
    finder = TypedNumbers(words)
    self.numerals = numerals
    self.seed = seed
    self.options = options
    self.findings = findings
  }

  /// The blocks of each medium with their places in the whole text, in its order.
  func play(_ blocks: [SourceBlock]) throws
    -> [LessonMedium: [(place: Int, block: PlayedBlock)]]
  {
    // Prose may speak of an experiment that stands further down.
    try declare(blocks)
    var played = PlacedBlocks()
    try place(blocks, in: LessonMedium.allCases, of: &played)
    worksheetLines = played.worksheetLines
    return played.blocks
  }

  /// Plays the experiments, wherever they stand.
  private func declare(_ blocks: [SourceBlock]) throws {
    for block in blocks {
      switch block {
      case .fence(let info, let text, let line, let column)
      where SourceBlock.directive(info) == "experiment":
        try experiment(text, line: line, column: column)
      case .part(let name, _, let inner, _, _):
        if name != "original" || !isVariant { try declare(inner) }
      case .list(_, let items): for item in items { try declare(item) }
      case .quote(let inner): try declare(inner)
      default: break
      }
    }
  }

  private struct PlacedBlocks {
    var blocks: [LessonMedium: [(place: Int, block: PlayedBlock)]] = [:]
    var count = 0
    /// The line of each block of the worksheet; nil for prose.
    var worksheetLines: [Int?] = []
  }

  /// - Parameter media: Where the blocks are shown; what is shown nowhere is played all the same, so
  ///   that its errors are seen; but for what only the original has.
  private func place(
    _ blocks: [SourceBlock], in media: [LessonMedium], of played: inout PlacedBlocks,
    known: Set<String> = []
  ) throws {
    for block in blocks {
      if case .part(let name, let condition, let inner, let line, let column) = block {
        // Steps and epochs that the original points at need not be there in a variant.
        if name == "original", isVariant { continue }
        if name == "when", !holds(condition, line: line, column: column) { continue }
        try place(
          inner, in: shown(name, in: media), of: &played,
          known: known.union(TypedNumbers.digits(condition)))
      } else if let one = try play(block) {
        for medium in media { played.blocks[medium, default: []].append((played.count, one)) }
        if media.contains(.worksheet) {
          noteTyped(in: block, known: known)
          played.worksheetLines.append(block.line)
        }
        played.count += 1
      }
    }
  }

  /// Where a block that holds a part of the lesson shows it.
  private func shown(_ part: String, in media: [LessonMedium]) -> [LessonMedium] {
    if part == "when" { return media }
    if let named = LessonMedium.named[part] { return media.filter(named.contains) }
    return Self.occasions[part] == isVariant ? media : []
  }

  private var isVariant: Bool { !options.overrides.isEmpty }

  private func play(_ block: SourceBlock) throws -> PlayedBlock? {
    switch block {
    case .heading(let level, let text): return .heading(level: level, inlines(text))
    case .paragraph(let text): return .paragraph(inlines(text))
    case .list(let isOrdered, let items):
      return .list(isOrdered: isOrdered, items: try items.map { try $0.compactMap(play) })
    case .quote(let blocks): return .quote(try blocks.compactMap(play))
    case .formula(let source, let line, let column):
      check(source, line: line, column: column)
      return .formula(withPoints(source))
    case .pageBreak: return .pageBreak
    case .part(let name, _, let inner, let line, let column):
      findings.error(
        "the block \"\(name)\" stands in a list or a quotation", line: line, column: column,
        hint: "begin its line at the left margin")
      for block in inner { _ = try play(block) }
      return nil
    case .fence(let info, let text, let line, let column):
      return directive(info, text, line: line, column: column)
    }
  }

  // MARK: Directives

  private func directive(_ info: String, _ text: String, line: Int, column: Int) -> PlayedBlock? {
    let name = SourceBlock.directive(info)
    if name == "math" {
      let formula = text.split(separator: "\n").joined(separator: " ")
      check(formula, line: line, column: column)
      return .formula(withPoints(formula))
    }
    if Self.languages.contains(name) {
      return .code(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    }
    guard Self.directives.contains(name) else {
      findings.error(
        "unknown block \"\(name)\"", line: line - 1, column: column,
        hint: Findings.hint(for: name, valid: Self.directives + Self.parts))
      return nil
    }
    if name == "experiment" { return nil }
    guard let node = yaml(text, of: name, line: line, column: column), holds(node) else {
      return nil
    }
    switch name {
    case "figure": return figure(node)
    case "walk": return walk(node)
    case "table": return table(node)
    case "derivation": return derivation(node)
    case "question": return question(node)
    default: return notes(node)
    }
  }

  func yaml(_ text: String, of block: String, line: Int, column: Int) -> YAMLNode? {
    do {
      if let node = try YAMLReader.read(text, firstLine: line, firstColumn: column) {
        return node.mendingDecimalCommas(findings)
      }
      findings.error("the \(block) block is empty", line: line - 1, column: column)
    } catch {
      findings.error(
        error.message, line: error.line, column: error.column,
        hint: error.hint
          ?? "blocks hold \"key: value\" lines; put text with a colon or braces in quotes")
    }
    return nil
  }

  // MARK: Experiments

  private func experiment(_ text: String, line: Int, column: Int) throws {
    guard let node = yaml(text, of: "experiment", line: line, column: column) else {
      hasNamelessExperiment = true
      return
    }
    let kinds = AnyKind.all.map(\.key)
    let errors = findings.errorCount
    guard
      let keys = YAMLMapping(
        node, what: "an experiment", keys: ["name", "expect"] + kinds, findings: findings)
    else {
      hasNamelessExperiment = true
      return
    }
    let name = keys.requiredString("name") ?? ""
    if name.isEmpty { hasNamelessExperiment = true }
    let present = AnyKind.all.filter { keys[$0.key] != nil }
    guard let kind = present.first, let value = keys[kind.key], present.count == 1 else {
      broken.insert(name)
      // An unknown key was told already: it is the kind, misspelt.
      if present.isEmpty, findings.errorCount > errors { return }
      findings.error(
        present.isEmpty
          ? "this experiment does not say of which kind it is" : "one experiment, one kind",
        at: node, hint: "write one of: " + kinds.map { $0 + ":" }.joined(separator: ", "))
      return
    }
    if experiments.contains(where: { $0.name == name }) || broken.contains(name) {
      findings.error("a second experiment called \"\(name)\"", at: node, hint: "rename one")
      return
    }
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
      if !name.isEmpty {
        findings.error(
          "\"\(name)\" is no name", at: keys["name"] ?? node,
          hint: "use letters, digits and hyphens: it names a folder, too")
      }
      return
    }
    let world = World(name: name, title: title, words: words, seed: seed, options: options)
    guard let played = try play(kind, value, in: world) else {
      broken.insert(name)
      return
    }
    experiments.append(played)
    // Steps and epochs that the original is held to need not be there in a variant.
    if let expect = keys["expect"], options.overrides[name] == nil {
      Expectation.check(expect, of: played, isOriginal: isOriginal(name), findings: findings)
    }
  }

  /// - Returns: nil, with diagnostics, where something is wrong with it.
  private func play(_ kind: AnyKind, _ value: YAMLNode, in world: World) throws
    -> PlayedExperiment?
  {
    if let known = options.played[world.name] { return known }
    let played: PlayedExperiment?
    do {
      do throws(KindError) {
        played = try kind.play(
          value, overrides: options.overrides[world.name]?.nodes ?? [:], world: world,
          findings: findings)
      } catch {
        guard case .world(let reason) = error else { return nil }
        throw reason
      }
    } catch let error as DatasetError where tellsMissingData {
      findings.error(
        error.description, at: value,
        hint: error.cure ?? Findings.hint(for: error.path, valid: error.knownNames))
      return nil
    } catch let error as TrainingError where tellsMissingData {
      findings.error(error.description, at: value)
      return nil
    }
    guard let played, played.marks.count > AnyKind.mostSteps else { return played }
    findings.error(
      "this experiment has \(played.marks.count) steps, each with its picture; "
        + "\(AnyKind.mostSteps) are the most", at: value,
      hint: "give fewer points or epochs, a smaller image, or a larger stride")
    return nil
  }

  /// What a lesson expects holds for its own seed and data, not for what a run puts in their place.
  private func isOriginal(_ name: String) -> Bool {
    options.seed == nil && options.data == nil && options.epochs == nil && options.image == nil
      && options.overrides[name] == nil
  }

  /// Whether it, or one whose name could not be read, could not be played: the words that name it
  /// are not to blame then.
  func isBroken(_ name: String) -> Bool {
    hasNamelessExperiment || broken.contains(name)
  }

  func find(_ keys: YAMLMapping) -> PlayedExperiment? {
    if keys["of"] == nil, experiments.count == 1, broken.isEmpty { return experiments[0] }
    guard let node = keys.required("of") else { return nil }
    let name = node.scalar ?? ""
    if let found = experiments.first(where: { $0.name == name }) { return found }
    if !isBroken(name) {
      findings.unknown("experiment", name, at: node, valid: experiments.map(\.name))
    }
    return nil
  }
}
