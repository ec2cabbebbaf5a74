import Datasets
import Figures
import Networks
import Numerics

extension PerceptronRun {
  /// Step `index` (1 … `steps.count`) as terminal, picture and page show it. The same value
  /// whenever it is asked for.
  ///
  /// The seed chooses which of the weights that move is asked about before they are shown.
  func moment(_ index: Int, _ world: World) -> Moment {
    let words = world.words
    let step = steps[index - 1]
    let arithmetic = PerceptronDerivations(step: step, rate: trainer.rate, words: words)
    let before = figure(step, isUpdated: false, world)
    let after = figure(step, isUpdated: true, world)
    var stages = [
      Stage(
        derivation: arithmetic.weightedSum(
          of: step.before.weights,
          title: step.isMistake
            ? words("Weighted sum, with the old weights") : words("Weighted sum")),
        figure: before),
      Stage(derivation: arithmetic.outputAndError, figure: before),
    ]
    if !step.isMistake {
      stages.append(Stage(derivation: arithmetic.noUpdate, figure: after))
    } else {
      let moving = step.changes.indices.filter { !step.changes[$0].isZero }
      let asked = moving[Int((UInt64(index) &+ world.seed) % UInt64(moving.count))]
      let question = PerceptronPrediction(step: step, rate: trainer.rate, words: words)
        .prediction(of: asked)
      if trainer.updates == .together {
        stages.append(
          Stage(derivation: arithmetic.update, figure: after, prediction: question))
      } else {
        for i in step.changes.indices {
          stages.append(
            Stage(
              derivation: arithmetic.oneByOne(i),
              figure: i == step.changes.indices.last ? after : before,
              prediction: i == asked ? question : nil))
        }
      }
      if step.inputs.count == 2 {
        stages.append(Stage(derivation: arithmetic.boundary, figure: after))
      }
    }
    return Moment(
      index: index, count: steps.count, epoch: step.epoch,
      heading: words("Epoch {1} · step {2}", "\(step.epoch)", "\(index)"),
      isMistake: step.isMistake, stages: stages)
  }

  /// The picture of a step: before the update with the old boundary, after it with the new one
  /// and the old one as a ghost.
  private func figure(_ step: PerceptronStep, isUpdated: Bool, _ world: World) -> AnyFigure {
    guard step.inputs.count == 2 else { return AnyFigure(contributions(of: step, world)) }
    var plot = BoundaryPlot(
      points: samples, weights: (isUpdated ? step.after : step.before).weights,
      ghost: isUpdated && step.isMistake ? step.before.weights : nil, visited: step.sample,
      title: world.title, words: world.words)
    plot.weightQuantities = Self.weights(after: isUpdated ? step.index : step.index - 1)
    return AnyFigure(plot)
  }

  /// The three weights as a step (0 for the start) leaves them.
  static func weights(after step: Int) -> [Quantity] {
    (0..<3).map { Quantity(step: step, .weights, $0) }
  }

  /// For other numbers of inputs than two: what each term adds to z.
  private func contributions(of step: PerceptronStep, _ world: World) -> BarChart {
    let terms = zip(step.before.weights, [1] + step.inputs).map { $0 * $1 }
    return BarChart(
      title: world.title, caption: world.words("What each term adds to z."),
      bars: terms.enumerated().map { i, value in
        .init(
          label: i == 0 ? "w_0" : "w_\(i) \\cdot x_\(i)", value: value.doubleValue,
          valueText: value.description)
      },
      valueAxis: world.words("term of z"))
  }
}
