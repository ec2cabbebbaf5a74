import Figures
import Networks

/// Softmax: sums become shares of 1.
extension StoryScene {
  static let softmax = StoryScene("softmax") {
    $0.words("Softmax")
  } stages: { story in
    let (words, softmax) = (story.world.words, story.run.softmax)
    let figure = story.shareBars
    let winner = softmax.winner
    let powers = softmax.logits.indices.map {
      place -> (line: Derivation.Line, printed: PaperNumber, exact: Double) in
      let line = Derivation.Line(
        .power, "e^{z_{\(place)}}",
        [
          .init(.approximately, "e^{\(softmax.logits[place].formula)}", .numbers),
          .init(.approximately, softmax.powers[place].formula, .result),
        ])
      return (line, softmax.powers[place], softmax.exact.powers[place])
    }
    let shares =
      Derivation.Line(
        .total, "S",
        [.init(.equals, "\\sum_{j} e^{z_j}", .symbols)] + softmax.powers.sumParts()
          + [.init(.equals, softmax.total.formula, .result)]
      ).corrected(softmax.total, from: softmax.exact.total, words)
      + Derivation.Line(
        .output, "p_{\(winner)}",
        [
          .init(.equals, "\\frac{e^{z_{\(winner)}}}{S}", .symbols),
          .init(
            .approximately,
            "\\frac{\(softmax.powers[winner].formula)}{\(softmax.total.formula)}", .numbers),
          .init(.approximately, softmax.shares[winner].formula, .result),
        ]
      ).corrected(softmax.shares[winner], from: softmax.exact.shares[winner], words)
    return [
      Stage(
        derivation: Derivation(
          words("e to the power of each z"), Derivation.Line.corrected(powers, words)),
        figure: story.denseOutput(story.run.lastLayer)),
      Stage(
        derivation: Derivation(words("Sums become shares of 1"), shares), figure: figure,
        prediction: Prediction(
          story.quantity("softmax", .share),
          question: words("What do all {1} shares add up to?", "\(softmax.shares.count)"),
          expected: 1, expectedText: "1")),
    ]
  }
}

extension ImageNetworkKind {
  static let softmaxPicture = Picture<FollowedImage>(
    "softmax", "the probability of each class, as softmax gives it"
  ) { request, world in AnyFigure(NetworkStory(request.run, world).shareBars) }
}

extension NetworkStory {
  /// The probability of each class.
  var shareBars: BarChart {
    let shares = run.softmax.shares
    return bars(
      shares, axis: world.words("probability p"),
      marked: shares.indices.max { shares[$0].value < shares[$1].value }
    ) { _ in quantity("softmax", .share) }
  }
}
