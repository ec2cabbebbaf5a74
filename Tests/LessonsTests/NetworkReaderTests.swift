import Networks
import Testing

@testable import Lessons

@Suite struct NetworkReaderTests {
  static let lenet = """
    input: [28, 28, 1]
    layers:
      - conv: {filters: 8, kernel: 5, activation: relu, initializer: varianceScaling}
      - pool: 2
      - conv: {filters: 16, kernel: [5, 5], activation: relu}
      - pool: {window: 2, stride: 2}
      - flatten
      - dense: {units: 128, activation: relu}
      - dropout: 0.2
      - dense: {units: 10, activation: softmax}
    """

  @Test func readsTheLayers() throws {
    let (network, findings) = try read(Self.lenet)
    #expect(findings == [])
    let expected = try NetworkDescription(
      inputShape: [28, 28, 1],
      layers: [
        .convolution(
          filters: 8, kernel: 5, activation: .relu, initializer: .varianceScaling),
        .pooling(.max), .convolution(filters: 16, kernel: 5, activation: .relu),
        .pooling(.max, window: 2, stride: 2), .flatten, .dense(units: 128, activation: .relu),
        .dropout(rate: 0.2), .dense(units: 10, activation: .softmax),
      ], loss: .categoricalCrossEntropy)
    #expect(network == expected)
  }

  @Test func readsGivenWeightsRowByRow() throws {
    let (network, _) = try read(
      "input: [2]\nlayers:\n  - dense: {units: 1, weights: [[20], [-20]], bias: [5], "
        + "activation: sigmoid}\n")
    let layers = try #require(network).layers
    #expect(
      layers == [
        .dense(
          units: 1, activation: .sigmoid, initializer: .values([20, -20]), bias: .values([5]))
      ])
    #expect(network?.loss == .binaryCrossEntropy)
  }

  @Test(arguments: [
    ("- pool: 2", "- pol: 2", "4:5: error: unknown layer \"pol\"; did you mean \"pool\"?"),
    (
      "kernel: [5, 5]", "kernel: 20",
      "5:5: error: conv2: needs an input of at least 20×20, 12×12 came in; use a smaller window "
        + "or fewer layers before it"
    ),
    ("filters: 8, ", "", "3:11: error: \"filters:\" is missing"),
    ("dropout: 0.2", "dropout: 2", "9:14: error: dropout needs a rate from 0 to below 1"),
    (
      "  - flatten\n", "",
      "7:5: error: dense1: needs a vector, 4×4×16 came in; put a flatten layer before it"
    ),
    (
      "[28, 28, 1]", "[28, 28]",
      "1:8: error: \"input:\" is the number of inputs, or [height, width, channels]"
    ),
  ])
  func tells(_ old: String, _ new: String, _ told: String) throws {
    try #require(Self.lenet.contains(old))
    let (network, findings) = try read(Self.lenet.replacing(old, with: new))
    #expect(network == nil)
    #expect(findings.contains(told), "\(findings)")
  }

  private func read(_ text: String) throws -> (NetworkDescription?, [String]) {
    let findings = Findings(file: "n")
    let node = try #require(try YAMLReader.read(text, firstLine: 1))
    let keys = try #require(
      YAMLMapping(node, what: "a network", keys: NetworkReader.keys, findings: findings))
    let network = NetworkReader(findings: findings).description(keys)
    return (network, findings.diagnostics.map { String($0.text.dropFirst(2)) })
  }
}
