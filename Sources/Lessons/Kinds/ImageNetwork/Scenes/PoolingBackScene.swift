import Drawing
import Figures
import Networks

/// A pooling, back: gradients go to the winners.
extension StoryScene {
  static func poolingBack(_ layer: String) -> StoryScene {
    StoryScene("pooling-back", of: layer) {
      $0.words("Back through the winners")
    } stages: {
      $0.poolingBackStages(layer)
    }
  }
}

extension ImageNetworkKind {
  static let poolingBackPicture = Picture<FollowedImage>(
    "pooling-back", "one map of a pooling with the gradients that go back",
    options: [AnyOption(LayerOption.pooling.option), AnyOption(LayerOption.map)],
    lacking: LayerOption.pooling.lacking, fault: { LayerOption.pooling.mapFault($0) }
  ) { request, world in
    let pool = PooledLayer(request.run, request[LayerOption.pooling.option])
    return AnyFigure(
      NetworkStory(request.run, world).poolingBack(
        pool, map: request[LayerOption.map] ?? pool.shownMap))
  }
}

extension NetworkStory {
  fileprivate func poolingBackStages(_ name: String) -> [Stage] {
    let pool = PooledLayer(run, name)
    guard let arriving = pool.record.outputGradient, let winners = pool.winners else { return [] }
    let map = run.shownMap(arriving)
    let values = arriving.channel(map)
    let best = values.indices.max { abs(values[$0]) < abs(values[$1]) } ?? 0
    let winner = winners[best * pool.maps + map] / pool.maps
    let across = pool.record.input.shape[1]
    let place = world.words(
      "at row {1}, column {2}", "\(winner / across)", "\(winner % across)")
    return [
      Stage(
        derivation: Derivation(
          world.words("Map {1}: the largest gradient, to its winner", "\(map)"),
          [
            Derivation.Line(
              .gradient, "g_{\\text{\(world.words("winner"))}}",
              [
                .init(
                  .approximately,
                  PaperNumber(
                    rounding: values[best],
                    to: PaperNumber.places(showing: values[best], atLeast: 4)
                  ).formula, .result),
                .init(.none, "\\text{ \(place)}", .note),
              ])
          ]), figure: poolingBack(pool, map: map))
    ]
  }

  /// A map and what pooling keeps of it; below, the gradients that arrive and where they go.
  fileprivate func poolingBack(_ pool: PooledLayer, map: Int) -> PoolingFigure {
    var figure = pooling(pool, map: map)
    guard let arriving = pool.record.outputGradient, let back = pool.record.inputGradient else {
      return figure
    }
    let signed = ValueScale.signed(arriving.doubles)
    figure.gradient = PixelGrid(channel: map, of: arriving, digits: nil, signed)
    figure.tableGradient = PixelGrid(channel: map, of: back, digits: nil, signed)
    if pool.hasRoomForNumbers {
      // Thousandths are short enough for a cell; smaller units where these would say 0.
      let largest = back.channel(map).reduce(0) { max($0, abs($1)) }
      let places = PaperNumber.places(showing: largest, atLeast: 3)
      let factor = (0..<places).reduce(1.0) { factor, _ in factor * 10 }
      figure.gradient?.texts = arriving.channel(map).map { NumberText.fixed($0 * factor, 0) }
      figure.tableGradient?.texts = back.channel(map).map { NumberText.fixed($0 * factor, 0) }
      figure.gradientUnit =
        places == 3
        ? world.words("in thousandths")
        : world.words("in units of {1}", NumberText.fixed(1 / factor, places))
    }
    return figure
  }
}
