import Datasets
import Networks
import Numerics

/// Reads the value of `perceptron:` into a trainer.
struct PerceptronReader {
  static let keys = [
    "gate", "inputs", "truth", "points", "weights", "rate", "order", "epochs", "updates",
  ]

  private let keys: YAMLMapping
  private let context: ExperimentContext
  private var findings: Findings { context.findings }

  init?(_ node: YAMLNode, _ context: ExperimentContext) {
    guard
      let keys = YAMLMapping(
        node, what: "a perceptron", keys: Self.keys, findings: context.findings)
    else { return nil }
    self.keys = keys
    self.context = context
  }

  /// - Returns: the trainer, with the points in the order in which an epoch visits them; nil with
  ///   diagnostics where something is wrong.
  func trainer() -> PerceptronTrainer? {
    let task = self.task()
    let width = task?.first?.inputs.count
    let weights = self.weights(inputs: width)
    let rate = self.rate()
    let order = self.order(task)
    let limit = keys.integer("epochs", in: 1...10_000) ?? PerceptronTrainer.defaultEpochLimit
    let updates = keys.word("updates", PerceptronTrainer.Updates.self) ?? .together
    guard let task, let weights, let rate, let order, !findings.hasErrors else { return nil }
    var samples = task
    do {
      if case .listed(let inputs) = order {
        samples = try PerceptronTrainer.ordered(task, by: inputs)
      }
    } catch {
      findings.error(error.description, at: keys["order"] ?? keys.node)
      return nil
    }
    if let places = context.override?.order, places.sorted() == Array(samples.indices) {
      samples = places.map { samples[$0] }
    }
    do {
      return try PerceptronTrainer(
        samples: samples, weights: weights, rate: rate,
        shuffleSeed: order == .shuffled ? context.seed : nil, epochLimit: limit, updates: updates)
    } catch {
      findings.error(error.description, at: place(of: error))
      return nil
    }
  }

  private func place(of error: PerceptronError) -> YAMLNode {
    let key: YAMLNode? =
      switch error {
      case .weightCount: keys["weights"]
      case .rateNotPositive: keys["rate"]
      case .contradiction, .inputCount: keys["points"]
      case .unknownPoint, .missingPoint: keys["order"]
      case .epochLimit, .tooManySteps: keys["epochs"]
      case .noSamples, .tooManyDigits: nil
      }
    return key ?? keys.node
  }

  // MARK: The task

  private func task() -> [LabelledPoint]? {
    let given = ["gate", "truth", "points"].filter { keys[$0] != nil }
    guard given.count == 1 else {
      findings.error(
        given.isEmpty
          ? "this perceptron has nothing to learn" : "gate:, truth: and points: exclude each other",
        at: keys.node, hint: "give one of gate:, truth: or points:")
      return nil
    }
    if let gate = keys["gate"] { return self.gate(gate) }
    if let truth = keys.list("truth") { return self.truth(truth) }
    return points()
  }

  private func gate(_ node: YAMLNode) -> [LabelledPoint]? {
    let inputs = keys.integer("inputs", in: 1...8) ?? 2
    guard let gate = node.scalar.flatMap({ Gate(rawValue: $0) }) else {
      findings.unknown(
        "gate", node.scalar ?? node.kind, at: node, valid: Gate.allCases.map(\.rawValue))
      return nil
    }
    return gate.truthTable(inputs: inputs)
  }

  /// A truth table by its outputs, in the order (0,0), (0,1), (1,0), (1,1).
  private func truth(_ items: [YAMLNode]) -> [LabelledPoint]? {
    let labels = items.compactMap(label)
    guard labels.count == items.count else { return nil }
    guard let inputs = (1...8).first(where: { 1 << $0 == labels.count }) else {
      findings.error(
        "a truth table has 2, 4, 8, … outputs, here are \(labels.count)",
        at: keys["truth"] ?? keys.node,
        hint: "for two inputs list the outputs of (0,0), (0,1), (1,0), (1,1)")
      return nil
    }
    return zip(Gate.and.truthTable(inputs: inputs), labels).map {
      LabelledPoint($0.inputs, isTrue: $1)
    }
  }

