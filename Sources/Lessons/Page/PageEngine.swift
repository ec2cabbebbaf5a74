import Drawing
import Figures
import Numerics

/// What a page asks while its reader plays: the same kinds, moments and pictures as everywhere, asked
/// for by a line of text (see `FlowText`) and answered in JSON. It is compiled for the browser, and
/// for the program, whose tests ask it the same.
///
/// ```swift
/// let engine = PageEngine(measurer: measurer)
/// engine.answer("{ask: play, run: and, kind: perceptron, fields: {gate: AND, rate: 0.2, …}}")
/// // {"marks":[[1,false],[1,true],…],"ending":"Converged in epoch 3, …","faults":[]}
/// ```
public final class PageEngine {
  /// The kinds that a page's engine knows: those that compute with what the page holds.
  public static let kinds: Set<String> = [
    PerceptronKind.key, WiredKind.key, SigmoidLayerKind.key, BackpropKind.key, DescentKind.key,
    ConvolutionKind.key, PoolingKind.key,
  ]

  let measurer: any TextMeasurer
  /// Until the page has said which they are.
  private(set) var words = Words(language: "en", numerals: .point, table: [:])
  private var runs: [String: PlayedExperiment] = [:]
  /// Trained networks that the page carries, by the names of their experiments.
  var networks: [String: NetworkPage] = [:]
  /// What the page handed over last as bytes.
  var carried: [UInt8] = []
  /// As many runs as a page can show; more are a fault of whoever asks.
  static let mostRuns = 64

  public init(measurer: any TextMeasurer) { self.measurer = measurer }

  /// The answer to a question; `{"error":…}` where it is none.
  public func answer(_ question: String) -> String {
    guard let node = FlowText.node(question), let ask = node.text("ask") else {
      return Self.error("the question cannot be read").text
    }
    let answer: TraceJSON =
      switch ask {
      case "words": setWords(node)
      case "play": play(node)
      case "moment": moment(node)
      case "judge": judge(node)
      case "trace": trace(node)
      case "part": part(node)
      case "meets": meets(node)
      case "fields": fields(node)
      case "nudge": nudge(node)
      case "network": network(node)
      case "number": number(node)
      default: Self.error("nobody asks \"\(ask)\"")
      }
    return answer.text
  }

  // MARK: Runs

  /// `{ask: words, language: de, numerals: [",", " ", ";"], table: {"Epoch {1}": "Epoche {1}", …}}`
  private func setWords(_ node: YAMLNode) -> TraceJSON {
    var table: [String: String] = [:]
    if case .mapping(let pairs) = node.value("table")?.content {
      for pair in pairs { table[pair.key.scalar ?? ""] = pair.value.scalar ?? "" }
    }
    // The signs of its numbers: before decimals, between thousands, between the numbers of a list.
    let signs = (node.value("numerals")?.items ?? []).compactMap { $0.scalar?.first }
    let numerals =
      signs.count == 3
      ? Numerals(decimal: signs[0], group: signs[1], list: signs[2]) : Numerals.point
    words = Words(language: node.text("language") ?? "en", numerals: numerals, table: table)
    return .object([])
  }

  /// `{ask: play, run: and, name: and, kind: perceptron, title: …, seed: 1, fields: {rate: "0.2", …}}`:
  /// each field's value as a text of its own, as a reader may have typed it.
  private func play(_ node: YAMLNode) -> TraceJSON {
    guard let run = node.text("run"), let key = node.text("kind"),
      let kind = AnyKind.all.first(where: { $0.key == key }),
      runs.count < Self.mostRuns
        || runs[run] != nil
    else { return Self.error("no such experiment") }
    let findings = Findings(file: "")
    var fields: [(key: YAMLNode, value: YAMLNode)] = []
    if case .mapping(let pairs) = node.value("fields")?.content {
      for (place, pair) in pairs.enumerated() {
        // A field's place is its line.
        let line = place + 1
        guard let value = FlowText.node(pair.value.scalar ?? "", line: line) else {
          findings.error(words("This cannot be read."), line: line, column: 1)
          continue
        }
        if value.isNull { continue }
        var name = pair.key
        name.line = line
        fields.append((key: name, value: value.mendingDecimalCommas(findings)))
      }
    }
    let block = YAMLNode(content: .mapping(fields), line: 0, column: 0)
    let world = World(
      name: node.text("name") ?? run, title: node.text("title") ?? "", words: words,
      seed: node.text("seed").flatMap { UInt64($0) } ?? 1, options: PlayOptions())
    var played: PlayedExperiment?
    if !findings.hasErrors {
      do throws(KindError) {
        played = try kind.play(block, overrides: [:], world: world, findings: findings)
      } catch {
        return Self.error("a page has no data sets")
      }
    }
    guard let played, !findings.hasErrors else { return faults(findings) }
    guard played.marks.count <= AnyKind.mostSteps else {
      return Self.error("more than \(AnyKind.mostSteps) steps")
    }
    runs[run] = played
    return .object([
      JSONMember("marks", Self.marks(played.marks)),
      JSONMember("ending", .string(played.ending)), JSONMember("faults", .list([])),
    ])
  }

  /// Epoch (0 where there is none) and mistake of each step.
  public static func marks(_ marks: [StepMark]) -> TraceJSON {
    .list(marks.map { .list([.integer($0.epoch ?? 0), .bool($0.isMistake)]) })
  }

  private func faults(_ findings: Findings) -> TraceJSON {
    let faults: [TraceJSON] = findings.diagnostics.map { fault in
      .object([
        JSONMember("field", .integer(fault.line - 1)),
        JSONMember("message", .string(fault.message)),
        JSONMember("hint", .string(fault.hint ?? "")),
      ])
    }
    return .object([JSONMember("faults", .list(faults))])
  }

