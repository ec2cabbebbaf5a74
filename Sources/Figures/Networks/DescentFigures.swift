import Drawing
import Networks
import Numerics

/// Pictures and arithmetic of a descent.
public struct DescentFigures: Sendable {
  public let walk: DescentWalk
  public let title: String
  let words: any Words

  public init(_ walk: DescentWalk, title: String, words: any Words = EnglishWords()) {
    self.walk = walk
    self.title = title
    self.words = words
  }

  private var names: [String] { walk.start.count == 1 ? ["w"] : ["w", "b"] }

  /// The walk of one rate (from 0) up to a step (from 1; nil for all) over the loss: a curve for
  /// one weight, contours for two.
  ///
  /// - Parameter isTask: Pupils draw the walk into the curve.
  public func picture(rate: Int, upTo last: Int? = nil, isTask: Bool = false) -> AnyFigure {
    let steps = walk.steps(of: rate).prefix(last ?? .max)
    let visited = [walk.start.map(\.doubleValue)] + steps.map { $0.after.map(\.doubleValue) }
    let text = words(
      "Rate {1}: {2}.", walk.rates[rate].description,
      ([walk.start.map { PaperNumber($0) }] + steps.map(\.after))
        .map { "(" + $0.map(\.text).joined(separator: ", ") + ")" }.joined(separator: " → "))
    guard walk.start.count == 1 else { return contour(visited, rate, text).erased }
    var plot = curve(visited.map { $0[0] }, rate, text)
    plot.isTask = isTask
    return plot.erased
  }

  /// All rates side by side.
  public var overview: SmallMultiples {
    SmallMultiples(
      title: title,
      panels: walk.rates.indices.map { rate in
        let last = walk.steps(of: rate).last
        return .init(
          heading: words("Rate {1}", walk.rates[rate].description),
          note: words(
            "after {1} steps: {2}", "\(walk.steps(of: rate).count)",
            zip(names, last?.after ?? []).map { "\($0) = \($1.text)" }.joined(separator: ", ")),
          figure: picture(rate: rate))
      })
  }

  /// The part of an axis that all walks together need, but not more than four times the way from
  /// the start to the lowest point on either side of it.
  private func range(_ place: Int) -> ClosedRange<Double> {
    let start = walk.start[place].doubleValue
    let lowest = self.lowest[place]
    let reach = max(abs(start - lowest), 0.5)
    let visited = walk.steps.map { $0.after[place].doubleValue } + [start]
    let low = max(visited.min() ?? start, lowest - 2.2 * reach)
    let high = min(visited.max() ?? start, lowest + 2.2 * reach)
    let half = max(abs(low - lowest), abs(high - lowest), reach) * 1.12
    return (lowest - half)...(lowest + half)
  }

  /// Where the loss is lowest: the line of least squares.
  private var lowest: [Double] {
    let n = Double(walk.samples.count)
    let xs = walk.samples.map(\.x.doubleValue)
    let ys = walk.samples.map(\.y.doubleValue)
    let xx = zip(xs, xs).reduce(0) { $0 + $1.0 * $1.1 }
    let xy = zip(xs, ys).reduce(0) { $0 + $1.0 * $1.1 }
    guard walk.start.count == 2 else { return [xx == 0 ? 0 : xy / xx] }
    let (sx, sy) = (xs.reduce(0, +), ys.reduce(0, +))
    let determinant = n * xx - sx * sx
    guard determinant != 0 else { return [0, sy / n] }
    let w = (n * xy - sx * sy) / determinant
    return [w, (sy - w * sx) / n]
  }

  private func curve(_ visited: [Double], _ rate: Int, _ text: String) -> CurvePlot {
    let x = range(0)
    return CurvePlot(
      title: title, description: text,
      curve: (0...80).map { step in
        let w = x.lowerBound + (x.upperBound - x.lowerBound) * Double(step) / 80
        return .init(w, walk.loss([w]))
      }, track: visited.map { .init($0, walk.loss([$0])) }, xAxis: words("weight w"),
      yAxis: words("loss L"))
  }

