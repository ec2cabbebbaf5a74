import Figures
import Networks
import Numerics

/// Backpropagation as JSON and as tables.
extension BackpropExperiment {
  /// One object a step; printed digits as strings, "rounded" where they are.
  var records: [String] {
    figures.steps.enumerated().map { place, step in
      "{\"experiment\":\"\(name)\",\"step\":\(place + 1),\(fields(of: step))}"
    } + [
      "{\"experiment\":\"\(name)\",\"result\":\"updated\",\"loss\":\"\(pass.loss.formula)\","
        + "\"lossAfter\":\"\(figures.after.loss.formula)\",\"rate\":\"\(figures.rate.asciiText)\","
        + "\"agreeing\":\(figures.agreeing),\"parameters\":\(network.parameters.count)}"
    ]
  }

  private func fields(of step: BackpropFigures.Step) -> String {
    switch step {
    case .forward(let layer, let unit):
      return "\"direction\":\"forward\",\"layer\":\(layer + 1),\"unit\":\(unit + 1),"
        + "\"sum\":\(json(pass.sums[layer][unit]))"
        + (layer == 0 || network.output == .sigmoid
          ? ",\"output\":\(json(pass.outputs[layer][unit]))" : "")
    case .softmax:
      return "\"direction\":\"forward\",\"exponentials\":\(json(pass.exponentials)),"
        + "\"sum\":\(json(pass.exponentialSum)),\"outputs\":\(json(pass.outputs[1]))"
    case .loss: return "\"loss\":\(json(pass.loss))"
    case .backward(let layer, let unit):
      let gradients = network.parameters(of: layer, unit).map { parameter in
        let nudge = figures.nudges[parameter]
        return "\"\(code(parameter))\":{\"derivative\":\(json(figures.gradient(parameter)))"
          + (nudge.map {
            ",\"lossUp\":\(json($0.up)),\"lossDown\":\(json($0.down)),"
              + "\"nudge\":\(json($0.quotient))"
          } ?? "") + "}"
      }
      return "\"direction\":\"backward\",\"layer\":\(layer + 1),\"unit\":\(unit + 1),"
        + "\"delta\":\(json(pass.deltas[layer][unit])),"
        + "\"derivatives\":{\(gradients.joined(separator: ","))}"
    case .update:
      let after = network.parameters.map {
        "\"\(code($0))\":\"\(figures.after.network[$0].asciiText)\""
      }
      return "\"weights\":{\(after.joined(separator: ","))}"
    case .hiddenAfter: return "\"outputs\":\(json(figures.after.outputs[0]))"
    case .lossAfter:
      return "\"outputs\":\(json(figures.after.outputs[1])),\"loss\":\(json(figures.after.loss))"
    }
  }

  private func json(_ number: PaperNumber) -> String { "\"\(number.formula)\"" }
  private func json(_ numbers: [PaperNumber]) -> String {
    "[" + numbers.map(json).joined(separator: ",") + "]"
  }

  func table(show: String, steps: [Int]) throws(ReferenceError) -> StepTable {
    switch show {
    case "steps": return stepTable(steps)
    case "gradients": return gradientTable
    case "update": return updateTable
    case "nudges": return nudgeTable
    default:
      throw ReferenceError(
        "this experiment has no table called \"\(show)\"", word: show,
        valid: ["steps", "gradients", "update", "nudges"])
    }
  }

  /// What each step computes, in its last lines.
  private func stepTable(_ steps: [Int]) -> StepTable {
    StepTable(
      columns: [
        .init(code: "step", header: "\\text{step}", isComputed: false),
        .init(code: "what", header: "\\text{what}", isComputed: false),
        .init(code: "result", header: "\\text{result}", isComputed: true),
      ],
      rows: steps.map { index in
        let moment = figures.moment(index)
        let name = moment.heading.split(separator: "·").last.map(String.init) ?? ""
        let results = moment.stages.first?.derivation.lines.map { line in
          line.symbol + " " + (line.parts.last.map { relation($0) + " " + $0.formula } ?? "")
        }
        return .init(
          step: index,
          cells: [
            "\(index)", "\\text{\(name.drop { $0 == " " })}",
            (results ?? []).joined(separator: ",\\; "),
          ], isMistake: moment.isMistake)
      })
  }

  private func relation(_ part: Derivation.Part) -> String {
    part.relation == .approximately ? "\\approx" : "="
  }

  /// The chain rule for every weight: symbols, factors, product, nudge, new weight.
  private var gradientTable: StepTable {
    StepTable(
      columns: [
        .init(code: "weight", header: "w", isComputed: false),
        .init(code: "value", header: "\\text{value}", isComputed: false),
        .init(code: "chain", header: "\\text{chain rule}", isComputed: false),
        .init(code: "factors", header: "\\text{factors}", isComputed: true),
        .init(code: "gradient", header: "\\partial L/\\partial w", isComputed: true),
        .init(code: "nudge", header: "\\text{nudge}", isComputed: false),
        .init(code: "weights", header: "w'", isComputed: true),
      ],
      rows: network.parameters.enumerated().map { place, parameter in
        let (symbols, factors) = figures.factors(parameter)
        return .init(
          step: place + 1,
          cells: [
            figures.symbol(parameter), network[parameter].asciiText, symbols, factors,
            figures.gradient(parameter).formula,
            figures.nudges[parameter]?.quotient.formula ?? "",
            figures.after.network[parameter].asciiText,
          ])
      })
  }

  /// The same without what a worksheet asks for elsewhere: the factors and the nudges.
  private var updateTable: StepTable {
    var table = gradientTable
    let kept = table.columns.indices.filter {
      !["factors", "nudge"].contains(table.columns[$0].code)
    }
    table.columns = kept.map { table.columns[$0] }
    for row in table.rows.indices {
      let cells = table.rows[row].cells
      table.rows[row].cells = kept.map { cells[$0] }
    }
    return table
  }

  private var nudgeTable: StepTable {
    StepTable(
      columns: [
        .init(code: "weight", header: "w", isComputed: false),
        .init(code: "value", header: "\\text{value}", isComputed: false),
        .init(code: "up", header: "L(w + 0.01)", isComputed: false),
        .init(code: "down", header: "L(w - 0.01)", isComputed: false),
        .init(code: "difference", header: "\\text{difference}", isComputed: true),
        .init(code: "nudge", header: "\\text{difference}/0.02", isComputed: true),
      ],
      rows: network.parameters.enumerated().map { place, parameter in
        let nudge = figures.nudges[parameter]
        return .init(
          step: place + 1,
          cells: [
            figures.symbol(parameter), network[parameter].asciiText, nudge?.up.formula ?? "",
            nudge?.down.formula ?? "", nudge?.difference.asciiText ?? "",
            nudge?.quotient.formula ?? "",
          ])
      })
  }
}
