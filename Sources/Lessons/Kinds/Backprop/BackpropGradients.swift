import Figures
import Networks
import Numerics

/// The arithmetic of the way back: each derivative by the chain rule, from the digits that are printed on
/// the same page, and the nudge that checks it.
extension BackpropPictures {
  private typealias Line = Derivation.Line

  /// `\frac{\partial L}{\partial w}`
  func derivative(_ of: String = "L", by: String) -> String {
    "\\frac{\\partial \(of)}{\\partial \(by)}"
  }

  /// δ of a unit by the chain rule.
  func delta(_ layer: Int, _ unit: Int) -> Derivation {
    let z = symbols.sum(layer, unit)
    let a = symbols.output(layer, unit)
    let delta = pass.deltas[layer][unit]
    let value = pass.outputs[layer][unit]
    if layer == 1, network.loss.isFused {
      return Derivation(
        network.output == .softmax
          ? words("Softmax and cross-entropy together")
          : words("Sigmoid and cross-entropy together"),
        Line(
          .delta, symbols.delta(layer, unit),
          [
            .init(.equals, derivative(by: z), .symbols),
            .init(.equals, slopeOfLoss(a, target(unit)), .symbols),
            .init(
              .equals, slopeOfLoss(value.formula, network.target[unit].operand), .numbers),
            delta.result,
          ]
        ).corrected(delta, from: run.exact.deltas[layer][unit], words))
    }
    let activation = network.activations[layer]
    let slope = pass.slopes[layer][unit]
    let outer = pass.outputGradients[layer][unit]
    let exact = run.exact
    return Derivation(
      words("How the loss depends on {1}", PlainFormula.text(z)),
      outerLine(layer, unit).corrected(outer, from: exact.outputGradients[layer][unit], words)
        + Line(
          .slope, derivative(a, by: z),
          slopeParts(activation, a, value, slope, z)
        ).corrected(slope, from: exact.slopes[layer][unit], words)
        + Line(
          .delta, symbols.delta(layer, unit),
          [
            .init(.equals, derivative(by: z), .symbols),
            .init(.equals, "\(derivative(by: a)) \\cdot \(derivative(a, by: z))", .symbols),
            .init(.equals, "\(outer.operand) \\cdot \(slope.operand)", .numbers), delta.result,
          ]
        ).corrected(delta, from: exact.deltas[layer][unit], words))
  }

  /// The slope of an activation from its output, or why it is 1 or 0.
  private func slopeParts(
    _ activation: PaperActivation, _ a: String, _ value: PaperNumber, _ slope: PaperNumber,
    _ z: String
  ) -> [Derivation.Part] {
    if let symbols = activation.slopeFormula(a),
      let numbers = activation.slopeFormula(value.operand)
    {
      return [.init(.equals, symbols, .symbols), .init(.equals, numbers, .numbers), slope.result]
    }
    guard activation == .relu else { return [slope.result] }
    let sign = slope.value.isZero ? "\\le" : ">"
    return [
      slope.result, .init(.none, ", \\text{\(words("because")) } \(z) \(sign) 0", .note),
    ]
  }

  private func slopeOfLoss(_ output: String, _ target: String) -> String {
    network.loss.slopeFormula(output, target, outputs: network.target.count)
  }

  func target(_ unit: Int) -> String {
    network.target.count == 1 ? "y" : "y_\(unit + 1)"
  }

  /// ∂L/∂a: at the output from the loss itself, in the hidden layer from all units behind it.
  private func outerLine(_ layer: Int, _ unit: Int) -> Derivation.Line {
    let a = symbols.output(layer, unit)
    let outer = pass.outputGradients[layer][unit]
    if layer == 1 {
      return Line(
        .outer, derivative(by: a),
        [
          .init(.equals, slopeOfLoss(a, target(unit)), .symbols),
          .init(
            .equals,
            slopeOfLoss(pass.outputs[layer][unit].formula, network.target[unit].operand), .numbers),
          outer.result,
        ])
    }
    let behind = network.layers[1]
    let symbolic = pass.deltas[1].indices.map {
      "\(symbols.delta(1, $0)) \\cdot \(symbols.weight(1, from: unit, to: $0))"
    }
    let numbers = pass.deltas[1].indices.map {
      "\(pass.deltas[1][$0].operand) \\cdot \(behind.weights[unit][$0].operand)"
    }
    let z = symbols.sum(1, 0)
    let chain =
      network.target.count == 1
      ? [
        Derivation.Part(.equals, "\(derivative(by: z)) \\cdot \(derivative(z, by: a))", .symbols)
      ] : []
    return Line(
      .outer, derivative(by: a),
      chain + [
        .init(.equals, symbolic.joined(separator: " + "), .symbols),
        .init(.equals, numbers.joined(separator: " + "), .numbers), outer.result,
      ])
  }

  /// The derivatives by a unit's weights and bias.
  func weightGradients(_ layer: Int, _ unit: Int) -> Derivation {
    let z = symbols.sum(layer, unit)
    let delta = pass.deltas[layer][unit]
    let lines = network.parameters(of: layer, unit).flatMap { parameter -> [Derivation.Line] in
      let w = symbol(parameter)
      let chain = Derivation.Part(
        .equals, "\(derivative(by: z)) \\cdot \(derivative(z, by: w))", .symbols)
      let incoming = parameter.from.map { pass.incoming(layer)[$0] } ?? PaperNumber(1)
      return Line(
        .gradient, derivative(by: w),
        [
          chain, .init(.equals, "\(delta.operand) \\cdot \(incoming.operand)", .numbers),
          parameter.from == nil
            ? .init(.equals, delta.formula, .result) : gradient(parameter).result,
        ]
      ).corrected(gradient(parameter), from: run.exact.gradient(parameter), words)
    }
    return Derivation(
      words("Its weights: {1} times what came in", PlainFormula.text(symbols.delta(layer, unit))),
      lines)
  }

  /// The nudge beside each derivative.
  func nudgeTest(_ parameters: [PaperParameter]) -> Derivation {
    Derivation(
      words("Nudge test: (L(w + 0.01) − L(w − 0.01)) / 0.02, losses to 7 digits"),
      parameters.compactMap { parameter in
        nudges[parameter].map { nudge in
          Line(
            .nudge, "\\frac{\\Delta L}{\\Delta \(symbol(parameter))}",
            [
              .init(
                .equals,
                "\\frac{\(nudge.up.formula) - \(nudge.down.formula)}{0.02}", .numbers),
              nudge.quotient.result,
            ])
        }
      })
  }

  /// The two factors of a derivative, in symbols and in numbers: `\delta_1 \cdot x_1`.
  func factors(_ parameter: PaperParameter) -> (symbols: String, numbers: String) {
    let delta = pass.deltas[parameter.layer][parameter.to]
    let name = symbols.delta(parameter.layer, parameter.to)
    guard let from = parameter.from else {
      return ("\(name) \\cdot 1", "\(delta.operand) \\cdot 1")
    }
    let incoming = pass.incoming(parameter.layer)[from]
    return (
      "\(name) \\cdot \(symbols.incoming(parameter.layer, from))",
      "\(delta.operand) \\cdot \(incoming.operand)"
    )
  }
}
