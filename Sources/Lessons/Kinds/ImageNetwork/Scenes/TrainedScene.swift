import Figures
import Networks
import Numerics

/// The first layer with weights, before and after training.
extension StoryScene {
  static func trained(_ layer: String) -> StoryScene {
    StoryScene("trained", of: layer) {
      $0.words("Before and after training")
    } stages: { story in
      let (before, after) = story.kernels(layer)
      let moved = zip(before.values, after.values).reduce(0.0) { $0 + Double(abs($1.0 - $1.1)) }
      let mean = PaperNumber(rounding: moved / Double(before.count), to: 4)
      return [
        Stage(
          derivation: Derivation(
            story.world.words("How far a weight of {1} moved, on average", layer),
            [
              Derivation.Line(
                .moved, "\\frac{1}{n} \\sum |w' - w|",
                [.init(.approximately, mean.formula, .result)])
            ]), figure: story.beforeAndAfter(layer))
      ]
    }
  }
}

extension ImageNetworkKind {
  static let trainedPicture = Picture<FollowedImage>(
    "trained", "the weights of a layer before and after training",
    options: [AnyOption(LayerOption.weights.option)], lacking: LayerOption.weights.lacking
  ) { request, world in
    AnyFigure(NetworkStory(request.run, world).beforeAndAfter(request[LayerOption.weights.option]))
  }
}

extension NetworkStory {
  fileprivate func kernels(_ name: String) -> (before: Tensor<Float>, after: Tensor<Float>) {
    guard let before = run.trained.initial["\(name).kernel"],
      let after = run.trained.network["\(name).kernel"]
    else { preconditionFailure("\(name) has no weights") }
    return (before, after)
  }

  /// The kernels of a layer before and after training, on one scale: of a dense layer that sees the
  /// image, the weights of its first units as pictures.
  fileprivate func beforeAndAfter(_ name: String) -> MapSheet {
    let (before, after) = kernels(name)
    let scale = ValueScale.signed(before.doubles + after.doubles)
    let images = run.images
    let rows = [before, after].map { kernel -> [PixelGrid] in
      if kernel.shape.rank == 4 {
        return self.kernels(of: kernel, scale: scale).prefix(8).map { $0[0] }
      }
      let isImage = kernel.shape[0] == images.height * images.width
      return (0..<min(kernel.shape[1], 6)).map { unit in
        let values = kernel.column(unit)
        return isImage
          ? PixelGrid(
            rows: images.height, columns: images.width, values: values.map { .some($0) },
            scale: scale) : block(values, scale: scale)
      }
    }
    func label(_ place: Int) -> String {
      after.shape.rank == 4
        ? world.words("kernel {1}", "\(place)") : world.words("unit {1}", "\(place)")
    }
    return MapSheet(
      title: world.title,
      panels: rows.enumerated().flatMap { row, grids in
        grids.enumerated().map { place, grid in
          .init(label: row == 0 ? label(place) : "", name: label(place), grid: grid)
        }
      }, columns: rows[0].count, rowHeadings: [world.words("before"), world.words("after")],
      meaning: world.words("weight"))
  }
}
