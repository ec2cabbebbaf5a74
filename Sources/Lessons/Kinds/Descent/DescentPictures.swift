import Drawing
import Figures
import Networks
import Numerics

/// Pictures of a descent.
struct DescentPictures {
  private let walk: DescentWalk
  private let title: String
  private let words: Words

  init(_ walk: DescentWalk, _ world: World) {
    self.walk = walk
    title = world.title
    words = world.words
  }

  /// The walk of one rate (from 0) up to a step (from 1) over the loss: a curve for
  /// one weight, contours for two.
  ///
  /// - Parameter isTask: Pupils draw the steps into the curve of one weight.
  func walk(rate: Int, upTo last: Int, isTask: Bool = false) -> AnyFigure {
    let steps = walk.steps(of: rate).prefix(last)
    let visited =
      [walk.start.map { $0.doubleValue }] + steps.map { $0.after.map { $0.doubleValue } }
    let text = words(
      "Rate {1}: {2}.", walk.rates[rate].description,
      ([walk.start.map { PaperNumber($0) }] + steps.map { $0.after })
        .map { "(" + $0.map { $0.text }.joined(separator: ", ") + ")" }.joined(separator: " → "))
    let before = walk.steps.prefix { $0.rate != rate }.count
    let quantities = (1...max(last, 1)).prefix(steps.count).flatMap { number in
      walk.start.indices.map { Quantity(step: before + number, .weights, $0) }
    }
    guard walk.start.count == 1 else {
      var plane = contour(visited, rate, text)
      plane.trackQuantities = quantities
      return AnyFigure(plane)
    }
    var curve = curve(visited.map { $0[0] }, text)
    curve.trackQuantities = quantities
    curve.isTask = isTask
    return AnyFigure(curve)
  }

  /// All rates side by side.
  var rates: SmallMultiples {
    SmallMultiples(
      title: title,
      panels: walk.rates.indices.map { rate in
        let last = walk.steps(of: rate).last
        return .init(
          heading: words("Rate {1}", walk.rates[rate].description),
          note: words(
            "after {1} steps: {2}", "\(walk.steps(of: rate).count)",
            zip(walk.names, last?.after ?? []).map { "\($0) = \($1.text)" }.joined(separator: ", ")),
          figure: self.walk(rate: rate, upTo: walk.stepsPerRate))
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
    let xs = walk.samples.map { $0.x.doubleValue }
    let ys = walk.samples.map { $0.y.doubleValue }
    let xx = zip(xs, xs).reduce(0) { $0 + $1.0 * $1.1 }
    let xy = zip(xs, ys).reduce(0) { $0 + $1.0 * $1.1 }
    guard walk.start.count == 2 else { return [xx == 0 ? 0 : xy / xx] }
    let (sx, sy) = (xs.reduce(0, +), ys.reduce(0, +))
    let determinant = n * xx - sx * sx
    guard determinant != 0 else { return [0, sy / n] }
    let w = (n * xy - sx * sy) / determinant
    return [w, (sy - w * sx) / n]
  }

  private func curve(_ visited: [Double], _ text: String) -> CurvePlot {
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
    let start = walk.loss(walk.start.map { $0.doubleValue })
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
}
