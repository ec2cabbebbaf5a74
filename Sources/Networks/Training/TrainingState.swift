extension Training {
  /// Where a training stands; a checkpoint holds one.
  public struct State: Equatable, Sendable {
    public var parameters: [Scalar]
    /// What the optimiser remembers, a row for each of its names.
    public var memory: [[Scalar]]
    /// Epochs that are done.
    public var epoch = 0
    /// Samples of the epoch under way that are done.
    public var sample = 0
    /// Batches that are done, in all epochs.
    public var step = 0
    /// Sums over the epoch under way.
    public var lossSum = 0.0
    public var correct = 0.0
    public var rate: Double
    /// The epoch after which the rate was last reduced.
    public var reductionEpoch = 0
    public var history = History()
    /// The parameters after the best epoch so far, where the recipe keeps them.
    public var best: [Scalar]?
  }

  public enum Ending: Equatable, Sendable {
    /// All epochs are done.
    case done
    /// The validation accuracy has not risen for as long as the recipe waits.
    case stoppedEarly
    /// The caller asked for it; the state goes on from here.
    case cancelled
  }

  /// How far an epoch has come, after each batch.
  public struct Progress: Sendable {
    /// From 1.
    public var epoch: Int
    public var epochs: Int
    public var samples: Int
    public var sampleCount: Int
    public var loss: Double
    public var accuracy: Double
  }
}
