import Drawing
import Glibc
import Networks
import Numerics

/// Softmax, loss, and where the way back begins. Shares, loss and gradients are computed from the
/// printed z, so that a pencil gets the same.
extension NetworkStory {
  /// z of the last layer, printed with three places.
  var logits: [Printed] {
    (trace.layers[trace.layers.count - 1].weighted?.preActivation.doubles ?? []).map {
      Printed($0, 3)
    }
  }

  /// e to the power of each printed z: three places, of large ones fewer.
  var powers: [Printed] {
    let values = logits.map { exp($0.value) }
    let digits = values.reduce(0, +) < 1000 ? 3 : 1
    return values.map { Printed($0, digits) }
  }

  /// The printed probabilities: four places, more where the rounding would make a 1.
  var probabilities: [Printed] {
    let powers = self.powers
    let sum = Printed.sum(powers).value
    let shares = powers.map { sum > 0 ? $0.value / sum : 0 }
    let digits = (shares.max() ?? 0) > 0.9995 ? 6 : 4
    return shares.map { Printed($0, digits) }
  }

  /// The loss of the printed probability of the right class.
  var printedLoss: Printed {
    let p = probabilities[label]
    return p.units > 0 ? Printed(-log(p.value), p.digits) : Printed(Double(trace.loss ?? 0), 3)
  }

  /// A class's share and the loss as they are printed: value and places after the point.
  public func share(of place: Int) -> (value: Double, digits: Int) {
    (probabilities[place].value, probabilities[place].digits)
  }
  public var shownLoss: (value: Double, digits: Int) { (printedLoss.value, printedLoss.digits) }

  /// Every class with z, e to the power of it, and its share, as printed; the sums last.
  public var softmaxRows: [[String]] {
    let (z, powers, shares) = (logits, powers, probabilities)
    return z.indices.map { place in
      [
        "\\text{\(classNames[place])}", z[place].formula, powers[place].formula,
        shares[place].formula,
      ]
    }
  }
  public var powerSum: String { Printed.sum(powers).formula }

  var softmaxStages: [Stage] {
    let (z, powers) = (logits, powers)
    let winner = z.indices.max { z[$0].units < z[$1].units } ?? 0
    let total = Printed.sum(powers)
    let each = z.indices.map { place in
      Derivation.Line(
        "power", "e^{z_{\(place)}}",
        [
          .init(.approximately, "e^{\(z[place].formula)}", .numbers),
          .init(.approximately, powers[place].formula, .result),
        ])
    }
    let lines = [
      Derivation.Line(
        "total", "S",
        [.init(.equals, "\\sum_{j} e^{z_j}", .symbols)] + Printed.parts(powers)
          + [.init(.equals, total.formula, .result)]),
      Derivation.Line(
        "output", "p_{\(winner)}",
        [
          .init(.equals, "\\frac{e^{z_{\(winner)}}}{S}", .symbols),
          .init(
            .approximately, "\\frac{\(powers[winner].formula)}{\(total.formula)}", .numbers),
          .init(.approximately, probabilities[winner].formula, .result),
        ]),
    ]
    return [
      Stage(
        derivation: Derivation(words("e to the power of each z"), each), figure: softmaxFigure()),
      Stage(
        derivation: Derivation(words("Sums become shares of 1"), lines), figure: softmaxFigure(),
        prediction: Prediction(
          question: words("What do all {1} shares add up to?", "\(z.count)"), expected: 1,
          expectedText: "1")),
    ]
  }

  /// The probability of each class.
  public func softmaxFigure(caption: String = "") -> BarChart {
    let values = probabilities
    return bars(
      values, axis: words("probability p"),
      marked: values.indices.max { values[$0].units < values[$1].units }, caption: caption)
  }

  var lossStages: [Stage] {
    let p = probabilities[label]
    let line = Derivation.Line(
      "loss", "L",
      [
        .init(.equals, "-\\ln p_{\(label)}", .symbols),
        .init(.approximately, "-\\ln \(p.formula)", .numbers),
        .init(.approximately, printedLoss.formula, .result),
      ])
    return [
      Stage(
        derivation: Derivation(
          words("The loss looks only at the right class, {1}", classNames[label]), [line]),
        figure: softmaxFigure())
    ]
  }

  /// p − y for each class, from the printed probabilities.
  var errors: [Printed] {
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
