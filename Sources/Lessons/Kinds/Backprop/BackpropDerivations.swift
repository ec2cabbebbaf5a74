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
