import Drawing
import Networks
import Numerics

/// Pooling, forward and back, and the vector that the maps become.
extension NetworkStory {
  private struct Pool {
    var record: LayerRecord<Float>
    var rule: PoolingRule
    var window: Window
    var winners: [Int]?

    /// What is kept of the printed numbers of a window, and the arithmetic that says so.
    func kept(of values: [Printed]) -> (value: Printed, line: Derivation.Line) {
      let list = values.map(\.formula).joined(separator: ", ")
      func line(_ formula: String, _ relation: Derivation.Part.Relation, _ kept: Printed)
        -> (value: Printed, line: Derivation.Line)
      {
        let line = Derivation.Line(
          "output", "m",
          [.init(.approximately, formula, .numbers), .init(relation, kept.formula, .result)])
        return (kept, line)
      }
      switch rule {
      case .largest:
        let largest = values.max { $0.units < $1.units } ?? values[0]
        return line("\\max(\(list))", .equals, largest)
      case .smallest:
        let smallest = values.min { $0.units < $1.units } ?? values[0]
        return line("\\min(\(list))", .equals, smallest)
      case .mean:
        let sum = Printed.sum(values)
        return line(
          "\\frac{\(sum.formula)}{\(values.count)}", .approximately,
          Printed(sum.value / Double(values.count), 3))
      }
    }

    private func numbers(under place: Int, map: Int) -> [Double] {
      let input = record.input.channel(map)
      let (across, width) = (record.input.shape[1], record.output.shape[1])
      let corner = place / width * window.strideY * across + place % width * window.strideX
      return (0..<window.height * window.width).map {
        input[corner + $0 / window.width * across + $0 % window.width]
      }
    }

    /// Whether one number of the window at an output has won against the others; where a window is
    /// all zeros nobody wins anything.
    func hasWinner(kept: Double, at place: Int, map: Int) -> Bool {
      switch rule {
      case .largest: kept > 0
      case .smallest: numbers(under: place, map: map).contains { $0 > kept }
      case .mean: false
      }
    }
  }

  private func pool(_ name: String) -> Pool? {
    guard case .pooling(let record, let rule, let window, let winners) = layer(name) else {
      return nil
    }
    return Pool(record: record, rule: rule, window: window, winners: winners)
  }

  /// The map that a pooling scene shows: that with the largest value.
  public func shownMap(of name: String) -> Int { shownMap(layer(name).record.output) }

  private func shownMap(_ tensor: Tensor<Float>) -> Int {
    var best = 0
    for place in tensor.values.indices where abs(tensor.values[place]) > abs(tensor.values[best]) {
      best = place
    }
    return best % tensor.shape[2]
  }

  func poolingStages(_ name: String) -> [Stage] {
    guard let pool = pool(name) else { return [] }
    let map = shownMap(pool.record.output)
    let (h, w) = (pool.window.height, pool.window.width)
    // The window of the largest value, told in numbers.
    let output = pool.record.output.channel(map)
    let best = output.indices.max { output[$0] < output[$1] } ?? 0
    let width = pool.record.output.shape[1]
    let (top, left) = (best / width * pool.window.strideY, best % width * pool.window.strideX)
    let input = pool.record.input.channel(map)
    let across = pool.record.input.shape[1]
    let values = (0..<h * w).map { Printed(input[(top + $0 / w) * across + left + $0 % w], 3) }
    let (kept, line) = pool.kept(of: values)
    return [
      Stage(
        derivation: Derivation(
          words(
            "One window of map {1}, from row {2}, column {3}", "\(map)", "\(top)",
            "\(left)"),
          [line]),
        figure: poolingStory(name, map: map, top: top, left: left, values: values, result: kept),
        prediction: Prediction(
          question: words("How many numbers are left of the {1}?", "\(pool.record.input.count)"),
          expected: Double(pool.record.output.count), expectedText: "\(pool.record.output.count)",
          slips: [
            .init(
              value: Double(pool.record.input.count / 2),
              message: words("Rows and columns both shrink: divide twice."))
          ])),
      Stage(
        derivation: Derivation(
          words("Numbers of all maps"),
          [
            Derivation.Line(
              "count", "N",
              [
                .init(
                  .equals,
                  pool.record.output.shape.dimensions.map(String.init).joined(
                    separator: " \\cdot "),
                  .numbers),
                .init(.equals, "\(pool.record.output.count)", .result),
              ])
          ]),
        figure: poolingStory(name, map: map, top: top, left: left, values: values, result: kept)),
    ]
  }

  /// One map with a window outlined, this window in numbers, and what is left of all maps.
  private func poolingStory(
    _ name: String, map: Int, top: Int, left: Int, values: [Printed], result: Printed
  ) -> FigureColumn {
    guard let pool = pool(name) else { preconditionFailure("\(name) is no pooling") }
    let (h, w) = (pool.window.height, pool.window.width)
    var whole = poolingFigure(name, map: map)
    whole.table.outlines.append(.init(row: top, column: left, rows: h, columns: w))
    whole.result.outlines.append(
      .init(row: top / pool.window.strideY, column: left / pool.window.strideX))
    let scale = whole.table.scale
    func grid(_ rows: Int, _ columns: Int, _ numbers: [Printed]) -> PixelGrid {
      PixelGrid(
        rows: rows, columns: columns, values: numbers.map(\.value), texts: numbers.map(\.text),
        scale: scale)
    }
    let window = GridEquation(
      title: title,
      grids: [
        .init(words("The outlined window"), grid(h, w, values)), .init("", grid(1, 1, [result])),
      ], signs: ["→"])
    return FigureColumn(
      title: title, parts: [whole.erased, window.erased, mapSheet(name).erased],
      shares: [7, 2.8, 4])
  }

