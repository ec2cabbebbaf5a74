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
    (
      "dropout: 0.2", "dropout: 2",
      "9:14: error: dropout needs a number from 0 to below 1, this is \"2\""
    ),
    (
      "  - flatten\n", "",
      "7:5: error: dense1: needs a vector, 4×4×16 came in; put a flatten layer before it"
    ),
    (
      "[28, 28, 1]", "[28, 28]",
      "1:8: error: \"input:\" is the number of inputs, or [height, width, channels], each from 1 "
        + "to 4096"
    ),
  ])
  func tells(_ old: String, _ new: String, _ told: String) throws {
    try #require(Self.lenet.contains(old))
    let (network, findings) = try read(Self.lenet.replacing(old, with: new))
    #expect(network == nil)
    #expect(findings.contains(told), "\(findings)")
  }

  @Test func tellsAllErrorsAtOnce() throws {
    let (network, findings) = try read(
      """
      input: [28, 28, 1]
      layers:
        - conv: {filters: 0, kernel: [5], activation: relo, initialiser: heNormal}
        - pool: -1
        - flaten
        - dropout: [0.2]
        - relu: 3
        - dense: {activation: softmax, bias: [1e400]}
      loss: crossEntropy
      """)
    #expect(network == nil)
    #expect(
      findings == [
        "3:55: error: unknown key \"initialiser\"; did you mean \"initializer\"?",
        "3:21: error: \"filters:\" needs a whole number from 1 to 65536, this is \"0\"",
        "3:32: error: \"kernel:\" needs a size from 1 to 1024, or [height, width], this is a list",
        "3:49: error: unknown activation \"relo\"; did you mean \"relu\"?",
        "4:11: error: pool needs a size from 1 to 1024, or [height, width], this is \"-1\"",
        "5:5: error: unknown layer \"flaten\"; did you mean \"flatten\"?",
        "6:14: error: dropout needs a number from 0 to below 1, this is a list",
        "7:11: error: relu has no settings; write \"relu\" alone",
        "8:40: error: \"bias:\" needs numbers, this is a list",
        "8:12: error: \"units:\" is missing",
        "9:7: error: unknown loss \"crossEntropy\"; possible: categoricalCrossEntropy, "
          + "binaryCrossEntropy, meanSquaredError",
      ])
  }

  @Test func tellsAllThatDoesNotFitAtOnce() throws {
    let (network, findings) = try read(
      "input: [2]\nlayers:\n  - dense: {units: 2, weights: [1, 2]}\n"
        + "  - dense: {units: 2, bias: [1]}\nloss: binaryCrossEntropy\n")
    #expect(network == nil)
    #expect(
      findings == [
        "3:5: error: dense1: its kernel needs 4 values, 2 are given",
        "4:5: error: dense2: its bias needs 2 values, 1 are given",
        "4:5: error: dense2: binary cross-entropy needs sigmoid as its last activation, not linear",
      ])
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
