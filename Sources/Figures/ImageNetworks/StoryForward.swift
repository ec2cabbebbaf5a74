import Drawing
import Networks
import Numerics

/// The way through the maps.
extension NetworkStory {
  static let pixelDigits = 2

  var imageStages: [Stage] {
    let bytes = Array(images.image(image))
    let ink = bytes.max() ?? 0
    var numbers = imageGrid
    numbers.texts = bytes.map { $0 == 0 ? "" : "\($0)" }
    let shape = trace.layers[0].record.input.shape
    return [
      Stage(
        derivation: Derivation(
          words("What the network gets"),
          [
            Derivation.Line(
              "size", "n",
              [
                .init(.equals, "\(images.height) \\cdot \(images.width)", .numbers),
                .init(.equals, "\(images.height * images.width)", .result),
                .init(.none, "\\text{ \(words("numbers"))}", .note),
              ]),
            Derivation.Line(
              "pixel", "x_{\\text{\(words("darkest"))}}",
              [
                .init(.equals, "\\frac{\(ink)}{255}", .numbers),
                .init(
                  ink == 255 || ink == 0 ? .equals : .approximately,
                  ink == 255 ? "1" : Printed(Double(ink) / 255, 3).formula, .result),
              ]),
          ]),
        figure: GridFigure(
          title: title, grid: numbers,
          heading: words(
            "Image {1} of the test images, a {2}: ink from 0 to 255", "\(image)",
            classNames[label])),
        prediction: shape.count == images.height * images.width
          ? Prediction(
            question: words("How many numbers does the network get for one image?"),
            expected: Double(shape.count), expectedText: "\(shape.count)",
            slips: [
              .init(
                value: Double(images.height + images.width),
                message: words("Rows times columns, not rows plus columns."))
            ]) : nil)
    ]
  }

  // MARK: One pixel

  /// The pixel that a layer's scenes show: that of the largest value, in the map with the most.
  public func shownPixel(of layerName: String) -> PixelAddress {
    let output = layer(layerName).record.output
    var best = 0
    for place in output.values.indices where output.values[place] > output.values[best] {
      best = place
    }
    let (width, maps) = (output.shape[1], output.shape[2])
    return PixelAddress(
      layer: layerName, map: best % maps, row: best / maps / width, column: best / maps % width)
  }

  func pixelStages(_ name: String) -> [Stage] {
    (try? stages(of: trace.pixel(shownPixel(of: name)))) ?? []
  }

  /// One pixel told like a step: products, sum and bias, ReLU.
  public func stages(of pixel: PixelTrace) -> [Stage] {
    let figure = figure(of: pixel)
    let shown = PixelArithmetic(pixel, words: words)
    let expected = shown.output
    return [
      Stage(
        derivation: shown.parts, figure: figure,
        prediction: Prediction(
          question: words("Will this pixel be above 0 after ReLU? Write 1 for yes and 0 for no."),
          expected: expected.units > 0 ? 1 : 0, expectedText: expected.units > 0 ? "1" : "0",
          slips: [
            .init(
              value: expected.units > 0 ? 0 : 1,
              message: words("Look at the largest products: what sign do they have?"))
          ])),
      Stage(derivation: shown.sum, figure: figure),
      Stage(derivation: shown.place, figure: figure),
    ]
  }

