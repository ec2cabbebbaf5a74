import Datasets
import Networks
import Numerics

/// Reads the value of `perceptron:` into a trainer.
struct PerceptronReader {
  static let keys =
    TaskReader.keys + ["weights", "rate", "order", "epochs", "updates"]

  private let keys: YAMLMapping
  private let context: ExperimentContext
  private var findings: Findings { context.findings }
  private var reader: TaskReader { TaskReader(keys) }

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
    let task = reader.task()
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

  // MARK: Numbers

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
    guard let weights = reader.decimals(node) else { return nil }
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
    guard let node = keys.required("rate"), let rate = reader.decimal(node) else { return nil }
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
    let inputs = items.compactMap(reader.decimals)
    return inputs.count == items.count ? .listed(inputs) : nil
  }
}
