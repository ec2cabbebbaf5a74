import Numerics

/// An unfinished training in a file: the network, what the optimiser remembers, and the place in
/// the epoch, so that going on gives the very numbers of an unbroken run.
public struct Checkpoint: Equatable, Sendable {
  public var model: Model
  public var state: Training<Float>.State
  /// Names the data, seed and recipe: a checkpoint of another training is not gone on with.
  public var identity: String

  public init(model: Model, state: Training<Float>.State, identity: String) {
    self.model = model
    self.state = state
    self.identity = identity
  }

  /// - Throws: `ModelFileError`
  public func write(to path: String) throws {
    var file = model.safeTensors
    for entry in model.network.layout.entries {
      func keep(_ row: [Float], _ prefix: String) {
        file.tensors["\(prefix).\(entry.name)"] = Tensor(entry.shape, Array(row[entry.range]))
      }
      for (index, row) in state.memory.enumerated() { keep(row, "memory\(index)") }
      if let best = state.best { keep(best, "best") }
    }
    file.metadata["identity"] = identity
    file.metadata["history"] = state.history.csv
    file.metadata["memory"] = "\(state.memory.count)"
    file.metadata["best"] = state.best == nil ? "no" : "yes"
    // Bit patterns: decimal digits would do, but this way there is nothing to discuss.
    file.metadata["place"] = [
      "\(state.epoch)", "\(state.sample)", "\(state.step)", "\(state.lossSum.bitPattern)",
      "\(state.correct.bitPattern)", "\(state.rate.bitPattern)", "\(state.reductionEpoch)",
    ].joined(separator: " ")
    try File.write(file.bytes, to: path, "write the checkpoint")
  }

  /// - Throws: `ModelFileError`
  public init(path: String) throws {
    let operation = "read the checkpoint"
    let bytes = try File.read(path, operation, isInput: false)
    do {
      var file = try SafeTensors(bytes: bytes)
      let rows = Int(file.metadata["memory"] ?? "") ?? -1
      guard 0...2 ~= rows else { throw SafeTensors.Failure("it is no checkpoint") }
      var extras: [String: Tensor<Float>] = [:]
      for (name, tensor) in file.tensors
      where name.hasPrefix("memory") || name.hasPrefix("best.") {
        extras[name] = tensor
        file.tensors[name] = nil
      }
      model = try Model(file)
      let layout = model.network.layout
      func row(_ prefix: String) throws -> [Float] {
        var row = [Float](repeating: 0, count: layout.length)
        for entry in layout.entries {
          guard let tensor = extras["\(prefix).\(entry.name)"], tensor.shape == entry.shape else {
            throw SafeTensors.Failure("\(prefix).\(entry.name) is missing or of another shape")
          }
          row.replaceSubrange(entry.range, with: tensor.values)
        }
        return row
      }
      identity = file.metadata["identity"] ?? ""
      let place = (file.metadata["place"] ?? "").split(separator: " ").compactMap { UInt64($0) }
      guard place.count == 7, place[0...2].allSatisfy({ $0 < 1 << 40 }), place[6] < 1 << 40,
        let history = History(csv: file.metadata["history"] ?? "")
      else { throw SafeTensors.Failure("the place where it stopped cannot be read") }
      state = Training<Float>.State(
        parameters: model.network.parameters, memory: try (0..<rows).map { try row("memory\($0)") },
        epoch: Int(place[0]), sample: Int(place[1]), step: Int(place[2]),
        lossSum: Double(bitPattern: place[3]), correct: Double(bitPattern: place[4]),
        rate: Double(bitPattern: place[5]), reductionEpoch: Int(place[6]), history: history,
        best: file.metadata["best"] == "yes" ? try row("best") : nil)
    } catch let failure as SafeTensors.Failure {
      throw ModelFileError(.corrupt, operation, path: path, failure.reason)
    } catch let error as NetworkError {
      throw ModelFileError(.corrupt, operation, path: path, error.description)
    }
  }
}
