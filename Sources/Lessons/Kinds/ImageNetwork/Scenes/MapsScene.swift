import Figures
import Networks
import Numerics

/// All maps of a layer, and how many numbers they are.
extension StoryScene {
  static func maps(_ layer: String) -> StoryScene {
    StoryScene("maps", of: layer) {
      $0.words("All maps")
    } stages: {
      $0.mapStages(layer)
    }
  }
}

extension ImageNetworkKind {
  static let mapsPicture = Picture<FollowedImage>(
    "maps", "all maps that a convolution or a pooling puts out",
    options: [AnyOption(LayerOption.maps.option)], lacking: LayerOption.maps.lacking
  ) { request, world in
    AnyFigure(NetworkStory(request.run, world).mapSheet(request[LayerOption.maps.option]))
  }

  static let kernelsPicture = Picture<FollowedImage>(
    "kernels", "all kernels of a convolution",
    options: [AnyOption(LayerOption.convolution.option)], lacking: LayerOption.convolution.lacking
  ) { request, world in
    AnyFigure(
      NetworkStory(request.run, world).kernelSheet(request[LayerOption.convolution.option]))
  }

  static let whichPicture = Picture<FollowedImage>(
    "which", "all kernels of the first convolution and three maps without their numbers",
    options: [AnyOption(LayerOption.first.option)], lacking: LayerOption.first.lacking
  ) { request, world in
    AnyFigure(NetworkStory(request.run, world).riddle(request[LayerOption.first.option]))
  }
}

extension NetworkStory {
  fileprivate func mapStages(_ name: String) -> [Stage] {
    guard case .convolution(let record, _, let window, _) = run.layer(name) else { return [] }
    let shape = record.output.shape
    let padding = window.padTop > 0 ? " + 2 \\cdot \(window.padTop)" : ""
    return [
      Stage(
        derivation: Derivation(
          world.words("Side of a map, numbers of all maps"),
          [
            .count(
              .side, "n'",
              "\\frac{\(record.input.shape[0])\(padding) - \(window.height)}{\(window.strideY)} + 1",
              shape[0]),
            .count(
              .count, "N", "\(shape[0]) \\cdot \(shape[1]) \\cdot \(shape[2])", shape.count),
          ]), figure: mapSheet(name))
    ]
  }

  /// All maps that a layer puts out, in the first convolution each with its kernel.
  public func mapSheet(_ name: String) -> MapSheet {
    let traced = run.layer(name)
    let grids = maps(of: traced.record.output)
    var kernels: [PixelGrid?] = grids.map { _ in nil }
    if case .convolution(let record, let weights, _, _) = traced, record.input.shape[2] == 1 {
      kernels = self.kernels(of: weights.kernel).map { $0[0] }
    }
    return MapSheet(
      title: world.title,
      panels: grids.enumerated().map { place, grid in
        .init(label: world.words("map {1}", "\(place)"), kernel: kernels[place], grid: grid)
      }, meaning: world.words("value of a map"),
      kernelMeaning: kernels[0] == nil ? "" : world.words("weight of a kernel"))
  }

  /// All kernels of a convolution.
  public func kernelSheet(_ name: String) -> MapSheet {
    guard let weights = run.layer(name).weighted else {
      preconditionFailure("\(name) has no kernels")
    }
    return kernelSheet(weights.kernel, meaning: world.words("weight of a kernel"))
  }

  /// All kernels of the first convolution with their numbers, and below three maps without.
  func riddle(_ name: String) -> FigureColumn {
    guard let weights = run.layer(name).weighted else {
      preconditionFailure("\(name) has no kernels")
    }
    let kernels = self.kernels(of: weights.kernel)
    let maps = self.maps(of: run.layer(name).record.output)
    let letters = ["A", "B", "C"]
    return FigureColumn(
      title: world.title,
      parts: [
        AnyFigure(
          MapSheet(
            title: world.title,
            panels: kernels.enumerated().map {
              .init(label: world.words("kernel {1}", "\($0)"), grid: $1[0])
            }, columns: kernels.count, meaning: world.words("weight of a kernel"))),
        AnyFigure(
          MapSheet(
            title: world.title,
            panels: zip(letters, run.riddle(name)).map {
              .init(label: world.words("map {1}", $0), grid: maps[$1])
            }, columns: letters.count, meaning: world.words("value of a map"))),
      ], shares: [1, 2])
  }
}
