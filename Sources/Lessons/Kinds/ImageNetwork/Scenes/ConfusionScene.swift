import Figures
import Networks

/// The confusion matrix, with recall and precision of the hardest class.
extension StoryScene {
  static let confusion = StoryScene("confusion") {
    $0.words("Confusion matrix")
  } stages: {
    $0.confusionStages
  }
}

extension ImageNetworkKind {
  static let confusionPicture = Picture<FollowedImage>(
    "confusion", "how often each class was taken for each other one", answers: .drawn
  ) { request, world in
    var figure = NetworkStory(request.run, world).confusion
    if request.isTask { figure.asked = request.run.hardest }
    return AnyFigure(figure)
  }
}

extension NetworkStory {
  var confusion: ConfusionFigure {
    ConfusionFigure(
      title: world.title, evaluation: run.evaluation, classNames: run.classNames,
      words: world.words)
  }

  fileprivate var confusionStages: [Stage] {
    let counts = run.evaluation.confusion
    let hardest = run.hardest
    let words = world.words
    let row = counts[hardest].reduce(0) { $0 + $1 }
    let column = counts.reduce(0) { $0 + $1[hardest] }
    func line(_ name: String, _ symbol: String, of part: String, _ under: Int) -> Derivation.Line {
      // A class that nobody ever names has no precision.
      guard under > 0 else {
        return Derivation.Line(
          name, "\\text{\(symbol)}",
          [.init(.none, "\\text{\(words("none: this class was never said"))}", .note)])
      }
      let right = counts[hardest][hardest]
      return Derivation.Line(
        name, "\\text{\(symbol)}",
        [
          .init(.equals, "\\frac{\\text{\(words("right"))}}{\\text{\(part)}}", .symbols),
          .init(.equals, "\\frac{\(right)}{\(under)}", .numbers),
          .init(
            .approximately,
            PaperNumber(rounding: Double(right) / Double(under), to: 3).formula, .result),
        ])
    }
    return [
      Stage(
        derivation: Derivation(
          words("The hardest class, {1}", run.classNames[hardest]),
          [
            line(.recall, words("recall"), of: words("its row"), row),
            line(.precision, words("precision"), of: words("its column"), column),
          ]), figure: confusion)
    ]
  }
}
