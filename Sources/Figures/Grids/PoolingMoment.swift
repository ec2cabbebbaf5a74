import Drawing
import Networks
import Numerics

/// One window of a pooling as terminal, picture and page show it.
public struct PoolingMoments: Sendable {
  public var pooling: ExactPooling
  public var title: String
  public var words: Words

  public init(_ pooling: ExactPooling, title: String, words: Words) {
    self.pooling = pooling
    self.title = title
    self.words = words
  }

  /// Window `index`, 1 … `steps.count`; the same value whenever it is asked for.
  public func moment(_ index: Int) -> Moment {
    let step = pooling.steps[index - 1]
    var stages = [
      Stage(
        derivation: result(step), figure: figure(known: index, current: step),
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
      heading: words(
        "Window {1} of {2} · row {3}, column {4}", "\(index)", "\(pooling.steps.count)",
        "\(step.row)", "\(step.column)"),
      isMistake: false, stages: stages)
  }

  /// `m = max(4, 3, 1, 3) = 4`, or the average with its sum.
  public func result(_ step: ExactPooling.Step) -> Derivation {
    let numbers = step.values.joined()
    switch pooling.kind {
    case .maximum:
      return Derivation(
        words("The largest number of the window"),
        [
          Derivation.Line(
            "output", "m",
            [
              .init(.equals, "\\max(\(numbers.map(\.formula).joined(separator: ", ")))", .numbers),
              .init(.equals, step.output.formula, .result),
            ])
        ])
    case .average:
      return Derivation(
        words("The average of the window"),
        [
          Derivation.Line(
            "sum", "s",
            [
              .init(.equals, numbers.map(\.operand).joined(separator: " + "), .numbers),
              .init(.equals, step.sum.formula, .result),
            ]),
          Derivation.Line(
            "output", "m",
            [
              .init(.equals, "\\frac{s}{\(numbers.count)}", .symbols),
              .init(.equals, "\\frac{\(step.sum.formula)}{\(numbers.count)}", .numbers),
              .init(.equals, step.output.formula, .result),
            ]),
        ])
    }
  }

  /// Where the gradient goes back to.
  public func back(_ step: ExactPooling.Step, _ gradient: ExactDecimal) -> Derivation {
    switch pooling.kind {
    case .maximum:
      return Derivation(
        words("The way back: all of it to the winner, nothing to the others"),
        [
          Derivation.Line(
            "gradient", "g_{\\text{\(words("winner"))}}",
            [
              .init(.equals, gradient.formula, .result),
              .init(
                .none,
                "\\text{ \(words("at row {1}, column {2}", "\(step.winner.row)", "\(step.winner.column)"))}",
                .note),
            ])
        ])
    case .average:
      let count = pooling.windowHeight * pooling.windowWidth
      let share = Fraction(gradient, dividedBy: ExactDecimal(count))
      return Derivation(
        words("The way back: an equal share to every number"),
        [
          Derivation.Line(
            "gradient", "g_{\\text{\(words("each"))}}",
            [
              .init(.equals, "\\frac{\(gradient.formula)}{\(count)}", .numbers),
              .init(.equals, share.formula, .result),
            ])
        ])
    }
  }

  private func prediction(_ step: ExactPooling.Step) -> Prediction {
    let numbers = step.values.joined().map(\.doubleValue)
    let maximum = numbers.max() ?? 0
    let average = step.sum.doubleValue / Double(numbers.count)
    let isMaximum = pooling.kind == .maximum
    let all: [(Double, String)] = [
      isMaximum
        ? (average, words("That is the average. This pooling keeps the largest number."))
        : (maximum, words("That is the largest number. This pooling takes the average.")),
      (step.sum.doubleValue, words("That is the sum of the window.")),
      (
        numbers.min() ?? 0, words("That is the smallest number of the window.")
      ),
    ]
    let expected = step.output.doubleValue
    var slips: [Prediction.Slip] = []
    for (value, message) in all where value != expected {
      if !slips.contains(where: { $0.value == value }) {
        slips.append(.init(value: value, message: message))
      }
    }
    return Prediction(
      question: words(
        isMaximum ? "What does this window keep?" : "What is the average of this window?"),
      expected: expected, expectedText: step.output.description, slips: slips)
  }

  // MARK: Pictures

  /// The picture with the first `known` results, the window of `current` outlined, and the
  /// gradients of the first `sent` windows sent back; nil for all of them.
  public func figure(
    known: Int? = nil, current: ExactPooling.Step? = nil, sent: Int? = nil, isTask: Bool = false,
    caption: String = ""
  ) -> PoolingFigure {
    let (h, w) = (pooling.windowHeight, pooling.windowWidth)
    let values = pooling.table.joined().map(\.doubleValue)
    let scale = ValueScale.fitting(values)
    var table = PixelGrid(exact: pooling.table, scale: scale)
    if pooling.stride == h, pooling.stride == w {
      table.outlines += pooling.steps.map {
        .init(row: $0.top, column: $0.left, rows: h, columns: w, style: .light)
      }
    }
    if pooling.kind == .maximum {
      table.ringsAreAnswers = isTask
      table.ringed = Set(
        pooling.steps.prefix(known ?? .max).map { $0.winner.row * table.columns + $0.winner.column }
      )
    }
    var result = PixelGrid(exact: pooling.result, known: known, scale: scale)
    result.isTask = isTask
    if let current {
      table.outlines.append(.init(row: current.top, column: current.left, rows: h, columns: w))
      result.outlines.append(.init(row: current.row, column: current.column))
    }
    var figure = PoolingFigure(
      title: title, caption: caption, table: table,
      tableHeading: words("Table, windows of {1} × {2}", "\(h)", "\(w)"), result: result,
      resultHeading: words(pooling.kind == .maximum ? "Maximum" : "Average"))
    if let gradient = pooling.gradient, let back = pooling.gradientOfTable(after: sent) {
      let signed = ValueScale.signed(gradient.joined().map(\.doubleValue))
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
