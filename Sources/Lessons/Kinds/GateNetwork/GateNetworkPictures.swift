import Datasets
import Drawing
import Figures
import Networks
import Numerics

/// Pictures of a small sigmoid network that learned a truth table from a seed.
struct GateNetworkPictures {
  private let run: GateNetworkKind.Run
  private let title: String
  private let words: Words

  init(_ run: GateNetworkKind.Run, _ world: World) {
    self.run = run
    title = world.title
    words = world.words
  }

  private var training: GateTraining { run.training }
  private var rows: [LabelledPoint] { training.rows }

  private func tensor(_ snapshot: GateTraining.Snapshot, _ name: String) -> Tensor<Double> {
    snapshot.network[name] ?? Tensor(zeros: [1])
  }

  /// The output over the plane of the inputs with the lines of the hidden units.
  func surface(_ snapshot: GateTraining.Snapshot) -> PlanePlot {
    let (w, b) = (tensor(snapshot, "dense1.kernel"), tensor(snapshot, "dense1.bias"))
    let (v, c) = (tensor(snapshot, "dense2.kernel"), tensor(snapshot, "dense2.bias"))
    let units = 0..<training.units
    let range = -0.7...1.7
    let outputs = rows.indices.map {
      "\(rows[$0].inputsText) → " + NumberText.fixed(snapshot.outputs[$0], 4)
    }
    return PlanePlot(
      title: title,
      description: words(
        "Epoch {1}: outputs {2}. Lines of the hidden units: {3}.", "\(snapshot.epoch)",
        outputs.joined(separator: ", "),
        units.map {
          "0 = \(NumberText.fixed(b[$0], 2)) + \(NumberText.fixed(w[0, $0], 2))·x1 + "
            + "\(NumberText.fixed(w[1, $0], 2))·x2"
        }.joined(separator: "; ")),
      x: range, y: range, axisNames: ["x_1", "x_2"],
      marks: rows.map { .init($0, at: $0.inputs, isVisited: false) },
      lines: units.map {
        .init(constant: b[$0], x: w[0, $0], y: w[1, $0], label: "h_\($0 + 1)")
      },
      field: PlaneField(
        x: range, y: range, levels: [0.1, 0.3, 0.5, 0.7, 0.9],
        levelTexts: ["0.1", "0.3", "0.5", "0.7", "0.9"], name: words("output")
      ) { x, y in
        sigmoid(
          units.reduce(c[0]) {
            $0 + v[$1, 0] * sigmoid(b[$1] + w[0, $1] * x + w[1, $1] * y)
          })
      })
  }

  /// The surfaces of all snapshots side by side.
  var surfaces: SmallMultiples {
    SmallMultiples(
      title: title,
      panels: run.snapshots.map { snapshot in
        var surface = surface(snapshot)
        surface.isMiniature = true
        return .init(
          heading: words("Epoch {1}", "\(snapshot.epoch)"),
          note: words(
            "loss ≈ {1}, {2} wrong", NumberText.fixed(snapshot.loss, 4), "\(snapshot.wrong)"),
          figure: surface)
      })
  }

  /// The plane of two hidden outputs with the output unit's line; nil for other numbers of units.
  func hiddenPlane(_ snapshot: GateTraining.Snapshot) -> PlanePlot? {
    guard training.units == 2 else { return nil }
    let (v, c) = (tensor(snapshot, "dense2.kernel"), tensor(snapshot, "dense2.bias"))
    let moved = rows.indices.map { row in
      "\(rows[row].inputsText) → ("
        + snapshot.hidden[row].map { NumberText.fixed($0, 2) }.joined(separator: ", ") + ")"
    }
    var plane = PlanePlot(
      title: title,
      description: words(
        "Epoch {1}: the rows in the plane of the hidden outputs: {2}. The output unit's line is {3}.",
        "\(snapshot.epoch)", moved.joined(separator: ", "),
        "0 = \(NumberText.fixed(c[0], 2)) + \(NumberText.fixed(v[0, 0], 2))·h1 + "
          + "\(NumberText.fixed(v[1, 0], 2))·h2"),
      x: -0.4...1.4, y: -0.4...1.4, axisNames: ["h_1", "h_2"],
      marks: rows.indices.map { row in
        .init(
          snapshot.hidden[row][0], snapshot.hidden[row][1], isTrue: rows[row].isTrue,
          label: PlainFormula.tuple(rows[row].inputs))
      }, lines: [.init(constant: c[0], x: v[0, 0], y: v[1, 0], label: "\\hat{y}")],
      hatchesSides: true)
    plane.markPrefix = words("from")
    return plane
  }

  var lossChart: LineChart {
    let losses = run.losses
    let step = max(1, losses.count / 200)
    let points = stride(from: 0, to: losses.count, by: step).map {
      LineChart.Series.Point(Double($0), losses[$0])
    }
    return LineChart(
      title: title,
      series: [.init(name: "L", plainName: words("loss"), points: points)],
      xAxis: words("epoch"), yAxis: words("loss"), startsAtZero: true, digits: 4)
  }

  /// Snapshot `index`, 1 … `snapshots.count`, as a moment.
  func moment(_ index: Int) -> Moment {
    let snapshot = run.snapshots[index - 1]
    func line(_ quantity: String, _ symbol: String, _ value: Double, _ places: Int = 4)
      -> Derivation.Line
    {
      Derivation.Line(quantity, symbol, [PaperNumber(rounding: value, to: places).result])
    }
    let hidden = rows.indices.flatMap { row in
      snapshot.hidden[row].enumerated().map { unit, value in
        line(.hidden, "h_\(unit + 1)\(PlainFormula.tuple(rows[row].inputs))", value)
      }
    }
    let outputs = rows.indices.map { row -> Derivation.Line in
      var result = line(
        .output, "\\hat{y}\(PlainFormula.tuple(rows[row].inputs))", snapshot.outputs[row])
      let isRight = (snapshot.outputs[row] > 0.5) == rows[row].isTrue
      result.parts.append(
        .init(
          .none,
          "\\text{, \(words("should be")) \(rows[row].target): "
            + "\(isRight ? words("right") : words("wrong"))}", .note))
      return result
    }
    let plane = hiddenPlane(snapshot) ?? surface(snapshot)
    return Moment(
      index: index, count: run.snapshots.count, epoch: nil,
      heading: words("After {1} epochs", "\(snapshot.epoch)"), isMistake: snapshot.wrong > 0,
      stages: [
        Stage(
          derivation: Derivation(words("Where the hidden layer puts the points"), hidden),
          figure: plane),
        Stage(
          derivation: Derivation(
            words("Outputs, computed without rounding"),
            outputs + [line(.loss, "L", snapshot.loss)]),
          figure: surface(snapshot)),
      ])
  }
}
