import Figures
import Networks

/// The maps as one row of numbers.
extension StoryScene {
  static func flatten(_ layer: String) -> StoryScene {
    StoryScene("flatten", of: layer) {
      $0.words("Flatten")
    } stages: { story in
      let record = story.run.layer(layer).record
      let shape = record.input.shape
      let count = record.output.count
      return [
        Stage(
          derivation: Derivation(
            story.world.words("All numbers in one row"),
            [
              .count(
                .count, "n", shape.dimensions.map { "\($0)" }.joined(separator: " \\cdot "), count)
            ]), figure: story.flattened(layer), openFigure: story.arriving(layer),
          prediction: Prediction(
            story.quantity("flatten", of: layer, .count),
            question: story.world.words(
              "How many numbers come out of {1}?", shape.description), expected: Double(count),
            expectedText: "\(count)"))
      ]
    }
  }
}

extension NetworkStory {
  /// What is to be set in one row, before it is.
  fileprivate func arriving(_ name: String) -> AnyFigure {
    let input = run.layer(name).record.input
    let maps = self.maps(of: input).prefix(64).enumerated().map { place, grid in
      MapSheet.Panel(label: world.words("map {1}", "\(place)"), grid: grid)
    }
    return AnyFigure(MapSheet(title: world.title, panels: maps, meaning: world.words("value")))
  }

  /// The maps with one place marked in each, and the row of all numbers in lines of one place of
  /// all maps each.
  fileprivate func flattened(_ name: String) -> AnyFigure {
    let record = run.layer(name).record
    let shape = record.input.shape
    let heading = world.words(
      "{1} numbers, from left to right and top to bottom", "\(record.output.count)")
    guard shape.rank == 3, shape[2] > 1, shape[2] <= 64 else {
      return AnyFigure(
        GridFigure(
          title: world.title, grid: block(record.output.doubles), heading: heading,
          meaning: world.words("value")))
    }
    let numbers = block(record.output.doubles, columns: shape[2])
      .outlined(.init(row: 0, column: 0, columns: shape[2]))
    let maps = self.maps(of: record.input).enumerated().map { place, grid in
      MapSheet.Panel(
        label: world.words("map {1}", "\(place)"), grid: grid.outlined(.init(row: 0, column: 0)))
    }
    return AnyFigure(
      FigureColumn(
        title: world.title,
        parts: [
          AnyFigure(MapSheet(title: world.title, panels: maps, meaning: "")),
          AnyFigure(
            GridFigure(
              title: world.title, grid: numbers,
              heading: heading + ": "
                + world.words("each line one place of all {1} maps", "\(shape[2])"),
              meaning: world.words("value"))),
        ], shares: [5, 5]))
  }
}
