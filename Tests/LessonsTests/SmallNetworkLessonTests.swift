import Figures
import Testing

@testable import Lessons

@Suite struct SmallNetworkLessonTests {
  @Test func wrongNetworksAreToldApart() throws {
    let file = """
      ---
      title: T
      summary: S
      level: beginner
      minutes: 5
      objectives: [a]
      seed: 1
      ---

      # A

      ```experiment
      name: wired
      wired:
        gate: XOR
        hidden: [{name: OR, weights: [1, 1]}]
        output: {name: AND, weights: [1, 1]}
      ```

      ```experiment
      name: back
      backprop:
        inputs: [1, 0.5]
        target: [1, 1]
        activation: softmax
        hidden: {weights: [[1], [1]], biases: [0]}
        output: {weights: [[1, 1]], biases: [0, 0]}
        rate: 0.5
      ```
      """
    let texts = try withFile(Array(file.utf8)) { try LessonFile.lint($0).map(\.message) }
    #expect(texts.contains { $0.contains("2 weights given, 3 needed") })
    #expect(texts.contains { $0.contains("single 1 among zeros") })
  }

  /// Activations, losses and targets that do not go together are told where they stand.
  @Test(arguments: [
    ("loss: half squared error", "[1, 0]", 18, "does not go with softmax outputs"),
    ("loss: cross-entropy", "[1, 0]", 0, ""),
    ("hidden-activation: linear", "[1, 0]", 18, "unknown hidden-activation \"linear\""),
    ("loss: squared error", "[1, 0]", 18, "unknown loss \"squared error\""),
    ("hidden-activation: relu", "[1, 1]", 14, "single 1 among zeros"),
  ])
  func wrongCombinationsAreTold(line: String, target: String, at row: Int, told: String) throws {
    try expect(["activation: softmax", line], target: target, at: row, told: told)
  }

  @Test(arguments: [
    ("tanh", "cross-entropy", 18, "does not go with tanh outputs"),
    ("relu", "mean squared error", 17, "unknown activation \"relu\""),
    ("sigmoid", "cross-entropy", 14, "has one target from 0 to 1"),
    ("linear", "mean squared error", 0, ""), ("sigmoid", "half squared error", 0, ""),
  ])
  func wrongLossesAreTold(activation: String, loss: String, at row: Int, told: String) throws {
    try expect(
      ["activation: \(activation)", "loss: \(loss)"], target: "[1, 0]", at: row, told: told)
  }

  private func expect(_ keys: [String], target: String, at row: Int, told: String) throws {
    let file = """
      ---
      title: T
      summary: S
      minutes: 5
      ---

      # A

      ```experiment
      name: back
      backprop:
        inputs: [1, 1]
        rate: 0.5
        target: \(target)
        hidden: {weights: [[1, 1], [1, 1]], biases: [0, 0]}
        output: {weights: [[1, 1], [1, 1]], biases: [0, 0]}
        \(keys[0])
        \(keys[1])
      ```
      """
    let findings = try withFile(Array(file.utf8)) { try LessonFile.lint($0) }
    #expect(findings.count == (told.isEmpty ? 0 : 1), "\(findings.map(\.text))")
    if let finding = findings.first {
      #expect(finding.message.contains(told) && finding.line == row, "\(finding.text)")
    }
  }

  /// Numbers that no page has room for end in a message, not in the middle of the arithmetic.
  @Test(arguments: [
    ("[[1, 1], [1, 1]]", "0.5", ""),
    ("[[1, 60], [1, 1]]", "0.5", "an output has z = 53.7, and e^z too many digits to print"),
    ("[[-60, 1], [1, 1]]", "0.5", "the right output has z = −52, the largest 1.8"),
    ("[[-9, -9], [-9, -9]]", "0.5", "the right output has z = −15.9, the largest −15.9"),
    ("[[1, 1], [1, 1]]", "60", "after the step an output has z = "),
    ("[[1, 1], [1, 1]]", "1000", "\"rate:\" needs a number above 0 and below 100"),
  ])
  func numbersTooLargeToPrintAreTold(weights: String, rate: String, told: String) throws {
    let file = """
      ---
      title: T
      summary: S
      minutes: 5
      ---

      # A

      ```experiment
      name: back
      backprop:
        inputs: [1, 1]
        target: [1, 0]
        activation: softmax
        hidden: {weights: [[1, 1], [1, 1]], biases: [0, 0]}
        output: {weights: \(weights), biases: [0, 0]}
        rate: \(rate)
      ```
      """
    let texts = try withFile(Array(file.utf8)) { try LessonFile.lint($0).map(\.message) }
    #expect(told.isEmpty ? texts.isEmpty : texts.first?.hasPrefix(told) == true, "\(texts)")
  }
}
