import Figures
import Networks

/// The loss of the image.
extension StoryScene {
  static let loss = StoryScene("loss") {
    $0.words("Loss")
  } stages: { story in
    let (run, softmax) = (story.run, story.run.softmax)
    return [
      Stage(
        derivation: Derivation(
          story.world.words(
            "The loss looks only at the right class, {1}", run.classNames[run.label]),
          Derivation.Line(
            .loss, "L",
            [
              .init(.equals, "-\\ln p_{\(run.label)}", .symbols),
              .init(.approximately, "-\\ln \(softmax.shares[run.label].formula)", .numbers),
              .init(.approximately, softmax.loss.formula, .result),
            ]
          ).corrected(softmax.loss, from: softmax.exact.loss, story.world.words)),
        figure: story.shareBars)
    ]
  }
}
