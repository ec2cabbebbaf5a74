import Datasets
@preconcurrency import Glibc
import Lessons
import Networks
import Presenting

extension Learn {
  static let train = CommandDescription(
    "train",
    abstract: "Train a network on images and save it.",
    discussion: """
      NETWORK is one of the source networks of 'learn models', or a file that describes one. The \
      model is written as a safetensors file, its history as CSV beside it. A checkpoint is kept \
      after each epoch, and when the training is stopped with Ctrl-C; '--resume' goes on from it \
      and reaches the very numbers that an unbroken run reaches.

      Neither the number of threads nor an interruption changes the result.

      Where the training diverges, because the learning rate is too large, it ends with exit code \
      1; the network of the last good epoch is kept.
      """,
    arguments: [
      ArgumentDescription(
        "network", help: NamedNetwork.argumentHelp,
        completion: .wordsOrFiles(NamedNetwork.names), hint: NamedNetwork.hint)
    ],
    options: [
      OptionDescription(
        "data", .text(placeholder: "data"), help: "A data set by name or path.",
        default: DatasetLibrary.digits),
      OptionDescription(
        "recipe", .text(placeholder: "name"), help: "Another recipe of the network's."),
      OptionDescription(
        "epochs", .integer(placeholder: "n", range: 1...100_000), help: "Epochs to train.",
        default: "the recipe's"),
      OptionDescription(
        "batch", .integer(placeholder: "n", range: 1...1_000_000), help: "Images of one step.",
        default: "the recipe's"),
      OptionDescription(
        "rate", .number(placeholder: "r", range: 0...1e9), help: "The learning rate.",
        default: "the recipe's"),
      OptionDescription(
        "seed", .integer(placeholder: "n", range: 0...Int.max),
        help: "Decides the first weights, the order of the images and what dropout drops.",
        default: "1"),
      OptionDescription(
        "threads", .integer(placeholder: "n", range: 1...256), help: "Threads that compute.",
        default: "all cores"),
      OptionDescription(
        "limit", .integer(placeholder: "n", range: 1...1_000_000),
        help: "Use the first n training images; make n digits.", default: "all; 10000 digits"),
      OptionDescription(
        "output", letter: "o", .path(placeholder: "model"), help: "Where the model is written.",
        default: "NETWORK.safetensors"),
      OptionDescription("resume", help: "Go on from the checkpoint beside the model."),
      OptionDescription("json", help: "Print one JSON object an epoch, and one at the end."),
    ]
  ) { invocation, context in
    try TrainRun(invocation, context).run()
  }
}

/// One `learn train`.
private struct TrainRun {
  let invocation: Invocation
  let context: CommandContext
  let name: String
  let network: NetworkDescription
  let recipe: Recipe
  /// The learning rate of the recipe, before '--rate'.
  let originalRate: Double
  let data: Dataset
  let seed: UInt64
  let output: String
  let report: TrainingReport

  init(_ invocation: Invocation, _ context: CommandContext) throws {
    self.invocation = invocation
    self.context = context
    let named = try NamedNetwork(invocation.arguments[0], in: invocation)
    name = named.name
    network = named.description
    var recipe = try named.recipe(named: invocation.value("recipe"), in: invocation)
    if let epochs = invocation.integer("epochs") { recipe.epochs = epochs }
    if let batch = invocation.integer("batch") { recipe.batch = batch }
    originalRate = recipe.optimizer.rate
    if let rate = invocation.number("rate") { recipe.optimizer.rate = rate }
    self.recipe = recipe
    seed = UInt64(invocation.integer("seed") ?? 1)
    let file = "\(name).safetensors"
    let path = invocation.outputFile(named: file) ?? file
    output = path.split(separator: "/").last?.contains(".") == true ? path : path + ".safetensors"
    let limit = invocation.integer("limit")
    var digits = DigitRecipe()
    if let limit { digits.trainCount = limit }
    let data = try context.datasets.dataset(
      invocation.value("data") ?? DatasetLibrary.digits, digits: digits)
    self.data = limit.map { data.limited(to: $0) } ?? data
    report = TrainingReport(context, isJSON: invocation.flag("json"))
    if data.classCount < network.outputCount {
      context.messages.line(
        "Note: \(data.name) has \(data.classCount) classes, \(name) \(network.outputCount) outputs: "
          + "the others stay unused.")
    }
    if let limit, limit > data.train.count {
      context.messages.line(
        "Note: \(data.name) has \(data.train.count) training images, fewer than '--limit \(limit)'."
      )
    }
  }

