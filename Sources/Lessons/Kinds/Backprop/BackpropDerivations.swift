import Figures
import Networks
import Numerics

/// The arithmetic of one sample's way forward and back; every result is computed from the digits
/// printed on the same page.
extension BackpropPictures {
  private typealias Line = Derivation.Line

  // MARK: Forward

  /// z and a of one unit, in the network before or after the update.
  func forward(_ pass: PaperPass, _ layer: Int, _ unit: Int, title: String? = nil) -> Derivation {
    let isHidden = layer == 0
    let heading =
      title
      ?? (isHidden
        ? words("Hidden unit {1}", "\(unit + 1)")
        : network.target.count == 1
          ? words("Output unit") : words("Output unit {1}", "\(unit + 1)"))
    let exact = exact(pass)
    let sum = pass.sums[layer][unit]
    var lines = sumLine(pass, layer, unit).corrected(sum, from: exact.sums[layer][unit], words)
    let activation = network.activations[layer]
    if activation != .softmax {
      lines += Line(
        .output, symbols.output(layer, unit),
        [
          .init(.equals, activation.formula(symbols.sum(layer, unit)), .symbols),
          .init(.equals, activation.formula(sum.formula), .numbers),
          pass.outputs[layer][unit].result,
        ]
      ).corrected(pass.outputs[layer][unit], from: exact.outputs[layer][unit], words)
    }
    return Derivation(heading, lines)
  }

  /// The same way without rounding.
  private func exact(_ pass: PaperPass) -> ExactPass {
    pass.network == network ? run.exact : run.exactAfter
  }

  private func sumLine(_ pass: PaperPass, _ layer: Int, _ unit: Int) -> Derivation.Line {
    let weights = pass.network.layers[layer]
    let incoming = pass.incoming(layer)
    let numbers =
      [weights.biases[unit].formula]
      + incoming.indices.map {
        "\(weights.weights[$0][unit].operand) \\cdot \(incoming[$0].operand)"
      }
    return Line(
      .sum, symbols.sum(layer, unit),
      [
        .init(.equals, symbols.weightedSum(layer, unit), .symbols),
        .init(.equals, numbers.joined(separator: " + "), .numbers),
        pass.sums[layer][unit].result,
      ])
  }

  /// Exponentials, their sum, and each one's share.
  func softmax(_ pass: PaperPass) -> [Derivation] {
    let places = network.target.indices
    let exact = exact(pass)
    let exactPowers = exact.sums[1].map { Double.exponential($0) }
    let powers = places.flatMap { unit in
      Line(
        .exponential, "e^{\(symbols.sum(1, unit))}",
        [
          .init(.equals, "e^{\(pass.sums[1][unit].formula)}", .numbers),
          pass.exponentials[unit].result,
        ]
      ).corrected(pass.exponentials[unit], from: exactPowers[unit], words)
    }
    let sum = Line(
      .exponential, "S",
      [
        .init(
          .equals,
          places.map { "e^{\(symbols.sum(1, $0))}" }.joined(separator: " + "), .symbols),
        .init(
          .approximately, pass.exponentials.map { $0.formula }.joined(separator: " + "), .numbers),
        .init(.equals, pass.exponentialSum.formula, .result),
      ]
    ).corrected(pass.exponentialSum, from: exactPowers.reduce(0) { $0 + $1 }, words)
    let shares = places.flatMap { unit in
      Line(
        .output, symbols.output(1, unit),
        [
          .init(.equals, "\\frac{e^{\(symbols.sum(1, unit))}}{S}", .symbols),
          .init(
            .equals, "\\frac{\(pass.exponentials[unit].formula)}{\(pass.exponentialSum.formula)}",
            .numbers), pass.outputs[1][unit].result,
        ]
      ).corrected(pass.outputs[1][unit], from: exact.outputs[1][unit], words)
    }
    return [
      Derivation(words("Powers of e, and their sum S"), powers + sum),
      Derivation(words("Softmax: each output's share"), shares),
    ]
  }

  func loss(_ pass: PaperPass, title: String) -> Derivation {
    let units = network.target.indices
    let loss = network.loss
    return Derivation(
      title,
      Line(
        .loss, "L",
        [
          .init(
            .equals,
            loss.formula(
              units.map { symbols.output(1, $0) }, units.map { target($0) },
              right: network.right), .symbols),
          .init(
            .equals,
            loss.formula(
              pass.outputs[1].map { $0.formula }, network.target.map { $0.operand },
              right: network.right), .numbers), pass.loss.result,
        ]
      ).corrected(pass.loss, from: exact(pass).loss, words))
  }

  // MARK: Back

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

  private func target(_ unit: Int) -> String {
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

  // MARK: Update

  /// w′ = w − η·∂L/∂w for each parameter of a layer.
  func update(_ layer: Int) -> Derivation {
    let parameters = network.parameters.filter { $0.layer == layer }
    return Derivation(
      layer == 1
        ? words("Output layer: each weight moves by −{1} · derivative", rate.description)
        : words("Hidden layer: each weight moves by −{1} · derivative", rate.description),
      parameters.map { parameter in
        Line(
          .weights, symbol(parameter) + "'",
          [
            .init(
              .equals,
              "\(symbol(parameter)) - \(rate.operand) \\cdot "
                + derivative(by: symbol(parameter)), .symbols),
            .init(
              .equals,
              "\(network[parameter].formula) - \(rate.operand) \\cdot "
                + gradient(parameter).operand, .numbers),
            .init(.equals, after.network[parameter].formula, .result),
          ])
      })
  }

  func comparison() -> Derivation {
    Derivation(
      words("Before and after"),
      Line(
        .change, "\\Delta L",
        [
          .init(.equals, "\(after.loss.formula) - \(pass.loss.operand)", .numbers),
          .init(.equals, run.change.formula, .result),
        ]
      ).corrected(run.change, from: run.exactAfter.loss - run.exact.loss, words))
  }
}

extension BackpropPictures {
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
