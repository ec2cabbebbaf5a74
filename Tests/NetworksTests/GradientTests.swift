import Numerics
import Testing

@testable import Networks

/// Every layer's and loss's gradients against central differences of the loss, in `Double`.
@Suite struct GradientTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var input: Shape
    var layers: [LayerDescription]
    var loss: Loss
    var batch: Int
    /// Mean over the batch: batch normalisation ties the samples together.
    init(
      _ name: String, _ input: Shape, _ layers: [LayerDescription],
      _ loss: Loss = .categoricalCrossEntropy, batch: Int = 5
    ) {
      testDescription = name
      self.input = input
      self.layers = layers
      self.loss = loss
      self.batch = batch
    }
  }

  static let softmax3 = LayerDescription.dense(units: 3, activation: .softmax)

  static let cases: [Case] = [
    Case("dense, softmax", [4], [softmax3]),
    Case("dense sigmoid", [4], [.dense(units: 5, activation: .sigmoid), softmax3]),
    Case("dense tanh", [4], [.dense(units: 5, activation: .tanh), softmax3]),
    Case(
      "dense ReLU twice", [6],
      [.dense(units: 7, activation: .relu), .dense(units: 5, activation: .relu), softmax3]),
    Case(
      "binary", [2],
      [.dense(units: 2, activation: .sigmoid), .dense(units: 1, activation: .sigmoid)],
      .binaryCrossEntropy),
    Case(
      "binary, three outputs", [3], [.dense(units: 3, activation: .sigmoid)], .binaryCrossEntropy),
    Case(
      "squared error", [3], [.dense(units: 4, activation: .tanh), .dense(units: 2)],
      .meanSquaredError),
    Case("squared error behind softmax", [3], [softmax3], .meanSquaredError),
    Case(
      "squared error behind sigmoid", [3], [.dense(units: 3, activation: .sigmoid)],
      .meanSquaredError),
    Case("softmax inside", [3], [.dense(units: 4, activation: .softmax), softmax3]),
    Case(
      "convolution", [5, 6, 2],
      [.convolution(filters: 3, kernel: Extent(2, 3), activation: .tanh), .flatten, softmax3]),
    Case(
      "convolution same, even kernel", [5, 4, 2],
      [
        .convolution(filters: 2, kernel: 2, padding: .same, activation: .sigmoid), .flatten,
        softmax3,
      ]),
    Case(
      "convolution stride 2 same", [5, 7, 1],
      [.convolution(filters: 2, kernel: 3, stride: 2, padding: .same), .flatten, softmax3]),
    Case(
      "convolution stride (2, 1)", [7, 5, 2],
      [
        .convolution(filters: 2, kernel: Extent(3, 2), stride: Extent(2, 1), activation: .relu),
        .flatten, softmax3,
      ]),
    Case(
      "convolution, ReLU, max pooling", [8, 9, 1],
      [.convolution(filters: 3, kernel: 3, activation: .relu), .pooling(.max), .flatten, softmax3]),
    Case(
      "two blocks", [12, 12, 1],
      [
        .convolution(filters: 2, kernel: 3, activation: .relu), .pooling(.max),
        .convolution(filters: 3, kernel: 2, activation: .relu), .pooling(.max), .flatten,
        .dense(units: 6, activation: .relu), softmax3,
      ]),
    Case(
      "pooling 3×3 behind padding", [9, 9, 2],
      [
        .convolution(filters: 2, kernel: 5, padding: .same, activation: .relu),
        .pooling(.max, window: 3), .flatten, softmax3,
      ]),
    Case(
      "overlapping max pooling", [7, 7, 2],
      [
        .convolution(filters: 2, kernel: 2, activation: .tanh),
        .pooling(.max, window: 3, stride: 2), .flatten, softmax3,
      ]),
    Case(
      "min pooling", [7, 6, 2],
      [.convolution(filters: 2, kernel: 2, activation: .tanh), .minPooling(), .flatten, softmax3]),
    Case(
      "overlapping min pooling", [7, 7, 2],
      [
        .convolution(filters: 2, kernel: 2, activation: .tanh),
        .minPooling(window: 3, stride: 2), .flatten, softmax3,
      ]),
    Case(
      "average pooling", [7, 6, 2],
      [
        .convolution(filters: 2, kernel: 2, activation: .tanh), .pooling(.average), .flatten,
        softmax3,
      ]),
    Case(
      "overlapping average pooling", [6, 6, 1],
      [
        .convolution(filters: 2, kernel: 2), .pooling(.average, window: Extent(3, 2), stride: 1),
        .flatten, softmax3,
      ]),
    Case("dropout", [6], [.dense(units: 8, activation: .tanh), .dropout(rate: 0.4), softmax3]),
    Case(
      "dropout between convolutions", [7, 7, 1],
      [
        .dropout(rate: 0.2), .convolution(filters: 3, kernel: 2, activation: .relu),
        .dropout(rate: 0.3), .convolution(filters: 2, kernel: 3), .flatten, softmax3,
      ]),
    Case(
      "batch normalisation", [4],
      [.dense(units: 5), .batchNormalization(), .activation(.relu), softmax3], batch: 7),
    Case(
      "batch normalisation of feature maps", [5, 5, 1],
      [
        .convolution(filters: 3, kernel: 2), .batchNormalization(), .activation(.tanh),
        .pooling(.max), .flatten, softmax3,
      ], batch: 4),
    Case(
      "activations on their own", [4],
      [.dense(units: 4), .activation(.sigmoid), .dense(units: 3), .activation(.softmax)]),
  ]

  @Test(arguments: cases) func gradientsOfParameters(_ example: Case) throws {
    let setup = try Setup(example)
    let execution = Execution(setup.network, capacity: example.batch, pool: WorkerPool(threads: 1))
    let gradients = setup.gradients(execution).parameters
    for entry in setup.network.layout.entries where entry.isTrainable {
      for place in entry.range {
        let numeric = setup.slope(execution) { setup, step in
          setup.network.parameters[place] += step
        }
        #expect(
          abs(numeric - gradients[place]) <= 2e-7 * max(1, abs(numeric)),
          "\(entry.name) at \(place - entry.offset): \(gradients[place]), not \(numeric)")
      }
    }
  }

  @Test(arguments: cases) func gradientsOfTheInput(_ example: Case) throws {
    let setup = try Setup(example)
    let execution = Execution(
      setup.network, capacity: example.batch, pool: WorkerPool(threads: 1), isTracing: true)
    let (parameters, input) = setup.gradients(execution)
    let plain = Execution(setup.network, capacity: example.batch, pool: WorkerPool(threads: 1))
    for (a, b) in zip(parameters, setup.gradients(plain).parameters) { #expect(abs(a - b) < 1e-12) }
    for place in setup.inputs.indices {
      let numeric = setup.slope(execution) { setup, step in setup.inputs[place] += step }
      #expect(abs(numeric - input[place]) <= 2e-7 * max(1, abs(numeric)))
    }
  }

  /// A network with random parameters, biases among them, and random samples.
  struct Setup {
    var network: Network<Double>
    var inputs: [Double]
    var targets: Targets<Double>
    let batch: Int

    init(_ example: Case) throws {
      let description = try NetworkDescription(
        inputShape: example.input, layers: example.layers, loss: example.loss)
      batch = example.batch
      network = Network(description, seed: 3)
      var generator = SeededGenerator(seed: 11)
      for entry in network.layout.entries where entry.shape.rank == 1 {
        for place in entry.range { network.parameters[place] += 0.3 * generator.normal() }
      }
      inputs = (0..<batch * example.input.count).map { _ in generator.normal() }
      if example.loss == .categoricalCrossEntropy {
        targets = .classes((0..<batch).map { _ in generator.index(below: description.outputCount) })
      } else {
        targets = .values((0..<batch * description.outputCount).map { _ in generator.unit() })
      }
    }

    func gradients(_ execution: Execution<Double>) -> (parameters: [Double], input: [Double]) {
      _ = loss(execution)
      execution.backward(count: batch, targets, isTraining: true, seed: 5, step: 2)
      let input = execution.deltas[0].map { Execution.array($0.base, inputs.count) } ?? []
      return (execution.currentGradients(), input)
    }

    func loss(_ execution: Execution<Double>) -> Double {
      execution.setParameters(network.parameters)
      for (index, value) in inputs.enumerated() { execution.input[index] = value }
      execution.forward(count: batch, isTraining: true, seed: 5, step: 2)
      return execution.result(count: batch, targets).lossSum / Double(batch)
    }

    func slope(_ execution: Execution<Double>, _ move: (inout Setup, Double) -> Void) -> Double {
      let step = 1e-5
      var (up, down) = (self, self)
      move(&up, step)
      move(&down, -step)
      return (up.loss(execution) - down.loss(execution)) / (2 * step)
    }
  }
}
