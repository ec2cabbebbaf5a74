import Datasets
import Drawing
import Figures
import Networks
import Numerics

/// A small network of perceptrons that somebody wired by hand: each step is one row of its truth
/// table, carried through every unit.
struct WiredExperiment: Experiment {
  let name: String
  let title: String
  let figures: WiredFigures

  var network: ThresholdNetwork { figures.network }
  var rows: [LabelledPoint] { figures.rows }

  /// Plays the value of `wired:`.
  static func play(_ node: YAMLNode, _ context: ExperimentContext) -> (any Experiment)? {
    guard let (network, rows) = WiredReader(node, context)?.read() else { return nil }
    return WiredExperiment(
      name: context.name, title: context.title,
      figures: WiredFigures(
        network: network, rows: rows, title: context.title, words: context.words))
  }

  private var wrong: [Int] { rows.indices.filter { figures.answer($0) != rows[$0].target } }

  var marks: [StepMark] {
    rows.indices.map { StepMark(epoch: nil, isMistake: wrong.contains($0)) }
  }

  func moment(_ index: Int) -> Moment { figures.moment(index) }

  func figure(_ request: FigureRequest) throws(ReferenceError) -> AnyFigure {
    let valid = ["network", "lines", "hidden-plane"]
    let row = request.step.flatMap { $0 > 0 ? $0 - 1 : nil }
    switch request.show {
    case "network":
      var diagram = figures.diagram(row: row)
      diagram.isTask = request.isTask
      return diagram.captioned(request.caption)
    case "lines", "hidden-plane":
      let plane =
        request.show == "lines"
        ? figures.lines(visited: row)
        : figures.hiddenPlane(visited: row)
      guard var plane else {
        throw ReferenceError("this picture needs two inputs and two hidden units")
      }
      plane.isTask = request.isTask
      return plane.captioned(request.caption)
    default:
      throw ReferenceError(
        "this experiment has no figure called \"\(request.show)\"", word: request.show,
        valid: valid)
    }
  }

  var overviews: [(name: String, figure: AnyFigure)] {
    var result: [(name: String, figure: AnyFigure)] = [
      ("network", figures.diagram(row: nil).erased)
    ]
    if let lines = figures.lines() { result.append(("lines", lines.erased)) }
    if let plane = figures.hiddenPlane() { result.append(("hidden-plane", plane.erased)) }
    return result
  }

  var ending: String {
    if wrong.isEmpty { return "All \(rows.count) rows come out right." }
    return "\(wrong.count) of \(rows.count) rows come out wrong: "
      + wrong.map { rows[$0].inputsText }.joined(separator: ", ") + "."
  }

  func value(_ path: ReferencePath) throws(ReferenceError) -> Value {
    guard let first = path.parts.first else { throw ReferenceError("an empty reference") }
    switch first.name {
    case "outputs" where path.parts.count == 1:
      return .list(rows.indices.map { ExactDecimal(figures.answer($0)) })
    case "wrong" where path.parts.count == 1: return .number(wrong.count)
    case "rows" where path.parts.count == 1: return .number(rows.count)
    case "units" where path.parts.count == 1: return .number(network.layers.joined().count)
    case "step" where first.arguments.count == 1, "row" where first.arguments.count == 1:
      guard rows.indices.contains(first.arguments[0] - 1) else {
        throw ReferenceError("there is no row \(first.arguments[0]); they go to \(rows.count)")
      }
      return try value(ofRow: first.arguments[0] - 1, Array(path.parts.dropFirst()))
    default:
      throw ReferenceError(
        "this experiment has nothing called \"\(first.name)\"", word: first.name,
        valid: ["outputs", "wrong", "rows", "units", "row(1)"])
    }
  }

  private func value(ofRow row: Int, _ rest: [ReferencePath.Part]) throws(ReferenceError) -> Value {
    let valid = ["inputs", "target", "output", "hidden", "sum(1)"]
    guard let last = rest.first, rest.count == 1 else {
      throw ReferenceError("what of the row?", valid: valid)
    }
    let firings = network.firings(rows[row].inputs)
    switch last.name {
    case "inputs": return .list(rows[row].inputs)
    case "target": return .number(rows[row].target)
    case "output": return .number(figures.answer(row))
    case "hidden": return .list(firings[0].map { ExactDecimal($0.output) })
    case "sum" where last.arguments.count == 1:
      let all = Array(firings.joined())
      guard all.indices.contains(last.arguments[0] - 1) else {
        throw ReferenceError("the units are numbered from 1 to \(all.count)")
      }
      return .decimal(all[last.arguments[0] - 1].sum)
    default:
      throw ReferenceError(
        "a row has nothing called \"\(last.name)\"", word: last.name, valid: valid)
    }
  }
}