  /// The picture of one pixel; of a later layer channel by channel.
  public func figure(of pixel: PixelTrace, caption: String = "") -> AnyFigure {
    let shown = PixelArithmetic(pixel, words: words)
    let (rows, columns) = (pixel.kernelHeight, pixel.kernelWidth)
    let field = imageGrid.outlined(
      .init(
        row: pixel.field.row, column: pixel.field.column, rows: pixel.field.rows,
        columns: pixel.field.columns))
    let map = maps(of: layer(pixel.layer).record.output)[pixel.map]
      .outlined(.init(row: pixel.row, column: pixel.column))
    let mapHeading = words("{1}, map {2}, after ReLU", pixel.layer, "\(pixel.map)")
    let kernelScale = ValueScale.signed(pixel.kernel.joined())
    let productScale = ValueScale.signed(pixel.products.joined())
    func printed(_ values: [Double], _ texts: [Printed], _ scale: ValueScale) -> PixelGrid {
      PixelGrid(
        rows: rows, columns: columns, values: values, texts: texts.map(\.text), scale: scale)
    }
    guard pixel.patch.count > 1 else {
      return ConvolutionFigure(
        title: title, caption: caption, image: field,
        imageHeading: words("Image, {1} × {2}", "\(images.height)", "\(images.width)"),
        patch: printed(pixel.patch[0], shown.patch[0], .ink(top: 1)),
        kernel: printed(pixel.kernel[0], shown.kernel[0], kernelScale),
        kernelHeading: words("Kernel {1}", "\(pixel.map)"),
        products: printed(pixel.products[0], shown.products[0], productScale),
        map: map, mapHeading: mapHeading, results: shown.results,
        mapMeaning: words("value of the map"), rounding: shown.rounding
      ).erased
    }
    let inputScale = ValueScale.fitting(pixel.patch.joined())
    return ChannelSum(
      title: title, caption: caption,
      channels: pixel.patch.indices.map { channel in
        func grid(_ values: [Double], _ scale: ValueScale) -> PixelGrid {
          PixelGrid(rows: rows, columns: columns, values: values, scale: scale)
        }
        return .init(
          label: words("channel {1}", "\(channel)"),
          input: grid(pixel.patch[channel], inputScale),
          kernel: grid(pixel.kernel[channel], kernelScale),
          result: grid(pixel.products[channel], productScale), note: shown.channels[channel].text)
      },
      headings: [
        words("Patch of each channel"), words("Kernel of map {1} for it", "\(pixel.map)"),
        words("Products, and their sum"),
      ],
      sums: [
        (words("Image, and all that the pixel sees"), field), (mapHeading, map),
      ], results: shown.results, rounding: shown.rounding, meaning: words("one product")
    ).erased
  }

  /// Patch times kernel as an equation to be filled in: the products are the answer.
  public func patchTask(of pixel: PixelTrace, caption: String = "", isTask: Bool) -> GridEquation {
    let shown = PixelArithmetic(pixel, words: words)
    func grid(_ values: [Double], _ texts: [Printed], _ scale: ValueScale) -> PixelGrid {
      PixelGrid(
        rows: pixel.kernelHeight, columns: pixel.kernelWidth, values: values,
        texts: texts.map(\.text), scale: scale)
    }
    var products = grid(pixel.products[0], shown.products[0], .signed(pixel.products[0]))
    products.isTask = isTask
    return GridEquation(
      title: title, caption: caption,
      grids: [
        .init(
          words(
            "Image, rows {1} to {2}, columns {3} to {4}", "\(pixel.field.row)",
            "\(pixel.field.row + pixel.field.rows - 1)", "\(pixel.field.column)",
            "\(pixel.field.column + pixel.field.columns - 1)"),
          grid(pixel.patch[0], shown.patch[0], .ink(top: 1))),
        .init(
          words("Kernel {1}", "\(pixel.map)"),
          grid(pixel.kernel[0], shown.kernel[0], .signed(pixel.kernel[0]))),
        .init(words("Products"), products),
      ], signs: ["×", "="])
  }

  /// What a pixel comes to on paper: sum of the products, bias, z and the output, as printed, and
  /// the place after the point of all of them.
  public func paperResult(of pixel: PixelTrace) -> (
    sum: Double, bias: Double, z: Double, output: Double, digits: Int
  ) {
    let shown = PixelArithmetic(pixel, words: words)
    return (
      Printed.sum(shown.channels).value, shown.bias.value, shown.z.value, shown.output.value,
      Self.pixelDigits
    )
  }
}
