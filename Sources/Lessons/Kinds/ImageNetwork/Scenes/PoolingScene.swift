import Drawing
import Figures
import Networks
import Numerics

/// A pooling, forward: one window in numbers, and what is left of all maps.
extension StoryScene {
  static func pooling(_ layer: String) -> StoryScene {
    StoryScene("pooling", of: layer) {
      $0.words("Pooling")
    } stages: {
      $0.poolingStages(layer)
    }
  }
}

extension ImageNetworkKind {
  static let poolingPicture = Picture<FollowedImage>(
    "pooling", "one map, its windows, and what a pooling keeps of it",
    options: [AnyOption(LayerOption.pooling.option), AnyOption(LayerOption.map)],
    answers: .drawn, lacking: LayerOption.pooling.lacking,
    fault: { LayerOption.pooling.mapFault($0) }
  ) { request, world in
    let pool = PooledLayer(request.run, request[LayerOption.pooling.option])
    return AnyFigure(
      NetworkStory(request.run, world).pooling(
        pool, map: request[LayerOption.map] ?? pool.shownMap, isTask: request.isTask))
  }
}

/// A pooling layer of a followed image.
struct PooledLayer: Sendable {
  let name: String
  let record: LayerRecord<Float>
  let rule: PoolingRule
  let window: Window
  /// nil where the average is kept.
  let winners: [Int]?
  /// The map that is shown: that with the largest value.
  let shownMap: Int
  var maps: Int { record.output.shape[2] }

  init(_ run: FollowedImage, _ name: String) {
    guard case .pooling(let record, let rule, let window, let winners) = run.layer(name) else {
      preconditionFailure("\(name) is no pooling")
    }
    self.name = name
    self.record = record
    self.rule = rule
    self.window = window
    self.winners = winners
    shownMap = run.shownMap(record.output)
  }

  /// Whether one number of the window at an output has won against the others; where all are the
  /// same, as where ReLU has cut them, nobody wins anything.
  func hasWinner(at place: Int, map: Int) -> Bool {
    guard winners != nil else { return false }
    let width = record.output.shape[1]
    let input = record.input.channel(map)
    let numbers = window.places(under: place / width, place % width).map { input[$0] }
    return numbers.contains { $0 != numbers[0] }
  }

  /// The window of the largest value of a map, in its input.
  func best(of map: Int) -> (top: Int, left: Int, values: [PaperNumber]) {
    let output = record.output.channel(map)
    let best = output.indices.max { output[$0] < output[$1] } ?? 0
    let width = record.output.shape[1]
    let (top, left) = (best / width * window.strideY, best % width * window.strideX)
    let input = record.input.channel(map)
    let across = record.input.shape[1]
    return (
      top, left,
      (0..<window.height * window.width).map {
        let (row, column) = (top + $0 / window.width, left + $0 % window.width)
        return PaperNumber(rounding: input[row * across + column], to: 3)
      }
    )
  }
}

extension NetworkStory {
  fileprivate func poolingStages(_ name: String) -> [Stage] {
    let pool = PooledLayer(run, name)
    let map = pool.shownMap
    let (top, left, values) = pool.best(of: map)
    let (kept, line) = kept(of: values, by: pool)
    let figure = window(top, left, values, kept, map: map, of: pool)
    let (input, output) = (pool.record.input, pool.record.output)
    return [
      Stage(
        derivation: Derivation(
          world.words(
            "One window of map {1}, from row {2}, column {3}", "\(map)", "\(top)", "\(left)"),
          [line]), figure: figure),
      Stage(
        derivation: Derivation(
          world.words("Numbers of all maps"),
          [
            .count(
              .count, "N",
              output.shape.dimensions.map { "\($0)" }.joined(separator: " \\cdot "), output.count)
          ]), figure: figure,
        prediction: Prediction(
          quantity("pooling", of: name, .count),
          question: world.words("How many numbers are left of the {1}?", "\(input.count)"),
          expected: Double(output.count), expectedText: "\(output.count)",
          slips: [
            .init(
              value: Double(input.count / 2),
              message: world.words("Rows and columns both shrink: divide twice."))
          ])),
    ]
  }

