import Glibc
import Numerics

/// Trains a network by a recipe, batch by batch, and can stop and go on at any of them.
///
/// The result is a function of the network, the recipe, the data and the seed: neither threads nor
/// interruptions change a bit of it. Not to be used by two threads at a time.
public final class Training<Scalar: Real> {
  public let recipe: Recipe
  public let seed: UInt64
  private let samples: Samples<Scalar>
  private let validation: Samples<Scalar>?
  private var state: State
  private let initial: Network<Scalar>
  private let execution: Execution<Scalar>
  private let pool: WorkerPool
  private let batch: Int

  /// - Parameters:
  ///   - validation: watched after each epoch; else the part that the recipe cuts off.
  ///   - threads: all cores if nil.
  ///   - state: where an earlier training of the same kind stopped.
  /// - Throws: `NetworkError` if the samples do not fit the network or the recipe is impossible.
  public init(
    _ network: Network<Scalar>, _ recipe: Recipe, on samples: Samples<Scalar>,
    validation: Samples<Scalar>? = nil, seed: UInt64, threads: Int? = nil, from state: State? = nil
  ) throws {
    try recipe.check()
    try samples.check(network.description)
    try validation?.check(network.description)
    guard recipe.augmentation == nil || samples.areImages else {
      throw NetworkError("only images can be augmented, not rows of numbers")
    }
    self.recipe = recipe
    self.seed = seed
    if validation == nil, recipe.validationFraction > 0 {
      let (training, kept) = samples.split(validation: recipe.validationFraction)
      guard training.count > 0, kept.count > 0 else {
        throw NetworkError("\(samples.count) samples are too few to keep some for validation")
      }
      self.samples = training
      self.validation = kept
    } else {
      self.samples = samples
      self.validation = validation
    }
    initial = network
    let length = network.layout.length
    let memory = recipe.optimizer.memoryNames.map { _ in [Scalar](repeating: 0, count: length) }
    self.state =
      state ?? State(parameters: network.parameters, memory: memory, rate: recipe.optimizer.rate)
    batch = min(recipe.batch ?? self.samples.count, self.samples.count)
    try network.description.checkMemory(batch, Scalar.self)
    pool = WorkerPool(threads: threads)
    execution = Execution(network, capacity: batch, pool: pool)
    execution.setParameters(self.state.parameters)
    execution.optimizerMemory = self.state.memory
  }

  deinit {
    pool.close()
  }

  /// The network as it is now.
  public var network: Network<Scalar> {
    var network = initial
    network.parameters = execution.currentParameters()
    return network
  }

  /// The network that the training is for: that of the best epoch where the recipe says so.
  public var result: Network<Scalar> {
    guard recipe.keepsBest, let best = state.best else { return network }
    var network = initial
    network.parameters = best
    return network
  }

  /// Where the training stands.
  public var currentState: State {
    var state = state
    state.parameters = execution.currentParameters()
    state.memory = execution.optimizerMemory
    return state
  }

  public var history: History { state.history }

  /// Trains to the end of the recipe, unless stopped.
  ///
  /// - Parameters:
  ///   - isCancelled: asked after each batch.
  ///   - onBatch: told after each batch.
  ///   - onEpoch: told after each epoch, with its seconds, validation not counted.
  /// - Throws: `TrainingError.diverged`: the training then stands where it stood after the last
  ///   epoch that was good, `history.epochs.count` of them. What `onEpoch` throws.
  public func run(
    isCancelled: () -> Bool = { false }, onBatch: (Progress) -> Void = { _ in },
    onEpoch: (EpochRecord, _ seconds: Double) throws -> Void = { _, _ in }
  ) throws -> Ending {
    var earlier: State?
    while state.epoch < recipe.epochs {
      let start = now()
      let last = currentState
      let (record, seconds): (EpochRecord, Double)
      do {
        guard try trainEpoch(isCancelled: isCancelled, onBatch: onBatch) else { return .cancelled }
        seconds = now() - start
        record = finishEpoch()
        if let sign = divergence(in: record) { throw diverged(sign, epoch: record.epoch) }
      } catch {
        restore(last)
        // An epoch's loss is that before its updates: the last one may have been the bad one.
        if let earlier, !isGood() { restore(earlier) }
        throw error
      }
      earlier = last
      try onEpoch(record, seconds)
      if let patience = recipe.stoppingPatience, state.history.epochsSinceBest() >= patience {
        return .stoppedEarly
      }
    }
    return .done
  }

