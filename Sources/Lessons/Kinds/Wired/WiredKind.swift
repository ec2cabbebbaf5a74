import Datasets
import Figures
import Networks
import Numerics

/// A small network of perceptrons that somebody wired by hand: each step is one row of its truth
/// table, carried through every unit.
enum WiredKind: Kind {
  static let key = "wired"
  static let article = "a wired network"
  static let help =
    "Perceptrons wired by hand: a hidden layer and an output unit. A step is a row of the truth "
    + "table on its way through all units."
  static let example = """
    wired:
      gate: XOR
      hidden:
        - {name: OR, weights: [-0.5, 1, 1]}
        - {name: NAND, weights: [1.5, -1, -1]}
      output: {name: AND, weights: [-1.5, 1, 1]}
    """

  struct Run: Sendable {
    var network: ThresholdNetwork
    /// The rows, in the order in which they are visited.
    var rows: [LabelledPoint]

    /// What the network says to a row: the output of its last unit.
    func answer(_ row: Int) -> Int {
      network.firings(rows[row].inputs).last?.last?.output ?? 0
    }

    var wrong: [Int] { rows.indices.filter { answer($0) != rows[$0].target } }
  }

  private static let limits = DecimalLimits(places: 6, below: 1000)
  static let hidden = UnitFields.units("hidden", count: 1...8, limits, "the hidden units")
  static let output = UnitFields.units("output", count: 1...1, limits, "the output unit")
  static let fields = TaskFields.all + [AnyField(hidden), AnyField(output)]

  static func run(_ values: FieldValues, _ world: World) throws(KindError) -> Run {
    let rows = try TaskFields.points(values)
    let width = rows[0].inputs.count
    try UnitFields.check(values[hidden], inputs: width)
    try UnitFields.check(values[output], inputs: values[hidden].count)
    let layers = [values[hidden], values[output]].map { units in
      units.map {
        ThresholdNetwork.Unit(name: $0.name, perceptron: Perceptron(weights: $0.weights))
      }
    }
    return Run(network: ThresholdNetwork(inputCount: width, layers: layers), rows: rows)
  }

  // MARK: What it shows

  static let shows = Shows<Run> {
    Steps({ run in
      let wrong = run.wrong
      return run.rows.indices.map { StepMark(epoch: nil, isMistake: wrong.contains($0)) }
    }) { run, index, world in WiredPictures(run, world).moment(index) }
    Entry("outputs", "what the network says to each row") { run in
      .list(run.rows.indices.map { ExactDecimal(run.answer($0)) })
    }
    Entry("wrong", "how many rows come out wrong") { .number($0.wrong.count) }
    Entry("rows", "the number of rows") { .number($0.rows.count) }
    Entry("units", "the number of units") { .number($0.network.layers.joined().count) }
    Entry("row", "of a row", of: { $0.rows.count }, entries: ofRow) { Row(run: $0, place: $1) }
    Entry("step", "of a row", of: { $0.rows.count }, entries: ofRow) { Row(run: $0, place: $1) }
    Picture(
      "network", "the network with the values of a row", step: .optional, answers: .drawn
    ) { request, world in
      var diagram = WiredPictures(request.run, world).diagram(row: row(request))
      diagram.isTask = request.isTask
      return AnyFigure(diagram)
    }
    Picture(
      "lines", "the plane of two inputs with the line of each hidden unit", step: .optional,
      answers: .drawn, lacking: needsInputs
    ) { request, world in
      plane(WiredPictures(request.run, world).lines(visited: row(request)), request)
    }
    Picture(
      "hidden-plane", "the plane of two hidden outputs with the output unit's line",
      step: .optional, answers: .drawn, lacking: needsHidden
    ) { request, world in
      plane(WiredPictures(request.run, world).hiddenPlane(visited: row(request)), request)
    }
    Overviews { run, world in
      let pictures = WiredPictures(run, world)
      return [("network", AnyFigure(pictures.diagram(row: nil)))]
        + (pictures.lines().map { [("lines", AnyFigure($0))] } ?? [])
        + (pictures.hiddenPlane().map { [("hidden-plane", AnyFigure($0))] } ?? [])
    }
    Table(
      "steps", "every row with the sum and output of each unit",
      columns: { run, world in
        let symbols = WiredPictures(run, world).symbols
        let units = run.network.layers.enumerated().flatMap { depth, layer in
          layer.indices.flatMap { place -> [StepTable.Column] in
            [
              .init(.sum, header: symbols.sum(depth, place), isComputed: true),
              .init(.output, header: symbols.output(depth, place), isComputed: true),
            ]
          }
        }
        return inputColumns(run) + units + [.target(world)]
      },
      rows: .steps { run, step, _ in
        let row = run.rows[step - 1]
        return .init(
          step: step,
          cells: row.inputs.map { $0.asciiText }
            + run.network.firings(row.inputs).joined().flatMap {
              [$0.sum.asciiText, "\($0.output)"]
            } + ["\(row.target)"], isMistake: run.answer(step - 1) != row.target)
      })
    Table(
      "truth", "the rows and what they should be",
      columns: { run, world in inputColumns(run) + [.target(world)] },
      rows: .steps { run, step, _ in
        let row = run.rows[step - 1]
        return .init(
          step: step, cells: row.inputs.map { $0.asciiText } + ["\(row.target)"],
          isMistake: run.answer(step - 1) != row.target)
      })
    Record(
      step: { run, index, _ in
        let row = run.rows[index - 1]
        let units = run.network.firings(row.inputs).enumerated().flatMap { depth, layer in
          layer.enumerated().map { place, firing -> TraceJSON in
            .object([
              JSONMember("unit", .integer(run.symbols.number(depth, place))),
              JSONMember("name", .string(run.network.layers[depth][place].name)),
              JSONMember("sum", .decimal(firing.sum)),
              JSONMember("output", .integer(firing.output)),
            ])
          }
        }
        return [
          JSONMember("inputs", .decimals(row.inputs)), JSONMember("units", .list(units)),
          JSONMember("output", .integer(run.answer(index - 1))),
          JSONMember("target", .integer(row.target)),
        ]
      },
      result: { run, _ in
        [
          JSONMember("result", .string("truth table")),
          JSONMember("rows", .integer(run.rows.count)),
          JSONMember("wrong", .integer(run.wrong.count)),
        ]
      })
    Ending { run, world in
      let wrong = run.wrong
      return wrong.isEmpty
        ? world.words("All {1} rows come out right.", "\(run.rows.count)")
        : world.words(
          "{1} of {2} rows come out wrong: {3}.", "\(wrong.count)", "\(run.rows.count)",
          wrong.map { run.rows[$0].inputsText }.joined(separator: ", "))
    }
    Ability<Run>.varies(variation)
  }

