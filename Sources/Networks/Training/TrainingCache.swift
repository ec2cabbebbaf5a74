import Datasets
import Numerics

/// A network as training leaves it, with where it came from and how it went.
public struct TrainedNetwork: Sendable {
  /// Before the first step.
  public var initial: Network<Float>
  public var network: Network<Float>
  /// Watched on the test images after each epoch.
  public var history: History
}

/// Trains networks for lessons and keeps them in a folder, so that a second run shows the same
/// network at once.
public struct TrainingCache: Sendable {
  /// nil keeps nothing.
  public var folder: String?
  /// Trains anew, and replaces what the folder holds.
  public var retrains: Bool

  public init(folder: String?, retrains: Bool = false) {
    self.folder = folder
    self.retrains = retrains
  }

  /// Raised when the meaning of a kept file changes.
  static let version = 2

  /// The network of this recipe, from the folder or trained.
  ///
  /// - Parameters:
  ///   - name: of the network, for the file: `cnn-001`.
  ///   - threads: all cores if nil; the result does not depend on it.
  ///   - progress: told the part done, 0 … 1.
  /// - Throws: `NetworkError` if the images do not fit, `TrainingError` if the loss is no number.
  public func network(
    _ description: NetworkDescription, name: String, _ recipe: Recipe, on data: Dataset,
    seed: UInt64, threads: Int? = nil, progress: ((Double) -> Void)? = nil
  ) throws -> TrainedNetwork {
    let initial = Network<Float>(description, seed: seed)
    let identity = identity(description, recipe, data, seed)
    let path = folder.map {
      "\($0)/\(name)-\(data.name)-\(Self.hash(identity)).safetensors"
    }
    if let path, !retrains, let kept = Self.kept(at: path, identity), kept.epochs == recipe.epochs,
      let network = Self.network(initial, with: kept.network)
    {
      return TrainedNetwork(initial: initial, network: network, history: kept.history)
    }
    let training = try Training(
      initial, recipe, on: Samples(data.train, recipe.preprocessing),
      validation: Samples(data.test, recipe.preprocessing), seed: seed, threads: threads)
    _ = try training.run(onBatch: { batch in
      let part = Double(batch.samples) / Double(batch.sampleCount)
      progress?((Double(batch.epoch - 1) + part) / Double(batch.epochs))
    })
    let trained = TrainedNetwork(
      initial: initial, network: training.result, history: training.history)
    // A cache that cannot be written costs time in the next run, nothing else.
    if let path, (try? makeFolder(ofFile: path)) != nil {
      let model = Model(
        trained.network, preprocessing: recipe.preprocessing,
        classNames: data.classNames, name: name, seed: seed, recipe: recipe.summary)
      var file = model.safeTensors
      file.metadata["history"] = trained.history.csv
      file.metadata["identity"] = identity
      try? File.write(file.sealed.bytes, to: path, "keep the network")
    }
    return trained
  }

  /// What a file keeps, where not a bit of it has changed and it is the one that is looked for.
  private static func kept(at path: String, _ identity: String)
    -> (network: Network<Float>, history: History, epochs: Int)?
  {
    guard let bytes = try? File.read(path, "read the network", isInput: false),
      let file = try? SafeTensors(bytes: bytes), file.isSealed,
      file.metadata["identity"] == identity, let model = try? Model(file),
      let history = History(csv: file.metadata["history"] ?? "")
    else { return nil }
    return (model.network, history, history.epochs.count)
  }

  /// The parameters of a kept network in the network as it was described: files do not hold how
  /// the first weights were drawn. Nil where a tensor is missing or of another shape.
  private static func network(_ described: Network<Float>, with kept: Network<Float>)
    -> Network<Float>?
  {
    var network = described
    for entry in described.layout.entries {
      guard let tensor = kept[entry.name], (try? network.set(entry.name, to: tensor)) != nil else {
        return nil
      }
    }
    return network
  }

  /// Names everything that decides the result: another recipe, seed, data set or version, another
  /// file.
  private func identity(
    _ description: NetworkDescription, _ recipe: Recipe, _ data: Dataset, _ seed: UInt64
  ) -> String {
    "\(Self.version)|\(description.inputShape)|\(description.layers)|\(description.loss)|"
      + "\(recipe)|\(data.identity)|\(seed)|\(arithmeticName)"
  }

  /// FNV-1a, 64 bits.
  private static func hash(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
