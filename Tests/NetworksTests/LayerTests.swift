import Datasets
import Glibc
import Numerics
import Testing

@testable import Networks

@Suite struct LayerTests {
  @Test func initialisersHaveKerasVariances() {
    let shape: Shape = [5, 5, 20, 30]
    let fanIn = 500.0
    let fanOut = 750.0
    let expected: [(Initializer, Double)] = [
      (.glorotUniform, 2 / (fanIn + fanOut)), (.heNormal, 2 / fanIn),
      (.varianceScaling, 1 / fanIn),
    ]
    for (initializer, variance) in expected {
      var generator = SeededGenerator(seed: 6)
      let values = initializer.values(for: shape, using: &generator)
      let mean = values.reduce(0, +) / Double(values.count)
      let found = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      #expect(abs(found / variance - 1) < 0.03, "\(initializer)")
      let limit =
        initializer == .glorotUniform
        ? (6 / (fanIn + fanOut)).squareRoot() : 2 * variance.squareRoot() / 0.8796
      #expect(values.allSatisfy { abs($0) <= limit * 1.0001 })
    }
    var generator = SeededGenerator(seed: 6)
    #expect(Initializer.zeros.values(for: [2, 2], using: &generator) == [0, 0, 0, 0])
  }

  @Test func aKernelIsNotTurnedRound() throws {
    let description = try NetworkDescription(
      inputShape: [2, 2, 1],
      layers: [
        .convolution(filters: 1, kernel: 2, initializer: .values([3, 3, 5, 2])), .flatten,
      ], loss: .meanSquaredError)
    let output = try Network<Double>(description, seed: 1)(Tensor([2, 2, 1], [1, 7, 2, 4]))
    // 1·3 + 7·3 + 2·5 + 4·2
    #expect(output.values == [42])
  }

  @Test func poolingFollowsTheSourcesTable() throws {
    let image = Tensor<Double>([4, 4, 1], [4, 3, 1, 5, 1, 3, 4, 8, 4, 5, 4, 3, 6, 5, 9, 4])
    for (kind, expected) in [
      (LayerDescription.Pooling.max, [4.0, 8, 6, 9]), (.average, [2.75, 4.5, 5, 5]),
    ] {
      let description = try NetworkDescription(
        inputShape: [4, 4, 1], layers: [.pooling(kind), .flatten], loss: .meanSquaredError)
      let trace = try Network<Double>(description, seed: 1).trace(of: image)
      #expect(trace.output.values == expected)
      if case .pooling(_, _, let window, let winners) = trace.layers[0] {
        #expect(window.outputHeight == 2)
        #expect(winners == (kind == .max ? [0, 7, 12, 14] : nil))
      }
    }
  }

  @Test func theFirstOfEqualMaximaWins() throws {
    for side in [2, 3] {
      let size = 2 * side
      let description = try NetworkDescription(
        inputShape: [size, size, 1],
        layers: [
          .convolution(filters: 1, kernel: 1, activation: .relu, initializer: .values([1])),
          .pooling(.max, window: Extent(side, side)), .flatten,
        ], loss: .meanSquaredError)
      let image = Tensor<Double>(repeating: 2, [size, size, 1])
      let network = Network<Double>(description, seed: 1)
      let trace = try network.trace(of: image, target: Tensor([4], [0, 0, 0, 0]))
      let gradient = try #require(trace.layers[1].record.inputGradient)
      for place in 0..<size * size {
        let isFirst = (place / size) % side == 0 && (place % size) % side == 0
        #expect((gradient.values[place] != 0) == isFirst)
      }
    }
  }

  @Test func dropoutKeepsTheMeanAndFollowsItsSeed() {
    let count = 100_000
    func mask(seed: UInt64 = 1, layer: Int = 2, step: Int = 3, sample: Int = 4) -> [UInt8] {
      var kept = [UInt8](repeating: 9, count: count)
      kept.withUnsafeMutableBufferPointer { buffer in
        if let base = buffer.baseAddress {
          DropoutMask(rate: 0.2, seed: seed, layer: layer, step: step, sample: sample)
            .fill(base, count: count)
        }
      }
      return kept
    }
    let kept = mask()
    #expect(kept.allSatisfy { $0 <= 1 })
    let share = Double(kept.reduce(0) { $0 + Int($1) }) / Double(count)
    #expect(abs(share - 0.8) < 0.005)
    #expect(mask() == kept)
    for other in [mask(seed: 2), mask(layer: 3), mask(step: 4), mask(sample: 5)] {
      #expect(other != kept)
    }
  }

