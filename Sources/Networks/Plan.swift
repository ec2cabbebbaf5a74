import Numerics

/// The order in which a network's layers are computed.
///
/// Layers that treat each sample by itself form segments, which shards of the batch go through
/// from end to end while their numbers are in the cache. Others, such as dense layers, look at the
/// whole batch at once. Between two operations lies a boundary: the numbers that one writes
/// and the next reads.
struct Plan<T: Real> {
  enum Stage {
    case segment(Segment<T>)
    case batch(any BatchOperation<T>, input: Int)
  }

  /// Where a layer's numbers lie.
  struct Place {
    var input: Int
    /// Before the activation, where the layer has one and it is computed on its own.
    var sums: Int
    var output: Int
    var operation: (any Operation<T>)?
  }

  private(set) var stages: [Stage] = []
  /// Numbers of one sample at each boundary; 0 is the network's input.
  private(set) var boundaryCounts: [Int]
  private(set) var places: [Place] = []

  private let network: NetworkDescription
  private let layout: ParameterLayout
  private let capacity: Int
  private let threads: Int
  private let isTracing: Bool
  /// The first layer with parameters; gradients need not go back beyond it.
  private let firstTrainable: Int

  /// - Parameters:
  ///   - capacity: the most samples of a batch.
  ///   - isTracing: keeps every intermediate result apart: pooling is not taken into convolutions,
  ///     activations are computed on their own, and gradients go back to the input.
  init(
    _ network: NetworkDescription, layout: ParameterLayout, capacity: Int, threads: Int,
    isTracing: Bool
  ) {
    self.network = network
    self.layout = layout
    self.capacity = capacity
    self.threads = threads
    self.isTracing = isTracing
    firstTrainable = layout.entries.first?.layer ?? network.layers.count
    boundaryCounts = [network.inputShape.count]
    var index = 0
    while index < network.layers.count {
      index += append(layer: index)
    }
  }

  private var boundary: Int { boundaryCounts.count - 1 }

  /// Adds a layer, with the pooling after it where both are one operation; returns how many layers
  /// that were.
  private mutating func append(layer index: Int) -> Int {
    let layer = network.layers[index]
    let first = boundary
    let isLast = index == network.layers.count - 1
    let activation = isLast && network.hasFusedLoss ? Activation.linear : layer.activation
    let isOnItsOwn = isTracing || activation == .softmax
    let work = layer.entry(T.self).work(
      layer.settings,
      Site(
        layer: index, input: network.inputShape(of: index),
        activation: isOnItsOwn ? .linear : activation, isTracing: isTracing,
        pooledSide: isTracing ? nil : pooling(after: index, activation), layout: layout,
        capacity: capacity, threads: threads))
    var operation: (any Operation<T>)?
    var taken = 1
    var isActivated = isOnItsOwn
    switch work {
    case .none: isActivated = true
    case .each(let each, let layers):
      operation = each
      taken = layers
      append(each)
    case .batch(let batch):
      stages.append(.batch(batch, input: boundary))
      boundaryCounts.append(batch.outputCount)
    }
    let sums = boundary
    if isActivated, activation != .linear {
      append(
        ActivationOperation<T>(
          layer: index, activation: activation, count: network.outputShapes[index].count),
        behindWeights: index == firstTrainable)
    }
    for _ in 0..<taken {
      places.append(Place(input: first, sums: sums, output: boundary, operation: operation))
    }
    return taken
  }

  private func needsDelta(before layer: Int) -> Bool { isTracing || layer > firstTrainable }

  /// The side of the max pooling after a convolution if both can be one operation: its windows lie
  /// side by side, and the activation leaves the order of its inputs.
  private func pooling(after index: Int, _ activation: Activation) -> Int? {
    guard index + 1 < network.layers.count, activation == .relu || activation == .linear,
      let side = network.layers[index + 1].sideOfMaxima, side <= 8
    else { return nil }
    return side
  }

  private mutating func append(_ operation: some Operation<T>, behindWeights: Bool = false) {
    let needsDelta = behindWeights || needsDelta(before: operation.layer)
    if case .segment(var segment) = stages.last {
      segment.operations.append(operation)
      segment.needsInputDelta.append(needsDelta)
      stages[stages.count - 1] = .segment(segment)
    } else {
      stages.append(
        .segment(Segment(input: boundary, operations: [operation], needsInputDelta: [needsDelta])))
    }
    boundaryCounts.append(operation.outputCount)
  }

  /// The boundaries at which gradients of a whole batch are kept.
  var deltaBoundaries: Set<Int> {
    if isTracing { return Set(boundaryCounts.indices) }
    var kept: Set<Int> = [boundary]
    for stage in stages {
      switch stage {
      case .segment(let segment): kept.insert(segment.input)
      case .batch(_, let input): kept.insert(input)
      }
    }
    return kept
  }

  /// Whether a stage's gradient by its input is used by anyone.
  func needsInputDelta(_ layer: Int) -> Bool { needsDelta(before: layer) }
}
