import Numerics

/// Operations in a row that treat each sample by itself.
///
/// A batch is cut into shards, a number that depends on the batch and the shapes alone. Each shard
/// adds up gradients of its own, which are then added in the order of the shards: the result does
/// not depend on the number of threads.
struct Segment<T: Real> {
  /// The boundary before the first operation; those of the others follow.
  var input: Int
  var operations: [any Operation<T>]
  /// For each operation, whether the gradient by its input is used by anyone.
  var needsInputDelta: [Bool]
  /// Gradients of each shard, made by `prepare`.
  private var shardGradients: Memory<T>?
  /// The place of the segment's parameters among all, from the first to the last.
  private(set) var parameters = 0..<0

  init(input: Int, operations: [any Operation<T>], needsInputDelta: [Bool]) {
    self.input = input
    self.operations = operations
    self.needsInputDelta = needsInputDelta
  }

  static var largestShardCount: Int { 8 }
  /// Samples that go through the operations together.
  private static var samplesAtOnce: Int { 16 }

  /// Finds the segment's parameters and makes room for their gradients.
  mutating func prepare(_ layout: ParameterLayout) {
    let layers = Set(operations.map { $0.layer })
    let own = layout.entries.filter { layers.contains($0.layer) }
    guard let first = own.first, let last = own.last else { return }
    parameters = first.range.lowerBound..<last.range.upperBound
    shardGradients = Memory(Self.largestShardCount * parameters.count)
  }

  private func shards(_ count: Int) -> [Range<Int>] {
    let largest = operations.reduce(0) { max($0, $1.inputCount, $1.outputCount) }
    let isSmall = parameters.isEmpty && count * largest < 16_384
    let number = isSmall ? 1 : count >= 64 ? Self.largestShardCount : min(count, 4)
    return (0..<number).map { $0 * count / number..<($0 + 1) * count / number }
  }

  private func forEachPart(of shard: Range<Int>, _ body: (Range<Int>) -> Void) {
    for first in stride(from: shard.lowerBound, to: shard.upperBound, by: Self.samplesAtOnce) {
      body(first..<min(first + Self.samplesAtOnce, shard.upperBound))
    }
  }

  @specialized(where T == Float)
  func forward(
    count: Int, values: [Memory<T>], _ pass: Pass<T>, _ pool: WorkerPool, _ scratches: [Scratch<T>]
  ) {
    let shards = shards(count)
    pool.run(shards.count) { shard, thread in
      forEachPart(of: shards[shard]) { samples in
        for (index, operation) in operations.enumerated() {
          operation.forward(
            samples,
            input: values[input + index].base + samples.lowerBound * operation.inputCount,
            output: values[input + index + 1].base + samples.lowerBound * operation.outputCount,
            pass, scratches[thread])
        }
      }
    }
  }

  /// - Parameters:
  ///   - deltas: gradients by the numbers at each boundary, where they are kept.
  ///   - gradients: those of all parameters; the segment's are written.
  @specialized(where T == Float)
  func backward(
    count: Int, values: [Memory<T>], deltas: [Memory<T>?], gradients: UnsafeMutablePointer<T>,
    _ pass: Pass<T>, _ pool: WorkerPool, _ scratches: [Scratch<T>],
    update: Update<T>?
  ) {
    guard needsInputDelta.contains(true) || !parameters.isEmpty else { return }
    let shards = shards(count)
    pool.run(shards.count) { shard, thread in
      var own = gradients
      if let shardGradients {
        let start = shardGradients.base + shard * parameters.count
        clear(start, count: parameters.count)
        own = start - parameters.lowerBound
      }
      forEachPart(of: shards[shard]) { samples in
        backward(samples, values, deltas, own, pass, scratches[thread])
      }
    }
    addShards(shards.count, to: gradients, pool, update: update)
  }

  @specialized(where T == Float)
  private func backward(
    _ samples: Range<Int>, _ values: [Memory<T>], _ deltas: [Memory<T>?],
    _ gradients: UnsafeMutablePointer<T>, _ pass: Pass<T>, _ scratch: Scratch<T>
  ) {
    var slots: [Scratch<T>.Slot] = [.firstDelta, .secondDelta]
    guard let last = deltas[input + operations.count], let lastOperation = operations.last else {
      preconditionFailure("no gradient at the end of a segment")
    }
    let largest = operations.reduce(0) { max($0, $1.inputCount) }
    var delta = last.base + samples.lowerBound * lastOperation.outputCount
    for (index, operation) in operations.enumerated().reversed() {
      let start = samples.lowerBound * operation.inputCount
      let inputDelta: UnsafeMutablePointer<T>?
      if !needsInputDelta[index] {
        inputDelta = nil
      } else if let kept = deltas[input + index] {
        inputDelta = kept.base + start
      } else {
        inputDelta = scratch.memory(slots[0], Self.samplesAtOnce * largest)
        slots.swapAt(0, 1)
      }
      operation.backward(
        samples, input: values[input + index].base + start,
        output: values[input + index + 1].base + samples.lowerBound * operation.outputCount,
        delta: delta, inputDelta: inputDelta, gradients: gradients, pass, scratch)
      guard let inputDelta else { return }
      delta = inputDelta
    }
  }

  @specialized(where T == Float)
  private func addShards(
    _ shards: Int, to gradients: UnsafeMutablePointer<T>, _ pool: WorkerPool,
    update: Update<T>?
  ) {
    guard let shardGradients else { return }
    let size = 8192
    let parts = stride(from: 0, to: parameters.count, by: size).map {
      $0..<min($0 + size, parameters.count)
    }
    pool.run(parts.count) { part, _ in
      let range = parts[part]
      let target = gradients + parameters.lowerBound + range.lowerBound
      copy(shardGradients.base + range.lowerBound, to: target, count: range.count)
      for shard in 1..<max(shards, 1) {
        add(
          shardGradients.base + shard * parameters.count + range.lowerBound, to: target,
          count: range.count)
      }
      update?(
        parameters.lowerBound + range.lowerBound..<parameters.lowerBound + range.upperBound, target)
    }
  }
}
