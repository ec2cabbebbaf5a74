import Drawing
import Networks
import Numerics

/// What the training came to.
extension NetworkStory {
  /// Accuracy or loss of training and test images by epoch.
  public func curves(_ what: Curve = .accuracy, caption: String = "") -> LineChart {
    let epochs = trained.history.epochs
    func series(_ name: String, _ value: (EpochRecord) -> Double?) -> LineChart.Series {
      .init(
        name: "\\text{\(words(name))}", plainName: words(name),
        points: epochs.compactMap { record in
          value(record).map { .init(Double(record.epoch), $0) }
        })
    }
    let isLoss = what == .loss
    return LineChart(
      title: title, caption: caption,
      series: [
        series("training") { isLoss ? $0.loss : $0.accuracy },
        series("test") { isLoss ? $0.validationLoss : $0.validationAccuracy },
      ].filter { !$0.points.isEmpty }, xAxis: words("epoch"),
      yAxis: words(isLoss ? "loss" : "accuracy"), startsAtZero: isLoss, digits: 4)
  }

  public enum Curve: String, CaseIterable, Sendable { case accuracy, loss }

  /// How many test images are recognised, from the counts.
  var accuracyLines: Derivation {
    let right = evaluation.confusion.indices.reduce(0) { $0 + evaluation.confusion[$1][$1] }
    let count = images.count
    return Derivation(
      words("Accuracy on the {1} test images", "\(count)"),
      [
        Derivation.Line(
          "accuracy", "\\frac{\\text{\(words("right"))}}{\\text{\(words("all"))}}",
          [
            .init(.equals, "\\frac{\(right)}{\(count)}", .numbers),
            .init(
              .approximately, Printed(Double(right) / Double(count), 4).formula, .result),
          ])
      ])
  }

  var wrongLines: Derivation {
    let right = evaluation.confusion.indices.reduce(0) { $0 + evaluation.confusion[$1][$1] }
    return Derivation(
      words("How many were wrong"),
      [
        Derivation.Line(
          "wrong", "n",
          [
            .init(.equals, "\(images.count) - \(right)", .numbers),
            .init(.equals, "\(images.count - right)", .result),
          ])
      ])
  }

  /// The class whose recall is lowest.
  public var hardest: Int {
    classNames.indices.min {
      (evaluation.recall(of: $0) ?? 2) < (evaluation.recall(of: $1) ?? 2)
    } ?? 0
  }

  var confusionStages: [Stage] {
    let counts = evaluation.confusion
    let hardest = hardest
    let row = counts[hardest].reduce(0, +)
    let column = counts.reduce(0) { $0 + $1[hardest] }
    func line(_ code: String, _ symbol: String, _ under: Int, _ formula: String)
      -> Derivation.Line
    {
      // A class that nobody ever names has no precision.
      guard under > 0 else {
        return Derivation.Line(
          code, "\\text{\(words(symbol))}",
          [.init(.none, "\\text{\(words("none: this class was never said"))}", .note)])
      }
      return Derivation.Line(
        code, "\\text{\(words(symbol))}",
        [
          .init(.equals, formula, .symbols),
          .init(.equals, "\\frac{\(counts[hardest][hardest])}{\(under)}", .numbers),
          .init(
            .approximately,
            Printed(Double(counts[hardest][hardest]) / Double(under), 3).formula,
            .result),
        ])
    }
    return [
      Stage(
        derivation: Derivation(
          words("The hardest class, {1}", classNames[hardest]),
          [
            line(
              "recall", "recall", row,
              "\\frac{\\text{\(words("right"))}}{\\text{\(words("its row"))}}"),
            line(
              "precision", "precision", column,
              "\\frac{\\text{\(words("right"))}}{\\text{\(words("its column"))}}"),
          ]), figure: confusion())
    ]
  }

  public func confusion(caption: String = "") -> ConfusionFigure {
    ConfusionFigure(
      title: title, caption: caption, evaluation: evaluation, classNames: classNames, words: words)
  }

  /// The first 18 test images that were recognised, or 18 that were not, the surest mistakes first.
  public func predictions(areRight: Bool, caption: String = "", limit: Int = 18) -> PredictionSheet
  {
    let answers = evaluation.predictions
    var places = answers.indices.filter { (answers[$0] == Int(images.labels[$0])) == areRight }
    if !areRight {
      places.sort { (-evaluation.confidences[$0], $0) < (-evaluation.confidences[$1], $1) }
    }
    return PredictionSheet(
      title: title, caption: caption,
      entries: places.prefix(limit).map { place in
        let (said, true_) = (classNames[answers[place]], classNames[Int(images.labels[place])])
        return .init(
          image: grid(ofImage: place),
          label: areRight ? said : words("said {1}, is {2}", said, true_),
          note: words(
            "no. {1}, p ≈ {2}", "\(place)",
            NumberText.fixed(Double(evaluation.confidences[place]), 2)))
      })
  }

  /// The network as a diagram of its layers.
  public func diagram(caption: String = "") -> LayerDiagram {
    let description = trained.network.description
    let input = description.inputShape
    var stations = [
      LayerDiagram.Station(
        operation: "", parameters: "", height: input[0], width: input[1], channels: input[2],
        isVector: false, name: words("image"))
    ]
    for row in description.summary {
      let shape = row.outputShape
      stations.append(
        LayerDiagram.Station(
          operation: row.layer,
          parameters: row.parameters == 0 ? "" : words("{1} parameters", grouped(row.parameters)),
          height: shape.rank == 3 ? shape[0] : 1, width: shape.rank == 3 ? shape[1] : 1,
          channels: shape.rank == 3 ? shape[2] : shape.count, isVector: shape.rank != 3,
          name: row.name))
    }
    return LayerDiagram(
      title: title, caption: caption, stations: stations,
      total: words("{1} parameters in all", grouped(description.parameterCount)))
  }

  /// `37,610`
  private func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }
}
