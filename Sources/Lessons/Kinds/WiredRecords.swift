import Figures
import Networks
import Numerics

/// The rows of a wired network as JSON and as a table.
extension WiredExperiment {
  var records: [String] {
    rows.indices.map { row in
      let units = network.firings(rows[row].inputs).enumerated().flatMap { depth, layer in
        layer.enumerated().map { place, firing in
          "{\"unit\":\(figures.number(depth, place)),"
            + "\"name\":\"\(network.layers[depth][place].name)\","
            + "\"sum\":\"\(firing.sum.asciiText)\",\"output\":\(firing.output)}"
        }
      }
      let inputs = rows[row].inputs.map { "\"\($0.asciiText)\"" }.joined(separator: ",")
      return "{\"experiment\":\"\(name)\",\"step\":\(row + 1),\"inputs\":[\(inputs)],"
        + "\"units\":[\(units.joined(separator: ","))],\"output\":\(figures.answer(row)),"
        + "\"target\":\(rows[row].target)}"
    } + [
      "{\"experiment\":\"\(name)\",\"result\":\"truth table\",\"rows\":\(rows.count),"
        + "\"wrong\":\(marks.count(where: \.isMistake))}"
    ]
  }

  func table(show: String, steps: [Int]) throws(ReferenceError) -> StepTable {
    guard ["steps", "truth"].contains(show) else {
      throw ReferenceError(
        "this experiment has no table called \"\(show)\"", word: show, valid: ["steps", "truth"])
    }
    let showsUnits = show == "steps"
    var columns = (0..<network.inputCount).map {
      StepTable.Column(code: "x\($0 + 1)", header: "x_\($0 + 1)", isComputed: false)
    }
    if showsUnits {
      for (depth, layer) in network.layers.enumerated() {
        for place in layer.indices {
          let (sum, output) = figures.headers(depth, place)
          columns.append(.init(code: "sum", header: sum, isComputed: true))
          columns.append(.init(code: "output", header: output, isComputed: true))
        }
      }
    }
    columns.append(.init(code: "target", header: "\\text{target}", isComputed: false))
    return StepTable(
      columns: columns,
      rows: steps.map { step in
        let row = rows[step - 1]
        let firings = showsUnits ? network.firings(row.inputs).joined().map { $0 } : []
        return .init(
          step: step,
          cells: row.inputs.map(\.asciiText)
            + firings.flatMap { [$0.sum.asciiText, "\($0.output)"] } + ["\(row.target)"],
          isMistake: figures.answer(step - 1) != row.target)
      })
  }
}
