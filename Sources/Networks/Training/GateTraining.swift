import Datasets
import Numerics
import Synchronization

/// A 2–n–1 network of sigmoid units that learns a truth table from a seed: Adam on all rows at
/// once, binary cross-entropy, Glorot's uniform start and biases 0, as Keras begins.
///
/// The settings are those of the XOR network of source 001.
public struct GateTraining: Sendable {
  /// The network at one moment.
  public struct Snapshot: Sendable {
    public var epoch: Int
    public var network: Network<Double>
    public var loss: Double
    /// ŷ of each row.
    public var outputs: [Double]
    /// The hidden outputs of each row.
    public var hidden: [[Double]]
    /// Rows whose output rounds to the wrong side.
    public var wrong: Int
  }

  public let rows: [LabelledPoint]
  public let units: Int
  public let rate: Double
  public let epochs: Int

  public init(rows: [LabelledPoint], units: Int = 2, rate: Double = 0.2, epochs: Int = 5000) {
    self.rows = rows
    self.units = units
    self.rate = rate
    self.epochs = epochs
  }

  private func training(seed: UInt64) throws -> FullBatchTraining<Double> {
    let description = try NetworkDescription(
      inputShape: [rows[0].inputs.count],
      layers: [
        .dense(units: units, activation: .sigmoid), .dense(units: 1, activation: .sigmoid),
      ], loss: .binaryCrossEntropy)
    return try FullBatchTraining(
      Network<Double>(description, seed: seed), .adam(rate: rate),
      inputs: Tensor(rows: rows.map { $0.inputs.map(\.doubleValue) }),
      targets: Tensor([rows.count, 1], rows.map { Double($0.target) }))
  }

  /// The network at the given epochs (0 is the start), and the loss of every epoch.
  ///
  /// - Throws: `NetworkError` if the rows do not fit a network.
  public func run(seed: UInt64, snapshots: [Int]) throws -> (
    snapshots: [Snapshot], losses: [Double]
  ) {
    let training = try training(seed: seed)
    var taken: [Snapshot] = []
    var losses: [Double] = []
    for epoch in 0...epochs {
      if snapshots.contains(epoch) { taken.append(try snapshot(training)) }
      if epoch < epochs { losses.append(training.step()) }
    }
    return (taken, losses)
  }

  private func snapshot(_ training: FullBatchTraining<Double>) throws -> Snapshot {
    let network = training.network
    let traces = try rows.map { row in
      try network.trace(of: Tensor([row.inputs.count], row.inputs.map(\.doubleValue)))
    }
    let outputs = traces.map { $0.output.values[0] }
    return Snapshot(
      epoch: training.epoch, network: network, loss: training.evaluate().loss, outputs: outputs,
      hidden: traces.map { $0.layers[0].record.output.values },
      wrong: zip(outputs, rows).count { ($0 > 0.5) != $1.isTrue })
  }

  /// Whether the network of a seed has learned all rows after at most `epochs` epochs; it stops
  /// early where the loss has become smaller than 0.01.
  ///
  /// - Throws: `NetworkError` if the rows do not fit a network.
  public func learns(seed: UInt64) throws -> Bool {
    let training = try training(seed: seed)
    while training.epoch < epochs {
      if training.step() < 0.01 { break }
    }
    return training.evaluate().accuracy == 1
  }

  /// The seeds from 1 to `count` that do not learn all rows, found on all cores; the result does
  /// not depend on their number.
  ///
  /// - Throws: `NetworkError` if the rows do not fit a network.
  public func stuckSeeds(_ count: Int) throws -> [UInt64] {
    let key = "\(self) \(count)"
    if let known = Self.known.withLock({ $0[key] }) { return known }
    let found = try countedSeeds(count)
    Self.known.withLock { $0[key] = found }
    return found
  }

  /// A count takes seconds, and pages ask for it more than once.
  private static let known = Mutex<[String: [UInt64]]>([:])

  private func countedSeeds(_ count: Int) throws -> [UInt64] {
    // The first one on this thread: what it throws, all would.
    var learned = [Bool](repeating: try learns(seed: 1), count: count)
    let pool = WorkerPool()
    defer { pool.close() }
    learned.withUnsafeMutableBufferPointer { buffer in
      // Each part writes to a place of its own.
      nonisolated(unsafe) let places = buffer
      pool.run(count - 1) { part, _ in
        places[part + 1] = (try? learns(seed: UInt64(part + 2))) ?? false
      }
    }
    return learned.indices.filter { !learned[$0] }.map { UInt64($0 + 1) }
  }
}
