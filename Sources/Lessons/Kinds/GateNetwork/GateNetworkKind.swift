import Drawing
import Figures
import Networks
import Numerics

/// A 2–n–1 network of sigmoid units that learns a truth table from a seed. Its steps are snapshots
/// at chosen epochs. With `seeds:` it is trained from so many seeds, and counted how many get stuck.
enum GateNetworkKind: Kind {
  static let key = "network"
  static let article = "a network"
  static let help =
    "A network of two inputs, a hidden layer of sigmoid units and one output that learns a truth "
    + "table with Adam, all rows at once. A step is a snapshot at an epoch."
  static let example = """
    network:
      gate: XOR
      hidden: 2
      rate: 0.2
      epochs: 2000
      seed: 4
      snapshots: [0, 50, 2000]
    """

  struct Run: Sendable {
    var training: GateTraining
    var seed: UInt64
    var snapshots: [GateTraining.Snapshot]
    /// Of every epoch, before its update.
    var losses: [Double]
    var seeds: Seeds?
  }

  /// What became of the trainings from the seeds 1, 2, 3, …
  struct Seeds: Sendable {
    var count: Int
    /// How many did not learn.
    var stuck: Int
  }

  static let hidden = Field<Int>.integer("hidden", 1...6, "how many hidden units").or(2, text: "2")
  static let rate = Field<Double>.number("rate", 0.0001...10, "Adam's learning rate")
    .or(0.2, text: "0.2")
  static let epochs = Field<Int>.integer("epochs", 1...20_000, "how long it learns")
    .or(5000, text: "5000")
  static let seed = Field<Int>.integer("seed", 0...1_000_000, "what its start is drawn from")
    .optional
  static let snapshots = Field<[Int]>(
    "snapshots", form: "a list of epochs, from 0", help: "when a snapshot is taken",
    control: .text
  ) { (node: YAMLNode, findings: Findings) -> [Int]? in
    let epochs = node.items.compactMap { item -> Int? in
      if let epoch = item.scalar.flatMap({ Int($0) }), epoch >= 0 { return epoch }
      findings.error("a snapshot is an epoch, from 0", at: item, hint: "write [0, 100]")
      return nil
    }
    guard epochs.count == node.items.count else { return nil }
    guard (1...100).contains(epochs.count) else {
      findings.error("1 to 100 snapshots are needed, here are \(epochs.count)", at: node)
      return nil
    }
    return epochs
  }.optional
  static let seeds = Field<Int>.integer(
    "seeds", 1...1000, "from how many seeds it is tried, to count those that get stuck"
  ).optional

  static let fields =
    TaskFields.all + [
      AnyField(hidden), AnyField(rate), AnyField(epochs), AnyField(seed), AnyField(snapshots),
      AnyField(seeds),
    ]

  static func run(_ values: FieldValues, _ world: World) throws(KindError) -> Run {
    let rows = try TaskFields.points(values)
    guard rows[0].inputs.count == 2 else {
      throw .fault("this network takes two inputs", at: values.node)
    }
    let epochs = values[epochs]
    if let late = values[snapshots]?.first(where: { $0 > epochs }) {
      throw values.fault(
        "a snapshot is an epoch from 0 to \(epochs), this is \(late)", at: snapshots,
        hint: "write [0, 100, \(epochs)]")
    }
    let seed =
      world.options.seed ?? values[self.seed].map { UInt64($0) } ?? world.seed
    let training = GateTraining(
      rows: rows, units: values[hidden], rate: values[rate], epochs: epochs)
    do {
      let run = try training.run(seed: seed, snapshots: values[snapshots] ?? [0, epochs])
      var counted: Seeds?
      if let count = values[seeds] {
        counted = Seeds(count: count, stuck: try training.stuckSeeds(count).count)
      }
      return Run(
        training: training, seed: seed, snapshots: run.snapshots, losses: run.losses,
        seeds: counted)
    } catch {
      throw .fault("\(error)", at: values.node)
    }
  }

  // MARK: What it shows

