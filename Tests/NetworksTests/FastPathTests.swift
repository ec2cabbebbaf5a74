import Numerics
import Testing

@testable import Networks

/// What training computes in `Float`, with pooling fused and work shared out, against loops in
/// `Double` and against the traced way, on random networks.
@Suite struct FastPathTests {
  /// A random network of convolutions, pooling and dense layers, and the size of its batch.
  ///
  /// - Parameter isNormalized: whether batch normalisation follows each block, or none; every
  ///   fourth if nil.
  static func example(
    _ seed: UInt64, isNormalized: Bool? = nil, batches: ClosedRange<Int> = 1...70
  ) throws -> (Network<Float>, batch: Int, [Float]) {
    var random = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int {
      range.lowerBound + random.index(below: range.count)
    }
    let input: Shape = [number(5...19), number(5...19), number(1...5)]
    var layers: [LayerDescription] = []
    for _ in 0..<number(1...3) {
      let candidate = LayerDescription.convolution(
        filters: number(1...20), kernel: Extent(number(1...5), number(1...5)),
        stride: Extent(number(1...3), number(1...2)), padding: number(0...1) == 0 ? .valid : .same,
        activation: [.relu, .linear, .tanh, .sigmoid][number(0...3)])
      guard fits(layers + [candidate], input) else { break }
      layers.append(candidate)
      let side = number(1...3)
      let pooling = LayerDescription.pooling(
        number(0...3) == 0 ? .average : .max, window: Extent(side, number(0...3) == 0 ? 1 : side),
        stride: number(0...3) == 0 ? 1 : nil)
      if fits(layers + [pooling], input) { layers.append(pooling) }
      let isFourth = number(0...3) == 0
      if isNormalized ?? isFourth { layers.append(.batchNormalization()) }
    }
    layers.append(.flatten)
    if number(0...1) == 0 { layers.append(.dense(units: number(1...70), activation: .relu)) }
    layers.append(.dense(units: number(2...11), activation: .softmax))
    let description = try NetworkDescription(
      inputShape: input, layers: layers, loss: .categoricalCrossEntropy)
    var network = Network<Float>(description, seed: seed)
    for entry in network.layout.entries where entry.shape.rank == 1 {
      for place in entry.range { network.parameters[place] += Float(random.unit()) * 0.3 }
    }
    let batch = number(batches)
    return (network, batch, (0..<batch * input.count).map { _ in Float(random.normal()) })
  }

  private static func fits(_ layers: [LayerDescription], _ input: Shape) -> Bool {
    (try? NetworkDescription(
      inputShape: input, layers: layers + [.flatten, .dense(units: 2, activation: .softmax)],
      loss: .categoricalCrossEntropy)) != nil
  }

  @Test(arguments: 0..<60) func forwardEqualsNaiveLoops(seed: UInt64) throws {
    let (network, batch, x) = try Self.example(seed)
    let naive = NaiveNetwork(network)
    let count = network.description.inputShape.count
    let pool = WorkerPool(threads: 2)
    defer { pool.close() }
    let execution = Execution(network, capacity: batch + 3, pool: pool)
    for (place, value) in x.enumerated() { execution.input[place] = value }
    execution.forward(count: batch)
    let outputs = network.description.outputCount
    for sample in 0..<batch {
      let expected = naive.outputs(x[sample * count..<(sample + 1) * count].map { Double($0) })
      for index in 0..<outputs {
        let value = Double(execution.output.base[sample * outputs + index])
        #expect(abs(value - expected[index]) < 2e-5, "sample \(sample): \(network.description)")
      }
    }
  }

  /// Loss and gradients of one batch, as training computes them.
  private static func trained(
    _ network: Network<Float>, _ x: [Float], _ labels: [Int]
  ) -> (lossSum: Double, gradients: [Float]) {
    let batch = labels.count
    let pool = WorkerPool(threads: 2)
    defer { pool.close() }
    let execution = Execution(network, capacity: batch, pool: pool)
    for (place, value) in x.enumerated() { execution.input[place] = value }
    let result = execution.train(
      count: batch, .classes(labels), seed: 1, step: 0, samples: Array(0..<batch), optimizer: nil)
    return (result.lossSum, execution.currentGradients())
  }