  private func contour(_ visited: [[Double]], _ rate: Int, _ text: String) -> PlanePlot {
    // One unit is as long in both directions: angles are true.
    let both = [range(0), range(1)]
    let half = both.map { ($0.upperBound - $0.lowerBound) / 2 }.max() ?? 1
    let x = (lowest[0] - half)...(lowest[0] + half)
    let y = (lowest[1] - half)...(lowest[1] + half)
    let start = walk.loss(walk.start.map(\.doubleValue))
    let levels = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100]
      .filter { $0 > start * 0.02 && $0 < start * 3 }
    return PlanePlot(
      title: title, description: text, x: x, y: y, axisNames: ["w", "b"],
      field: PlaneField(
        x: x, y: y, levels: levels, levelTexts: levels.map { NumberText.short($0, 2) },
        name: words("loss")
      ) { walk.loss([$0, $1]) },
      track: .init(
        places: visited.map { .init($0[0], $0[1]) },
        name: words("rate {1}", walk.rates[rate].description)))
  }

  // MARK: Steps

  /// Step `index`, 1 … `walk.steps.count`.
  public func moment(_ index: Int) -> Moment {
    let step = walk.steps[index - 1]
    let before = picture(rate: step.rate, upTo: step.number - 1)
    let after = picture(rate: step.rate, upTo: step.number)
    return Moment(
      index: index, count: walk.steps.count, epoch: step.rate + 1,
      heading: words(
        "Rate {1} · step {2} of {3}", walk.rates[step.rate].description, "\(step.number)",
        "\(walk.steps(of: step.rate).count)"), isMistake: false,
      stages: [
        Stage(derivation: errors(step), figure: before),
        Stage(derivation: slopes(step), figure: before),
        Stage(derivation: update(step), figure: after, prediction: prediction(step)),
      ])
  }

  private func errors(_ step: DescentWalk.Step) -> Derivation {
    let lines = walk.samples.indices.map { place -> Derivation.Line in
      let sample = walk.samples[place]
      let bias = step.before.count == 2 ? " + b" : ""
      let number = step.before.count == 2 ? " + \(step.before[1].operand)" : ""
      return Derivation.Line(
        "error", "e_\(place + 1)",
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
      lines + [
        .init(
          "loss", "L",
          [
            .init(.equals, "\\frac{\(symbols)}{\(under)}", .symbols),
            .init(.equals, "\\frac{\(squares)}{\(under)}", .numbers), step.loss.result,
          ])
      ])
  }

  private func slopes(_ step: DescentWalk.Step) -> Derivation {
    let count = walk.samples.count
    let lines = step.slopes.indices.map { place -> Derivation.Line in
      let terms = walk.samples.indices.map { sample in
        place == 0
          ? "\(step.errors[sample].operand) \\cdot \(walk.samples[sample].x.operand)"
          : step.errors[sample].operand
      }
      let symbols = walk.samples.indices.map {
        place == 0 ? "e_\($0 + 1) \\cdot x_\($0 + 1)" : "e_\($0 + 1)"
      }
      return Derivation.Line(
        "slope", "\\frac{\\partial L}{\\partial \(names[place])}",
        [
          .init(.equals, "\\frac{\(symbols.joined(separator: " + "))}{\(count)}", .symbols),
          .init(.equals, "\\frac{\(terms.joined(separator: " + "))}{\(count)}", .numbers),
          step.slopes[place].result,
        ])
    }
    return Derivation(words("Which way is uphill, and how steep"), lines)
  }

  private func update(_ step: DescentWalk.Step) -> Derivation {
    let rate = walk.rates[step.rate]
    return Derivation(
      words("A step downhill: minus {1} · slope", rate.description),
      step.after.indices.map { place in
        .init(
          "weights", names[place] + "'",
          [
            .init(
              .equals,
              "\(names[place]) - \(rate.operand) \\cdot "
                + "\\frac{\\partial L}{\\partial \(names[place])}", .symbols),
            .init(
              .equals,
              "\(step.before[place].formula) - \(rate.operand) \\cdot "
                + step.slopes[place].operand, .numbers), step.after[place].result,
          ])
      })
  }

  private func prediction(_ step: DescentWalk.Step) -> Prediction? {
    guard step.number == 1 else { return nil }
    let uphill = step.before[0].value + walk.rates[step.rate] * step.slopes[0].value
    return Prediction(
      question: words("What will {1} be?", "w′"), expected: step.after[0].doubleValue,
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
