import Datasets
import Figures
import Networks
import Numerics

/// Reads the value of `image-network:`, trains the network or takes it from the cache.
struct ImageNetworkReader {
  static let keys =
    [
      "network", "data", "fallback", "images", "epochs", "batch", "recipe", "rate", "optimizer",
      "image", "class",
    ] + NetworkChoiceReader.keys

  private let keys: YAMLMapping
  private let context: ExperimentContext
  private var findings: Findings { context.findings }
  private var options: PlayOptions { context.options }

  static func play(_ node: YAMLNode, _ context: ExperimentContext) throws -> (any Experiment)? {
    guard
      let keys = YAMLMapping(
        node, what: "an image network", keys: Self.keys, findings: context.findings)
    else { return nil }
    return try ImageNetworkReader(keys: keys, context: context).experiment()
  }

  private func experiment() throws -> ImageNetworkExperiment? {
    // All keys are read before anything is given up, so that all errors are told at once.
    let chosen = network()
    let trainedSo = recipe(of: chosen)
    let limit = keys.integer("images", in: 1...1_000_000)
    guard let network = chosen, let recipe = trainedSo else { return nil }
    let data = try dataset(limit: limit)
    guard let image = image(in: data), !findings.hasErrors else { return nil }
    let shape = network.description.inputShape.dimensions
    guard data.imageShape == shape, data.classCount == network.description.outputCount else {
      findings.error(
        "\(network.name) takes images of \(Shape(shape)) in \(network.description.outputCount) "
          + "classes; \(data.name) has \(Shape(data.imageShape)) in \(data.classCount)",
        at: keys["data"] ?? keys.node)
      return nil
    }
    let progress = options.progress
    let what = "\(network.name) on \(data.name)"
    let cache = TrainingCache(folder: options.cacheFolder, retrains: options.retrain)
    let trained: TrainedNetwork
    do {
      trained = try cache.network(
        network.description, name: network.name, recipe, on: data, seed: context.seed,
        threads: options.threads, progress: progress.map { tell in { tell(what, $0) } })
    } catch let error as NetworkError {
      findings.error(error.description, at: keys.given("batch") ?? keys.node)
      return nil
    } catch let error as TrainingError {
      findings.error(
        error.description, at: keys["rate"] ?? keys.node,
        hint: "the recipe of \(network.name) has \(network.recipe.optimizer.rate)")
      return nil
    }
    return ImageNetworkExperiment(
      name: context.name,
      story: try NetworkStory(
        networkName: network.name, trained: trained, data: data,
        preprocessing: recipe.preprocessing, rate: recipe.optimizer.rate, image: image,
        threads: options.threads, title: context.title, words: context.words), recipe: recipe)
  }

  /// The network, where the story can be told of it.
  private func network() -> NetworkChoice? {
    guard
      let network = NetworkChoiceReader(findings: findings).network(of: keys, name: context.name)
    else { return nil }
    let description = network.description
    // The story's end is softmax, cross-entropy and their gradient, weights and sums before them.
    guard description.layers.last?.kind == "dense", description.loss == .categoricalCrossEntropy
    else {
      findings.error(
        "a network that is followed has to end in a dense layer with softmax, and to have the "
          + "loss categoricalCrossEntropy",
        at: keys.given("layers") ?? keys.given("network") ?? keys.node,
        hint: "write \"- dense: {units: 10, activation: softmax}\" as its last layer")
      return nil
    }
    return network
  }

  /// The network's recipe, with what the block or the run puts in its place.
  private func recipe(of network: NetworkChoice?) -> Recipe? {
    var recipe = Recipe(.adam(), batch: nil, epochs: 1)
    if let network {
      let name = keys.string("recipe")
      guard let found = network.recipe(named: name) else {
        findings.unknown(
          "recipe", name ?? "", at: keys["recipe"] ?? keys.node,
          valid: network.alternatives.map(\.name))
        return nil
      }
      recipe = found
    }
    if let epochs = keys.integer("epochs", in: 1...10_000) { recipe.epochs = epochs }
    if let epochs = options.epochs { recipe.epochs = epochs }
    if keys["batch"]?.scalar == "all" {
      recipe.batch = nil
    } else if let batch = keys.integer("batch", in: 1...100_000) {
      recipe.batch = batch
    }
    if let node = keys.given("optimizer") {
      guard let optimizer = RecipeReader(findings: findings).optimizer(node) else { return nil }
      recipe.optimizer = optimizer
    }
    if let rate = keys.number("rate", in: 0...1000) { recipe.optimizer.rate = rate }
    // The lessons watch the test images; nothing is chosen by them.
    recipe.validationFraction = 0
    return recipe
  }

  private func dataset(limit: Int?) throws -> Dataset {
    let wanted = options.data ?? keys.string("data") ?? DatasetLibrary.digits
    let library = DatasetLibrary(folders: options.dataFolders)
    func read(_ name: String) throws -> Dataset {
      let digits = DigitRecipe(
        trainCount: min(limit ?? 10_000, 100_000), testCount: 2000, seed: context.seed)
      let data = try library.dataset(name, digits: digits)
      // A run with data of its own trains on all of them.
      return options.data == nil ? limit.map { data.limited(to: $0) } ?? data : data
    }
    do {
      return try read(wanted)
    } catch let error as DatasetError {
      // The lesson has a second choice; what the user asks for has none.
      guard options.data == nil, error.kind == .missing, let second = keys.string("fallback")
      else { throw error }
      return try read(second)
    }
  }

  /// `image: 7` counts from 0 in the test images; `class: 7` takes the first of that class.
  private func image(in data: Dataset) -> Int? {
    if let image = options.image ?? keys.integer("image", in: 0...10_000_000) {
      if image < data.test.count { return image }
      findings.error(
        "there is no test image \(image); \(data.name) has \(data.test.count), counted from 0",
        at: keys["image"] ?? keys.node)
      return nil
    }
    if let label = keys.integer("class", in: 0...255) {
      if let first = data.test.indices(ofClass: UInt8(label), limit: 1).first { return first }
      findings.error(
        "\(data.name) has no test image of class \(label)", at: keys["class"] ?? keys.node)
      return nil
    }
    return 0
  }
}