  private func points() -> [LabelledPoint]? {
    let items = keys.list("points") ?? []
    var result: [LabelledPoint] = []
    var isGood = true
    for item in items {
      guard
        let point = YAMLMapping(
          item, what: "a point", keys: ["at", "is"], findings: findings),
        let place = point.required("at"), let word = point.required("is"),
        let inputs = decimals(place), let label = label(word)
      else {
        isGood = false
        continue
      }
      if let first = result.first, first.inputs.count != inputs.count {
        findings.error(
          "this point has \(inputs.count) inputs, the first one has \(first.inputs.count)",
          at: place)
        isGood = false
      } else if result.contains(where: { $0.inputs == inputs && $0.isTrue != label }) {
        findings.error(
          "\(LabelledPoint(inputs, isTrue: label).inputsText) stands here twice with different "
            + "labels", at: item, hint: "no perceptron can learn both; keep one")
        isGood = false
      }
      result.append(LabelledPoint(inputs, isTrue: label))
    }
    return isGood && !result.isEmpty ? result : nil
  }

  private func label(_ node: YAMLNode) -> Bool? {
    switch node.scalar?.lowercased() {
    case "true", "1": return true
    case "false", "0": return false
    default:
      findings.error(
        "\"\(node.scalar ?? node.kind)\" is neither TRUE nor FALSE", at: node,
        hint: "write TRUE or FALSE")
      return nil
    }
  }

  // MARK: Numbers

  private func decimal(_ node: YAMLNode) -> ExactDecimal? {
    do throws(NumberTextError) {
      return try ExactDecimal(parsing: node.scalar ?? node.kind)
    } catch {
      findings.error(error.description, at: node)
      return nil
    }
  }

  private func decimals(_ node: YAMLNode) -> [ExactDecimal]? {
    guard case .sequence(let items) = node.content else {
      findings.error("a list of numbers is needed here", at: node, hint: "write [0, 1]")
      return nil
    }
    let numbers = items.compactMap(decimal)
    return numbers.count == items.count ? numbers : nil
  }

  private func weights(inputs: Int?) -> [ExactDecimal]? {
    if let texts = context.override?.weights { return texts.compactMap { ExactDecimal($0) } }
    guard let node = keys["weights"], node.scalar != "random" else {
      guard let inputs else { return nil }
      var generator = SeededGenerator(seed: context.seed, stream: 1)
      return PerceptronTrainer.drawnWeights(inputs: inputs, using: &generator)
    }
    if node.scalar != nil {
      findings.error(
        "weights are a list of numbers, or the word random", at: node,
        hint: "write [0.8, -1, -1], the bias weight first")
      return nil
    }
    guard let weights = decimals(node) else { return nil }
    if let inputs, weights.count != inputs + 1 {
      findings.error(
        "\(weights.count) weights given, \(inputs + 1) needed", at: node,
        hint: "the bias weight first, then one for each input")
      return nil
    }
    return weights
  }

  private func rate() -> ExactDecimal? {
    if let text = context.override?.rate { return ExactDecimal(text) }
    guard let node = keys.required("rate"), let rate = decimal(node) else { return nil }
    guard rate > 0 else {
      findings.error(
        "the learning rate is \(rate); it has to be greater than 0", at: node,
        hint: "0.2 is a good start")
      return nil
    }
    return rate
  }

  // MARK: Order

  private enum Order: Equatable {
    case asListed, shuffled
    case listed([[ExactDecimal]])
  }

  private func order(_ task: [LabelledPoint]?) -> Order? {
    guard let node = keys["order"] else { return .asListed }
    if let word = node.scalar {
      if word == "shuffled" { return .shuffled }
      if word == "listed" { return .asListed }
      findings.unknown("order", word, at: node, valid: ["listed", "shuffled"])
      return nil
    }
    let items = keys.list("order") ?? []
    let inputs = items.compactMap(decimals)
    return inputs.count == items.count ? .listed(inputs) : nil
  }
}
