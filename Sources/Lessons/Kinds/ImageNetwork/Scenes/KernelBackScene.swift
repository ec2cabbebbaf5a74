import Figures
import Networks
import Numerics

/// Gradients of kernels: one weight at all its places, and a step downhill.
extension StoryScene {
  static func kernelBack(_ layer: String) -> StoryScene {
    StoryScene("kernel-back", of: layer) {
      $0.words("Gradients of the kernels")
    } stages: {
      $0.kernelBackStages(layer)
    }
  }
}

extension ImageNetworkKind {
  static let kernelBackPicture = Picture<FollowedImage>(
    "kernel-back", "the gradients of all kernels of a convolution, for this image",
    options: [AnyOption(LayerOption.convolution.option)], lacking: LayerOption.convolution.lacking
  ) { request, world in
    AnyFigure(
      NetworkStory(request.run, world).kernelGradients(request[LayerOption.convolution.option]))
  }
}

extension NetworkStory {
  fileprivate func kernelBackStages(_ name: String) -> [Stage] {
    guard let weights = run.layer(name).weighted, let gradient = weights.kernelGradient,
      let delta = weights.preActivationGradient,
      case .convolution(_, _, let window, let patches) = run.layer(name)
    else { return [] }
    let (inputs, maps) = (gradient.shape[2], gradient.shape[3])
    let place = Self.largest(gradient.doubles)
    let (map, channel, cell) = (place % maps, place / maps % inputs, place / maps / inputs)
    let (i, j) = (cell / window.width, cell % window.width)
    let symbol = "k_{\(i),\(j)}"
    let area = window.height * window.width
    let positions = delta.shape[0] * delta.shape[1]
    let across = delta.shape[1]
    let sum = LongSum(
      delta.channel(map),
      (0..<positions).map {
        Double(patches.values[$0 * area * inputs + cell * inputs + channel])
      },
      places: PaperNumber.places(
        showing: min(
          abs(Double(gradient.values[place])),
          delta.channel(map).reduce(0) { max($0, abs($1)) }), atLeast: 4))
    let figure = kernelFigure(name, map: map, channel: channel, cell: cell)
    let old = PaperNumber(rounding: Double(weights.kernel.values[place]), to: 4)
    let rate = PaperNumber(ExactDecimal(1, scale: 1))
    let places = 1 + (sum.sum.places ?? 4)
    let change = PaperNumber.product(sum.sum, rate, places: places)
    let new = PaperNumber(rounding: old.value - change.value, to: places, isPadded: true)
    let exact = Double(weights.kernel.values[place]) - 0.1 * sum.value
    return [
      Stage(
        derivation: Derivation(
          world.words("One weight: three largest of {1} terms, and the rest", "\(positions)"),
          sum.lines(
            .gradient, symbol: "\\frac{\\partial L}{\\partial \(symbol)}",
            sum: "\\sum_{r,c} g_{r,c} \\cdot x_{r + \(i),c + \(j)}", world,
            term: {
              let (row, column) = ($0 / across, $0 % across)
              let y = row * window.strideY - window.padTop + i
              let x = column * window.strideX - window.padLeft + j
              return "g_{\(row),\(column)} \\cdot x_{\(y),\(x)}"
            })), figure: figure),
      Stage(
        derivation: Derivation(
          world.words("One step downhill with the rate 0.1"),
          Derivation.Line(
            .update, "\(symbol)'",
            [
              .init(
                .approximately, "\(old.formula) - \(rate.formula) \\cdot \(sum.sum.operand)",
                .numbers), .init(.equals, new.formula, .result),
            ]
          ).corrected(new, from: exact, world.words)), figure: figure),
    ]
  }

  /// The gradient of one kernel as a convolution of what came in with the gradient of its map;
  /// below, all kernels of the layer.
  private func kernelFigure(_ name: String, map: Int, channel: Int, cell: Int) -> FigureColumn {
    guard let weights = run.layer(name).weighted, let delta = weights.preActivationGradient,
      let gradient = weights.kernelGradient
    else { preconditionFailure("\(name) has no gradients") }
    let input = run.layer(name).record.input
    func grid(_ values: [Double], _ shape: Shape, _ scale: ValueScale) -> PixelGrid {
      PixelGrid(rows: shape[0], columns: shape[1], values: values.map { .some($0) }, scale: scale)
    }
    let kernel = gradient.kernel(input: channel, output: map)
    let arriving = delta.channel(map)
    let isImage = input.shape[2] == 1
    var equation = GridEquation(
      title: world.title,
      grids: [
        .init(
          isImage
            ? world.words("Image x") : world.words("What comes in, channel {1}", "\(channel)"),
          grid(
            input.channel(channel), input.shape,
            isImage ? .ink(top: 1) : .fitting(input.doubles))),
        .init(
          world.words("Gradient g of map {1}", "\(map)"),
          grid(arriving, delta.shape, .signed(arriving))),
        .init(
          world.words("of the kernel"),
          grid(kernel, gradient.shape, .signed(gradient.doubles)).outlined(
            .init(row: cell / gradient.shape[1], column: cell % gradient.shape[1]))),
      ], signs: ["∗", "="])
    equation.hasBars = true
    return FigureColumn(
      title: world.title,
      parts: [AnyFigure(equation), AnyFigure(kernelGradients(name, marked: map))],
      shares: gradient.shape[2] == 1 ? [4, 5] : [3, 7])
  }

  /// The gradients of all kernels of a layer.
  fileprivate func kernelGradients(_ name: String, marked: Int? = nil) -> MapSheet {
    guard let gradient = run.layer(name).weighted?.kernelGradient else {
      preconditionFailure("\(name) has no gradients")
    }
    return kernelSheet(gradient, marked: marked, meaning: world.words("gradient of a weight"))
  }
}
