import Drawing
import Figures
import Networks
import Numerics

/// The training, epoch by epoch.
extension StoryScene {
  static let curves = StoryScene("curves") {
    $0.words("Epoch by epoch")
  } stages: {
    [Stage(derivation: $0.accuracyLines, figure: $0.curves(.accuracy))]
  }
}

/// What a curve shows.
enum TrainingCurve: String, CaseIterable, Sendable { case accuracy, loss }

extension ImageNetworkKind {
  private static let what = Option<FollowedImage, String>.word(
    "of-what", "what the curves show", among: { _ in TrainingCurve.allCases.map { $0.rawValue } },
    fallback: { _ in TrainingCurve.accuracy.rawValue })

  static let curvesPicture = Picture<FollowedImage>(
    "curves", "accuracy or loss of training and test images by epoch", options: [AnyOption(what)]
  ) { request, world in
    AnyFigure(
      NetworkStory(request.run, world).curves(TrainingCurve(rawValue: request[what]) ?? .accuracy))
  }
}

extension NetworkStory {
  /// Accuracy or loss of training and test images by epoch.
  func curves(_ what: TrainingCurve) -> LineChart {
    let isLoss = what == .loss
    let words = world.words
    func series(_ name: String, _ value: (EpochRecord) -> Double?) -> LineChart.Series {
      .init(
        name: "\\text{\(name)}", plainName: name,
        points: run.trained.history.epochs.compactMap { record in
          value(record).map { .init(Double(record.epoch), $0) }
        })
    }
    return LineChart(
      title: world.title,
      series: [
        series(words("training")) { isLoss ? $0.loss : $0.accuracy },
        series(words("test")) { isLoss ? $0.validationLoss : $0.validationAccuracy },
      ].filter { !$0.points.isEmpty }, xAxis: words("epoch"),
      yAxis: isLoss ? words("loss") : words("accuracy"), startsAtZero: isLoss, digits: 4)
  }

  /// How many test images are recognised, from the counts.
  var accuracyLines: Derivation {
    let (right, count) = (run.right, run.images.count)
    let words = world.words
    return Derivation(
      words("Accuracy on the {1} test images", "\(count)"),
      [
        Derivation.Line(
          .accuracy, "\\frac{\\text{\(words("right"))}}{\\text{\(words("all"))}}",
          [
            .init(.equals, "\\frac{\(right)}{\(count)}", .numbers),
            .init(
              .approximately,
              PaperNumber(rounding: Double(right) / Double(count), to: 4).formula, .result),
          ])
      ])
  }
}
