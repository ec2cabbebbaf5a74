import Drawing
import Glibc
import Networks
import Numerics

/// Dense layers, softmax, loss, and where the way back begins.
extension NetworkStory {
  private var lastLayer: String { trace.layers[trace.layers.count - 1].record.name }

  /// z of the last layer, printed with three places.
  private var logits: [Printed] {
    (trace.layers[trace.layers.count - 1].weighted?.preActivation.doubles ?? []).map {
      Printed($0, 3)
    }
  }

  /// The printed probabilities: four places, more where the rounding would make a 1.
  var probabilities: [Printed] {
    let values = trace.output.doubles
    return values.map { Printed($0, (values.max() ?? 0) > 0.9995 ? 6 : 4) }
  }

  func denseStages(_ name: String) -> [Stage] {
    guard let weights = layer(name).weighted else { return [] }
    let record = layer(name).record
    let (inputs, units) = (weights.kernel.shape[0], weights.kernel.shape[1])
    let z = weights.preActivation.doubles
    let unit = z.indices.max { z[$0] < z[$1] } ?? 0
    // The inputs that add most to this unit.
    let terms = (0..<inputs).map {
      Double(record.input.values[$0]) * Double(weights.kernel.values[$0 * units + unit])
    }
    let top = terms.indices.sorted { (-abs(terms[$0]), $0) < (-abs(terms[$1]), $1) }.prefix(3)
    let rest = z[unit] - Double(weights.bias.values[unit]) - top.reduce(0) { $0 + terms[$1] }
    let shown = top.map { Printed(terms[$0], 3) }
    let others = Printed(rest, 3)
    let bias = Printed(Double(weights.bias.values[unit]), 3)
    let sum = Printed.sum(shown + [others, bias])
    let activation = weights.activation
    var lines = [
      Derivation.Line(
        "sum", "z_{\(unit)}",
        [
          .init(.equals, "\\sum_{i} x_i \\cdot w_{i,\(unit)} + b_{\(unit)}", .symbols)
        ] + Printed.parts(shown + [others, bias]) + [.init(.equals, sum.formula, .result)])
    ]
    switch activation {
    case .relu:
      lines.append(
        Derivation.Line(
          "output", "a_{\(unit)}",
          [
            .init(.equals, "\\max(0, \(sum.formula))", .numbers),
            .init(.equals, (sum.units > 0 ? sum : Printed(0, 3)).formula, .result),
          ]))
    case .sigmoid:
      lines.append(
        Derivation.Line(
          "output", "a_{\(unit)}",
          [
            .init(.equals, "\\frac{1}{1 + e^{-z}}", .symbols),
            .init(
              .equals, "\\frac{1}{1 + e^{\(Printed(-sum.value, 3).formula)}}", .numbers),
            .init(.approximately, Printed(1 / (1 + exp(-sum.value)), 3).formula, .result),
          ]))
    case .linear, .softmax, .tanh: break
    }
    lines.append(
      Derivation.Line(
        "parameters", "n",
        [
          .init(.equals, "\(inputs) \\cdot \(units) + \(units)", .numbers),
          .init(.equals, "\(inputs * units + units)", .result),
          .init(.none, "\\text{ \(words("weights and biases"))}", .note),
        ]))
    return [
      Stage(
        derivation: Derivation(
          words(
            "Unit {1}: three largest terms, the other {2}, the bias", "\(unit)",
            "\(inputs - 3)"), lines),
        figure: denseFigure(name),
        prediction: Prediction(
          question: words(
            "{1} inputs, {2} units: how many weights, without the biases?", "\(inputs)", "\(units)"),
          expected: Double(inputs * units), expectedText: "\(inputs * units)",
          slips: [
            .init(
              value: Double(inputs + units),
              message: words("Every input is joined to every unit: multiply."))
          ]))
    ]
  }

