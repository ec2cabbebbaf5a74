import Networks
import Numerics

/// The trace of a perceptron's run as JSON, and its steps as a table.
extension PerceptronExperiment {
  /// Keys in the order in which they are computed; exact decimals as strings, so that no reader
  /// turns them into binary fractions.
  public var records: [String] {
    run.steps.map { step in
      "{\"experiment\":\"\(name)\",\"step\":\(step.index),\"epoch\":\(step.epoch),"
        + "\"inputs\":\(json(step.inputs)),\"target\":\(step.target),"
        + "\"sum\":\"\(step.sum.asciiText)\",\"output\":\(step.output),\"error\":\(step.error),"
        + "\"weights\":\(json(step.after.weights))}"
    } + [result]
  }

  private var result: String {
    let weights = json(run.end.weights)
    return switch run.result {
    case .converged(let epoch, let step):
      "{\"experiment\":\"\(name)\",\"result\":\"converged\",\"epoch\":\(epoch),"
        + "\"step\":\(step),\"weights\":\(weights)}"
    case .cycle(let epoch, let since):
      "{\"experiment\":\"\(name)\",\"result\":\"cycle\",\"epoch\":\(epoch),"
        + "\"since\":\(since),\"weights\":\(weights)}"
    case .limit(let epochs):
      "{\"experiment\":\"\(name)\",\"result\":\"limit\",\"epoch\":\(epochs),"
        + "\"weights\":\(weights)}"
    }
  }

  private func json(_ values: [ExactDecimal]) -> String {
    "[" + values.map { "\"\($0.asciiText)\"" }.joined(separator: ",") + "]"
  }

  public func table(show: String, steps: [Int]) throws(ReferenceError) -> StepTable {
    switch show {
    case "steps": stepTable(steps)
    case "truth": truthTable
    case "epochs": epochTable
    default:
      throw ReferenceError(
        "this experiment has no table called \"\(show)\"", word: show,
        valid: ["steps", "truth", "epochs"])
    }
  }

  private var inputColumns: [StepTable.Column] {
    run.samples[0].inputs.indices.map {
      .init(code: "x\($0 + 1)", header: "x_\($0 + 1)", isComputed: false)
    }
  }

  private func stepTable(_ steps: [Int]) -> StepTable {
    let columns =
      [StepTable.Column(code: "step", header: "\\text{step}", isComputed: false)] + inputColumns + [
        .init(code: "target", header: "\\text{target}", isComputed: false),
        .init(code: "sum", header: "z", isComputed: true),
        .init(code: "output", header: "\\text{output}", isComputed: true),
        .init(code: "error", header: "d", isComputed: true),
      ]
      + run.end.weights.indices.map {
        .init(code: "weights", header: "w_\($0)", isComputed: true)
      }
    let rows = steps.map { index in
      let step = run.steps[index - 1]
      let known = ["\(index)"] + step.inputs.map(\.asciiText) + ["\(step.target)"]
      let computed =
        [step.sum.asciiText, "\(step.output)", step.error > 0 ? "+1" : "\(step.error)"]
        + step.after.weights.map(\.asciiText)
      return StepTable.Row(step: index, cells: known + computed, isMistake: step.isMistake)
    }
    return StepTable(columns: columns, rows: rows)
  }

  private var truthTable: StepTable {
    StepTable(
      columns: inputColumns + [.init(code: "target", header: "\\text{target}", isComputed: false)],
      rows: run.samples.enumerated().map { index, sample in
        .init(step: index + 1, cells: sample.inputs.map(\.asciiText) + ["\(sample.target)"])
      })
  }

  private var epochTable: StepTable {
    let columns =
      [
        StepTable.Column(code: "epoch", header: "\\text{epoch}", isComputed: false),
        .init(code: "mistakes", header: "\\text{mistakes}", isComputed: true),
      ]
      + run.end.weights.indices.map {
        StepTable.Column(code: "weights", header: "w_\($0)", isComputed: true)
      } + [.init(code: "wrong", header: "\\text{still wrong}", isComputed: true)]
    let rows = run.epochs.map { epoch in
      StepTable.Row(
        step: epoch.steps.upperBound,
        cells: ["\(epoch.number)", "\(epoch.mistakes)"] + epoch.atEnd.weights.map(\.asciiText)
          + ["\(epoch.stillWrong.count)"], isMistake: epoch.mistakes > 0)
    }
    return StepTable(columns: columns, rows: rows)
  }
}
