import Datasets
import Numerics
import Testing

@testable import Networks

@Suite struct TrainingTests {
  static let description = try? NetworkDescription(
    inputShape: [28, 28, 1],
    layers: [
      .convolution(filters: 4, kernel: 5, activation: .relu), .pooling(.max), .flatten,
      .dense(units: 24, activation: .relu), .dropout(rate: 0.3),
      .dense(units: 10, activation: .softmax),
    ], loss: .categoricalCrossEntropy)

  static let images = madeDigits(300, seed: 4)

  /// 300 images less the validation part are no multiple of 32: the last batch is a partial one.
  static func training(
    threads: Int = 2, epochs: Int = 3, from state: Training<Float>.State? = nil,
    _ change: (inout Recipe) -> Void = { _ in }
  ) throws -> Training<Float> {
    var recipe = Recipe(.adam(), batch: 32, epochs: epochs, validationFraction: 0.2)
    change(&recipe)
    return try Training(
      Network(#require(description), seed: 5), recipe, on: Samples(images), seed: 5,
      threads: threads, from: state)
  }

  @Test func threadsDoNotChangeABit() throws {
    var results: [[Float]] = []
    for threads in [1, 2, 3] {
      let training = try Self.training(threads: threads)
      _ = try training.run()
      results.append(training.network.parameters)
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
  }

  @Test(arguments: [1, 5, 8, 9, 20]) func resumingGivesTheUnbrokenRun(batches: Int) throws {
    let whole = try Self.training()
    _ = try whole.run()
    let first = try Self.training()
    var done = 0
    let ending = try first.run(isCancelled: {
      done += 1
      return done == batches
    })
    #expect(ending == .cancelled)
    let path = temporaryPath("resume\(batches).checkpoint")
    defer { remove(path) }
    let model = Model(first.network, classNames: [], name: "test", seed: 5, recipe: "")
    try Checkpoint(model: model, state: first.currentState, identity: "x").write(to: path)
    let second = try Self.training(threads: 1, from: Checkpoint(path: path).state)
    let end = try second.run()
    #expect(end == .done)
    #expect(second.network.parameters == whole.network.parameters)
    #expect(second.history == whole.history)
  }

  @Test func lossFallsAndTheValidationPartIsWatched() throws {
    let training = try Self.training(epochs: 6)
    _ = try training.run()
    let epochs = training.history.epochs
    #expect(epochs.count == 6)
    #expect(epochs[5].loss < epochs[0].loss * 0.8)
    let (loss, accuracy) = training.evaluate(Samples(Self.images[240..<300]))
    #expect(epochs[5].validationLoss == loss)
    #expect(epochs[5].validationAccuracy == accuracy)
  }

  @Test func aLossThatIsNoNumberKeepsTheLastWholeEpoch() throws {
    let training = try Self.training(epochs: 5) { $0.optimizer = .gradientDescent(rate: 1e30) }
    let before = training.currentState
    let error = #expect(throws: TrainingError.self) { _ = try training.run() }
    guard case .diverged(.lossIsNoNumber, epoch: 1, _, rate: 1e30) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(training.currentState == before)
  }

  /// Numbers all along, but answers that are further off than any start.
  @Test func aLossBeyondAllBoundsIsADivergence() throws {
    let training = try Self.training(epochs: 5) { $0.optimizer = .adam(rate: 1e4) }
    let before = training.currentState
    let error = #expect(throws: TrainingError.self) { _ = try training.run() }
    guard case .diverged(.lossIsTooLarge(let loss, let bound), epoch: 1, _, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(loss > 1000 && abs(bound - 87.3) < 0.1)
    #expect(training.currentState == before)
  }

  /// y = w·x + b through a single point: its error is multiplied by 1 − 4·rate at each step.
  private static func line(
    rate: Double, target: Float, epochs: Int
  ) throws -> Training<Float> {
    let description = try NetworkDescription(
      inputShape: [1],
      layers: [.dense(units: 1, activation: .linear, initializer: .zeros)], loss: .meanSquaredError)
    return try Training(
      Network(description, seed: 1),
      Recipe(.gradientDescent(rate: rate), batch: nil, epochs: epochs),
      on: Samples(inputs: Tensor(rows: [[1]]), targets: Tensor(rows: [[target]])), seed: 1,
      threads: 1)
  }

  @Test func theLastGoodEpochIsKept() throws {
    let training = try Self.line(rate: 0.75, target: 1, epochs: 100)
    // Losses 1, 4, 16, …: 4^10 is the first above a million.
    let sign = Divergence.lossIsTooLarge(loss: 1_048_576, bound: 1e6)
    #expect(throws: TrainingError.diverged(sign, epoch: 11, step: 11, rate: 0.75)) {
      _ = try training.run()
    }
    // Epoch 10 ended with the network whose loss epoch 11 found: it is not kept.
    #expect(training.history.epochs.map(\.loss) == (0..<9).map { Double(1 << (2 * $0)) })
    let short = try Self.line(rate: 0.75, target: 1, epochs: 9)
    _ = try short.run()
    #expect(training.currentState == short.currentState)
  }

  @Test func parametersThatAreNoNumbersAreADivergence() throws {
    let training = try Self.line(rate: 1e38, target: 100, epochs: 1)
    let sign = Divergence.parameterIsNoNumber(name: "dense1.kernel")
    #expect(throws: TrainingError.diverged(sign, epoch: 1, step: 1, rate: 1e38)) {
      _ = try training.run()
    }
    #expect(training.network.parameters.allSatisfy { $0 == 0 })
  }

  @Test func theRateFallsAndTrainingEndsWhenAccuracyStalls() throws {
    let training = try Self.training(epochs: 30) {
      $0.optimizer = .gradientDescent(rate: 0)
      $0.rateReduction = Recipe.RateReduction(factor: 0.1, patience: 2, floor: 0)
      $0.stoppingPatience = 5
    }
    let end = try training.run()
    #expect(end == .stoppedEarly)
    #expect(training.history.epochs.count == 6)
    let watched = try Self.training(epochs: 6) {
      $0.optimizer = .gradientDescent(rate: 1e-12)
      $0.rateReduction = Recipe.RateReduction(factor: 0.1, patience: 2, floor: 1e-13)
    }
    _ = try watched.run()
    let rates = watched.history.epochs.map(\.rate)
    #expect(rates[0...2].allSatisfy { $0 == 1e-12 })
    #expect(abs(rates[5] - 1e-13) < 1e-20)
  }

  /// Steps too small to change anything: the loss of each sample tells which one had its turn.
  @Test func everyEpochHasAnotherOrderAndTheSameSeedTheSame() throws {
    func turns(seed: UInt64) throws -> [[Double]] {
      let description = try NetworkDescription(
        inputShape: [28, 28, 1], layers: [.flatten, .dense(units: 10, activation: .softmax)],
        loss: .categoricalCrossEntropy)
      let training = try Training(
        Network<Float>(description, seed: 5),
        Recipe(.gradientDescent(rate: 1e-30), batch: 1, epochs: 3),
        on: Samples(Self.images[0..<40]), seed: seed, threads: 1)
      var losses: [[Double]] = []
      var sum = 0.0
      _ = try training.run(onBatch: { progress in
        if progress.samples == 1 {
          losses.append([])
          sum = 0
        }
        let all = progress.loss * Double(progress.samples)
        losses[losses.count - 1].append(((all - sum) * 1e6).rounded())
        sum = all
      })
      return losses
    }
    let epochs = try turns(seed: 5)
    #expect(epochs.map(\.count) == [40, 40, 40] && Set(epochs[0]).count > 30)
    for (one, other) in [(0, 1), (1, 2), (0, 2)] {
      #expect(epochs[one].sorted() == epochs[other].sorted(), "each sample once an epoch")
      #expect(zip(epochs[one], epochs[other]).count { $0 != $1 } > 20)
    }
    #expect(try turns(seed: 5) == epochs)
    #expect(try turns(seed: 6) != epochs)
  }

  @Test func impossibleRecipesAreNamed() {
    #expect(throws: NetworkError.self) { _ = try Self.training { $0.batch = 0 } }
    #expect(throws: NetworkError.self) { _ = try Self.training { $0.validationFraction = 1 } }
    #expect(throws: NetworkError.self) { _ = try Self.training { $0.optimizer.rate = .nan } }
    #expect(throws: NetworkError.self) { _ = try Self.training { $0.validationFraction = 0.999 } }
  }

  @Test func historyIsReadAsItWasWritten() throws {
    let training = try Self.training(epochs: 2)
    _ = try training.run()
    #expect(History(csv: training.history.csv) == training.history)
    #expect(History(csv: "epoch\n1,x,2,3,4,5") == nil)
  }

  /// XOR in `Double`: the network learns all four points.
  @Test func smallNetworksTrainInDouble() throws {
    let description = try NetworkDescription(
      inputShape: [2],
      layers: [
        .dense(units: 4, activation: .tanh), .dense(units: 1, activation: .sigmoid),
      ], loss: .binaryCrossEntropy)
    let samples = Samples<Double>(
      inputs: Tensor(rows: [[0, 0], [0, 1], [1, 0], [1, 1]]),
      targets: Tensor(rows: [[0], [1], [1], [0]]))
    let training = try Training(
      Network<Double>(description, seed: 1), Recipe(.adam(rate: 0.2), batch: nil, epochs: 500),
      on: samples, seed: 1, threads: 1)
    _ = try training.run()
    #expect(training.evaluate(samples).accuracy == 1)
  }
}
