import Drawing
import Figures
import Networks

/// Test images with what the network says: some that it recognised, and its surest mistakes.
extension StoryScene {
  static let right = StoryScene("right") {
    $0.words("Right answers")
  } stages: {
    [Stage(derivation: $0.accuracyLines, figure: $0.predictions(areRight: true))]
  }

  static let wrong = StoryScene("wrong") {
    $0.words("Wrong answers")
  } stages: { story in
    let (right, count) = (story.run.right, story.run.images.count)
    return [
      Stage(
        derivation: Derivation(
          story.world.words("How many were wrong"),
          [.count(.wrong, "n", "\(count) - \(right)", count - right)]),
        figure: story.predictions(areRight: false))
    ]
  }
}

extension ImageNetworkKind {
  static let rightPicture = Picture<FollowedImage>(
    "right", "some test images that the network recognised"
  ) { request, world in
    AnyFigure(NetworkStory(request.run, world).predictions(areRight: true))
  }

  static let wrongPicture = Picture<FollowedImage>("wrong", "the network's surest mistakes") {
    request, world in
    AnyFigure(NetworkStory(request.run, world).predictions(areRight: false))
  }
}

extension NetworkStory {
  func predictions(areRight: Bool) -> PredictionSheet {
    let (evaluation, names) = (run.evaluation, run.classNames)
    return PredictionSheet(
      title: world.title,
      entries: run.examples(areRight: areRight, limit: 18).map { place in
        let said = names[evaluation.predictions[place]]
        let label = names[Int(run.images.labels[place])]
        return .init(
          image: grid(ofImage: place),
          label: areRight ? said : world.words("said {1}, is {2}", said, label),
          note: world.words(
            "no. {1}, p ≈ {2}", "\(place)",
            NumberText.fixed(Double(evaluation.confidences[place]), 2)))
      })
  }
}
