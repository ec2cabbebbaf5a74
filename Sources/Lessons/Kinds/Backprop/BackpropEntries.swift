import Figures
import Networks
import Numerics

/// What references into backpropagation stand for, its tables and its trace.
extension BackpropKind {
  static let entries: [Entry<BackpropRun>] = [
    Entry("loss", "the loss") { .paper($0.pass.loss, $0.exact.loss) },
    Entry("loss-after", "the loss after the step") {
      .paper($0.after.loss, $0.exactAfter.loss)
    },
    Entry("change", "the difference of the two") {
      .paper($0.change, $0.exactAfter.loss - $0.exact.loss)
    },
    Entry("rate", "the learning rate") { .decimal($0.rate) },
    Entry("steps", "the number of steps") { .number($0.steps.count) },
    Entry("weights", "the number of weights and biases") { .number($0.network.parameters.count) },
    Entry("passes", "the passes that nudging all of them takes") {
      .number(2 * $0.network.parameters.count)
    },
    Entry("agreeing", "the derivatives that agree with their nudge, but for rounding") {
      .number($0.agreeing)
    },
    Entry("identical", "those that agree in every digit") { .number($0.identical) },
    Entry("output", "the outputs") { .paper($0.pass.outputs[1], $0.exact.outputs[1]) },
    Entry("output-after", "the outputs after the step") {
      .paper($0.after.outputs[1], $0.exactAfter.outputs[1])
    },
    Entry("hidden", "the outputs of the hidden layer") {
      .paper($0.pass.outputs[0], $0.exact.outputs[0])
    },
    Entry("z", "the sum of a unit", of: { $0.pass.sums.joined().count }) {
      .paper(Array($0.pass.sums.joined())[$1], Array($0.exact.sums.joined())[$1])
    },
    Entry("delta", "δ of a unit", of: { $0.pass.deltas.joined().count }) {
      .paper(Array($0.pass.deltas.joined())[$1], Array($0.exact.deltas.joined())[$1])
    },
    ofWeight("weight", "a weight or bias") { .decimal($0.network[$1]) },
    ofWeight("gradient", "its derivative") { .paper($0.gradient($1), $0.exact.gradient($1)) },
    ofWeight("after", "its value after the step") { .decimal($0.after.network[$1]) },
    ofWeight("nudge", "the quotient of its nudge") { run, parameter in
      run.nudges[parameter].map { .paper($0.quotient) }
    },
    ofWeight("up", "the loss with the weight a hundredth larger") { run, parameter in
      run.nudges[parameter].map { .paper($0.up) }
    },
    ofWeight("down", "the loss with the weight a hundredth smaller") { run, parameter in
      run.nudges[parameter].map { .paper($0.down) }
    },
    ofWeight("difference", "the difference of these two") { run, parameter in
      run.nudges[parameter].map { .decimal($0.difference) }
    },
  ]

  private static func ofWeight(
    _ name: String, _ help: String,
    _ value: @escaping @Sendable (BackpropRun, PaperParameter) -> Value?
  ) -> Entry<BackpropRun> {
    Entry(name, help, example: "w11", names: codes) { run, place in
      value(run, run.network.parameters[place])
    }
  }

  // MARK: Tables

  /// What each step computes, in its last lines.
  static let stepTable = Table<BackpropRun>(
    "steps", "what each step computes",
    columns: { _, world in
      [
        .init(.step, header: "\\text{\(world.words("step"))}", isComputed: false),
        .init(.what, header: "\\text{\(world.words("what"))}", isComputed: false),
        .init(.result, header: "\\text{\(world.words("result"))}", isComputed: true),
      ]
    },
    rows: .steps { run, index, world in
      let pictures = BackpropPictures(run, world)
      let moment = pictures.moment(index)
      let lines = moment.stages.first?.derivation.lines.filter { $0.code != .exact }
      let results = lines?.map { line -> String in
        guard let last = line.parts.last else { return line.symbol }
        return
          "\(line.symbol) \(last.relation == .approximately ? "\\approx" : "=") \(last.formula)"
      }
      return .init(
        step: index,
        cells: [
          "\(index)", "\\text{\(pictures.name(of: run.steps[index - 1]))}",
          (results ?? []).joined(separator: ",\\; "),
        ], isMistake: moment.isMistake)
    })

  /// The chain rule for every weight: symbols, factors, product, nudge, new weight.
  static let gradientTable = parameters(
    "gradients", "the chain rule for every weight, with its nudge",
    [.weight, .value, .chain, .factors, .gradient, .nudge, .weights])
  /// The same without what a worksheet asks for elsewhere: the factors and the nudges.
  static let updateTable = parameters(
    "update", "the same without factors and nudges", [.weight, .value, .chain, .gradient, .weights])
  static let nudgeTable = parameters(
    "nudges", "the nudge of every weight",
    [.weight, .value, .up, .down, .difference, .quotient])

  /// A column of the tables that have a row for each parameter.
  private enum Column: Sendable {
    case weight, value, chain, factors, gradient, nudge, weights, up, down, difference, quotient

    func head(_ words: Words) -> StepTable.Column {
      switch self {
      case .weight: .init(.weight, header: "w", isComputed: false)
      case .value: .init(.value, header: "\\text{\(words("value"))}", isComputed: false)
      case .chain: .init(.chain, header: "\\text{\(words("chain rule"))}", isComputed: false)
      case .factors: .init(.factors, header: "\\text{\(words("factors"))}", isComputed: true)
      case .gradient: .init(.gradient, header: "\\partial L/\\partial w", isComputed: true)
      case .nudge: .init(.nudge, header: "\\text{\(words("nudge"))}", isComputed: false)
      case .weights: .init(.weights, header: "w'", isComputed: true)
      case .up: .init(.up, header: "L(w + 0.01)", isComputed: false)
      case .down: .init(.down, header: "L(w - 0.01)", isComputed: false)
      case .difference:
        .init(.difference, header: "\\text{\(words("difference"))}", isComputed: true)
      case .quotient:
        .init(.nudge, header: "\\text{\(words("difference"))}/0.02", isComputed: true)
      }
    }

