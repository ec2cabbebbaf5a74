import Figures
import Networks
import Numerics

/// The windows of a pooling, told and shown.
struct PoolingMoments {
  private let pooling: ExactPooling
  private let world: World

  init(_ pooling: ExactPooling, _ world: World) {
    self.pooling = pooling
    self.world = world
  }

  /// Window `index`, 1 … `steps.count`.
  func moment(_ index: Int) -> Moment {
    let step = pooling.steps[index - 1]
    var stages = [
      Stage(
        derivation: kept(step), figure: figure(known: index, current: step),
        openFigure: figure(known: index - 1, current: step).erased,
        prediction: prediction(step))
    ]
    if let gradient = step.gradient {
      stages.append(
        Stage(
          derivation: back(step, gradient), figure: figure(known: index, current: step, sent: index)
        ))
    }
    return Moment(
      index: index, count: pooling.steps.count, epoch: nil,
      heading: world.words(
        "Window {1} of {2} · row {3}, column {4}", "\(index)", "\(pooling.steps.count)",
        "\(step.row)", "\(step.column)"),
      isMistake: false, stages: stages)
  }

  // MARK: Arithmetic

  /// `m = max(4, 3, 1, 3) = 4`, or the average with its sum.
  private func kept(_ step: ExactPooling.Step) -> Derivation {
    let numbers = step.values.flatMap { $0 }
    switch pooling.kind {
    case .maximum:
      return Derivation(
        world.words("The largest number of the window"),
        [
          Derivation.Line(
            .output, "m",
            [
              .init(
                .equals, "\\max(\(numbers.map { $0.formula }.joined(separator: ", ")))", .numbers),
              .init(.equals, step.output.formula, .result),
            ])
        ])
    case .average:
      return Derivation(
        world.words("The average of the window"),
        [
          Derivation.Line(
            .sum, "s",
            [
              .init(.equals, numbers.map { $0.operand }.joined(separator: " + "), .numbers),
              .init(.equals, step.sum.formula, .result),
            ]),
          Derivation.Line(
            .output, "m",
            [
              .init(.equals, "\\frac{s}{\(numbers.count)}", .symbols),
              .init(.equals, "\\frac{\(step.sum.formula)}{\(numbers.count)}", .numbers),
              .init(.equals, step.output.formula, .result),
            ]),
        ])
    }
  }

  /// Where the gradient goes back to.
  private func back(_ step: ExactPooling.Step, _ gradient: ExactDecimal) -> Derivation {
    switch pooling.kind {
    case .maximum:
      let place = world.words(
        "at row {1}, column {2}", "\(step.winner.row)", "\(step.winner.column)")
      return Derivation(
        world.words("The way back: all of it to the winner, nothing to the others"),
        [
          Derivation.Line(
            .gradient, "g_{\\text{\(world.words("winner"))}}",
            [
              .init(.equals, gradient.formula, .result), .init(.none, "\\text{ \(place)}", .note),
            ])
        ])
    case .average:
      let count = pooling.windowHeight * pooling.windowWidth
      let share = Fraction(gradient, dividedBy: ExactDecimal(count))
      return Derivation(
        world.words("The way back: an equal share to every number"),
        [
          Derivation.Line(
            .gradient, "g_{\\text{\(world.words("each"))}}",
            [
              .init(.equals, "\\frac{\(gradient.formula)}{\(count)}", .numbers),
              .init(.equals, share.formula, .result),
            ])
        ])
    }
  }

  private func prediction(_ step: ExactPooling.Step) -> Prediction {
    let numbers = step.values.joined().map { $0.doubleValue }
    let average = step.sum.doubleValue / Double(numbers.count)
    let isMaximum = pooling.kind == .maximum
    return Prediction(
      Quantity(step: step.index, .output),
      question: isMaximum
        ? world.words("What does this window keep?")
        : world.words("What is the average of this window?"), expected: step.output.doubleValue,
      expectedText: step.output.description,
      mistakes: [
        isMaximum
          ? .init(
            value: average,
            message: world.words("That is the average. This pooling keeps the largest number."))
          : .init(
            value: numbers.max() ?? 0,
            message: world.words("That is the largest number. This pooling takes the average.")),
        .init(
          value: step.sum.doubleValue, message: world.words("That is the sum of the window.")),
        .init(
          value: numbers.min() ?? 0,
          message: world.words("That is the smallest number of the window.")),
      ])
  }

  // MARK: Pictures

  /// The table and what is kept of it, without the way back.
  func result(isTask: Bool) -> PoolingFigure {
    var figure = figure(isTask: isTask)
    figure.gradient = nil
    figure.tableGradient = nil
    return figure
  }

  var table: GridFigure {
    let figure = figure()
    return GridFigure(title: world.title, grid: figure.table, heading: figure.tableHeading)
  }

  /// The picture with the first `known` results, the window of `current` outlined, and the
  /// gradients of the first `sent` windows sent back; nil for all of them.
  func figure(
    known: Int? = nil, current: ExactPooling.Step? = nil, sent: Int? = nil, isTask: Bool = false
  ) -> PoolingFigure {
    let (h, w) = (pooling.windowHeight, pooling.windowWidth)
    let scale = ValueScale.fitting(pooling.table.joined().map { $0.doubleValue })
    var table = PixelGrid(exact: pooling.table, scale: scale)
    if pooling.stride == h, pooling.stride == w {
      table.outlines += pooling.steps.map {
        .init(row: $0.top, column: $0.left, rows: h, columns: w, style: .light)
      }
    }
    if pooling.kind == .maximum {
      table.ringsAreAnswers = isTask
      table.ringed = Set(
        pooling.steps.prefix(known ?? .max).filter { $0.hasWinner }.map {
          $0.winner.row * table.columns + $0.winner.column
        }
      )
      for step in pooling.steps.prefix(known ?? .max) {
        let cell = step.winner.row * table.columns + step.winner.column
        table.ringQuantities[cell, default: []].append(Quantity(step: step.index, .output))
      }
    }
    var result = PixelGrid(exact: pooling.result, known: known, scale: scale)
    result.isTask = isTask
    for place in result.values.indices {
      result.cellQuantities[place] = Quantity(step: place + 1, .output)
    }
    if let current {
      table.outlines.append(.init(row: current.top, column: current.left, rows: h, columns: w))
      result.outlines.append(.init(row: current.row, column: current.column))
    }
    var figure = PoolingFigure(
      title: world.title, table: table,
      tableHeading: world.words("Table, windows of {1} × {2}", "\(h)", "\(w)"), result: result,
      resultHeading: pooling.kind == .maximum ? world.words("Maximum") : world.words("Average"))
    if let gradient = pooling.gradient, let back = pooling.gradientOfTable(after: sent) {
      let signed = ValueScale.signed(gradient.joined().map { $0.doubleValue })
      figure.gradient = PixelGrid(exact: gradient, scale: signed)
      var arrived = PixelGrid(exact: back, scale: signed)
      arrived.isTask = isTask
      if let current {
        figure.gradient?.outlines.append(.init(row: current.row, column: current.column))
        arrived.outlines.append(.init(row: current.top, column: current.left, rows: h, columns: w))
        // Before its own gradient is sent, a step shows what the earlier ones sent.
        if sent == nil {
          let earlier = pooling.gradientOfTable(after: current.index - 1) ?? back
          arrived = PixelGrid(exact: earlier, scale: signed).outlined(arrived.outlines[0])
        }
      }
      figure.tableGradient = arrived
    }
    return figure
  }
}
