import Datasets
import Drawing
import Figures
import Networks
import Numerics

extension WiredPictures {
  /// Row `index` (1 … `rows.count`) through every unit, from the first hidden one to the output.
  func moment(_ index: Int) -> Moment {
    let row = rows[index - 1]
    let firings = network.firings(row.inputs)
    var stages: [Stage] = []
    for (depth, layer) in firings.enumerated() {
      for place in layer.indices {
        let number = symbols.number(depth, place)
        stages.append(
          Stage(
            derivation: derivation(firings, depth, place),
            figure: diagram(row: index - 1, upTo: number),
            openFigure: diagram(row: index - 1, upTo: number, isOpen: true).erased,
            prediction: prediction(firings, depth, place, row: index)))
      }
    }
    stages.append(
      Stage(derivation: comparison(index - 1), figure: diagram(row: index - 1)))
    return Moment(
      index: index, count: rows.count, epoch: nil,
      heading: words(
        "Row {1} of {2}: the inputs are {3}", "\(index)", "\(rows.count)", row.inputsText),
      isMistake: answer(index - 1) != row.target, stages: stages)
  }

  /// Weighted sum and output of one unit.
  func derivation(_ firings: [[ThresholdNetwork.Firing]], _ depth: Int, _ place: Int)
    -> Derivation
  {
    let unit = network.layers[depth][place]
    let firing = firings[depth][place]
    let weights = unit.perceptron.weights
    let numbers =
      [weights[0].formula]
      + zip(weights.dropFirst(), firing.inputs).map { "\($0.operand) \\cdot \($1.operand)" }
    let z = symbols.sum(depth, place)
    let isTrue = firing.output == 1
    let name = unit.name.isEmpty ? "" : " (\(unit.name))"
    return Derivation(
      (depth == network.layers.count - 1
        ? words("Output unit") : words("Hidden unit {1}", "\(place + 1)")) + name,
      [
        Derivation.Line(
          .sum, z,
          [
            .init(.equals, symbols.weightedSum(depth, place), .symbols),
            .init(.equals, numbers.joined(separator: " + "), .numbers),
            .init(.equals, firing.sum.formula, .result),
          ]),
        Derivation.Line(
          .output, symbols.output(depth, place),
          [
            .init(.equals, "\(firing.output)", .result),
            .init(
              .none,
              "\\text{, \(words("because")) }\(z) \(isTrue ? "> 0" : "\\le 0")", .note),
          ]),
      ])
  }

  private func comparison(_ row: Int) -> Derivation {
    let target = rows[row].target
    let output = answer(row)
    return Derivation(
      output == target ? words("Right") : words("Wrong"),
      [
        Derivation.Line(
          .error, "d",
          [
            .init(
              .equals, "\\text{\(words("target"))} - \\text{\(words("output"))}", .symbols),
            .init(.equals, "\(target) - \(output)", .numbers),
            .init(.equals, errorFormula(target - output), .result),
          ])
      ])
  }

  /// Asked at one unit, another one in every row.
  private func prediction(
    _ firings: [[ThresholdNetwork.Firing]], _ depth: Int, _ place: Int, row: Int
  ) -> Prediction? {
    let units = network.layers.map { $0.count }.reduce(0, +)
    guard symbols.number(depth, place) == 1 + row % units else { return nil }
    let weights = network.layers[depth][place].perceptron.weights
    let firing = firings[depth][place]
    let sum = firing.sum
    var slips: [(ExactDecimal, String)] = [
      (sum - weights[0], words("That leaves out the bias: add {1}.", weights[0].description)),
      (
        ExactDecimal(firing.output),
        words("That is what the unit says. z is the sum before the decision.")
      ),
    ]
    let inputs = rows[row - 1].inputs
    if depth > 0, inputs.count == firing.inputs.count {
      slips.append(
        (
          network.layers[depth][place].perceptron.weightedSum(inputs),
          words("That uses the inputs x. This unit only sees what the hidden units say.")
        ))
    }
    var usual: [Prediction.Slip] = []
    for (value, message) in slips where value != sum {
      if usual.contains(where: { $0.value == value.doubleValue }) { continue }
      usual.append(.init(value: value.doubleValue, message: message))
    }
    return Prediction(
      Quantity(step: row, .sum, symbols.number(depth, place) - 1),
      question: words("What will {1} be?", PlainFormula.text(symbols.sum(depth, place))),
      expected: sum.doubleValue, expectedText: sum.description, slips: usual)
  }
}