  private func kept(of values: [PaperNumber], by pool: PooledLayer)
    -> (number: PaperNumber, line: Derivation.Line)
  {
    let list = values.map { $0.formula }.joined(separator: ", ")
    func line(
      _ formula: String, _ relation: Derivation.Part.Relation, _ kept: PaperNumber
    ) -> (number: PaperNumber, line: Derivation.Line) {
      let line = Derivation.Line(
        .output, "m",
        [.init(.approximately, formula, .numbers), .init(relation, kept.formula, .result)])
      return (kept, line)
    }
    switch pool.rule {
    case .largest:
      return line("\\max(\(list))", .equals, values.max { $0.value < $1.value } ?? values[0])
    case .smallest:
      return line("\\min(\(list))", .equals, values.min { $0.value < $1.value } ?? values[0])
    case .mean:
      let sum = PaperNumber.sum(values)
      let mean = PaperNumber(rounding: sum.doubleValue / Double(values.count), to: 3)
      return line("\\frac{\(sum.formula)}{\(values.count)}", .approximately, mean)
    }
  }

  /// One map with a window outlined, this window in numbers, and what is left of all maps.
  private func window(
    _ top: Int, _ left: Int, _ values: [PaperNumber], _ kept: PaperNumber, map: Int,
    of pool: PooledLayer
  ) -> FigureColumn {
    let (h, w) = (pool.window.height, pool.window.width)
    var whole = pooling(pool, map: map)
    whole.table.outlines.append(.init(row: top, column: left, rows: h, columns: w))
    whole.result.outlines.append(
      .init(row: top / pool.window.strideY, column: left / pool.window.strideX))
    let scale = whole.table.scale
    func grid(_ rows: Int, _ columns: Int, _ numbers: [PaperNumber]) -> PixelGrid {
      PixelGrid(
        rows: rows, columns: columns, values: numbers.map { .some($0.doubleValue) },
        texts: numbers.map { $0.text }, scale: scale)
    }
    let window = GridEquation(
      title: world.title,
      grids: [
        .init(world.words("The outlined window"), grid(h, w, values)),
        .init("", grid(1, 1, [kept])),
      ], signs: ["→"])
    return FigureColumn(
      title: world.title,
      parts: [AnyFigure(whole), AnyFigure(window), AnyFigure(mapSheet(pool.name))],
      shares: [7, 2.8, 4])
  }

  /// One map, its winners ringed, and what pooling keeps of it.
  ///
  /// - Parameter isTask: Pupils fill in what is kept.
  func pooling(_ pool: PooledLayer, map: Int, isTask: Bool = false) -> PoolingFigure {
    let (input, output) = (pool.record.input, pool.record.output)
    let scale = ValueScale.fitting(input.doubles)
    // Numbers only where they can be read.
    let digits = pool.hasRoomForNumbers ? 1 : nil
    var table = PixelGrid(channel: map, of: input, digits: digits, scale)
    if let winners = pool.winners {
      table.ringed = Set(
        (0..<output.shape[0] * output.shape[1]).filter { pool.hasWinner(at: $0, map: map) }
          .map { winners[$0 * pool.maps + map] / pool.maps })
      table.ringsAreAnswers = isTask
    }
    if isTask {
      // The windows are to be seen without their winners.
      table.outlines += (0..<output.shape[0] * output.shape[1]).map {
        .init(
          row: $0 / output.shape[1] * pool.window.strideY,
          column: $0 % output.shape[1] * pool.window.strideX, rows: pool.window.height,
          columns: pool.window.width, style: .light)
      }
    }
    var result = PixelGrid(channel: map, of: output, digits: digits, scale)
    result.isTask = isTask
    return PoolingFigure(
      title: world.title, table: table,
      tableHeading: isTask
        ? world.words("Map {1}", "\(map)")
        : world.words("Map {1}, the winners ringed", "\(map)"),
      result: result, resultHeading: pool.name)
  }
}

extension PooledLayer {
  var hasRoomForNumbers: Bool { record.input.shape[0] <= 12 }
}

extension PixelGrid {
  /// One channel of a tensor, its numbers rounded to `digits` places; nil shows none.
  init(channel: Int, of tensor: Tensor<Float>, digits: Int?, _ scale: ValueScale) {
    self.init(
      rows: tensor.shape[0], columns: tensor.shape[1], rounded: tensor.channel(channel),
      digits: digits, scale: scale)
  }
}
