import Figures
import Networks

/// The network as a diagram of its layers, which is no stop of the walk.
extension ImageNetworkKind {
  static let diagramPicture = Picture<FollowedImage>(
    "diagram", "the layers with what comes out of each, and how many numbers it has to learn"
  ) { request, world in AnyFigure(NetworkStory(request.run, world).diagram) }
}

extension NetworkStory {
  var diagram: LayerDiagram {
    let description = run.trained.network.description
    let input = description.inputShape
    var stations = [
      LayerDiagram.Station(
        operation: "", parameters: "", height: input[0], width: input[1], channels: input[2],
        isVector: false, name: world.words("image"))
    ]
    for row in description.summary {
      let shape = row.outputShape
      stations.append(
        LayerDiagram.Station(
          operation: world.words.network(row.layer),
          parameters: row.parameters == 0
            ? "" : world.words("{1} parameters", world.words.numerals.grouped(row.parameters)),
          height: shape.rank == 3 ? shape[0] : 1, width: shape.rank == 3 ? shape[1] : 1,
          channels: shape.rank == 3 ? shape[2] : shape.count, isVector: shape.rank != 3,
          name: row.name))
    }
    return LayerDiagram(
      title: world.title, stations: stations,
      total: world.words(
        "{1} parameters in all", world.words.numerals.grouped(description.parameterCount)))
  }
}
