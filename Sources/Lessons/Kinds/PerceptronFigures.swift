import Datasets
import Drawing
import Figures
import Networks

/// The pictures and the arithmetic that a lesson may ask of a perceptron.
extension PerceptronExperiment {
  private static let shows = [
    "boundary", "points", "overview", "weights", "mistakes", "contradiction",
  ]

  public func figure(_ request: FigureRequest) throws(ReferenceError) -> AnyFigure {
    switch request.show {
    case "weights":
      return run.weightsChart(title: title, words: words).captioned(request.caption)
    case "mistakes":
      return run.mistakesChart(title: title, words: words).captioned(request.caption)
    case "boundary", "points", "overview":
      try checkPlane(request.show)
    case "contradiction":
      guard let contradiction = Contradiction(among: run.samples) else {
        throw ReferenceError("a line separates these points, so there is no contradiction")
      }
      return InequalityFigure(contradiction, title: title, words: words)
        .captioned(request.caption)
    default:
      throw ReferenceError(
        "a perceptron has no picture called \"\(request.show)\"", word: request.show,
        valid: Self.shows)
    }
    if request.show == "overview" {
      return run.overview(title: title, words: words).captioned(request.caption)
    }
    return plane(request).erased
  }

  private func checkPlane(_ show: String) throws(ReferenceError) {
    guard run.start.weights.count == 3 else {
      throw ReferenceError(
        "\"\(show)\" needs two inputs, this perceptron has \(run.start.weights.count - 1)",
        word: show, valid: ["weights", "mistakes"])
    }
  }

  /// The plane of the inputs, with the boundary after the step asked for (0: the start).
  private func plane(_ request: FigureRequest) -> BoundaryPlot {
    guard request.show == "boundary" else {
      return BoundaryPlot(
        points: run.samples, title: title, caption: request.caption, words: words)
    }
    let step = request.step ?? run.steps.count
    let perceptron = step == 0 ? run.start : run.steps[step - 1].after
    let wrong = run.samples.indices.filter {
      perceptron.output(run.samples[$0].inputs) != run.samples[$0].target
    }
    return BoundaryPlot(
      points: run.samples, weights: perceptron.weights, wrong: wrong,
      style: request.isTask ? .task : .full, title: title, caption: request.caption, words: words)
  }

  /// The arithmetic of a step, or `contradiction`: why no line separates the points.
  public func derivations(_ request: FigureRequest) throws(ReferenceError) -> [Derivation] {
    switch request.show {
    case "contradiction":
      guard let contradiction = Contradiction(among: run.samples),
        let last = contradiction.moments(title: title, words: words).last
      else { throw ReferenceError("a line separates these points: there is no contradiction") }
      return last.stages.map(\.derivation)
    case "", "step":
      guard let step = request.step, step >= 1, step <= marks.count else {
        throw ReferenceError("step: a number from 1 to \(marks.count) is needed here")
      }
      return moment(step).stages.map(\.derivation)
    default:
      throw ReferenceError(
        "a perceptron has no arithmetic called \"\(request.show)\"", word: request.show,
        valid: ["step", "contradiction"])
    }
  }

  public var overviews: [(name: String, figure: AnyFigure)] {
    var all: [(name: String, figure: AnyFigure)] = []
    if run.start.weights.count == 3 {
      all.append(("overview", run.overview(title: title, words: words).erased))
    }
    all.append(("weights", run.weightsChart(title: title, words: words).erased))
    all.append(("mistakes", run.mistakesChart(title: title, words: words).erased))
    return all
  }
}