  /// A row on its way through the network.
  private struct Row: Sendable {
    var run: Run
    var place: Int

    var point: LabelledPoint { run.rows[place] }
    var firings: [[ThresholdNetwork.Firing]] { run.network.firings(point.inputs) }
  }

  private static let ofRow: [Entry<Row>] = [
    Entry("inputs", "the inputs") { .list($0.point.inputs) },
    Entry("target", "what should come out") { .number($0.point.target) },
    Entry("output", "what comes out") { .number($0.run.answer($0.place)) },
    Entry("hidden", "the outputs of the hidden units") {
      .list($0.firings[0].map { ExactDecimal($0.output) })
    },
    Entry("sum", "the sum of a unit", of: { $0.firings.joined().count }) {
      .decimal(Array($0.firings.joined())[$1].sum)
    },
  ]

  private static func row(_ request: PictureRequest<Run>) -> Int? {
    request.step.flatMap { $0 > 0 ? $0 - 1 : nil }
  }

  private static func plane(_ plane: PlanePlot?, _ request: PictureRequest<Run>) -> AnyFigure {
    guard var plane else { preconditionFailure("a plane of other than two axes") }
    plane.isTask = request.isTask
    return AnyFigure(plane)
  }

  @Sendable private static func needsInputs(_ run: Run) -> ReferenceError? {
    run.network.inputCount == 2 ? nil : ReferenceError("this picture needs two inputs")
  }

  @Sendable private static func needsHidden(_ run: Run) -> ReferenceError? {
    run.network.layers[0].count == 2
      ? nil : ReferenceError("this picture needs two hidden units")
  }

  private static func inputColumns(_ run: Run) -> [StepTable.Column] {
    (0..<run.network.inputCount).map {
      .init(.input($0 + 1), header: "x_\($0 + 1)", isComputed: false)
    }
  }
}

extension WiredKind.Run {
  var symbols: NetworkSymbols {
    NetworkSymbols(
      inputs: network.inputCount, layers: network.layers.map { $0.count })
  }
}

extension StepTable.Column {
  /// What should come out, which nobody computes.
  static func target(_ world: World) -> StepTable.Column {
    .init(.target, header: "\\text{\(world.words("target"))}", isComputed: false)
  }
}
