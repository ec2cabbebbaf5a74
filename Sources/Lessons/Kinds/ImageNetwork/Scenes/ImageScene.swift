import Figures
import Networks

/// The image, which is numbers.
extension StoryScene {
  static let image = StoryScene("image") {
    $0.words("The image as numbers")
  } stages: {
    $0.imageStages
  }
}

extension ImageNetworkKind {
  static let imagePicture = Picture<FollowedImage>("image", "the image that is followed") {
    request, world in
    AnyFigure(
      GridFigure(
        title: world.title, grid: NetworkStory(request.run, world).imageGrid,
        heading: "\(request.run.images.height) × \(request.run.images.width)",
        meaning: world.words("ink")))
  }
}

extension NetworkStory {
  fileprivate var imageStages: [Stage] {
    let images = run.images
    let bytes = Array(images.image(run.image))
    let ink = bytes.max() ?? 0
    var numbers = imageGrid
    if images.channels == 1 { numbers.texts = bytes.map { $0 == 0 ? "" : "\($0)" } }
    let count = run.trace.layers[0].record.input.shape.count
    let size = images.height * images.width
    let figure = GridFigure(
      title: world.title, grid: numbers,
      heading: world.words(
        "Image {1} of the test images, a {2}: ink from 0 to 255", "\(run.image)",
        run.classNames[run.label]))
    return [
      Stage(
        derivation: Derivation(
          world.words("What the network gets"),
          [
            .count(
              .size, "n", "\(images.height) \\cdot \(images.width)", size, world.words("numbers")),
            Derivation.Line(
              .pixel, "x_{\\text{\(world.words("darkest"))}}",
              [
                .init(.equals, "\\frac{\(ink)}{255}", .numbers),
                .init(
                  ink == 255 || ink == 0 ? .equals : .approximately,
                  ink == 255
                    ? "1" : PaperNumber(rounding: Double(ink) / 255, to: 3).formula, .result),
              ]),
          ]),
        figure: figure, openFigure: figure.erased,
        prediction: count == size
          ? Prediction(
            quantity("image", .size),
            question: world.words("How many numbers does the network get for one image?"),
            expected: Double(count), expectedText: "\(count)",
            slips: [
              .init(
                value: Double(images.height + images.width),
                message: world.words("Rows times columns, not rows plus columns."))
            ]) : nil)
    ]
  }
}
