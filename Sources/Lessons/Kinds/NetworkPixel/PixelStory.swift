import Figures
import Networks
import Numerics

/// One pixel of one map with all that made it: its pictures, and its arithmetic from the digits that
/// are printed.
struct PixelStory {
  private let paper: PaperPixel
  /// The image that the network looks at.
  private let image: PixelGrid
  /// All maps of the pixel's layer.
  private let maps: [PixelGrid]
  /// The step that the pixel is a scene of.
  private let step: Int
  private let world: World

  /// - Parameter step: The step that tells the pixel; 0 where none does.
  init(_ pixel: PixelTrace, image: PixelGrid, maps: [PixelGrid], step: Int, _ world: World) {
    paper = PaperPixel(pixel)
    self.image = image
    self.maps = maps
    self.step = step
    self.world = world
  }

  /// The pixel told like a step.
  var stages: [Stage] {
    let figure = figure()
    let lines = PixelLines(paper, world)
    let isAlive = paper.output.value.signum > 0
    return [
      Stage(derivation: lines.parts, figure: self.figure(isOpen: true)),
      Stage(
        derivation: lines.sum, figure: figure,
        prediction: Prediction(
          Quantity(step: step, .output),
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
  func figure(isOpen: Bool = false) -> AnyFigure {
    let pixel = paper.pixel
    let lines = PixelLines(paper, world)
    let field = image.outlined(
      .init(
        row: pixel.field.row, column: pixel.field.column, rows: pixel.field.rows,
        columns: pixel.field.columns))
    var map = maps[pixel.map].outlined(.init(row: pixel.row, column: pixel.column))
    let quantities = [.sum, .output].map { Quantity(step: step, $0) }
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
        imageHeading: world.words("Image, {1} × {2}", "\(image.rows)", "\(image.columns)"),
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
  func equation(isTask: Bool) -> GridEquation {
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
