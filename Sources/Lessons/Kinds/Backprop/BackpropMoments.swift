import Figures
import Networks
import Numerics

extension BackpropPictures {
  /// Step `index`, 1 … `steps.count`.
  func moment(_ index: Int) -> Moment {
    let step = steps[index - 1]
    return Moment(
      index: index, count: steps.count, epoch: nil,
      heading: words(
        "Step {1} of {2} · {3}", "\(index)", "\(steps.count)", name(of: step)),
      isMistake: false, stages: stages(of: step))
  }

  func name(of step: Step) -> String {
    switch step {
    case .forward(let layer, let unit):
      words("forward: {1}", PlainFormula.text(symbols.output(layer, unit)))
    case .softmax: words("forward: softmax")
    case .loss: words("the loss")
    case .backward(let layer, let unit):
      words("back: {1}", PlainFormula.text(symbols.output(layer, unit)))
    case .update: words("the update")
    case .hiddenAfter: words("forward again: hidden layer")
    case .lossAfter: words("forward again: the loss")
    }
  }

  private func stages(of step: Step) -> [Stage] {
    told(step).enumerated().map { place, told in
      Stage(
        derivation: told.derivation, figure: diagram(at: step, uncovered: place + 1),
        openFigure: diagram(at: step, uncovered: place).erased, prediction: told.prediction)
    }
  }

  private func told(_ step: Step) -> [(derivation: Derivation, prediction: Prediction?)] {
    switch step {
    case .forward(let layer, let unit):
      return [(forward(pass, layer, unit), sumPrediction(layer, unit))]
    case .softmax: return softmax(pass).map { ($0, nil) }
    case .loss: return [(loss(pass, title: words("How far off")), nil)]
    case .backward(let layer, let unit):
      return [
        (delta(layer, unit), nil),
        (weightGradients(layer, unit), gradientPrediction(layer, unit)),
        (nudgeTest(network.parameters(of: layer, unit)), nil),
      ]
    case .update: return [(update(1), updatePrediction()), (update(0), nil)]
    case .hiddenAfter:
      return network.layers[0].biases.indices.map { (forward(after, 0, $0), nil) }
    case .lossAfter:
      let sums = network.layers[1].biases.indices.map { forward(after, 1, $0) }
      return
        (sums + (network.output == .softmax ? softmax(after) : [])
        + [loss(after, title: words("The loss after the step")), comparison()])
        .map { ($0, nil) }
    }
  }

  // MARK: Quantities

  /// What a step comes to.
  func quantity(_ name: String, in step: Step, _ place: Int = 0) -> Quantity {
    Quantity(step: 1 + (steps.firstIndex(of: step) ?? -1), name, place)
  }

  /// The derivative by a weight or a bias.
  func quantity(ofGradient parameter: PaperParameter) -> Quantity {
    let all = network.parameters(of: parameter.layer, parameter.to)
    return quantity(
      .gradient, in: .backward(layer: parameter.layer, unit: parameter.to),
      all.firstIndex(of: parameter) ?? 0)
  }

  /// What a unit puts out, before or after the update.
  func quantity(ofOutput layer: Int, _ unit: Int, isAfter: Bool) -> Quantity {
    if isAfter { return quantity(.output, in: layer == 0 ? .hiddenAfter : .lossAfter, unit) }
    if layer == 1, network.output == .softmax { return quantity(.output, in: .softmax, unit) }
    return quantity(.output, in: .forward(layer: layer, unit: unit))
  }

  // MARK: Predictions

  private func prediction(
    _ quantity: Quantity, _ symbol: String, _ expected: PaperNumber,
    _ slips: [(ExactDecimal, String)]
  ) -> Prediction {
    var usual: [Prediction.Slip] = []
    // Who computes with more digits may differ by one in the last.
    let tolerance = expected.places.map { _ in ExactDecimal(1, scale: pass.places) } ?? .zero
    for (value, message) in slips where (value - expected.value).magnitude > tolerance {
      if usual.contains(where: { $0.value == value.doubleValue }) { continue }
      usual.append(.init(value: value.doubleValue, message: message))
    }
    let digits =
      expected.places.map { " (" + words("{1} digits after the point", "\($0)") + ")" } ?? ""
    return Prediction(
      quantity, question: words("What will {1} be?", PlainFormula.text(symbol)) + digits,
      expected: expected.doubleValue, expectedText: expected.text,
      tolerance: tolerance.doubleValue, slips: usual)
  }

  /// z of the first hidden and the last output unit.
  private func sumPrediction(_ layer: Int, _ unit: Int) -> Prediction? {
    let isLast = layer == 1 && unit == network.target.count - 1
    guard isLast || (layer == 0 && unit == 0) else { return nil }
    let z = pass.sums[layer][unit]
    let bias = network.layers[layer].biases[unit]
    var slips: [(ExactDecimal, String)] = []
    if !bias.isZero {
      slips.append(
        (z.value - bias, words("That leaves out the bias: add {1}.", bias.description)))
    }
    if layer == 0 {
      slips.append(
        (
          pass.outputs[layer][unit].value,
          network.activations[0] == .sigmoid
            ? words("That is σ(z) already. z is the weighted sum before the sigmoid.")
            : words(
              "That is {1} already. z is the weighted sum before it.",
              PlainFormula.text(network.activations[0].formula("z")))
        ))
    }
    return prediction(
      quantity(.sum, in: .forward(layer: layer, unit: unit)), symbols.sum(layer, unit), z, slips)
  }

  /// The derivative by one of the unit's weights: where it can be, by one through which another number
  /// than 0 or 1 came in, so that it is more than δ copied.
  private func gradientPrediction(_ layer: Int, _ unit: Int) -> Prediction? {
    guard unit == 0 else { return nil }
    let incoming = pass.incoming(layer)
    let from =
      incoming.indices.first { !incoming[$0].value.isZero && incoming[$0].value.magnitude != 1 }
      ?? 0
    let parameter = PaperParameter(layer: layer, from: from, to: unit)
    let delta = pass.deltas[layer][unit]
    let weight = network[parameter]
    return prediction(
      quantity(ofGradient: parameter), "\\partial L/\\partial \(symbol(parameter))",
      gradient(parameter),
      [
        (
          -gradient(parameter).value,
          incoming[from].value.signum > 0
            ? words("The sign is turned round. δ keeps its sign, and what came in is positive.")
            : words("The sign is turned round. Look at the signs of δ and of what came in.")
        ),
        (
          PaperNumber(rounding: delta.value * weight, to: pass.places).value,
          words("That multiplies δ by the weight. The derivative needs what came in through it.")
        ), (delta.value, words("That is δ alone. Multiply it by what came in.")),
      ])
  }

  private func updatePrediction() -> Prediction {
    let parameter = PaperParameter(layer: 1, from: 0, to: 0)
    let (old, gradient) = (network[parameter], gradient(parameter).value)
    let new = after.network[parameter]
    return prediction(
      quantity(.weights, in: .update), symbol(parameter) + "'", PaperNumber(new),
      [
        (
          old + rate * gradient,
          words("That walks uphill. The weight moves against the derivative: minus.")
        ), (old - gradient, words("That leaves out the rate {1}.", rate.description)),
      ])
  }
}
