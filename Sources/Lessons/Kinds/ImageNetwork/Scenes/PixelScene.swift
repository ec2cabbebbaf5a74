import Figures
import Networks

/// One pixel of one map: products, sum and bias, ReLU.
extension StoryScene {
  static func pixel(_ layer: String) -> StoryScene {
    StoryScene("pixel", of: layer) {
      $0.words("One pixel of one map")
    } stages: { story in
      story.stages(of: story.run.pixel(story.run.shownPixel(of: layer)).pixel)
    }
  }
}

extension ImageNetworkKind {
  static let pixelPicture = Picture<FollowedImage>(
    "pixel", "one pixel of a map, with all that makes it",
    options: [AnyOption(LayerOption.convolution.option), AnyOption(LayerOption.place)],
    lacking: LayerOption.convolution.lacking, fault: { LayerOption.convolution.placeFault($0) }
  ) { request, world in
    NetworkStory(request.run, world).figure(of: LayerOption.convolution.pixel(request).pixel)
  }

  static let patchPicture = Picture<FollowedImage>(
    "patch", "a patch of the image times a kernel of the first convolution",
    options: [AnyOption(LayerOption.first.option), AnyOption(LayerOption.place)],
    answers: .drawn, lacking: LayerOption.first.lacking,
    fault: { LayerOption.first.placeFault($0) }
  ) { request, world in
    AnyFigure(
      NetworkStory(request.run, world).patch(
        of: LayerOption.first.pixel(request).pixel, isTask: request.isTask))
  }
}

extension NetworkStory {
  /// One pixel told like a step.
  public func stages(of pixel: PixelTrace) -> [Stage] { told(pixel).stages }

  fileprivate func figure(of pixel: PixelTrace) -> AnyFigure { told(pixel).figure() }

  fileprivate func patch(of pixel: PixelTrace, isTask: Bool) -> GridEquation {
    told(pixel).equation(isTask: isTask)
  }

  private func told(_ pixel: PixelTrace) -> PixelStory {
    PixelStory(
      pixel, image: imageGrid, maps: maps(of: run.layer(pixel.layer).record.output),
      step: quantity("pixel", of: pixel.layer, .output).step, world)
  }
}
