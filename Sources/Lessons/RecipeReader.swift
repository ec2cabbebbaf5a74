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
  static let batch = Setting(
    "batch", .integer(1...1_000_000), "images of one step, or `all`", standard: .integer(32))
  static let epochs = Setting(
    "epochs", .integer(1...100_000), "how often all images are trained with", standard: .integer(5))
  static let validation = Setting(
    "validation", .number(0...0.99),
    "the part at the end of the images that is kept to watch progress", standard: .number(0))
  static let preprocessing = Setting(
    "preprocessing", .word(Preprocessing.allCases.map { $0.rawValue }),
    "`unitInterval` divides pixels by 255, `unitColumns` brings each column to length 1",
    standard: .word("unitInterval"))
  static let augmentation = [
    Setting(
      "shift", .number(0...0.9), "the largest shift, as a part of the width",
      standard: .number(0)),
    Setting("rotation", .number(0...180), "the largest turn, in degrees", standard: .number(0)),
    Setting("zoom", .number(0...0.9), "the largest change of size", standard: .number(0)),
    Setting("flips", .flag, "whether left and right are swapped", standard: .flag(false)),
  ]
  static let settings = [batch, epochs, validation, preprocessing]
  static let keys = ["optimizer", "batch", "epochs", "validation", "preprocessing", "augmentation"]

  let findings: Findings
  private var reader: SettingsReader { SettingsReader(findings: findings) }

  /// What stands behind `training:`, or what holds where nothing does.
  ///
  /// - Returns: nil with diagnostics where something is wrong.
  func recipe(of keys: YAMLMapping) -> Recipe? {
    guard let node = keys.given("training") else {
      return Recipe(.adam(), batch: 32, epochs: 5)
    }
    return YAMLMapping(node, what: "the training", keys: Self.keys, findings: findings)
      .flatMap { recipe($0) }
  }

  /// - Returns: nil with diagnostics where something is wrong.
  func recipe(_ keys: YAMLMapping) -> Recipe? {
    let before = findings.diagnostics.count
    let optimizer = keys.given("optimizer").map { self.optimizer($0) } ?? Optimizer.adam()
    let all = keys["batch"]?.scalar == "all"
    let given = reader.settings(
      keys, Self.settings.filter { !all || $0.key != "batch" }, of: "the training")
    let augmentation = keys.given("augmentation").flatMap { node in
      reader.settings(node, of: "augmentation", Self.augmentation, at: node).map(Self.augmentation)
    }
    if keys["augmentation"] != nil, let place = keys["preprocessing"], let given,
      given.word(Self.preprocessing) != Preprocessing.unitInterval.rawValue
    {
      findings.error("augmentation goes with the preprocessing unitInterval only", at: place)
    }
    guard let optimizer, let given, findings.diagnostics.count == before else { return nil }
    return Recipe(
      optimizer, batch: all ? nil : given.integer(Self.batch), epochs: given.integer(Self.epochs),
      validationFraction: given.number(Self.validation),
      preprocessing: Preprocessing(rawValue: given.word(Self.preprocessing)) ?? .unitInterval,
      augmentation: augmentation)
  }

  private static func augmentation(_ given: Settings) -> Augmentation {
    Augmentation(
      shift: given.number(augmentation[0]), rotation: given.number(augmentation[1]),
      zoom: given.number(augmentation[2]), flips: given.flag(augmentation[3]))
  }

  /// One word, or one word with its settings.
  func optimizer(_ node: YAMLNode) -> Optimizer? {
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

  private func optimizer(_ name: String, _ value: YAMLNode?, at node: YAMLNode) -> Optimizer? {
    guard let word = OptimizerWord.all.first(where: { $0.word == name }) else {
      findings.unknown("optimiser", name, at: node, valid: OptimizerWord.all.map { $0.word })
      return nil
    }
    return reader.settings(value, of: word.word, word.settings, at: node).map(word.make)
  }
}

/// A word by which authors ask for an optimiser, with the settings that may stand behind it.
struct OptimizerWord: Sendable {
  let word: String
  let help: String
  let settings: [Setting]
  let make: @Sendable (Settings) -> Optimizer

  private init(
    _ word: String, _ help: String, _ settings: [Setting],
    make: @escaping @Sendable (Settings) -> Optimizer
  ) {
    self.word = word
    self.help = help
    self.settings = settings
    self.make = make
  }

  /// Standards are Keras's.
  private static func setting(
    _ key: String, _ standard: Double, _ range: ClosedRange<Double>, _ help: String
  ) -> Setting {
    Setting(key, .number(range), help, standard: .number(standard))
  }

  private static let plainRate = setting("rate", 0.01, 0...1e6, "the learning rate")
  private static let rate = setting("rate", 0.001, 0...1e6, "the learning rate")
  private static let momentum = setting("momentum", 0.9, 0...1, "how much of the last step stays")
  private static let rho = setting("rho", 0.9, 0...1, "how slowly the mean square follows")
  private static let beta1 = setting("beta1", 0.9, 0...0.999_999, "how slowly the mean follows")
  private static let beta2 = setting(
    "beta2", 0.999, 0...0.999_999_9, "how slowly the mean square follows")
  private static let epsilon = setting("epsilon", 1e-7, 0...1, "keeps the root away from zero")

  static let all = [
    OptimizerWord("gradientDescent", "a step against the gradient", [plainRate]) {
      .gradientDescent(rate: $0.number(plainRate))
    },
    OptimizerWord("momentum", "steps that keep some of their speed", [plainRate, momentum]) {
      .momentum(rate: $0.number(plainRate), momentum: $0.number(momentum))
    },
    OptimizerWord("rmsprop", "steps divided by the gradient's usual size", [rate, rho, epsilon]) {
      .rmsprop(rate: $0.number(rate), rho: $0.number(rho), epsilon: $0.number(epsilon))
    },
    OptimizerWord("adam", "both: speed, and the usual size", [rate, beta1, beta2, epsilon]) {
      .adam(
        rate: $0.number(rate), beta1: $0.number(beta1), beta2: $0.number(beta2),
        epsilon: $0.number(epsilon))
    },
  ]
}