  /// Returns false if it was cancelled; the state then stands after the last batch.
  private func trainEpoch(isCancelled: () -> Bool, onBatch: (Progress) -> Void) throws -> Bool {
    // A sequence of its own for each epoch: resuming needs no more than the epoch's number.
    var generator = SeededGenerator(seed: seed, stream: 2_000_000 + UInt64(state.epoch))
    let order = generator.permutation(samples.count)
    var optimizer = recipe.optimizer
    optimizer.rate = state.rate
    while state.sample < samples.count {
      let places = order[state.sample..<min(state.sample + batch, samples.count)]
      load(samples, places, changing: recipe.augmentation)
      let result = execution.train(
        count: places.count,
        samples.targets(places, outputs: initial.description.outputCount), seed: seed,
        step: state.step, samples: Array(places), optimizer: optimizer)
      state.step += 1
      state.sample += places.count
      state.lossSum += result.lossSum
      state.correct += result.correct
      guard result.lossSum.isFinite else {
        throw diverged(.lossIsNoNumber, epoch: state.epoch + 1)
      }
      let done = Double(state.sample)
      onBatch(
        Progress(
          epoch: state.epoch + 1, epochs: recipe.epochs, samples: state.sample,
          sampleCount: samples.count, loss: state.lossSum / done, accuracy: state.correct / done))
      if isCancelled() { return false }
    }
    return true
  }

  private func diverged(_ sign: Divergence, epoch: Int) -> TrainingError {
    .diverged(sign, epoch: epoch, step: state.step, rate: state.rate)
  }

  /// What shows that the epoch just finished led nowhere; nil if all is well.
  ///
  /// A loss can be finite where parameters are not: ReLU makes 0 of what is no number.
  private func divergence(in record: EpochRecord) -> Divergence? {
    guard record.loss.isFinite, record.validationLoss?.isFinite ?? true else {
      return .lossIsNoNumber
    }
    for row in [execution.currentParameters()] + execution.optimizerMemory {
      if let place = row.firstIndex(where: { !$0.isFinite }) {
        let entry = initial.layout.entries.first { $0.range.contains(place) }
        return .parameterIsNoNumber(name: entry?.name ?? "the network")
      }
    }
    let bound = divergenceBound
    return record.loss > bound ? .lossIsTooLarge(loss: record.loss, bound: bound) : nil
  }

  private var divergenceBound: Double {
    initial.description.loss.divergenceBound(
      Scalar.self, largestTarget: samples.largestTarget)
  }

  /// Whether the network as it is now has a loss within the bound on some of the samples.
  private func isGood() -> Bool {
    evaluate(samples[0..<min(samples.count, 1024)]).loss <= divergenceBound
  }

  private func restore(_ last: State) {
    state = last
    execution.setParameters(last.parameters)
    execution.optimizerMemory = last.memory
  }

  private func load(
    _ samples: Samples<Scalar>, _ places: ArraySlice<Int>,
    changing augmentation: Augmentation? = nil
  ) {
    let (epoch, size) = (state.epoch, samples.size)
    let change = augmentation.map { augmentation in
      { (place: Int) in
        augmentation.change(
          seed: self.seed, epoch: epoch, place: place, width: size.width, height: size.height)
      }
    }
    let count = places.count
    let parts = count * samples.inputCount < 16_384 ? 1 : min(count, 8)
    pool.run(parts) { part, _ in
      let range = part * count / parts..<(part + 1) * count / parts
      let start = places.startIndex
      samples.fill(
        places[start + range.lowerBound..<start + range.upperBound],
        into: execution.input + range.lowerBound * samples.inputCount, change: change)
    }
  }

  private func finishEpoch() -> EpochRecord {
    let count = Double(samples.count)
    let result = validation.map { evaluate($0) }
    let record = EpochRecord(
      epoch: state.epoch + 1, loss: state.lossSum / count, accuracy: state.correct / count,
      validationLoss: result?.loss, validationAccuracy: result?.accuracy, rate: state.rate)
    state.history.epochs.append(record)
    state.epoch += 1
    state.sample = 0
    state.lossSum = 0
    state.correct = 0
    if recipe.keepsBest, state.history.epochsSinceBest() == 0 {
      state.best = execution.currentParameters()
    }
    if let reduction = recipe.rateReduction,
      state.history.epochsSinceBest(after: state.reductionEpoch) >= reduction.patience
    {
      state.rate = max(state.rate * reduction.factor, min(reduction.floor, state.rate))
      state.reductionEpoch = state.epoch
    }
    return record
  }

  /// Loss and accuracy of the network as it is now.
  public func evaluate(_ samples: Samples<Scalar>) -> (loss: Double, accuracy: Double) {
    var sum = BatchResult()
    for first in stride(from: 0, to: samples.count, by: batch) {
      let places = Array(first..<min(first + batch, samples.count))[...]
      load(samples, places)
      execution.forward(count: places.count)
      sum += execution.result(
        count: places.count,
        samples.targets(places, outputs: initial.description.outputCount))
    }
    return (sum.lossSum / Double(sum.count), sum.correct / Double(sum.count))
  }

  private func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
