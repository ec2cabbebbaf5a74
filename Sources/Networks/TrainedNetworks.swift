import Datasets
import Numerics

/// Trained networks kept in a folder, so that a lesson trains one only once.
///
/// Everything that decides the result names the file: architecture, initialisers, recipe, data,
/// seed, the program's version, and the arithmetic of this processor, whose rounding differs from
/// another's.
public struct TrainedNetworks: Sendable {
  /// Nil keeps nothing.
  public let folder: String?
  /// The program's version.
  public let version: String
  /// Trains again even if the network is there, and keeps the new one.
  public var isRetraining: Bool

  public init(folder: String?, version: String, isRetraining: Bool = false) {
    self.folder = folder
    self.version = version
    self.isRetraining = isRetraining
  }

  /// A network and the training that made it.
  public struct Result: Equatable, Sendable {
    public var model: Model
    public var history: History
  }

  /// The kept network, or a newly trained one.
  ///
  /// - Parameters:
  ///   - name: for people, in the model's metadata.
  ///   - onBatch: told after each batch, if there has to be a training.
  /// - Throws: `NetworkError` if the images do not fit, `TrainingError` if the loss diverges. A
  ///   folder that cannot be written to is no error: the network is trained again next time.
  public func network(
    _ name: String, _ description: NetworkDescription, _ recipe: Recipe, on data: Dataset,
    seed: UInt64, threads: Int? = nil, onBatch: (Training<Float>.Progress) -> Void = { _ in }
  ) throws -> Result {
    let key = key(description, recipe, data, seed)
    if !isRetraining, let kept = kept(key, description) { return kept }
    let training = try Training(
      Network<Float>(description, seed: seed), recipe,
      on: Samples(data.train, recipe.preprocessing), seed: seed, threads: threads)
    _ = try training.run(onBatch: onBatch)
    let result = Result(
      model: Model(
        training.result, preprocessing: recipe.preprocessing, classNames: data.classNames,
        name: name, seed: seed, recipe: recipe.summary),
      history: training.history)
    keep(result, key)
    return result
  }

  /// 64 hexadecimal digits.
  func key(
    _ description: NetworkDescription, _ recipe: Recipe, _ data: Dataset, _ seed: UInt64
  ) -> String {
    let parts = [
      "\(description.layers)", description.json.text, "\(recipe)", data.identity,
      data.classNames.joined(separator: "\u{1F}"), "\(seed)", version, arithmeticName,
    ]
    return sha256(Array(parts.joined(separator: "\u{1E}").utf8))
  }

  private func path(_ key: String) -> String? { folder.map { "\($0)/networks/\(key)" } }

  private func kept(_ key: String, _ description: NetworkDescription) -> Result? {
    guard let path = path(key), let bytes = try? File.read(path + ".safetensors", "read"),
      let file = try? SafeTensors(bytes: bytes), var model = try? Model(file),
      let text = try? File.read(path + ".csv", "read"),
      let history = History(csv: String(decoding: text, as: UTF8.self)),
      let network = try? Network(description, parameters: file.tensors)
    else { return nil }
    // Files hold no initialisers; the lesson's own description has them.
    model.network = network
    return Result(model: model, history: history)
  }

  private func keep(_ result: Result, _ key: String) {
    guard let path = path(key), File.makeFolder(ofFile: path) else { return }
    // The history first: the model beside it says that both are there.
    guard (try? result.history.write(to: path + ".csv")) != nil else { return }
    try? result.model.write(to: path + ".safetensors")
  }
}
