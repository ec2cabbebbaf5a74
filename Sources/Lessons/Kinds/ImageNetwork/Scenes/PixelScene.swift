import Drawing
import Figures
import Networks
import Numerics

/// One pixel of one map: products, sum and bias, ReLU.
extension StoryScene {
  static func pixel(_ layer: String) -> StoryScene {
    StoryScene("pixel", of: layer) {
      $0.words("One pixel of one map")
    } stages: { story in
      story.stages(of: story.run.pixel(story.run.shownPixel(of: layer)))
    }
  }
}

extension ImageNetworkKind {
  static let pixelPicture = Picture<FollowedImage>(
    "pixel", "one pixel of a map, with all that makes it",
    options: [AnyOption(LayerOption.convolution.option), AnyOption(LayerOption.place)],
    lacking: LayerOption.convolution.lacking, fault: { LayerOption.convolution.placeFault($0) }
  ) { request, world in
    NetworkStory(request.run, world).figure(of: LayerOption.convolution.pixel(request))
  }

  static let patchPicture = Picture<FollowedImage>(
    "patch", "a patch of the image times a kernel of the first convolution",
    options: [AnyOption(LayerOption.first.option), AnyOption(LayerOption.place)],
    answers: .drawn, lacking: LayerOption.first.lacking,
    fault: { LayerOption.first.placeFault($0) }
  ) { request, world in
    AnyFigure(
      NetworkStory(request.run, world).patch(
        of: LayerOption.first.pixel(request), isTask: request.isTask))
  }
}

extension NetworkStory {
  /// One pixel told like a step.
  public func stages(of pixel: PixelTrace) -> [Stage] { stages(of: PaperPixel(pixel)) }

  fileprivate func stages(of paper: PaperPixel) -> [Stage] {
    let figure = figure(of: paper)
    let lines = PixelLines(paper, world)
    let isAlive = paper.output.value.signum > 0
    return [
      Stage(
        derivation: lines.parts, figure: self.figure(of: paper, isOpen: true)),
      Stage(
        derivation: lines.sum, figure: figure,
        prediction: Prediction(
          quantity("pixel", of: paper.pixel.layer, .output),
          question: world.words(
            "Will this pixel be above 0 after ReLU? Write 1 for yes and 0 for no."),
          expected: isAlive ? 1 : 0, expectedText: isAlive ? "1" : "0",
          slips: [
            .init(
              value: isAlive ? 0 : 1,
              message: world.words("Look at the largest products: what sign do they have?"))
          ])),
      Stage(derivation: lines.place, figure: figure),
    ]
  }

  /// The picture of one pixel; of a later layer channel by channel.
  ///
  /// - Parameter isOpen: Whether the pixel is still to be computed from the products.
  fileprivate func figure(of paper: PaperPixel, isOpen: Bool = false) -> AnyFigure {
    let pixel = paper.pixel
    let lines = PixelLines(paper, world)
    let field = imageGrid.outlined(
      .init(
        row: pixel.field.row, column: pixel.field.column, rows: pixel.field.rows,
        columns: pixel.field.columns))
    var map = maps(of: run.layer(pixel.layer).record.output)[pixel.map]
      .outlined(.init(row: pixel.row, column: pixel.column))
    let quantities = [.sum, .output].map { quantity("pixel", of: pixel.layer, $0) }
    let cell = pixel.row * map.columns + pixel.column
    map.cellQuantities[cell] = quantities[1]
    if isOpen { map.values[cell] = nil }
    let results = isOpen ? [] : lines.results
    let rounding = isOpen ? "" : lines.rounding
    let mapHeading = world.words("{1}, map {2}, after ReLU", pixel.layer, "\(pixel.map)")
    let kernelScale = ValueScale.signed(pixel.kernel.flatMap { $0 })
    let productScale = ValueScale.signed(pixel.products.flatMap { $0 })
    guard pixel.patch.count > 1 else {
      var figure = ConvolutionFigure(
        title: world.title, image: field,
        imageHeading: world.words(
          "Image, {1} × {2}", "\(run.images.height)", "\(run.images.width)"),
        patch: grid(pixel, pixel.patch[0], .ink(top: 1), paper.patch[0]),
        kernel: grid(pixel, pixel.kernel[0], kernelScale, paper.kernel[0]),
        kernelHeading: world.words("Kernel {1}", "\(pixel.map)"),
        products: grid(pixel, pixel.products[0], productScale, paper.products[0]), map: map,
        mapHeading: mapHeading, results: results,
        mapMeaning: world.words("value of the map"), rounding: rounding)
      figure.resultQuantities = quantities
      return AnyFigure(figure)
    }
    let inputScale = ValueScale.fitting(pixel.patch.flatMap { $0 })
    var figure = ChannelSum(
      title: world.title,
      channels: pixel.patch.indices.map { channel in
        .init(
          label: world.words("channel {1}", "\(channel)"),
          input: grid(pixel, pixel.patch[channel], inputScale),
          kernel: grid(pixel, pixel.kernel[channel], kernelScale),
          result: grid(pixel, pixel.products[channel], productScale),
          note: paper.channels[channel].text)
      },
      headings: [
        world.words("Patch of each channel"),
        world.words("Kernel of map {1} for it", "\(pixel.map)"),
        world.words("Products, and their sum"),
      ],
      sums: [
        (world.words("Image, and all that the pixel sees"), field), (mapHeading, map),
      ], results: results, rounding: rounding)
    figure.resultQuantities = quantities
    return AnyFigure(figure)
  }

  /// Numbers under a kernel, with their printed texts where they have room.
  private func grid(
    _ pixel: PixelTrace, _ values: [Double], _ scale: ValueScale, _ texts: [PaperNumber]? = nil
  ) -> PixelGrid {
    PixelGrid(
      rows: pixel.kernelHeight, columns: pixel.kernelWidth, values: values.map { .some($0) },
      texts: texts.map { texts in texts.map { $0.text } }, scale: scale)
  }

  /// Patch times kernel as an equation.
  ///
  /// - Parameter isTask: Pupils fill in the products.
  fileprivate func patch(of paper: PaperPixel, isTask: Bool) -> GridEquation {
    let pixel = paper.pixel
    let field = pixel.field
    var products = grid(
      pixel, pixel.products[0], .signed(pixel.products[0]), paper.products[0])
    products.isTask = isTask
    return GridEquation(
      title: world.title,
      grids: [
        .init(
          world.words(
            "Image, rows {1} to {2}, columns {3} to {4}", "\(field.row)",
            "\(field.row + field.rows - 1)", "\(field.column)",
            "\(field.column + field.columns - 1)"),
          grid(pixel, pixel.patch[0], .ink(top: 1), paper.patch[0])),
        .init(
          world.words("Kernel {1}", "\(pixel.map)"),
          grid(pixel, pixel.kernel[0], .signed(pixel.kernel[0]), paper.kernel[0])),
        .init(world.words("Products"), products),
      ], signs: ["×", "="])
  }
}
