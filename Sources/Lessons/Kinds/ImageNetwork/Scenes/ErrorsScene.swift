import Figures
import Networks

/// Where the way back begins: share minus target of each class.
extension StoryScene {
  static let errors = StoryScene("errors") {
    $0.words("Where the way back begins")
  } stages: { story in
    let (run, softmax, words) = (story.run, story.run.softmax, story.world.words)
    let lines = softmax.shares.enumerated().map {
      place, share -> (line: Derivation.Line, printed: PaperNumber, exact: Double) in
      let line = Derivation.Line(
        .error, "g_{\(place)}",
        [
          .init(
            .approximately, "\(share.formula) - \(place == run.label ? 1 : 0)", .numbers),
          .init(.equals, softmax.errors[place].formula, .result),
        ])
      let exact = softmax.exact.shares[place] - (place == run.label ? 1 : 0)
      return (line, softmax.errors[place], exact)
    }
    return [
      Stage(
        derivation: Derivation(
          words("Gradient of the loss by each z: share minus target, p − y"),
          Derivation.Line.corrected(lines, words)),
        figure: story.errorBars, openFigure: story.shareBars.erased,
        prediction: Prediction(
          story.quantity("errors", .error, run.label),
          question: words(
            "What is the gradient of the right class, {1}?", run.classNames[run.label]),
          expected: softmax.errors[run.label].doubleValue,
          expectedText: softmax.errors[run.label].text, tolerance: 0.0005,
          slips: [
            .init(
              value: softmax.shares[run.label].doubleValue,
              message: words("The target of the right class is 1: take it away."))
          ]))
    ]
  }
}

extension ImageNetworkKind {
  static let errorsPicture = Picture<FollowedImage>(
    "errors", "share minus target of each class, where the way back begins"
  ) { request, world in AnyFigure(NetworkStory(request.run, world).errorBars) }
}

extension NetworkStory {
  var errorBars: BarChart {
    bars(run.softmax.errors, axis: world.words("p − y"), marked: run.label) {
      quantity("errors", .error, $0)
    }
  }
}