  static let shows = Shows<Run> {
    Steps({ run in run.snapshots.map { StepMark(epoch: nil, isMistake: $0.wrong > 0) } }) {
      run, index, world in GateNetworkPictures(run, world).moment(index)
    }
    Entry("snapshot", "of a snapshot", of: { $0.snapshots.count }, entries: ofSnapshot) {
      $0.snapshots[$1]
    }
    Entry("outputs", "the outputs of the rows at the end") { $0.snapshots.last.map(outputs) }
    Entry("loss", "the loss at the end") { $0.snapshots.last.map(loss) }
    Entry("wrong", "the rows that are wrong at the end") {
      $0.snapshots.last.map { .number($0.wrong) }
    }
    Entry("epochs", "how long it learned") { .number($0.training.epochs) }
    Entry("seed", "what its start was drawn from") { .number(Int($0.seed)) }
    Entry("seeds", "from how many seeds it was tried") { $0.seeds.map { .number($0.count) } }
    Entry("stuck", "how many of these got stuck") { $0.seeds.map { .number($0.stuck) } }
    Entry("solved", "how many of these learned") {
      $0.seeds.map { .number($0.count - $0.stuck) }
    }
    Entry("percent", "how many of 100 got stuck") { run in
      run.seeds.map { seeds in
        .paper(
          PaperNumber(
            rounding: .quotient(
              ExactDecimal(100 * seeds.stuck), ExactDecimal(seeds.count), places: 3), to: 0))
      }
    }
    Picture("surface", "the output over the plane of the inputs", step: .optional) {
      request, world in
      AnyFigure(GateNetworkPictures(request.run, world).surface(snapshot(request)))
    }
    Picture("surfaces", "the same for all snapshots side by side") { request, world in
      AnyFigure(GateNetworkPictures(request.run, world).surfaces)
    }
    Picture(
      "hidden-plane", "the plane of two hidden outputs with the output unit's line",
      step: .optional,
      lacking: { run in
        run.training.units == 2 ? nil : ReferenceError("this picture needs two hidden units")
      }
    ) { request, world in
      let pictures = GateNetworkPictures(request.run, world)
      let snapshot = snapshot(request)
      return pictures.hiddenPlane(snapshot).map { AnyFigure($0) }
        ?? AnyFigure(pictures.surface(snapshot))
    }
    Picture("loss", "the loss of every epoch") { request, world in
      AnyFigure(GateNetworkPictures(request.run, world).lossChart)
    }
    Overviews { run, world in
      [("loss", AnyFigure(GateNetworkPictures(run, world).lossChart))]
    }
    Table(
      "steps", "outputs and loss of each snapshot",
      columns: { run, world in
        [.init(.epoch, header: "\\text{\(world.words("epoch"))}", isComputed: false)]
          + run.training.rows.map { row in
            let inputs = row.inputs.map { $0.asciiText }.joined(separator: ", ")
            return .init(.output, header: "\\hat{y}(\(inputs))", isComputed: false)
          } + [
            .init(.loss, header: "L", isComputed: false),
            .init(.wrong, header: "\\text{\(world.words("wrong"))}", isComputed: false),
          ]
      },
      rows: .steps { run, step, _ in
        let snapshot = run.snapshots[step - 1]
        let numbers = (snapshot.outputs + [snapshot.loss]).map {
          PaperNumber(rounding: $0, to: 4).formula
        }
        return .init(
          step: step, cells: ["\(snapshot.epoch)"] + numbers + ["\(snapshot.wrong)"],
          isMistake: snapshot.wrong > 0)
      })
    Record(
      step: { run, index, _ in
        let snapshot = run.snapshots[index - 1]
        return [
          JSONMember("epoch", .integer(snapshot.epoch)),
          JSONMember("loss", .number(snapshot.loss)),
          JSONMember("outputs", .numbers(snapshot.outputs)),
          JSONMember("hidden", .spaced(snapshot.hidden.map { .numbers($0) })),
          JSONMember("wrong", .integer(snapshot.wrong)),
        ]
      },
      result: { run, _ in
        let trained = [
          JSONMember("result", .string("trained")), JSONMember("seed", .integer(Int(run.seed))),
          JSONMember("epochs", .integer(run.training.epochs)),
        ]
        guard let seeds = run.seeds else { return trained }
        return trained + [
          JSONMember("seeds", .integer(seeds.count)), JSONMember("stuck", .integer(seeds.stuck)),
        ]
      })
    Ending { run, world in
      guard let last = run.snapshots.last else { return "" }
      let outputs = last.outputs.map { NumberText.fixed($0, 4) }.joined(separator: ", ")
      let end = world.words(
        "After {1} epochs the outputs are ({2}), {3} of {4} rows wrong.", "\(last.epoch)", outputs,
        "\(last.wrong)", "\(run.training.rows.count)")
      guard let seeds = run.seeds else { return end }
      return end + " "
        + world.words("{1} of {2} seeds get stuck.", "\(seeds.stuck)", "\(seeds.count)")
    }
  }

  private static let ofSnapshot: [Entry<GateTraining.Snapshot>] = [
    Entry("outputs", "the outputs of the rows", outputs), Entry("loss", "the loss", loss),
    Entry("wrong", "the rows that are wrong") { .number($0.wrong) },
    Entry("epoch", "the epoch") { .number($0.epoch) },
  ]

  @Sendable private static func outputs(_ snapshot: GateTraining.Snapshot) -> Value {
    .paper(snapshot.outputs.map { PaperNumber(rounding: $0, to: 4) })
  }

  @Sendable private static func loss(_ snapshot: GateTraining.Snapshot) -> Value {
    .paper(PaperNumber(rounding: snapshot.loss, to: 4))
  }

  /// The snapshot asked for; the last one where none is.
  private static func snapshot(_ request: PictureRequest<Run>) -> GateTraining.Snapshot {
    let last = request.run.snapshots.count
    return request.run.snapshots[min(max(request.step ?? last, 1), last) - 1]
  }
}
