import Numerics

/// Trains a small network on all samples at once, step by step, without shuffling, validation or
/// threads: a step of a network of a few units takes microseconds.
///
/// The result is a function of the network, the optimiser and the samples.
public final class FullBatchTraining<Scalar: Real> {
  private let initial: Network<Scalar>
  private let optimizer: Optimizer
  private let execution: Execution<Scalar>
  private let pool: WorkerPool
  private let targets: Targets<Scalar>
  private let places: [Int]
  /// Steps that are done; each is an epoch.
  public private(set) var epoch = 0

  /// - Parameters:
  ///   - inputs: samples × inputs.
  ///   - targets: samples × outputs.
  /// - Throws: `NetworkError` if the samples do not fit the network.
  public init(
    _ network: Network<Scalar>, _ optimizer: Optimizer, inputs: Tensor<Scalar>,
    targets: Tensor<Scalar>
  ) throws {
    let samples = Samples(inputs: inputs, targets: targets)
    try samples.check(network.description)
    initial = network
    self.optimizer = optimizer
    self.targets = .values(targets.values)
    places = Array(0..<samples.count)
    pool = WorkerPool(threads: 1)
    execution = Execution(network, capacity: samples.count, pool: pool)
    for (index, value) in inputs.values.enumerated() { execution.input[index] = value }
  }

  deinit {
    pool.close()
  }

  /// One epoch: the mean loss before its update.
  @discardableResult
  public func step() -> Double {
    let result = execution.train(
      count: places.count, targets, seed: 0, step: epoch, samples: places, optimizer: optimizer)
    epoch += 1
    return result.lossSum / Double(places.count)
  }

  /// Mean loss and the part of right answers of the network as it is now.
  public func evaluate() -> (loss: Double, accuracy: Double) {
    execution.forward(count: places.count)
    let result = execution.result(count: places.count, targets)
    return (result.lossSum / Double(places.count), result.correct / Double(places.count))
  }

  /// The network as it is now.
  public var network: Network<Scalar> {
    var network = initial
    network.parameters = execution.currentParameters()
    return network
  }
}
