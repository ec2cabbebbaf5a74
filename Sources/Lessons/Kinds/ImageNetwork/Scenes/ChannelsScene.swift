import Figures
import Networks
import Numerics

/// One map as the sum of its intermediate maps and the bias.
extension StoryScene {
  static func channels(_ layer: String) -> StoryScene {
    StoryScene("channels", of: layer) {
      $0.words("One map from all channels")
    } stages: { story in
      let record = story.run.layer(layer).record
      let (channels, maps) = (record.input.shape[2], record.output.shape[2])
      let words = story.world.words
      return [
        Stage(
          derivation: Derivation(
            words("Kernels of this layer"),
            [
              Derivation.Line(
                .kernels, "n",
                [
                  .init(
                    .equals, "\\text{\(words("channels"))} \\cdot \\text{\(words("maps"))}",
                    .symbols), .init(.equals, "\(channels) \\cdot \(maps)", .numbers),
                  .init(.equals, "\(channels * maps)", .result),
                ])
            ]), figure: story.channelSum(layer, map: story.run.shownPixel(of: layer).map))
      ]
    }
  }
}

extension ImageNetworkKind {
  static let channelsPicture = Picture<FollowedImage>(
    "channels", "one map of a convolution as the sum of what all channels add",
    options: [AnyOption(LayerOption.convolution.option), AnyOption(LayerOption.map)],
    lacking: LayerOption.convolution.lacking, fault: { LayerOption.convolution.mapFault($0) }
  ) { request, world in
    let layer = request[LayerOption.convolution.option]
    return AnyFigure(
      NetworkStory(request.run, world).channelSum(
        layer, map: request[LayerOption.map] ?? request.run.shownPixel(of: layer).map))
  }
}

extension NetworkStory {
  fileprivate func channelSum(_ name: String, map: Int) -> ChannelSum {
    guard case .convolution(let record, let weights, let window, _) = run.layer(name) else {
      preconditionFailure("\(name) is no convolution")
    }
    let (height, width) = (record.output.shape[0], record.output.shape[1])
    let intermediate = run.intermediateMaps(name, map: map)
    let z = weights.preActivation.channel(map)
    let scale = ValueScale.signed(intermediate.flatMap { $0 })
    let inputs = self.maps(of: record.input)
    let kernels = self.kernels(of: weights.kernel)[map]
    let bias = PaperNumber(rounding: Double(weights.bias.values[map]), to: 3)
    func grid(_ values: [Double], _ scale: ValueScale) -> PixelGrid {
      PixelGrid(rows: height, columns: width, values: values.map { .some($0) }, scale: scale)
    }
    return ChannelSum(
      title: world.title,
      channels: intermediate.indices.map { channel in
        .init(
          label: world.words("channel {1}", "\(channel)"), input: inputs[channel],
          kernel: kernels[channel], result: grid(intermediate[channel], scale))
      },
      headings: [
        world.words("What comes in"),
        world.words("Kernel of map {1} for each channel", "\(map)"),
        world.words("Intermediate maps"),
      ],
      sums: [
        (
          world.words("Sum of the {1} and the bias {2}", "\(window.channels)", "≈ \(bias.text)"),
          grid(z, .signed(z))
        ),
        (
          world.words("after ReLU: map {1}", "\(map)"),
          grid(z.map { max($0, 0) }, .fitting(z.map { max($0, 0) }))
        ),
      ])
  }
}
