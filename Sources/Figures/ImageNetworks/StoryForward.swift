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
  public func figure(of pixel: PixelTrace, caption: String = "") -> any Figure {
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
    guard pixel.patch.count > 1 else {
      return ConvolutionFigure(
        title: title, caption: caption, image: field,
        imageHeading: words("Image, {1} × {2}", "\(images.height)", "\(images.width)"),
        patch: PixelGrid(
          rows: rows, columns: columns, rounded: pixel.patch[0], digits: 2, scale: .ink(top: 1)),
        kernel: PixelGrid(
          rows: rows, columns: columns, rounded: pixel.kernel[0], digits: 2, scale: kernelScale),
        kernelHeading: words("Kernel {1}", "\(pixel.map)"),
        products: PixelGrid(
          rows: rows, columns: columns, rounded: pixel.products[0], digits: Self.pixelDigits,
          scale: productScale),
        map: map, mapHeading: mapHeading, results: shown.results,
        mapMeaning: words("value of the map"), rounding: shown.rounding)
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
      ], results: shown.results, rounding: shown.rounding, meaning: words("one product"))
  }

  // MARK: Maps

  func channelStages(_ name: String) -> [Stage] {
    let map = shownPixel(of: name).map
    let count = layer(name).record.input.shape[2]
    return [
      Stage(
        derivation: Derivation(
          words("Kernels of this layer"),
          [
            Derivation.Line(
              "kernels", "n",
              [
                .init(
                  .equals,
                  "\\text{\(words("channels"))} \\cdot \\text{\(words("maps"))}", .symbols),
                .init(
                  .equals, "\(count) \\cdot \(layer(name).record.output.shape[2])", .numbers),
                .init(.equals, "\(count * layer(name).record.output.shape[2])", .result),
              ])
          ]), figure: channelSum(name, map: map))
    ]
  }

  /// One map as the sum of its intermediate maps and the bias.
  public func channelSum(_ name: String, map: Int, caption: String = "") -> ChannelSum {
    guard case .convolution(let record, let weights, let window, let patches) = layer(name) else {
      preconditionFailure("\(name) is no convolution")
    }
    let (height, width) = (record.output.shape[0], record.output.shape[1])
    let (channels, area) = (window.channels, window.height * window.width)
    let maps = record.output.shape[2]
    let intermediate = (0..<channels).map { channel -> [Double] in
      let kernel = weights.kernel.kernel(input: channel, output: map)
      return (0..<height * width).map { position in
        (0..<area).reduce(0.0) { sum, cell in
          sum + kernel[cell]
            * Double(patches.values[position * area * channels + cell * channels + channel])
        }
      }
    }
    let z = (0..<height * width).map { Double(weights.preActivation.values[$0 * maps + map]) }
    let scale = ValueScale.signed(intermediate.joined())
    let inputs = self.maps(of: record.input)
    let kernels = self.kernels(of: weights.kernel)[map]
    let bias = Printed(Double(weights.bias.values[map]), 3)
    func grid(_ values: [Double], _ scale: ValueScale) -> PixelGrid {
      PixelGrid(rows: height, columns: width, values: values, scale: scale)
    }
    return ChannelSum(
      title: title, caption: caption,
      channels: (0..<channels).map { channel in
        .init(
          label: words("channel {1}", "\(channel)"), input: inputs[channel],
          kernel: kernels[channel], result: grid(intermediate[channel], scale))
      },
      headings: [
        words("What comes in"), words("Kernel of map {1} for each channel", "\(map)"),
        words("Intermediate maps"),
      ],
      sums: [
        (
          words("Sum of the {1} and the bias {2}", "\(channels)", "≈ \(bias.text)"),
          grid(z, .signed(z))
        ),
        (
          words("after ReLU: map {1}", "\(map)"),
          grid(z.map { max($0, 0) }, .fitting(z.map { max($0, 0) }))
        ),
      ], meaning: words("value of an intermediate map"))
  }

  func mapStages(_ name: String) -> [Stage] {
    let shape = layer(name).record.output.shape
    guard case .convolution(let record, _, let window, _) = layer(name) else { return [] }
    let n = record.input.shape[0]
    let padding = window.padTop
    return [
      Stage(
        derivation: Derivation(
          words("Side of a map, numbers of all maps"),
          [
            Derivation.Line(
              "side", "n'",
              [
                .init(
                  .equals,
                  "\\frac{\(n)\(padding > 0 ? " + 2 \\cdot \(padding)" : "") - \(window.height)}"
                    + "{\(window.strideY)} + 1", .numbers),
                .init(.equals, "\(shape[0])", .result),
              ]),
            Derivation.Line(
              "count", "N",
              [
                .init(.equals, "\(shape[0]) \\cdot \(shape[1]) \\cdot \(shape[2])", .numbers),
                .init(.equals, "\(shape.count)", .result),
              ]),
          ]), figure: mapSheet(name))
    ]
  }

  /// All maps that a layer puts out, in the first convolution each with its kernel.
  public func mapSheet(_ name: String, caption: String = "") -> MapSheet {
    let traced = layer(name)
    let grids = maps(of: traced.record.output)
    var kernels: [PixelGrid?] = grids.map { _ in nil }
    if case .convolution(let record, let weights, _, _) = traced, record.input.shape[2] == 1 {
      kernels = self.kernels(of: weights.kernel).map { $0[0] }
    }
    return MapSheet(
      title: title, caption: caption,
      panels: grids.enumerated().map { place, grid in
        .init(label: words("map {1}", "\(place)"), kernel: kernels[place], grid: grid)
      }, meaning: words("value of a map"),
      kernelMeaning: kernels[0] == nil ? "" : words("weight of a kernel"))
  }

  /// All kernels of a convolution: a row for each channel that comes in, a column for each map.
  public func kernelSheet(_ name: String, caption: String = "") -> MapSheet {
    guard let weights = layer(name).weighted else { preconditionFailure("\(name) has no kernels") }
    let all = kernels(of: weights.kernel)
    let inputs = weights.kernel.shape[2]
    return MapSheet(
      title: title, caption: caption,
      panels: (0..<inputs).flatMap { input in
        all.enumerated().map { output, row in
          .init(label: input == 0 ? words("map {1}", "\(output)") : "", grid: row[input])
        }
      }, columns: inputs == 1 ? nil : all.count,
      rowHeadings: inputs == 1 ? [] : (0..<inputs).map { words("channel {1}", "\($0)") },
      meaning: words("weight of a kernel"))
  }
}
