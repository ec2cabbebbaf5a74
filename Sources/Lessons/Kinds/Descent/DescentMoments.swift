import Drawing
import Figures
import Networks
import Numerics

/// The steps of a descent, told: errors and loss, slopes, the step downhill.
struct DescentMoments {
  private let walk: DescentWalk
  private let words: Words
  private let pictures: DescentPictures

  init(_ walk: DescentWalk, _ world: World) {
    self.walk = walk
    words = world.words
    pictures = DescentPictures(walk, world)
  }

  /// Step `index`, 1 … `walk.steps.count`.
  func moment(_ index: Int) -> Moment {
    let step = walk.steps[index - 1]
    let before = pictures.walk(rate: step.rate, upTo: step.number - 1)
    let after = pictures.walk(rate: step.rate, upTo: step.number)
    return Moment(
      index: index, count: walk.steps.count, epoch: step.rate + 1,
      heading: words(
        "Rate {1} · step {2} of {3}", walk.rates[step.rate].description, "\(step.number)",
        "\(walk.steps(of: step.rate).count)"), isMistake: false,
      stages: [
        Stage(derivation: errors(step), figure: before),
        Stage(derivation: slopes(step), figure: before),
        Stage(derivation: update(step), figure: after, prediction: prediction(step, index)),
      ])
  }

  private func errors(_ step: DescentWalk.Step) -> Derivation {
    let lines = walk.samples.indices.map { place -> Derivation.Line in
      let sample = walk.samples[place]
      let bias = step.before.count == 2 ? " + b" : ""
      let number = step.before.count == 2 ? " + \(step.before[1].operand)" : ""
      return Derivation.Line(
        .error, "e_\(place + 1)",
        [
          .init(.equals, "w \\cdot x_\(place + 1)\(bias) - y_\(place + 1)", .symbols),
          .init(
            .equals,
            "\(step.before[0].operand) \\cdot \(sample.x.operand)\(number) - \(sample.y.operand)",
            .numbers), .init(.equals, step.errors[place].formula, .result),
        ])
    }
    let squares = step.errors.map { "\($0.operand)^2" }.joined(separator: " + ")
    let symbols = step.errors.indices.map { "e_\($0 + 1)^2" }.joined(separator: " + ")
    let under = 2 * walk.samples.count
    return Derivation(
      words("Errors of the points, and the loss"),
      lines
        + Derivation.Line(
          .loss, "L",
          [
            .init(.equals, "\\frac{\(symbols)}{\(under)}", .symbols),
            .init(.equals, "\\frac{\(squares)}{\(under)}", .numbers), step.loss.result,
          ]
        ).corrected(step.loss, from: step.exact.loss, words))
  }

  private func slopes(_ step: DescentWalk.Step) -> Derivation {
    let count = walk.samples.count
    let lines = step.slopes.indices.flatMap { place -> [Derivation.Line] in
      let terms = walk.samples.indices.map { sample in
        place == 0
          ? "\(step.errors[sample].operand) \\cdot \(walk.samples[sample].x.operand)"
          : step.errors[sample].operand
      }
      let symbols = walk.samples.indices.map {
        place == 0 ? "e_\($0 + 1) \\cdot x_\($0 + 1)" : "e_\($0 + 1)"
      }
      return Derivation.Line(
        .slope, "\\frac{\\partial L}{\\partial \(walk.names[place])}",
        [
          .init(.equals, "\\frac{\(symbols.joined(separator: " + "))}{\(count)}", .symbols),
          .init(.equals, "\\frac{\(terms.joined(separator: " + "))}{\(count)}", .numbers),
          step.slopes[place].result,
        ]
      ).corrected(step.slopes[place], from: step.exact.slopes[place], words)
    }
    return Derivation(words("Which way is uphill, and how steep"), lines)
  }

  private func update(_ step: DescentWalk.Step) -> Derivation {
    let rate = walk.rates[step.rate]
    return Derivation(
      words("A step downhill: minus {1} · slope", rate.description),
      step.after.indices.flatMap { place in
        Derivation.Line(
          .weights, walk.names[place] + "'",
          [
            .init(
              .equals,
              "\(walk.names[place]) - \(rate.operand) \\cdot "
                + "\\frac{\\partial L}{\\partial \(walk.names[place])}", .symbols),
            .init(
              .equals,
              "\(step.before[place].formula) - \(rate.operand) \\cdot "
                + step.slopes[place].operand, .numbers), step.after[place].result,
          ]
        ).corrected(step.after[place], from: step.exact.after[place], words)
      })
  }

  private func prediction(_ step: DescentWalk.Step, _ index: Int) -> Prediction? {
    guard step.number == 1 else { return nil }
    let uphill = step.before[0].value + walk.rates[step.rate] * step.slopes[0].value
    return Prediction(
      Quantity(step: index, .weights), question: words("What will {1} be?", "w′"),
      expected: step.after[0].doubleValue,
      expectedText: step.after[0].text,
      tolerance: step.after[0].isRounded ? ExactDecimal(1, scale: walk.places).doubleValue : 0,
      slips: uphill == step.after[0].value
        ? []
        : [
          .init(
            value: uphill.doubleValue,
            message: words("That walks uphill. The step goes against the slope: minus."))
        ])
  }
}
