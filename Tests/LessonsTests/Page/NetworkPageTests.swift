import Drawing
import Figures
import Networks
import Numerics
import TestSupport
import Testing

@testable import Lessons

/// A trained network that a page carries, asked as a page asks.
@Suite struct NetworkPageTests {
  private let engine = PageEngine(measurer: FixedMeasurer())
  private static let plan =
    "[{name: conv1, window: [3, 3, 1, 2, 2, 1, 1, valid], maps: 1, activation: relu}, "
    + "{name: pool1, window: [2, 2, 1, 2, 2, 2, 2, valid], rule: largest}, {name: flatten1}, "
    + "{name: dense1, inputs: 1, units: 2, activation: softmax}]"
  /// The image as seen and as taken, a kernel, its bias, the dense layer.
  private static let numbers: [Float] =
    (0..<9).map { Float($0) * 25.5 } + (0..<9).map { Float($0) / 10 }
    + [1, 0, 0, -1, 0.75, 0.5, -0.5, 0.25, 0]

  private func carry(_ numbers: [Float]) {
    engine.carry(
      numbers.flatMap { number in
        (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> UInt32(8 * $0)) }
      })
  }

  private func ask(_ numbers: [Float], plan: String = plan) -> String {
    carry(numbers)
    return engine.answer("{ask: network, run: r, title: T, shape: [3, 3, 1], plan: \(plan)}")
  }

  @Test func everyLayerIsTold() {
    let answer = ask(Self.numbers)
    for name in ["image", "conv1", "pool1", "flatten1", "dense1"] {
      #expect(answer.contains("\"name\":\"\(name)\""), "\(answer)")
    }
    // White is 0, ink is 1: the first pixel of the image.
    #expect(answer.contains("\"colors\":\"FFFFFF") || answer.contains("\"colors\":\"ffffff"))
  }

  @Test func aNumberIsToldWithAllThatMadeIt() {
    _ = ask(Self.numbers)
    // 0.1 − 0.5 + 0.75
    let pixel = engine.answer(
      "{ask: number, run: r, layer: conv1, map: 0, row: 0, column: 1, width: 400, height: 300}")
    #expect(pixel.contains("\"name\":\"conv1[0][0,1]\""))
    #expect(pixel.contains("0.35"), "\(pixel)")
    #expect(!pixel.contains("data-numbers"))
    let pooled = engine.answer("{ask: number, run: r, layer: pool1, map: 0, row: 0, column: 0}")
    #expect(pooled.contains("max"), "\(pooled)")
    let unit = engine.answer("{ask: number, run: r, layer: dense1, map: 0, row: 0, column: 1}")
    #expect(unit.contains("dense1[1]"), "\(unit)")
  }

  @Test(arguments: [
    "layer: conv1, map: 1, row: 0, column: 0", "layer: conv1, map: 0, row: 2, column: 0",
    "layer: conv1, map: 0, row: -1, column: 0", "layer: pool1, map: 0, row: 0, column: 1",
    "layer: dense1, map: 0, row: 0, column: 9", "layer: dense1, map: 0, row: -1, column: 0",
    "layer: nobody, map: 0, row: 0, column: 0", "layer: conv1, map: 0, row: 0",
  ])
  func aNumberThatIsNotThereIsNone(_ address: String) {
    _ = ask(Self.numbers)
    #expect(engine.answer("{ask: number, run: r, \(address)}").contains("error"))
  }

  @Test func numbersThatDoNotFillThePlanAreNoNetwork() {
    #expect(ask(Array(Self.numbers.dropLast())).contains("error"))
    #expect(ask(Self.numbers + [1]).contains("error"))
    #expect(ask([]).contains("error"))
    #expect(
      ask(Self.numbers, plan: "[{name: conv1, window: [3, 3, 1, 9, 9, 1, 1, valid], maps: 1}]")
        .contains("error"))
    #expect(
      ask(Self.numbers, plan: "[{name: d, inputs: 99999999, units: 2, activation: relu}]")
        .contains("error"))
  }

  /// A plan that is written is read as the same network.
  @Test func plansAreReadAsTheyWereWritten() throws {
    let node = try #require(FlowText.node(Self.plan))
    let weights = Array(Self.numbers[18...])
    let network = try #require(CarriedPlan.network(node, weights: weights))
    let text = CarriedPlan.json(network).text
    let again = try #require(FlowText.node(text))
    #expect(CarriedPlan.network(again, weights: CarriedPlan.weights(network)) == network)
  }
}
