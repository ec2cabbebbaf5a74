import Numerics

/// What a run of a lesson may set besides its text. The command line fills it in; nothing here
/// reads arguments or the environment.
public struct PlayOptions: Sendable {
  /// The word that the lesson was called by, for commands that call it again; nil for its name.
  public var calledBy: String?
  /// The language to show it in; nil for the lesson's own. One that is known.
  public var language: String?
  /// Folders of lessons whose `Languages` hold files of words, besides the lesson's own folder.
  public var languageFolders: [String] = []
  /// Replaces the lesson's seed.
  public var seed: UInt64?
  /// Replaces the data that the lesson names, for experiments on images.
  public var data: String?
  /// Folders in which data sets are looked for by name, in this order.
  public var dataFolders: [String]
  /// Where trained networks are kept between runs; nil keeps none.
  public var cacheFolder: String?
  /// Trains anew even where the cache holds the network.
  public var retrain: Bool
  /// Replaces the number of epochs of experiments that train on images.
  public var epochs: Int?
  /// Replaces the image that an experiment follows, counted from 0 in the test images.
  public var image: Int?
  /// Threads to train with; nil uses all cores. The result does not depend on it.
  public var threads: Int?
  /// Replaces start weights, rate and order of perceptrons: a pupil's own variant.
  public var overrides: [String: ExperimentOverride]
  /// Experiments that were played before and are the same in this run, by name.
  public var played: [String: PlayedExperiment] = [:]
  /// Told how a training goes on: what is trained, and the part done from 0 to 1.
  public var progress: (@Sendable (_ what: String, _ done: Double) -> Void)?

  public init(
    seed: UInt64? = nil, data: String? = nil, dataFolders: [String] = [],
    cacheFolder: String? = nil, retrain: Bool = false, epochs: Int? = nil, image: Int? = nil,
    threads: Int? = nil, overrides: [String: ExperimentOverride] = [:],
    progress: (@Sendable (String, Double) -> Void)? = nil
  ) {
    self.seed = seed
    self.data = data
    self.dataFolders = dataFolders
    self.cacheFolder = cacheFolder
    self.retrain = retrain
    self.epochs = epochs
    self.image = image
    self.threads = threads
    self.overrides = overrides
    self.progress = progress
  }
}

/// What a run changes in an experiment: values of its fields, by key.
public struct ExperimentOverride: Equatable, Sendable {
  public var values: [String: FieldText]

  public init(_ values: [String: FieldText]) { self.values = values }

  /// The values as a lesson would have them.
  var nodes: [String: YAMLNode] { values.mapValues { $0.node } }
}

/// A value in a lesson's own notation: `[0.8, -1, -1]`.
public indirect enum FieldText: Equatable, Sendable {
  case word(String)
  case list([FieldText])
  case mapping([Member])

  public struct Member: Equatable, Sendable {
    public var key: String
    public var value: FieldText

    public init(_ key: String, _ value: FieldText) {
      self.key = key
      self.value = value
    }
  }

  var node: YAMLNode {
    switch self {
    case .word(let text): YAMLNode(content: .scalar(text, isPlain: true), line: 0, column: 0)
    case .list(let items):
      YAMLNode(content: .sequence(items.map { $0.node }), line: 0, column: 0)
    case .mapping(let members):
      YAMLNode(
        content: .mapping(members.map { (FieldText.word($0.key).node, $0.value.node) }), line: 0,
        column: 0)
    }
  }
}