  /// `{ask: moment, run: and, step: 2, width: 480, height: 400, id: p1}`
  private func moment(_ node: YAMLNode) -> TraceJSON {
    guard let (played, step) = step(node) else { return Self.error("no such step") }
    let size = Size(
      min(max(Double(node.integer("width") ?? 480), 120), 4000),
      min(max(Double(node.integer("height") ?? 400), 120), 4000))
    let context = DrawingContext(theme: .screen, measurer: measurer, words: words)
    let page = MomentPage(
      played.moment(step), id: node.text("id") ?? "live", fitting: size, in: context)
    return .object([JSONMember("html", .string(page.html(withAnswers: false)))])
  }

  private func step(_ node: YAMLNode) -> (PlayedExperiment, Int)? {
    guard let played = node.text("run").flatMap({ runs[$0] }), let step = node.integer("step"),
      step >= 1, step <= played.marks.count
    else { return nil }
    return (played, step)
  }

  // MARK: Answers

  /// `{ask: judge, run: and, step: 2, stage: 2, text: "−0.4"}`, or with `numbers`, `shown` and
  /// `tolerance` in place of run, step and stage. `isRight` is null where the text is no number.
  private func judge(_ node: YAMLNode) -> TraceJSON {
    let text = node.text("text") ?? ""
    var verdict: Verdict?
    if let (played, step) = step(node) {
      let stages = played.moment(step).stages
      guard let stage = node.integer("stage"), stages.indices.contains(stage),
        let prediction = stages[stage].prediction
      else { return Self.error("nothing is asked there") }
      verdict = Verdict.judging(text, prediction, words)
    } else {
      let numbers = node.value("numbers")?.items.compactMap { $0.scalar.flatMap { Double($0) } }
      guard let numbers, !numbers.isEmpty else { return Self.error("no such step") }
      verdict = Verdict.judging(
        text, Value(text: node.text("shown") ?? "", numbers: numbers, plain: []),
        tolerance: node.text("tolerance").flatMap { Double($0) } ?? 0, words)
    }
    guard let verdict else {
      return .object([
        JSONMember("isRight", .null),
        JSONMember("message", .string(words("This is no number. Write it like −0.4, 0,4 or 2/5."))),
      ])
    }
    return .object([
      JSONMember("isRight", .bool(verdict.isRight)),
      JSONMember("message", .string(verdict.message)),
    ])
  }

  /// `{ask: trace, run: and}`: the lines of `learn lesson NAME --json`.
  private func trace(_ node: YAMLNode) -> TraceJSON {
    guard let played = node.text("run").flatMap({ runs[$0] }) else {
      return Self.error("no such experiment")
    }
    return .object([JSONMember("lines", .strings(played.records))])
  }

  /// `{ask: part, run: mine, with: and}`: where a changed run and its original part.
  private func part(_ node: YAMLNode) -> TraceJSON {
    guard let mine = node.text("run").flatMap({ runs[$0] }),
      let other = node.text("with").flatMap({ runs[$0] })
    else { return Self.error("no such experiment") }
    let parting = PartedRuns(mine, other)
    return .object([
      JSONMember("step", parting.step.map { .integer($0) } ?? .null),
      JSONMember("sentence", .string(parting.sentence(words))),
    ])
  }

  /// `{ask: meets, run: mine, goal: "{epoch: {max: 2}}"}`: whether a run meets a challenge.
  private func meets(_ node: YAMLNode) -> TraceJSON {
    guard let run = node.text("run").flatMap({ runs[$0] }),
      let goal = node.text("goal").flatMap({ FlowText.node($0) })
    else { return Self.error("no such experiment") }
    return .object([
      JSONMember("isMet", .bool(Expectation.isMet(goal, by: run)))
    ])
  }

  /// `{ask: fields, kind: perceptron, given: {weights: "[0.8, -1, -1]", …}}`: what a page shows to
  /// change them.
  private func fields(_ node: YAMLNode) -> TraceJSON {
    guard let key = node.text("kind"), let kind = AnyKind.all.first(where: { $0.key == key }) else {
      return Self.error("no such kind")
    }
    let given = node.value("given")
    return .object([
      JSONMember(
        "fields",
        .list(kind.fields.map { PageField($0, value: given?.text($0.key) ?? "", words).json }))
    ])
  }

  /// `{ask: nudge, text: "-0.3", by: 1, places: 1}`: the number one unit of its last digit up or
  /// down; of the digit at `places` where it has fewer.
  private func nudge(_ node: YAMLNode) -> TraceJSON {
    guard let text = node.text("text"), let by = node.integer("by"), abs(by) <= 1000,
      let number = ExactDecimal(text)
    else { return Self.error("no number") }
    let parts = text.split(separator: ".")
    let written = parts.count == 2 ? parts[1].count : 0
    let places = min(max(written, node.integer("places") ?? 0), ExactDecimal.digitLimit)
    let moved = number + ExactDecimal(Int128(by), scale: places)
    return .object([JSONMember("text", .string(moved.asciiText))])
  }

  static func error(_ message: String) -> TraceJSON {
    .object([JSONMember("error", .string(message))])
  }
}

extension YAMLNode {
  /// The value of a key; nil where it is no mapping or has no such key.
  func value(_ key: String) -> YAMLNode? {
    guard case .mapping(let pairs) = content else { return nil }
    return pairs.first { $0.key.scalar == key }?.value
  }

  func text(_ key: String) -> String? { value(key)?.scalar }

  func integer(_ key: String) -> Int? { text(key).flatMap { Int($0) } }
}
