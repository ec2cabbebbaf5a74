import Figures
import Networks
import Numerics

/// A pooling by hand: every window is a step.
enum PoolingKind: Kind {
  static let key = "pooling"
  static let article = "a pooling"
  static let help =
    "A window that moves over a table and keeps one number of each place, in exact numbers, and the "
    + "gradients on their way back. A step is a window."
  static let example = """
    pooling:
      table: [[4, 3, 1, 5], [1, 3, 4, 8], [4, 5, 4, 3], [6, 5, 9, 4]]
      kind: maximum
      window: 2
    """

  static let table = GridSource.field("table", "the table, which the window moves over")
  static let kind = Field<ExactPooling.Kind>.word(
    "kind", ExactPooling.Kind.self, "whether a window keeps its largest number or their average"
  ).or(.maximum, text: "maximum")
  static let window = Field<Int>.integer("window", 1...32, "rows and columns of the window")
    .or(2, text: "2")
  static let stride = Field<Int>.integer("stride", 1...32, "how far the window moves on").optional
  static let gradient = GridSource.numbers(
    "gradient", "the gradient of the loss by each number of the result, which goes back"
  ).optional
  static let fields = [
    AnyField(table), AnyField(kind), AnyField(window),
    AnyField(stride, fallbackText: "the size of the window"), AnyField(gradient),
    AnyField(VariedImage.range),
  ]

  struct Run: Sendable {
    var pooling: ExactPooling
    /// What stands in the cells of a variant's table; nil where the table does not vary.
    var varied: ClosedRange<Int>?
  }

  static func run(_ values: FieldValues, _ world: World) throws(KindError) -> Run {
    let rows = try values[table].rows(at: values.place(table), world)
    let side = values[window]
    do throws(NetworkError) {
      let pooling = try ExactPooling(
        table: rows, kind: values[kind], windowHeight: side, windowWidth: side,
        stride: values[stride] ?? side, gradient: values[gradient])
      return Run(pooling: pooling, varied: values[VariedImage.range])
    } catch {
      throw .fault(error.description, at: values.node)
    }
  }

  // MARK: What it shows

  static let shows = Shows<Run> {
    Steps({ run in run.pooling.steps.map { _ in StepMark(epoch: nil, isMistake: false) } }) {
      run, index, world in PoolingMoments(run.pooling, world).moment(index)
    }
    entries
    Picture("result", "the table, its windows, and what is kept of each", answers: .drawn) {
      request, world in
      AnyFigure(PoolingMoments(request.run.pooling, world).result(isTask: request.isTask))
    }
    Picture(
      "gradient", "the same, with the gradients that go back", answers: .drawn,
      lacking: noGradient
    ) { request, world in
      AnyFigure(PoolingMoments(request.run.pooling, world).figure(isTask: request.isTask))
    }
    Picture("step", "one window with its result", step: .required) { request, world in
      let step = request.step ?? 1
      return AnyFigure(
        PoolingMoments(request.run.pooling, world).figure(
          known: step, current: request.run.pooling.steps[step - 1], sent: step))
    }
    Picture("table", "the table with its windows") { request, world in
      AnyFigure(PoolingMoments(request.run.pooling, world).table)
    }
    Overviews { run, world in
      [("overview", AnyFigure(PoolingMoments(run.pooling, world).figure()))]
    }
    Table(
      "steps", "every window with its numbers and its result",
      columns: { _, world in
        [
          .init(.step, header: "\\text{\(world.words("window"))}", isComputed: false),
          .init(.values, header: "\\text{\(world.words("numbers"))}", isComputed: false),
          .init(.output, header: "\\text{\(world.words("result"))}", isComputed: true),
        ]
      },
      rows: .steps { run, index, _ in
        let step = run.pooling.steps[index - 1]
        return .init(
          step: index,
          cells: [
            "\(index)", step.values.joined().map { $0.formula }.joined(separator: ", "),
            step.output.formula,
          ])
      })
    Record(
      step: { run, index, _ in
        let step = run.pooling.steps[index - 1]
        return [
          JSONMember("row", .integer(step.row)), JSONMember("column", .integer(step.column)),
          JSONMember("values", .rows(step.values)),
          JSONMember("output", .string(step.output.plain)),
        ]
      },
      result: { run, _ in
        [
          JSONMember("result", .string("table")),
          JSONMember("rows", .integer(run.pooling.outputHeight)),
          JSONMember("columns", .integer(run.pooling.outputWidth)),
          JSONMember("table", .rows(run.pooling.result)),
        ]
      })
    Ending { run, world in
      let result = PoolingMoments(run.pooling, world).figure().result
      return world.words(
        "The result has {1} × {2} numbers: {3}.", "\(result.rows)", "\(result.columns)",
        result.plainText)
    }
    Ability<Run>.variesImage { $0.variedImage }
  }

  @Sendable private static func noGradient(_ run: Run) -> ReferenceError? {
    run.pooling.gradient == nil
      ? ReferenceError("this pooling was given no gradient: add \"gradient:\" to it") : nil
  }

  private static let entries: [Entry<Run>] = [
    Entry("step", "of a window", of: { $0.pooling.steps.count }, entries: ofStep) {
      $0.pooling.steps[$1]
    },
    Entry("windows", "how many windows there are") { .number($0.pooling.steps.count) },
    Entry("rows", "rows of the result") { .number($0.pooling.outputHeight) },
    Entry("columns", "columns of the result") { .number($0.pooling.outputWidth) },
    Entry("window", "rows and columns of the window") { .number($0.pooling.windowHeight) },
    Entry("stride", "how far the window moves on") { .number($0.pooling.stride) },
    Entry("result", "all numbers of the result, row by row") { run in
      .fractions(run.pooling.steps.map { $0.output })
    },
    Entry(
      "at", "a number of the result", rows: { $0.pooling.outputHeight },
      columns: { $0.pooling.outputWidth }
    ) { run, row, column in
      .fraction(run.pooling.steps[row * run.pooling.outputWidth + column].output)
    },
    Entry("back", "what arrives at the numbers of the table, row by row") { run in
      run.pooling.gradientOfTable().map { .fractions($0.flatMap { $0 }) }
    },
    Entry(
      "back", "what arrives at a number of the table", rows: { $0.pooling.table.count },
      columns: { $0.pooling.table[0].count }
    ) { run, row, column in
      run.pooling.gradientOfTable().map { .fraction($0[row][column]) }
    },
  ]

  private static let ofStep: [Entry<ExactPooling.Step>] = [
    Entry("output", "what is kept") { .fraction($0.output) },
    Entry("sum", "the sum of its numbers") { .decimal($0.sum) },
    Entry("values", "its numbers, row by row") { .list($0.values.flatMap { $0 }) },
  ]
}

extension PoolingKind.Run {
  /// Other tables that are worth computing.
  var variedImage: VariedImage? {
    guard let varied else { return nil }
    let own = pooling
    return VariedImage(field: PoolingKind.table.key, rows: own.table, values: varied) { rows in
      let table = rows.map { row in row.map { ExactDecimal($0) } }
      guard
        let other = try? ExactPooling(
          table: table, kind: own.kind, windowHeight: own.windowHeight,
          windowWidth: own.windowWidth, stride: own.stride, gradient: own.gradient)
      else { return false }
      // One winner in each window, and not the same number everywhere.
      let hasOneWinner = other.steps.allSatisfy { step in
        let values = step.values.joined()
        guard let largest = values.max() else { return false }
        return values.count { $0 == largest } == 1
      }
      return hasOneWinner && Set(other.steps.map { $0.output.description }).count > 2
    }
  }
}
