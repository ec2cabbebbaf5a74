import Datasets
import Drawing
import Figures
import Networks
import Numerics

/// Pictures of a whole run.
extension PerceptronRun {
  /// The boundary at the end of every epoch, with the mistakes made during it and the points that
  /// are still wrong. Of long runs, the first and last epochs and some between.
  ///
  /// For two inputs only.
  func overview(_ world: World, limit: Int = 20) -> SmallMultiples {
    let words = world.words
    precondition(start.weights.count == 3, "an overview of boundaries needs two inputs")
    let wrongAtStart = samples.indices.filter {
      start.output(samples[$0].inputs) != samples[$0].target
    }
    var panels = [
      SmallMultiples.Panel(
        heading: words("Start"), note: words("{1} wrong", "\(wrongAtStart.count)"),
        figure: miniature(start, wrong: wrongAtStart, words))
    ]
    for epoch in Self.spread(epochs, limit: limit - 1) {
      let note =
        epoch.mistakes == 0
        ? words("no mistake")
        : epoch.mistakes == 1
          ? words("1 mistake, {1} wrong", "\(epoch.stillWrong.count)")
          : words(
            "{1} mistakes, {2} wrong", "\(epoch.mistakes)", "\(epoch.stillWrong.count)")
      panels.append(
        SmallMultiples.Panel(
          heading: words("Epoch {1}", "\(epoch.number)"), note: note,
          figure: miniature(epoch.atEnd, wrong: epoch.stillWrong, words)))
    }
    return SmallMultiples(
      title: world.title,
      caption: words(
        "The line at the end of each epoch, the mistakes made during it, "
          + "and the points that are wrong at its end."),
      panels: panels)
  }

  private func miniature(_ perceptron: Perceptron, wrong: [Int], _ words: Words)
    -> BoundaryPlot
  {
    BoundaryPlot(
      points: samples, weights: perceptron.weights, wrong: wrong, style: .miniature, title: "",
      words: words)
  }

  /// At most `limit` of the epochs: the first, the last two, and others at equal distances.
  static func spread(_ epochs: [PerceptronEpoch], limit: Int) -> [PerceptronEpoch] {
    guard epochs.count > limit, limit > 3 else { return epochs }
    let early = limit - 2
    let places = (0..<early).map { $0 * (epochs.count - 2) / early }
    return (places + [epochs.count - 2, epochs.count - 1]).map { epochs[$0] }
  }

  /// Every weight against the steps; step 0 is the start.
  func weightsChart(_ world: World) -> LineChart {
    let words = world.words
    let weights = [start.weights] + steps.map { $0.after.weights }
    return LineChart(
      title: world.title,
      caption: words("Each weight after every step. A level piece means: no mistake there."),
      series: start.weights.indices.map { i in
        LineChart.Series(
          name: "w_\(i)", plainName: "w\(i)",
          points: weights.enumerated().map { .init(Double($0), $1[i].doubleValue) })
      },
      xAxis: words("step"), yAxis: words("weight"), startsAtZero: true)
  }

  /// The mistakes made during each epoch.
  func mistakesChart(_ world: World) -> BarChart {
    let words = world.words
    return BarChart(
      title: world.title,
      caption: words("Mistakes during each epoch: visits that changed the weights."),
      bars: epochs.map {
        .init(
          label: "\($0.number)", value: Double($0.mistakes), valueText: "\($0.mistakes)",
          isMarked: false)
      },
      categoryAxis: words("epoch"), valueAxis: words("mistakes"))
  }
}
