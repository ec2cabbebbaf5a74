import Networks

/// Reads how a network is trained, in a lesson or in a network file.
///
/// ```yaml
/// training:
///   optimizer: {adam: {rate: 0.001}}     # or one word: adam
///   batch: 128                           # or: all
///   epochs: 5
///   validation: 0.1
///   preprocessing: unitInterval
///   augmentation: {shift: 0.1, rotation: 8, zoom: 0.2, flips: false}
/// ```
struct RecipeReader {
  static let keys = [
    "optimizer", "batch", "epochs", "validation", "preprocessing", "augmentation",
  ]
  static let optimizerWords = ["gradientDescent", "momentum", "rmsprop", "adam"]

  let findings: Findings

  func recipe(_ keys: YAMLMapping) -> Recipe? {
    let optimizer = keys["optimizer"].map { self.optimizer($0) } ?? Optimizer.adam()
    let batch: Int? =
      keys["batch"]?.scalar == "all" ? nil : keys.integer("batch", in: 1...1_000_000) ?? 32
    let epochs = keys.integer("epochs", in: 1...100_000) ?? 5
    let validation = keys.number("validation", in: 0...0.99) ?? 0
    let preprocessing = keys.word("preprocessing", Preprocessing.self) ?? .unitInterval
    let augmentation = keys["augmentation"].flatMap { self.augmentation($0) }
    if augmentation != nil, preprocessing != .unitInterval, let place = keys["preprocessing"] {
      findings.error("augmentation goes with the preprocessing unitInterval only", at: place)
    }
    guard let optimizer, !findings.hasErrors else { return nil }
    return Recipe(
      optimizer, batch: batch, epochs: epochs, validationFraction: validation,
      preprocessing: preprocessing, augmentation: augmentation)
  }

  private func augmentation(_ node: YAMLNode) -> Augmentation? {
    let names = ["shift", "rotation", "zoom", "flips"]
    guard
      let keys = YAMLMapping(node, what: "an augmentation", keys: names, findings: findings)
    else { return nil }
    return Augmentation(
      shift: keys.number("shift", in: 0...0.9) ?? 0,
      rotation: keys.number("rotation", in: 0...180) ?? 0,
      zoom: keys.number("zoom", in: 0...0.9) ?? 0, flips: keys.boolean("flips") ?? false)
  }

  private func optimizer(_ node: YAMLNode) -> Optimizer? {
    if let word = node.scalar { return optimizer(word, nil, at: node) }
    guard case .mapping(let pairs) = node.content, pairs.count == 1, let word = pairs[0].key.scalar
    else {
      findings.error(
        "an optimiser is one word, or one word with its settings", at: node,
        hint: "write adam, or {adam: {rate: 0.001}}")
      return nil
    }
    return optimizer(word, pairs[0].value, at: pairs[0].key)
  }

  /// Settings that are not given are Keras's.
  private func optimizer(_ word: String, _ value: YAMLNode?, at node: YAMLNode) -> Optimizer? {
    let settings: [String]
    switch word {
    case "gradientDescent": settings = ["rate"]
    case "momentum": settings = ["rate", "momentum"]
    case "rmsprop": settings = ["rate", "rho", "epsilon"]
    case "adam": settings = ["rate", "beta1", "beta2", "epsilon"]
    default:
      findings.unknown("optimiser", word, at: node, valid: Self.optimizerWords)
      return nil
    }
    let keys = value.flatMap {
      YAMLMapping($0, what: "an optimiser", keys: settings, findings: findings)
    }
    func number(_ key: String, _ range: ClosedRange<Double>, _ standard: Double) -> Double {
      keys?.number(key, in: range) ?? standard
    }
    let isPlain = word == "gradientDescent" || word == "momentum"
    let rate = number("rate", 0...1e6, isPlain ? 0.01 : 0.001)
    switch word {
    case "gradientDescent": return .gradientDescent(rate: rate)
    case "momentum": return .momentum(rate: rate, momentum: number("momentum", 0...1, 0.9))
    case "rmsprop":
      return .rmsprop(
        rate: rate, rho: number("rho", 0...1, 0.9), epsilon: number("epsilon", 0...1, 1e-7))
    default:
      return .adam(
        rate: rate, beta1: number("beta1", 0...0.999_999, 0.9),
        beta2: number("beta2", 0...0.999_999_9, 0.999), epsilon: number("epsilon", 0...1, 1e-7))
    }
  }
}