  @Test func dropoutScalesWhileTrainingOnly() throws {
    let description = try NetworkDescription(
      inputShape: [200], layers: [.dropout(rate: 0.2)], loss: .meanSquaredError)
    let network = Network<Double>(description, seed: 1)
    let ones = Tensor<Double>(repeating: 1, [200])
    #expect(try network(ones) == ones)
    let moment = TrainingMoment(seed: 1, step: 0, sample: 7)
    let trace = try network.trace(of: ones, at: moment)
    guard case .dropout(_, _, let mask) = trace.layers[0] else {
      Issue.record("no dropout")
      return
    }
    let kept = try #require(mask)
    #expect(zip(trace.output.values, kept).allSatisfy { $0 == ($1 ? 1.25 : 0) })
    #expect(kept.contains(true) && kept.contains(false))
  }

  @Test func batchNormalisationUsesRunningStatisticsAtInference() throws {
    let description = try NetworkDescription(
      inputShape: [1], layers: [.batchNormalization(momentum: 0.9)], loss: .meanSquaredError)
    let execution = Execution(
      Network<Double>(description, seed: 1), capacity: 4, pool: WorkerPool(threads: 1))
    for (place, value) in [1.0, 2, 3, 6].enumerated() { execution.input[place] = value }
    execution.forward(count: 4, isTraining: true)
    let outputs = Execution.array(execution.output.base, 4)
    #expect(abs(outputs.reduce(0, +)) < 1e-12)
    // Mean 3, variance 3.5: the running ones go a tenth of the way from 0 and 1.
    let layout = execution.layout
    let parameters = execution.currentParameters()
    #expect(abs(parameters[layout.entry(0, "mean").offset] - 0.3) < 1e-12)
    #expect(abs(parameters[layout.entry(0, "variance").offset] - 1.25) < 1e-12)
    execution.forward(count: 1)
    let expected = (1 - 0.3) / (1.25 + 1e-3).squareRoot()
    #expect(abs(execution.output.base[0] - expected) < 1e-12)
  }

  @Test func sourceNetworksHaveTheirParameters() {
    let counts = SourceNetwork.all.map { $0.description.parameterCount }
    #expect(
      SourceNetwork.all.map(\.name) == [
        "cnn-000", "mlp-002", "cnn-001", "cnn-003", "cnn-003-small", "hidden-004", "mlp-004",
        "cnn-004",
      ])
    #expect(
      counts == [81_066, 118_282, 37_610, 887_530, 65_194, 407_050, 535_818, 1_387_434])
  }

  @Test func columnsHaveUnitLength() {
    let images = madeDigits(3, seed: 2)
    let tensor: Tensor<Double> = Preprocessing.unitColumns.tensor(of: images, at: 1)
    for x in 0..<28 {
      let column: [Double] = (0..<28).map { tensor[$0, x, 0] }
      let squares = column.reduce(0) { $0 + $1 * $1 }
      #expect(squares == 0 || abs(squares - 1) < 1e-12)
    }
    let plain: Tensor<Float> = Preprocessing.unitInterval.tensor(of: images, at: 1)
    #expect(plain.values.max() ?? 0 <= 1)
  }

  @Test func tracesAgreeWithThemselves() throws {
    let description = try #require(TrainingTests.description)
    let network = Network<Double>(description, seed: 2)
    let image: Tensor<Double> = Preprocessing.unitInterval.tensor(of: madeDigits(1, seed: 1), at: 0)
    let trace = try network.trace(of: image, label: 3)
    #expect(trace.layers.count == description.layers.count)
    #expect(abs(trace.output.values.reduce(0, +) - 1) < 1e-12)
    #expect(abs((trace.loss ?? 0) + log(trace.output.values[3])) < 1e-12)
    guard case .convolution(let record, let weighted, let window, let patches) = trace.layers[0]
    else {
      Issue.record("no convolution")
      return
    }
    // Each sum is its patch times the kernel.
    for position in stride(from: 0, to: window.positions, by: 37) {
      for filter in 0..<4 {
        let sum = (0..<25).reduce(weighted.bias[filter]) {
          $0 + patches[position, $1] * weighted.kernel.values[$1 * 4 + filter]
        }
        #expect(abs(sum - weighted.preActivation.values[position * 4 + filter]) < 1e-12)
      }
    }
    #expect(record.output.values == weighted.preActivation.values.map { max($0, 0) })
    let last = try #require(trace.layers.last?.weighted)
    let delta = try #require(last.preActivationGradient)
    for index in 0..<10 {
      #expect(abs(delta[index] - (trace.output[index] - (index == 3 ? 1 : 0))) < 1e-12)
    }
  }
}
