import Drawing
import Figures
import Numerics

/// A layer of sigmoid units whose weights are given: what it makes of the rows of a truth table.
struct SigmoidLayerExperiment: Experiment {
  let name: String
  let figures: SigmoidLayerFigures

  /// Plays the value of `sigmoid-layer:`.
  static func play(_ node: YAMLNode, _ context: ExperimentContext) -> (any Experiment)? {
    guard
      let keys = YAMLMapping(
        node, what: "a sigmoid layer", keys: TaskReader.keys + ["units"],
        findings: context.findings), let rows = TaskReader(keys).task(),
      keys.required("units") != nil
    else { return nil }
    let items = keys.list("units") ?? []
    let units = items.compactMap { item -> SigmoidLayerFigures.Unit? in
      guard
        let unit = YAMLMapping(
          item, what: "a unit", keys: ["name", "weights"], findings: context.findings),
        let place = unit.required("weights"), let weights = TaskReader(unit).decimals(place)
      else { return nil }
      let needed = rows[0].inputs.count + 1
      guard weights.count == needed, weights.allSatisfy({ $0.magnitude < 1000 }) else {
        context.findings.error(
          "\(needed) weights between -1000 and 1000 are needed", at: place,
          hint: "the bias first, then one for each input")
        return nil
      }
      return .init(name: unit.string("name") ?? "", weights: weights)
    }
    guard units.count == items.count, (1...6).contains(units.count) else { return nil }
    return SigmoidLayerExperiment(
      name: context.name,
      figures: SigmoidLayerFigures(
        units: units, rows: rows, title: context.title, words: context.words))
  }

  var marks: [StepMark] { figures.rows.map { _ in StepMark(epoch: nil, isMistake: false) } }

  func moment(_ index: Int) -> Moment { figures.moment(index) }

  func figure(_ request: FigureRequest) throws(ReferenceError) -> AnyFigure {
    switch request.show {
    case "network":
      return figures.diagram(row: request.step.flatMap { $0 > 0 ? $0 - 1 : nil })
        .captioned(request.caption)
    case "lines", "hidden-plane":
      guard
        var plane = request.show == "lines"
          ? figures.lines
          : figures.hiddenPlane(isTask: request.isTask)
      else {
        throw ReferenceError("this picture needs two inputs and two units")
      }
      plane.isTask = request.isTask
      return plane.captioned(request.caption)
    default:
      throw ReferenceError(
        "this experiment has no figure called \"\(request.show)\"", word: request.show,
        valid: ["network", "lines", "hidden-plane"])
    }
  }

  func table(show: String, steps: [Int]) throws(ReferenceError) -> StepTable {
    guard show == "steps" else {
      throw ReferenceError(
        "this experiment has no table called \"\(show)\"", word: show, valid: ["steps"])
    }
    let inputs = figures.rows[0].inputs.indices.map {
      StepTable.Column(code: "x\($0 + 1)", header: "x_\($0 + 1)", isComputed: false)
    }
    let units = figures.units.indices.flatMap {
      [
        StepTable.Column(code: "sum", header: "z_\($0 + 1)", isComputed: true),
        StepTable.Column(code: "output", header: "h_\($0 + 1)", isComputed: true),
      ]
    }
    return StepTable(
      columns: inputs + units + [
        .init(code: "target", header: "\\text{target}", isComputed: false)
      ],
      rows: steps.map { step in
        let row = figures.rows[step - 1]
        return .init(
          step: step,
          cells: row.inputs.map(\.asciiText)
            + figures.units.indices.flatMap {
              [figures.sum(step - 1, $0).asciiText, figures.output(step - 1, $0).formula]
            } + ["\(row.target)"])
      })
  }

  var overviews: [(name: String, figure: AnyFigure)] {
    [("lines", figures.lines), ("hidden-plane", figures.hiddenPlane())]
      .compactMap { name, plane in plane.map { (name, $0.erased) } }
  }

  func value(_ path: ReferencePath) throws(ReferenceError) -> Value {
    guard let first = path.parts.first, first.name == "row", let row = first.arguments.first,
      figures.rows.indices.contains(row - 1), let last = path.parts.dropFirst().first
    else {
      throw ReferenceError("write row(1).hidden or row(1).sum(1)", valid: ["row(1)"])
    }
    switch last.name {
    case "inputs": return .list(figures.rows[row - 1].inputs)
    case "hidden": return .paper(figures.units.indices.map { figures.output(row - 1, $0) })
    case "sum" where last.arguments.count == 1:
      guard figures.units.indices.contains(last.arguments[0] - 1) else {
        throw ReferenceError("the units are numbered from 1 to \(figures.units.count)")
      }
      return .decimal(figures.sum(row - 1, last.arguments[0] - 1))
    default:
      throw ReferenceError(
        "a row has nothing called \"\(last.name)\"", word: last.name,
        valid: ["inputs", "hidden", "sum(1)"])
    }
  }

  var records: [String] {
    figures.rows.indices.map { row in
      let units = figures.units.indices.map {
        "{\"sum\":\"\(figures.sum(row, $0).asciiText)\","
          + "\"output\":\"\(figures.output(row, $0).formula)\"}"
      }
      return "{\"experiment\":\"\(name)\",\"step\":\(row + 1),"
        + "\"units\":[\(units.joined(separator: ","))]}"
    } + ["{\"experiment\":\"\(name)\",\"result\":\"rows\",\"rows\":\(figures.rows.count)}"]
  }

  var ending: String { "\(figures.rows.count) rows through \(figures.units.count) units." }
}