    func cell(_ parameter: PaperParameter, _ pictures: BackpropPictures) -> String {
      let run = pictures.run
      let nudge = run.nudges[parameter]
      return switch self {
      case .weight: run.symbol(parameter)
      case .value: run.network[parameter].asciiText
      case .chain: pictures.factors(parameter).0
      case .factors: pictures.factors(parameter).1
      case .gradient: run.gradient(parameter).formula
      case .nudge, .quotient: nudge?.quotient.formula ?? ""
      case .weights: run.after.network[parameter].asciiText
      case .up: nudge?.up.formula ?? ""
      case .down: nudge?.down.formula ?? ""
      case .difference: nudge?.difference.asciiText ?? ""
      }
    }
  }

  private static func parameters(_ name: String, _ help: String, _ columns: [Column])
    -> Table<BackpropRun>
  {
    Table(
      name, help, columns: { _, world in columns.map { $0.head(world.words) } },
      rows: .all { run, world in
        let pictures = BackpropPictures(run, world)
        return run.network.parameters.enumerated().map { place, parameter in
          .init(step: place + 1, cells: columns.map { $0.cell(parameter, pictures) })
        }
      })
  }

  // MARK: Trace

  /// One object a step; printed digits as strings.
  static let record = Record<BackpropRun>(
    step: { run, index, _ in members(of: run.steps[index - 1], run) },
    result: { run, _ in
      [
        JSONMember("result", .string("updated")), JSONMember("loss", .paper(run.pass.loss)),
        JSONMember("lossAfter", .paper(run.after.loss)), JSONMember("rate", .decimal(run.rate)),
        JSONMember("agreeing", .integer(run.agreeing)),
        JSONMember("parameters", .integer(run.network.parameters.count)),
      ]
    })

  private static func members(of step: BackpropRun.Step, _ run: BackpropRun) -> [JSONMember] {
    let pass = run.pass
    switch step {
    case .forward(let layer, let unit):
      let sum = [
        JSONMember("direction", .string("forward")), JSONMember("layer", .integer(layer + 1)),
        JSONMember("unit", .integer(unit + 1)),
        JSONMember("sum", .paper(pass.sums[layer][unit])),
      ]
      return run.network.activations[layer] != .softmax
        ? sum + [JSONMember("output", .paper(pass.outputs[layer][unit]))] : sum
    case .softmax:
      return [
        JSONMember("direction", .string("forward")),
        JSONMember("exponentials", .papers(pass.exponentials)),
        JSONMember("sum", .paper(pass.exponentialSum)),
        JSONMember("outputs", .papers(pass.outputs[1])),
      ]
    case .loss: return [JSONMember("loss", .paper(pass.loss))]
    case .backward(let layer, let unit):
      let derivatives = run.network.parameters(of: layer, unit).map { parameter -> JSONMember in
        var members = [JSONMember("derivative", .paper(run.gradient(parameter)))]
        if let nudge = run.nudges[parameter] {
          members += [
            JSONMember("lossUp", .paper(nudge.up)), JSONMember("lossDown", .paper(nudge.down)),
            JSONMember("nudge", .paper(nudge.quotient)),
          ]
        }
        return JSONMember(run.code(parameter), .object(members))
      }
      return [
        JSONMember("direction", .string("backward")), JSONMember("layer", .integer(layer + 1)),
        JSONMember("unit", .integer(unit + 1)),
        JSONMember("delta", .paper(pass.deltas[layer][unit])),
        JSONMember("derivatives", .object(derivatives)),
      ]
    case .update:
      let weights = run.network.parameters.map {
        JSONMember(run.code($0), .decimal(run.after.network[$0]))
      }
      return [JSONMember("weights", .object(weights))]
    case .hiddenAfter: return [JSONMember("outputs", .papers(run.after.outputs[0]))]
    case .lossAfter:
      return [
        JSONMember("outputs", .papers(run.after.outputs[1])),
        JSONMember("loss", .paper(run.after.loss)),
      ]
    }
  }
}

extension TraceJSON {
  static func paper(_ number: PaperNumber) -> TraceJSON { .string(number.formula) }
  static func papers(_ numbers: [PaperNumber]) -> TraceJSON { .list(numbers.map { .paper($0) }) }
}

extension Value {
  /// A number as it is printed, "≈" before a rounded one.
  static func paper(_ number: PaperNumber) -> Value { paper([number]) }

  static func paper(_ numbers: [PaperNumber]) -> Value { paper(numbers, told: numbers) }

  /// A printed number; prose tells as many of its digits as are true of the exact one.
  static func paper(_ number: PaperNumber, _ exact: Double) -> Value { paper([number], [exact]) }

  static func paper(_ numbers: [PaperNumber], _ exact: [Double]) -> Value {
    paper(numbers, told: zip(numbers, exact).map { $0.agreed(with: $1) })
  }

  private static func paper(_ numbers: [PaperNumber], told: [PaperNumber]) -> Value {
    let isRounded = told.contains { $0.isRounded }
    let texts = told.map { $0.text }.joined(separator: ", ")
    return Value(
      text: (isRounded ? "≈ " : "") + (told.count == 1 ? texts : "(\(texts))"),
      numbers: numbers.map { $0.doubleValue }, plain: numbers.map { $0.formula },
      isRounded: isRounded)
  }
}
