import Numerics

/// A network being computed with: its numbers laid out in memory for batches of some size.
///
/// Not to be used by two threads at a time; it shares out its work to a pool by itself.
final class Execution<T: Real> {
  let description: NetworkDescription
  let layout: ParameterLayout
  /// The most samples of a batch.
  let capacity: Int
  let plan: Plan<T>
  let pool: WorkerPool
  let lossFunction: LossFunction<T>

  private let parameters: Memory<T>
  private let gradients: Memory<T>
  /// What the optimiser remembers, one row as long as the parameters for each name.
  private var memory: [Memory<T>] = []
  /// The numbers at each boundary, sample after sample.
  private(set) var values: [Memory<T>]
  private(set) var deltas: [Memory<T>?]
  /// The network's answers, behind the last activation.
  let output: Memory<T>
  private let stages: [Plan<T>.Stage]
  private let scratches: [Scratch<T>]
  private var passes = 0

  init(_ network: Network<T>, capacity: Int, pool: WorkerPool, isTracing: Bool = false) {
    description = network.description
    layout = network.layout
    self.capacity = capacity
    self.pool = pool
    let plan = Plan<T>(
      network.description, layout: network.layout, capacity: capacity, threads: pool.threadCount,
      isTracing: isTracing)
    self.plan = plan
    lossFunction = LossFunction(
      loss: network.description.loss, outputs: network.description.outputCount)
    parameters = Memory(network.layout.length)
    gradients = Memory(network.layout.length)
    values = plan.boundaryCounts.map { Memory($0 * capacity) }
    let kept = plan.deltaBoundaries
    deltas = plan.boundaryCounts.indices.map { index in
      kept.contains(index) ? Memory(plan.boundaryCounts[index] * capacity) : nil
    }
    output = Memory(network.description.outputCount * capacity)
    let layout = network.layout
    stages = plan.stages.map { stage in
      guard case .segment(var segment) = stage else { return stage }
      segment.prepare(layout)
      return .segment(segment)
    }
    scratches = (0..<pool.threadCount).map { Scratch(thread: $0) }
    setParameters(network.parameters)
  }

  /// Where the batch's inputs are written before a pass.
  var input: UnsafeMutablePointer<T> { values[0].base }

  func setParameters(_ values: [T]) {
    precondition(values.count == layout.length, "\(values.count) parameters for \(layout.length)")
    values.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { parameters.base.update(from: base, count: values.count) }
    }
  }

  func currentParameters() -> [T] { Self.array(parameters.base, layout.length) }
  func currentGradients() -> [T] { Self.array(gradients.base, layout.length) }

  /// What the optimiser remembers; as many rows as it has names, zero at first.
  var optimizerMemory: [[T]] {
    get { memory.map { Self.array($0.base, layout.length) } }
    set {
      memory = newValue.map { row in
        let memory = Memory<T>(layout.length)
        for (index, value) in row.enumerated() { memory.base[index] = value }
        return memory
      }
    }
  }

  static func array(_ base: UnsafePointer<T>, _ count: Int) -> [T] {
    Array(UnsafeBufferPointer(start: base, count: count))
  }

  /// Computes the answers for the first `count` samples of `input`.
  @specialized(where T == Float)
  func forward(
    count: Int, isTraining: Bool = false, seed: UInt64 = 0, step: Int = 0,
    samples: [Int]? = nil
  ) {
    passes += 1
    let pass = pass(isTraining, seed, step, samples ?? Array(0..<count))
    for stage in stages {
      switch stage {
      case .segment(let segment):
        segment.forward(count: count, values: values, pass, pool, scratches)
      case .batch(let operation, let input):
        operation.forward(
          count: count, input: values[input].base, output: values[input + 1].base, pass, pool)
      }
    }
    lossFunction.finish(count: count, z: lastValues, into: output.base)
  }

  private var lastValues: UnsafeMutablePointer<T> { values[values.count - 1].base }

  private func pass(_ isTraining: Bool, _ seed: UInt64, _ step: Int, _ samples: [Int]) -> Pass<T> {
    Pass(
      parameters: parameters.base, isTraining: isTraining, seed: seed, step: step,
      samples: samples, version: passes)
  }

  /// The loss and the right answers of the last forward pass.
  @specialized(where T == Float)
  func result(count: Int, _ targets: Targets<T>) -> BatchResult {
    lossFunction.result(count: count, z: lastValues, output: output.base, targets)
  }

  /// One step: forward, loss, backward and, given an optimiser, the update.
  ///
  /// - Parameters:
  ///   - step: batches trained before this one.
  ///   - samples: the place of each sample in the training data.
  @specialized(where T == Float)
  func train(
    count: Int, _ targets: Targets<T>, seed: UInt64, step: Int, samples: [Int],
    optimizer: Optimizer?
  ) -> BatchResult {
    forward(count: count, isTraining: true, seed: seed, step: step, samples: samples)
    let result = result(count: count, targets)
    backward(
      count: count, targets, isTraining: true, seed: seed, step: step, samples: samples,
      optimizer: optimizer)
    return result
  }

  /// The way back of the last forward pass; gradients of everything that has one.
  @specialized(where T == Float)
  func backward(
    count: Int, _ targets: Targets<T>, isTraining: Bool, seed: UInt64 = 0, step: Int = 0,
    samples: [Int]? = nil, optimizer: Optimizer? = nil
  ) {
    passes += 1
    let pass = pass(isTraining, seed, step, samples ?? Array(0..<count))
    guard let last = deltas[deltas.count - 1] else { return }
    lossFunction.gradient(count: count, output: output.base, targets, into: last.base)
    let update = optimizer.map { self.update($0, step: step + 1) }
    for stage in stages.reversed() {
      switch stage {
      case .segment(let segment):
        segment.backward(
          count: count, values: values, deltas: deltas, gradients: gradients.base, pass, pool,
          scratches, update: update)
      case .batch(let operation, let input):
        guard let delta = deltas[input + 1] else { continue }
        operation.backward(
          count: count, input: values[input].base, output: values[input + 1].base,
          delta: delta.base,
          inputDelta: plan.needsInputDelta(operation.layer) ? deltas[input]?.base : nil,
          gradients: gradients.base, pass, pool, scratches, update: update)
      }
    }
  }

  @specialized(where T == Float)
  private func update(_ optimizer: Optimizer, step: Int) -> Update<T> {
    while memory.count < optimizer.memoryNames.count { memory.append(Memory(layout.length)) }
    let parameters = parameters.base
    let rows = memory.map { $0.base }
    return { range, gradients in
      optimizer.update(
        parameters + range.lowerBound, gradient: gradients,
        memory: rows.map { $0 + range.lowerBound }, count: range.count, step: step)
    }
  }
}