  /// What a dense layer puts out; the last one shows its sums, one bar a class.
  public func denseFigure(_ name: String, caption: String = "") -> any Figure {
    guard name == lastLayer else {
      let record = layer(name).record
      return GridFigure(
        title: title, caption: caption, grid: block(record.output.doubles),
        heading: words("What the {1} units put out", "\(record.output.count)"),
        meaning: words("output of a unit"))
    }
    return bars(
      logits, axis: words("z of each class"),
      marked: logits.indices.max { logits[$0].units < logits[$1].units },
      caption: caption)
  }

  private func bars(_ values: [Printed], axis: String, marked: Int?, caption: String = "")
    -> BarChart
  {
    BarChart(
      title: title, caption: caption,
      bars: values.enumerated().map { place, value in
        .init(
          label: "\\text{\(classNames[place])}", value: value.value, valueText: value.text,
          isMarked: place == marked)
      }, categoryAxis: words("class"), valueAxis: axis)
  }

  var softmaxStages: [Stage] {
    let z = logits
    let winner = z.indices.max { z[$0].units < z[$1].units } ?? 0
    let total = z.reduce(0.0) { $0 + exp($1.value) }
    let digits = total < 1000 ? 3 : 1
    let p = probabilities[winner]
    let lines = [
      Derivation.Line(
        "total", "S",
        [
          .init(.equals, "\\sum_{j} e^{z_j}", .symbols),
          .init(.approximately, Printed(total, digits).formula, .result),
        ]),
      Derivation.Line(
        "output", "p_{\(winner)}",
        [
          .init(.equals, "\\frac{e^{z_{\(winner)}}}{S}", .symbols),
          .init(
            .approximately, "\\frac{e^{\(z[winner].formula)}}{\(Printed(total, digits).formula)}",
            .numbers), .init(.approximately, p.formula, .result),
        ]),
    ]
    return [
      Stage(
        derivation: Derivation(words("Sums become shares of 1"), lines), figure: softmaxFigure(),
        prediction: Prediction(
          question: words("What do all {1} shares add up to?", "\(z.count)"), expected: 1,
          expectedText: "1"))
    ]
  }

  /// The probability of each class.
  public func softmaxFigure(caption: String = "") -> BarChart {
    let values = trace.output.doubles
    let shown = values.map { Printed($0, 4) }
    return bars(
      shown, axis: words("probability p"),
      marked: values.indices.max { values[$0] < values[$1] }, caption: caption)
  }

  var lossStages: [Stage] {
    let p = probabilities[label]
    let line = Derivation.Line(
      "loss", "L",
      [
        .init(.equals, "-\\ln p_{\(label)}", .symbols),
        .init(.approximately, "-\\ln \(p.formula)", .numbers),
        .init(
          .approximately,
          p.units > 0
            ? Printed(-log(p.value), p.digits).formula
            : Printed(Double(trace.loss ?? 0), 3).formula, .result),
      ])
    return [
      Stage(
        derivation: Derivation(
          words("The loss looks only at the right class, {1}", classNames[label]), [line]),
        figure: softmaxFigure())
    ]
  }

  /// p − y for each class, from the printed probabilities.
  private var errors: [Printed] {
    probabilities.enumerated().map { place, p in
      Printed(
        units: p.units - (place == label ? Int(Printed.scale(p.digits)) : 0), digits: p.digits)
    }
  }

  var errorStages: [Stage] {
    let lines = probabilities.enumerated().map { place, p in
      Derivation.Line(
        "error", "g_{\(place)}",
        [
          .init(.approximately, "\(p.formula) - \(place == label ? 1 : 0)", .numbers),
          .init(.equals, errors[place].formula, .result),
        ])
    }
    return [
      Stage(
        derivation: Derivation(
          words("Gradient of the loss by each z: share minus target, p − y"), lines),
        figure: errorFigure(),
        prediction: Prediction(
          question: words("What is the gradient of the right class, {1}?", classNames[label]),
          expected: errors[label].value, expectedText: errors[label].text,
          tolerance: 0.0005,
          slips: [
            .init(
              value: probabilities[label].value,
              message: words("The target of the right class is 1: take it away."))
          ]))
    ]
  }

  public func errorFigure(caption: String = "") -> BarChart {
    bars(errors, axis: words("p − y"), marked: label, caption: caption)
  }
}
