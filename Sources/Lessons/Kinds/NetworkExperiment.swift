import Drawing
import Figures
import Networks
import Numerics

/// A 2–n–1 network of sigmoid units that learns a truth table from a seed. Its steps are snapshots
/// at chosen epochs. With `seeds:` it is trained from so many seeds, and counted how many get stuck.
struct NetworkExperiment: Experiment {
  let name: String
  let seed: UInt64
  let figures: TrainedFigures
  /// Seeds (from 1) that did not learn; nil where no count was asked for.
  let stuck: [UInt64]?
  let seedCount: Int

  var training: GateTraining { figures.training }
  var snapshots: [GateTraining.Snapshot] { figures.snapshots }

  /// Plays the value of `network:`.
  static func play(_ node: YAMLNode, _ context: ExperimentContext) throws -> (any Experiment)? {
    guard
      let keys = YAMLMapping(
        node, what: "a network",
        keys: TaskReader.keys + ["hidden", "rate", "epochs", "seed", "snapshots", "seeds"],
        findings: context.findings), let rows = TaskReader(keys).task()
    else { return nil }
    guard rows[0].inputs.count == 2 else {
      context.findings.error("this network takes two inputs", at: node)
      return nil
    }
    let epochs = keys.integer("epochs", in: 1...20_000) ?? 5000
    let training = GateTraining(
      rows: rows, units: keys.integer("hidden", in: 1...6) ?? 2,
      rate: keys.number("rate", in: 0.0001...10) ?? 0.2, epochs: epochs)
    let chosen = (keys.list("snapshots") ?? []).compactMap { item -> Int? in
      if let epoch = item.scalar.flatMap({ Int($0) }), (0...epochs).contains(epoch) {
        return epoch
      }
      context.findings.error(
        "a snapshot is an epoch from 0 to \(epochs)", at: item, hint: "write [0, 100, \(epochs)]")
      return nil
    }
    let seedCount = keys.integer("seeds", in: 1...1000) ?? 0
    let seed =
      context.options.seed ?? keys.integer("seed", in: 0...1_000_000).map { UInt64($0) }
      ?? context.seed
    guard !context.findings.hasErrors else { return nil }
    let run = try training.run(
      seed: seed, snapshots: keys["snapshots"] == nil ? [0, epochs] : chosen)
    return NetworkExperiment(
      name: context.name, seed: seed,
      figures: TrainedFigures(
        training, snapshots: run.snapshots, losses: run.losses, title: context.title,
        words: context.words),
      stuck: seedCount == 0 ? nil : try training.stuckSeeds(seedCount), seedCount: seedCount)
  }

  var marks: [StepMark] { snapshots.map { StepMark(epoch: nil, isMistake: $0.wrong > 0) } }

  func moment(_ index: Int) -> Moment { figures.moment(index) }

  func figure(_ request: FigureRequest) throws(ReferenceError) -> AnyFigure {
    let index = request.step.map { $0 == 0 ? 1 : $0 } ?? snapshots.count
    guard snapshots.indices.contains(index - 1) else { throw ReferenceError("no such snapshot") }
    switch request.show {
    case "surface", "hidden-plane":
      let plane =
        request.show == "surface"
        ? figures.surface(snapshots[index - 1]) : figures.hiddenPlane(snapshots[index - 1])
      guard var plane else { throw ReferenceError("this picture needs two hidden units") }
      plane.isTask = request.isTask
      return plane.captioned(request.caption)
    case "surfaces":
      return SmallMultiples(
        title: figures.title, caption: request.caption,
        panels: snapshots.map { snapshot in
          var surface = figures.surface(snapshot)
          surface.isMiniature = true
          return .init(
            heading: "Epoch \(snapshot.epoch)",
            note: "loss ≈ \(NumberText.fixed(snapshot.loss, 4)), \(snapshot.wrong) wrong",
            figure: surface)
        }
      ).erased
    case "loss":
      return figures.lossChart.captioned(request.caption)
    default:
      throw ReferenceError(
        "this experiment has no figure called \"\(request.show)\"", word: request.show,
        valid: ["surface", "surfaces", "hidden-plane", "loss"])
    }
  }

