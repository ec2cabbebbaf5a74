import Figures
import Networks
import Numerics

/// The arithmetic of one step of a perceptron, told like a proof.
struct PerceptronDerivations {
  var step: PerceptronStep
  var rate: ExactDecimal
  var words: Words

  /// `z = w0 + w1·x1 + … `, with numbers, with result.
  func weightedSum(of weights: [ExactDecimal], title: String) -> Derivation {
    Derivation(title, [sumLine(weights, showsSymbols: true)])
  }

  func sumLine(_ weights: [ExactDecimal], showsSymbols: Bool) -> Derivation.Line {
    let symbols = weights.indices.map { $0 == 0 ? "w_0" : "w_\($0) \\cdot x_\($0)" }
    let numbers = weights.indices.map {
      $0 == 0 ? weights[0].formula : "\(weights[$0].operand) \\cdot \(step.inputs[$0 - 1].operand)"
    }
    let z = Perceptron(weights: weights).weightedSum(step.inputs)
    return Derivation.Line(
      .sum, "z",
      (showsSymbols ? [.init(.equals, symbols.joined(separator: " + "), .symbols)] : [])
        + [.init(.equals, numbers.joined(separator: " + "), .numbers)]
        + [.init(.equals, z.formula, .result)])
  }

  /// The output with its reason, and `d = target − output`.
  var outputAndError: Derivation {
    Derivation(words("Output and error"), outputLines(step.output))
  }

  func outputLines(_ output: Int) -> [Derivation.Line] {
    let reason = output == 1 ? words("because $z > 0$") : words("because $z ≤ 0$")
    let halves = reason.split(separator: "$", omittingEmptySubsequences: false)
    let because =
      halves.count == 3
      ? "\\text{, \(halves[0])} \(output == 1 ? "z > 0" : "z \\le 0") \\text{\(halves[2])}"
      : "\\text{, \(reason)}"
    return [
      Derivation.Line(
        .output, "\\hat{y}",
        [
          .init(.equals, "\\text{\(outputText(output))}", .result),
          .init(.none, because, .note),
        ]),
      Derivation.Line(
        .error, "d",
        [
          .init(
            .equals, "\\text{\(words("target"))} - \\text{\(words("output"))}", .symbols),
          .init(.equals, "\(step.target) - \(output)", .numbers),
          .init(.equals, errorFormula(step.target - output), .result),
        ]),
    ]
  }

  /// `wi' = wi + n·d·xi` for every weight, with the change worked out in between.
  var update: Derivation {
    Derivation(
      words("Each weight moves by {1} · d · its input", rate.description),
      step.before.weights.indices.map(updateLine))
  }

  func updateLine(_ i: Int) -> Derivation.Line {
    let input = i == 0 ? ExactDecimal.one : step.inputs[i - 1]
    let old = step.before.weights[i]
    let change = step.changes[i]
    let product = "\(rate.operand) \\cdot \(errorOperand(step.errors[i])) \\cdot \(input.operand)"
    let moved = change.isNegative ? "- \(change.magnitude.formula)" : "+ \(change.formula)"
    return Derivation.Line(
      .weights, "w_\(i)'",
      [
        .init(.equals, "\(old.formula) + \(product)", .numbers, uses: [.error]),
        .init(.equals, "\(old.formula) \(moved)", .numbers, uses: [.error]),
        .init(.equals, step.after.weights[i].formula, .result),
      ])
  }

  /// The weights stay as they are.
  var noUpdate: Derivation {
    Derivation(
      words("No mistake: the weights stay"),
      step.after.weights.enumerated().map { i, weight in
        Derivation.Line(.weights, "w_\(i)", [.init(.equals, weight.formula, .result)])
      })
  }

  /// The equation of the new line: `0 = z` with the weights put in, then solved.
  var boundary: Derivation {
    let boundary = Boundary(weights: step.after.weights)
    var lines = [
      Derivation.Line(.boundary, "0", [.init(.equals, boundary.sum, .numbers, uses: [.weights])])
    ]
    if let solved = boundary.solved {
      lines.append(
        Derivation.Line(.boundary, solved.symbol, [.init(.equals, solved.value, .result)]))
      return Derivation(words("The new boundary, where z = 0"), lines)
    }
    let everything =
      boundary.weights[0] > 0
      ? words("so everything is TRUE") : words("so everything is FALSE")
    return Derivation(
      words("No boundary: z is the same everywhere"),
      [
        Derivation.Line(
          .boundary, "z",
          [
            .init(.equals, boundary.weights[0].formula, .result),
            .init(.none, "\\text{, \(everything)}", .note),
          ])
      ])
  }

  /// The slip of the source's second program: before each weight the output is computed again.
  func oneByOne(_ i: Int) -> Derivation {
    var mixed = step.before.weights
    for j in 0..<i { mixed[j] = step.after.weights[j] }
    let output = Perceptron(weights: mixed).output(step.inputs)
    let title =
      i == 0
      ? words("First weight, with this output")
      : words("Weight {1}: the output once more, with the new weights so far", "w\(i)")
    let again = i == 0 ? [] : [sumLine(mixed, showsSymbols: false), outputLines(output)[1]]
    return Derivation(title, again + [updateLine(i)])
  }
}