  private var checkpointPath: String { output + ".checkpoint" }

  private var historyPath: String {
    output.hasSuffix(".safetensors")
      ? String(output.dropLast(".safetensors".count)) + ".csv" : output + ".csv"
  }

  /// What has to be the same for a training to go on where another stopped.
  private var identity: String {
    var recipe = recipe
    recipe.epochs = 0
    return [name, recipe.summary, data.identity, "\(seed)", Learn.version].joined(separator: "|")
  }

  /// A name for each answer that the network can give: numbers where the data have fewer classes.
  private var classNames: [String] {
    let count = max(network.outputCount, 2)
    return data.classNames.prefix(count) + (min(data.classCount, count)..<count).map { "\($0)" }
  }

  private func model(_ network: Network<Float>) -> Model {
    Model(
      network, preprocessing: recipe.preprocessing, classNames: classNames, name: name,
      seed: seed, recipe: recipe.summary)
  }

  private func resumedState() throws -> Training<Float>.State? {
    guard invocation.flag("resume") else { return nil }
    let checkpoint = try Checkpoint(path: checkpointPath)
    guard checkpoint.identity == identity, checkpoint.model.network.description == plain(network)
    else {
      throw CommandFailure(
        "\(checkpointPath) belongs to another training: network, recipe, data, seed and "
          + "version must be the same to go on.", code: .badData)
    }
    return checkpoint.state
  }

  /// The description as a model file gives it back, without initialisers.
  private func plain(_ network: NetworkDescription) -> NetworkDescription {
    model(Network<Float>(network, seed: 0)).reread?.network.description ?? network
  }

  func run() throws {
    // What the test images lack, or the place for the model, is said before the training.
    try Samples<Float>(data.test).check(network)
    try makeFolder(ofFile: output)
    for path in [output, historyPath, checkpointPath] { try checkWritable(path) }
    let state = try resumedState()
    let training = try Training(
      Network<Float>(network, seed: seed), recipe, on: Samples(data.train, recipe.preprocessing),
      seed: seed, threads: invocation.integer("threads"), from: state)
    let interruption = Interruption()
    defer { interruption.end() }
    do {
      let ending = try training.run(
        isCancelled: { interruption.isAsked }, onBatch: report.show,
        onEpoch: { record, seconds in
          try writeCheckpoint(training)
          report.epoch(record, of: recipe.epochs, seconds: seconds)
        })
      guard ending != .cancelled else {
        try writeCheckpoint(training)
        report.interrupted(checkpointPath)
        throw Interrupted()
      }
      try finish(training, ending)
    } catch let error as TrainingError {
      try keepLastGoodEpoch(of: training, after: error)
    }
  }

  /// Writes the network of the last good epoch before the training diverged; where there is none, a
  /// model of an earlier training stays as it is.
  private func keepLastGoodEpoch(of training: Training<Float>, after error: TrainingError) throws {
    let epochs = training.history.epochs.count
    if epochs > 0 {
      try model(training.result).write(to: output)
      try training.history.write(to: historyPath)
      try writeCheckpoint(training)
    } else {
      unlink(checkpointPath)
    }
    report.diverged(error, model: epochs > 0 ? output : nil)
    let kept =
      epochs > 0
      ? "\(output) holds the network after epoch \(epochs)."
      : "There was no good epoch, so no model is written."
    let rate = recipe.optimizer.rate
    let cure =
      originalRate < rate ? "'--rate \(originalRate)', the recipe's" : "'--rate \(rate / 10)'"
    throw CommandFailure(
      "\(error.description.capitalizedFirst).\n  \(kept) Try \(cure).", code: .failure)
  }

  private func writeCheckpoint(_ training: Training<Float>) throws {
    try Checkpoint(
      model: model(training.network), state: training.currentState, identity: identity
    ).write(to: checkpointPath)
  }

  private func finish(_ training: Training<Float>, _ ending: Training<Float>.Ending) throws {
    let result = training.result
    let evaluation = try Evaluation(
      result, on: data.test, preprocessing: recipe.preprocessing,
      threads: invocation.integer("threads"))
    try model(result).write(to: output)
    try training.history.write(to: historyPath)
    unlink(checkpointPath)
    report.done(evaluation, result, model: output, ending)
  }
}