  /// One map, its winners ringed, and what pooling keeps of it.
  ///
  /// - Parameter isTask: Pupils fill in what is kept.
  public func poolingFigure(
    _ name: String, map: Int, isBack: Bool = false, isTask: Bool = false, caption: String = ""
  ) -> PoolingFigure {
    guard let pool = pool(name) else { preconditionFailure("\(name) is no pooling") }
    let (input, output) = (pool.record.input, pool.record.output)
    let scale = ValueScale.fitting(input.doubles)
    func grid(_ tensor: Tensor<Float>, _ scale: ValueScale, digits: Int?) -> PixelGrid {
      PixelGrid(
        rows: tensor.shape[0], columns: tensor.shape[1], rounded: tensor.channel(map),
        digits: digits, scale: scale)
    }
    // Numbers only where they can be read.
    let isSmall = input.shape[0] <= 12
    var table = grid(input, scale, digits: isSmall ? 1 : nil)
    let maps = output.shape[2]
    if let winners = pool.winners {
      let kept = output.channel(map)
      table.ringed = Set(
        kept.indices.filter { pool.hasWinner(kept: kept[$0], at: $0, map: map) }
          .map { winners[$0 * maps + map] / maps })
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
    var result = grid(output, scale, digits: isSmall ? 1 : nil)
    result.isTask = isTask
    var figure = PoolingFigure(
      title: title, caption: caption, table: table,
      tableHeading: isTask
        ? words("Map {1}", "\(map)") : words("Map {1}, the winners ringed", "\(map)"),
      result: result, resultHeading: name)
    if isBack, let arriving = pool.record.outputGradient, let back = pool.record.inputGradient {
      let signed = ValueScale.signed(arriving.doubles)
      figure.gradient = grid(arriving, signed, digits: nil)
      figure.tableGradient = grid(back, signed, digits: nil)
      if isSmall {
        // Thousandths are short enough for a cell.
        func thousandths(_ tensor: Tensor<Float>) -> [String] {
          tensor.channel(map).map { NumberText.fixed($0 * 1000, 0) }
        }
        figure.gradient?.texts = thousandths(arriving)
        figure.tableGradient?.texts = thousandths(back)
        figure.gradientUnit = words("in thousandths")
      }
    }
    return figure
  }

  func poolingBackStages(_ name: String) -> [Stage] {
    guard let pool = pool(name), let arriving = pool.record.outputGradient,
      let winners = pool.winners
    else { return [] }
    let map = shownMap(arriving)
    let values = arriving.channel(map)
    let best = values.indices.max { abs(values[$0]) < abs(values[$1]) } ?? 0
    let maps = arriving.shape[2]
    let winner = winners[best * maps + map] / maps
    let across = pool.record.input.shape[1]
    let (row, column) = (winner / across, winner % across)
    let text = Printed(values[best], 4).formula
    return [
      Stage(
        derivation: Derivation(
          words("Map {1}: the largest gradient, to its winner", "\(map)"),
          [
            Derivation.Line(
              "gradient", "g_{\\text{\(words("winner"))}}",
              [
                .init(.approximately, text, .result),
                .init(
                  .none, "\\text{ \(words("at row {1}, column {2}", "\(row)", "\(column)"))}",
                  .note),
              ])
          ]), figure: poolingFigure(name, map: map, isBack: true))
    ]
  }

  func flattenStages(_ name: String) -> [Stage] {
    let record = layer(name).record
    let shape = record.input.shape
    return [
      Stage(
        derivation: Derivation(
          words("All numbers in one row"),
          [
            Derivation.Line(
              "count", "n",
              [
                .init(
                  .equals, shape.dimensions.map(String.init).joined(separator: " \\cdot "), .numbers
                ),
                .init(.equals, "\(record.output.count)", .result),
              ])
          ]),
        figure: flattenStory(name),
        prediction: Prediction(
          question: words("How many numbers come out of {1}?", shape.description),
          expected: Double(record.output.count), expectedText: "\(record.output.count)"))
    ]
  }

  /// The maps with one place marked in each, and the row of all numbers in lines of one place of
  /// all maps each.
  private func flattenStory(_ name: String) -> AnyFigure {
    let record = layer(name).record
    let shape = record.input.shape
    let heading = words(
      "{1} numbers, from left to right and top to bottom", "\(record.output.count)")
    guard shape.rank == 3, shape[2] > 1, shape[2] <= 64 else {
      return GridFigure(
        title: title, grid: block(record.output.doubles), heading: heading,
        meaning: words("value")
      ).erased
    }
    let numbers = block(record.output.doubles, columns: shape[2])
      .outlined(.init(row: 0, column: 0, columns: shape[2]))
    let maps = self.maps(of: record.input).enumerated().map { place, grid in
      MapSheet.Panel(
        label: words("map {1}", "\(place)"), grid: grid.outlined(.init(row: 0, column: 0)))
    }
    return FigureColumn(
      title: title,
      parts: [
        MapSheet(title: title, panels: maps, meaning: "").erased,
        GridFigure(
          title: title, grid: numbers,
          heading: heading + ": " + words("each line one place of all {1} maps", "\(shape[2])"),
          meaning: words("value")
        ).erased,
      ], shares: [5, 5]
    ).erased
  }
}