  /// Batch normalisation ties the samples of a batch together. Each tensor's gradient, along a
  /// random direction, is how the loss of the naive loops changes along it.
  @Test(arguments: 200..<216) func gradientsOfNormalizedBatchesEqualNaiveOnes(seed: UInt64) throws {
    let (network, batch, x) = try Self.example(seed, isNormalized: true, batches: 2...9)
    let count = network.description.inputShape.count
    let labels = (0..<batch).map { ($0 * 7 + 3) % network.description.outputCount }
    let (lossSum, gradients) = Self.trained(network, x, labels)
    let inputs = (0..<batch).map { sample in
      x[sample * count..<(sample + 1) * count].map { Double($0) }
    }
    var naive = NaiveNetwork(network)
    let loss = naive.trainingLoss(inputs, labels: labels)
    #expect(abs(lossSum / Double(batch) - loss) < 2e-5 * max(1, loss))
    var random = SeededGenerator(seed: seed, stream: 9)
    for entry in network.layout.entries where entry.isTrainable {
      let start = try #require(naive.parameters[entry.name])
      let direction = start.values.map { _ in random.normal() }
      func loss(_ distance: Double) -> Double {
        naive.parameters[entry.name] = Tensor(
          start.shape, zip(start.values, direction).map { $0 + distance * $1 })
        return naive.trainingLoss(inputs, labels: labels)
      }
      let slope = (loss(1e-6) - loss(-1e-6)) / 2e-6
      naive.parameters[entry.name] = start
      let gradient = gradients[entry.range].map { Double($0) }
      let along = zip(gradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
      let size = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(abs(along - slope) < 5e-4 * max(0.2, size), "\(entry.name): \(along), \(slope)")
    }
  }

  /// The gradients of a batch are the means of its samples' traced gradients in `Double`, which
  /// `GradientTests` holds against differences of the loss. They may differ by what rounding makes
  /// of their sums; samples with a kink within rounding are left out.
  @Test(arguments: 100..<130) func gradientsEqualTracedOnes(seed: UInt64) throws {
    let (network, drawn, x) = try Self.example(seed, isNormalized: false)
    let count = network.description.inputShape.count
    let exact = Network<Double>(network)
    var batch: (inputs: [Float], labels: [Int]) = ([], [])
    var sums: [String: [Double]] = [:]
    var bounds: [String: RoundingBounds.Gradient] = [:]
    var kinks: [String] = []
    for sample in 0..<drawn {
      let values = x[sample * count..<(sample + 1) * count]
      let label = (sample * 7 + 3) % network.description.outputCount
      let trace = try exact.trace(of: Tensor([count], values.map { Double($0) }), label: label)
      let rounding = RoundingBounds(trace)
      guard rounding.kinks.isEmpty else {
        kinks.append("sample \(sample): " + rounding.kinks.joined(separator: ", "))
        continue
      }
      batch.inputs += values
      batch.labels.append(label)
      for (name, tensor) in trace.gradients {
        sums[name] = zip(sums[name] ?? [Double](repeating: 0, count: tensor.count), tensor.values)
          .map { $0 + $1 }
      }
      bounds.merge(rounding.gradients()) { $0 + $1 }
    }
    #expect(kinks.count * 2 <= drawn, "\(kinks)")
    guard !batch.labels.isEmpty else { return }
    let (_, gradients) = Self.trained(network, batch.inputs, batch.labels)
    var loosest = 0.0
    for entry in network.layout.entries {
      let (expected, bound) = (try #require(sums[entry.name]), try #require(bounds[entry.name]))
      for (place, number) in expected.enumerated() {
        let value = Double(gradients[entry.offset + place])
        let off = abs(value - number / Double(batch.labels.count))
        let allowed = bound.bound(place, samples: batch.labels.count)
        loosest = max(loosest, allowed)
        #expect(
          off <= allowed,
          "\(entry.name)[\(place)] is off by \(off); left out: \(kinks)")
      }
    }
    // Nearly all are below 0.001; one that lets everything pass would be no bound.
    #expect(loosest < 0.05)
  }
}