  func table(show: String, steps: [Int]) throws(ReferenceError) -> StepTable {
    guard show == "steps" else {
      throw ReferenceError(
        "this experiment has no table called \"\(show)\"", word: show, valid: ["steps"])
    }
    let columns =
      [StepTable.Column(code: "epoch", header: "\\text{epoch}", isComputed: false)]
      + training.rows.map {
        .init(
          code: "output",
          header: "\\hat{y}(\($0.inputs.map(\.asciiText).joined(separator: ", ")))",
          isComputed: false)
      } + [
        .init(code: "loss", header: "L", isComputed: false),
        .init(code: "wrong", header: "\\text{wrong}", isComputed: false),
      ]
    return StepTable(
      columns: columns,
      rows: steps.map { step in
        let snapshot = snapshots[step - 1]
        let numbers = (snapshot.outputs + [snapshot.loss]).map {
          PaperNumber(rounding: $0, to: 4).formula
        }
        return .init(
          step: step, cells: ["\(snapshot.epoch)"] + numbers + ["\(snapshot.wrong)"],
          isMistake: snapshot.wrong > 0)
      })
  }

  var overviews: [(name: String, figure: AnyFigure)] { [("loss", figures.lossChart.erased)] }

  func value(_ path: ReferencePath) throws(ReferenceError) -> Value {
    let valid = [
      "outputs", "loss", "wrong", "epochs", "seed", "seeds", "stuck", "solved", "percent",
      "snapshot(1).outputs",
    ]
    guard let first = path.parts.first else { throw ReferenceError("an empty reference") }
    if first.name == "snapshot", let number = first.arguments.first {
      guard snapshots.indices.contains(number - 1), let last = path.parts.dropFirst().first else {
        throw ReferenceError("snapshots are numbered from 1 to \(snapshots.count)")
      }
      return try value(last.name, of: snapshots[number - 1], valid)
    }
    if let stuck {
      switch first.name {
      case "seeds": return .number(seedCount)
      case "stuck": return .number(stuck.count)
      case "solved": return .number(seedCount - stuck.count)
      case "percent":
        return .paper(
          PaperNumber(
            rounding: .quotient(
              ExactDecimal(100 * stuck.count), ExactDecimal(seedCount), places: 3), to: 0))
      default: break
      }
    }
    switch first.name {
    case "epochs": return .number(training.epochs)
    case "seed": return .number(Int(seed))
    default: return try value(first.name, of: snapshots[snapshots.count - 1], valid)
    }
  }

  private func value(_ word: String, of snapshot: GateTraining.Snapshot, _ valid: [String])
    throws(ReferenceError) -> Value
  {
    switch word {
    case "outputs": return .paper(snapshot.outputs.map { PaperNumber(rounding: $0, to: 4) })
    case "loss": return .paper(PaperNumber(rounding: snapshot.loss, to: 4))
    case "wrong": return .number(snapshot.wrong)
    case "epoch": return .number(snapshot.epoch)
    default:
      throw ReferenceError("nothing here is called \"\(word)\"", word: word, valid: valid)
    }
  }

  var records: [String] {
    snapshots.enumerated().map { place, snapshot in
      "{\"experiment\":\"\(name)\",\"step\":\(place + 1),\"epoch\":\(snapshot.epoch),"
        + "\"loss\":\(snapshot.loss),\"outputs\":\(snapshot.outputs),"
        + "\"hidden\":\(snapshot.hidden),\"wrong\":\(snapshot.wrong)}"
    } + [
      "{\"experiment\":\"\(name)\",\"result\":\"trained\",\"seed\":\(seed),"
        + "\"epochs\":\(training.epochs)"
        + (stuck.map { ",\"seeds\":\(seedCount),\"stuck\":\($0.count)" } ?? "") + "}"
    ]
  }

  var ending: String {
    let last = snapshots[snapshots.count - 1]
    let outputs = last.outputs.map { NumberText.fixed($0, 4) }.joined(separator: ", ")
    return "After \(last.epoch) epochs the outputs are (\(outputs)), \(last.wrong) of "
      + "\(training.rows.count) rows wrong."
      + (stuck.map { " \($0.count) of \(seedCount) seeds get stuck." } ?? "")
  }
}
