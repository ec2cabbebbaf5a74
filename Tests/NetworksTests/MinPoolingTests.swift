import Numerics
import Testing

@testable import Networks

/// Minimum pooling beside loops, and beside −maxpool(−x), which is how Keras says it: it has no
/// such layer. Its gradients are in `GradientTests`, its words in `LayerListTests`.
@Suite struct MinPoolingTests {
  @Test func keepsTheSmallestOfTheSourcesTable() throws {
    let image = Tensor<Double>([4, 4, 1], [4, 3, 1, 5, 1, 3, 4, 8, 4, 5, 4, 3, 6, 5, 9, 4])
    let network = Network<Double>(
      try NetworkDescription(
        inputShape: [4, 4, 1], layers: [.minPooling(), .flatten], loss: .meanSquaredError), seed: 1)
    let trace = try network.trace(of: image, target: Tensor([4], [0, 0, 0, 0]))
    #expect(trace.output.values == [1, 1, 4, 3])
    guard case .pooling(let record, .smallest, let window, let winners) = trace.layers[0] else {
      Issue.record("no pooling in the trace")
      return
    }
    #expect((window.outputHeight, window.outputWidth) == (2, 2))
    // The first of two 4s wins.
    #expect(winners == [4, 2, 8, 11])
    // The loss is the mean of the squares: its gradient a/2 goes to the winners.
    let gradient = try #require(record.inputGradient)
    var expected = [Double](repeating: 0, count: 16)
    for (place, value) in [(4, 0.5), (2, 0.5), (8, 2), (11, 1.5)] { expected[place] = value }
    #expect(gradient.values == expected)
  }

  @Test(arguments: 0..<24) func equalsLoopsAndNegatedMaxima(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let shape: Shape = [
      4 + random.index(below: 9), 4 + random.index(below: 9), 1 + random.index(below: 4),
    ]
    let window = Extent(1 + random.index(below: 4), 1 + random.index(below: 4))
    let stride = Extent(1 + random.index(below: 3), 1 + random.index(below: 3))
    func network(_ layer: LayerDescription) throws -> Network<Float> {
      Network(
        try NetworkDescription(
          inputShape: shape, layers: [layer, .flatten], loss: .meanSquaredError), seed: 1)
    }
    let smallest = try network(.minPooling(window: window, stride: stride))
    let largest = try network(.pooling(.max, window: window, stride: stride))
    // Rounded numbers, so that some are equal.
    let image = Tensor<Float>(
      shape, (0..<shape.count).map { _ in Float((random.normal() * 4).rounded()) })
    let answers = try smallest(image).values
    let negated = try largest(Tensor(shape, image.values.map { -$0 })).values
    #expect(answers == negated.map { -$0 })
    let naive = NaiveNetwork(smallest).outputs(image.values.map { Double($0) })
    #expect(answers.map { Double($0) } == naive)
  }
}
