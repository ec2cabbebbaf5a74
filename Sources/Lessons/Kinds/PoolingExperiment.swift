import Drawing
import Figures
import Networks
import Numerics

/// A pooling by hand: every window is a step.
struct PoolingExperiment: Experiment {
  let name: String
  let pooling: ExactPooling
  let title: String
  let words: Words
  /// What stands in the cells of a variant's table; nil where the table does not vary.
  var varied: ClosedRange<Int>?

  static let keys = ["table", "kind", "window", "stride", "gradient", "vary"]

  /// Plays the value of `pooling:`.
  static func play(_ node: YAMLNode, _ context: ExperimentContext) throws -> (any Experiment)? {
    let findings = context.findings
    guard let keys = YAMLMapping(node, what: "a pooling", keys: Self.keys, findings: findings)
    else { return nil }
    let reader = GridReader(context: context)
    let table = try keys.required("table").flatMap { try reader.image($0, at: "table") }
    let gradient = keys["gradient"].map { reader.rows($0, what: "a gradient") }
    let kind = keys.word("kind", ExactPooling.Kind.self) ?? .maximum
    let window = keys.integer("window", in: 1...32) ?? 2
    let stride = keys.integer("stride", in: 1...32) ?? window
    guard let table else { return nil }
    if let gradient, gradient == nil { return nil }
    do {
      return PoolingExperiment(
        name: context.name,
        pooling: try ExactPooling(
          table: table, kind: kind, windowHeight: window, windowWidth: window, stride: stride,
          gradient: gradient ?? nil), title: context.title, words: context.words,
        varied: reader.varied(keys))
    } catch {
      findings.error(error.description, at: node)
      return nil
    }
  }

  var moments: PoolingMoments { PoolingMoments(pooling, title: title, words: words) }

  var marks: [StepMark] { pooling.steps.map { _ in StepMark(epoch: nil, isMistake: false) } }

  func moment(_ index: Int) -> Moment { moments.moment(index) }

  func figure(_ request: FigureRequest) throws(ReferenceError) -> AnyFigure {
    switch request.show {
    case "result", "gradient":
      if request.show == "gradient", pooling.gradient == nil {
        throw ReferenceError("this pooling was given no gradient: add \"gradient:\" to it")
      }
      var figure = moments.figure(isTask: request.isTask, caption: request.caption)
      if request.show == "result" {
        figure.gradient = nil
        figure.tableGradient = nil
      }
      return figure.erased
    case "step":
      guard let step = request.step, pooling.steps.indices.contains(step - 1) else {
        throw ReferenceError("step: a number from 1 to \(pooling.steps.count) is needed here")
      }
      return moments.figure(
        known: step, current: pooling.steps[step - 1], sent: step, caption: request.caption
      ).erased
    case "table":
      return GridFigure(
        title: title, caption: request.caption, grid: moments.figure().table,
        heading: moments.figure().tableHeading
      ).erased
    default:
      throw ReferenceError(
        "this experiment has no figure called \"\(request.show)\"", word: request.show,
        valid: ["result", "gradient", "step", "table"])
    }
  }

  func value(_ path: ReferencePath) throws(ReferenceError) -> Value {
    guard let first = path.parts.first else { throw ReferenceError("an empty reference") }
    let places = first.arguments
    switch (first.name, places.count) {
    case ("windows", 0): return .number(pooling.steps.count)
    case ("rows", 0): return .number(pooling.outputHeight)
    case ("columns", 0): return .number(pooling.outputWidth)
    case ("window", 0): return .number(pooling.windowHeight)
    case ("stride", 0): return .number(pooling.stride)
    case ("result", 0): return .fractions(pooling.steps.map(\.output))
    case ("at", 2):
      guard (0..<pooling.outputHeight).contains(places[0]),
        (0..<pooling.outputWidth).contains(places[1])
      else {
        throw ReferenceError(
          "the result has rows 0 to \(pooling.outputHeight - 1) and columns 0 to "
            + "\(pooling.outputWidth - 1)")
      }
      return .fraction(pooling.steps[places[0] * pooling.outputWidth + places[1]].output)
    case ("back", 0), ("back", 2):
      guard let back = pooling.gradientOfTable() else {
        throw ReferenceError("this pooling was given no gradient")
      }
      guard places.count == 2 else { return .fractions(back.flatMap { $0 }) }
      guard back.indices.contains(places[0]), back[places[0]].indices.contains(places[1]) else {
        throw ReferenceError("there is no such place in the table")
      }
      return .fraction(back[places[0]][places[1]])
    case ("step", 1):
      guard pooling.steps.indices.contains(places[0] - 1) else {
        throw ReferenceError(
          "there is no step \(places[0]); they go from 1 to \(pooling.steps.count)")
      }
      let step = pooling.steps[places[0] - 1]
      switch path.parts.dropFirst().first?.name ?? "" {
      case "output": return .fraction(step.output)
      case "sum": return .decimal(step.sum)
      case "values": return .list(step.values.flatMap { $0 })
      case let word:
        throw ReferenceError(
          "a step has nothing called \"\(word)\"", word: word, valid: ["output", "sum", "values"])
      }
    default:
      throw ReferenceError(
        "this experiment has nothing called \"\(first.name)\"", word: first.name,
        valid: [
          "windows", "rows", "columns", "window", "stride", "result", "at", "back", "step",
        ])
    }
  }

  func table(show: String, steps: [Int]) throws(ReferenceError) -> StepTable {
    guard show == "steps" else {
      throw ReferenceError(
        "this experiment has no table called \"\(show)\"", word: show, valid: ["steps"])
    }
    let columns: [StepTable.Column] = [
      .init(code: "step", header: "\\text{window}", isComputed: false),
      .init(code: "values", header: "\\text{numbers}", isComputed: false),
      .init(code: "output", header: "\\text{result}", isComputed: true),
    ]
    return StepTable(
      columns: columns,
      rows: steps.map { index in
        let step = pooling.steps[index - 1]
        return .init(
          step: index,
          cells: [
            "\(index)", step.values.joined().map(\.formula).joined(separator: ", "),
            step.output.formula,
          ])
      })
  }

  var overviews: [(name: String, figure: AnyFigure)] { [("overview", moments.figure().erased)] }

  var records: [String] {
    pooling.steps.map { step in
      "{\"experiment\":\"\(name)\",\"step\":\(step.index),\"row\":\(step.row),"
        + "\"column\":\(step.column),\"values\":\(ConvolutionExperiment.json(step.values)),"
        + "\"output\":\"\(step.output.plain)\"}"
    } + [
      "{\"experiment\":\"\(name)\",\"result\":\"table\",\"rows\":\(pooling.outputHeight),"
        + "\"columns\":\(pooling.outputWidth),\"table\":["
        + pooling.result.map { "[" + $0.map { "\"\($0.plain)\"" }.joined(separator: ",") + "]" }
        .joined(separator: ",") + "]}"
    ]
  }

  var ending: String {
    "The result has \(pooling.outputHeight) × \(pooling.outputWidth) numbers: "
      + "\(moments.figure().result.plainText)."
  }
}
