import Datasets
import Numerics

/// A trained network with what is needed to use it: how images are prepared, what the answers are
/// called, and how it was trained.
public struct Model: Equatable, Sendable {
  public var network: Network<Float>
  public var preprocessing: Preprocessing
  public var classNames: [String]
  /// `cnn-001`, or the name of the file that described the network.
  public var name: String
  public var seed: UInt64
  /// The recipe in words.
  public var recipe: String

  public init(
    _ network: Network<Float>, preprocessing: Preprocessing = .unitInterval, classNames: [String],
    name: String, seed: UInt64, recipe: String
  ) {
    self.network = network
    self.preprocessing = preprocessing
    self.classNames = classNames
    self.name = name
    self.seed = seed
    self.recipe = recipe
  }

  /// The file's content: no times, dates, paths or thread counts, so that the same training gives
  /// the same bytes.
  public var safeTensors: SafeTensors {
    var tensors: [String: Tensor<Float>] = [:]
    for entry in network.layout.entries { tensors[entry.name] = network[entry.name] }
    return SafeTensors(
      metadata: [
        "format": "learn-model-1",
        "architecture": network.description.json.text,
        "preprocessing": preprocessing.rawValue,
        "classes": JSONValue.array(classNames.map { .string($0) }).text,
        "name": name,
        "seed": "\(seed)",
        "recipe": recipe,
      ], tensors: tensors)
  }

  /// - Throws: `ModelFileError`
  public func write(to path: String) throws {
    try File.write(safeTensors.bytes, to: path, "write the model")
  }

  /// Reads a model that this program wrote.
  ///
  /// - Throws: `ModelFileError`
  public init(path: String) throws {
    let operation = "read the model"
    let bytes = try File.read(path, operation)
    do {
      try self.init(SafeTensors(bytes: bytes))
    } catch let failure as SafeTensors.Failure {
      throw ModelFileError(.corrupt, operation, path: path, failure.reason)
    } catch let error as NetworkError {
      throw ModelFileError(.corrupt, operation, path: path, error.description)
    }
  }

  /// - Throws: `SafeTensors.Failure` or `NetworkError` if the file holds no model, or tensors that
  ///   do not fit its architecture.
  public init(_ file: SafeTensors) throws {
    guard file.metadata["format"] == "learn-model-1",
      let architecture = file.metadata["architecture"]
    else { throw SafeTensors.Failure("it holds tensors, but no model of this program") }
    let description = try NetworkDescription(json: Self.json(architecture, "architecture"))
    network = try Network(description, parameters: file.tensors)
    guard
      let preprocessing = file.metadata["preprocessing"].flatMap(Preprocessing.init(rawValue:))
    else { throw SafeTensors.Failure("its preprocessing is unknown") }
    self.preprocessing = preprocessing
    let classes = try Self.json(file.metadata["classes"] ?? "[]", "class names")
    classNames = classes.array?.compactMap(\.string) ?? []
    guard classNames.count == max(description.outputCount, 2) || classNames.isEmpty else {
      throw SafeTensors.Failure(
        "it names \(classNames.count) classes, but has \(description.outputCount) outputs")
    }
    name = file.metadata["name"] ?? ""
    seed = file.metadata["seed"].flatMap { UInt64($0) } ?? 0
    recipe = file.metadata["recipe"] ?? ""
  }

  private static func json(_ text: String, _ what: String) throws -> JSONValue {
    do {
      return try JSONReader.read(text)
    } catch let failure as JSONReader.Failure {
      throw SafeTensors.Failure("its \(what) cannot be read: \(failure.reason)")
    }
  }
}

extension Model {
  /// The model as it is after having been written and read; nil if that is impossible.
  public var reread: Model? { try? Model(SafeTensors(bytes: safeTensors.bytes)) }
}

extension History {
  /// - Throws: `ModelFileError`
  public func write(to path: String) throws {
    try File.write(Array(csv.utf8), to: path, "write the history")
  }
}
