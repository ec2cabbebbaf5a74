import Foundation
import Networks
import Testing

@testable import Lessons

/// The networks that lessons may take: by name, out of a file beside them, or described in place
/// with the keys of such a file.
@Suite struct NetworkChoiceTests {
  static let described = """
    input: [28, 28, 1]
    layers:
      - conv: {filters: 2, kernel: 5, activation: relu}
      - pool: 4
      - flatten
      - dense: {units: 10, activation: softmax}
    training:
      optimizer: {momentum: {rate: 0.02}}
      batch: 20
      epochs: 1
    """

  private static func lesson(_ block: String) -> String {
    """
    ---
    title: Own network
    summary: A network of one's own.
    minutes: 5
    ---

    # Own network

    ```experiment
    name: own
    image-network:
    \(indented(block, by: 2))
      data: digits
      images: 60
    ```

    """
  }

  private static func indented(_ text: String, by count: Int) -> String {
    text.split(separator: "\n").map { String(repeating: " ", count: count) + $0 }
      .joined(separator: "\n")
  }

  /// A folder with a network file in it.
  private func withFolder<R>(_ body: (String) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.described.write(
      to: folder.appendingPathComponent("own.yaml"), atomically: true, encoding: .utf8)
    try "input: [4]\nlayers:\n  - dens: 3\n".write(
      to: folder.appendingPathComponent("broken.yaml"), atomically: true, encoding: .utf8)
    return try body(folder.path)
  }

  private func choice(_ block: String, in folder: String) throws -> (NetworkChoice?, [String]) {
    let findings = Findings(file: folder + "/lesson.md")
    let node = try #require(try YAMLReader.read(block + "\n", firstLine: 1))
    let keys = try #require(
      YAMLMapping(
        node, what: "it", keys: ["network"] + NetworkChoiceReader.keys, findings: findings))
    let choice = NetworkChoiceReader(findings: findings).network(of: keys, name: "own")
    let texts = findings.diagnostics.map { $0.text.replacing(folder + "/", with: "") }
    return (choice, texts)
  }

  @Test func allFormsGiveTheSameNetwork() throws {
    try withFolder { folder in
      let forms = [
        Self.described, "network: own.yaml", "network: ./own.yaml", "network: \(folder)/own.yaml",
        "network:\n" + Self.indented(Self.described, by: 2),
      ]
      let file = try NetworkFile.read(folder + "/own.yaml")
      for form in forms {
        let (found, errors) = try choice(form, in: folder)
        #expect(errors == [])
        #expect(found?.name == "own")
        #expect(found?.description == file.network)
        #expect(found?.recipe == file.recipe)
      }
      let (named, _) = try choice("network: cnn-003", in: folder)
      #expect(named?.description == SourceNetwork.named("cnn-003")?.description)
      #expect(named?.alternatives.map { $0.name } == ["flips", "plain"])
    }
  }

  @Test(arguments: [
    (
      "network: cnn-01",
      "lesson.md:1:10: error: unknown network \"cnn-01\"; did you mean \"cnn-001\"?"
    ),
    (
      "network: nowhere.yaml",
      "lesson.md:1:10: error: there is no network file nowhere.yaml; its path begins in the "
        + "folder of the lesson"
    ),
    (
      "network: broken.yaml",
      "broken.yaml:3:5: error: unknown layer \"dens\"; did you mean \"dense\"?"
    ),
    (
      "network: cnn-001\nlayers: [flatten]",
      "lesson.md:2:9: error: \"layers:\" describes a network beside the one that \"network:\" "
        + "names; keep one of them"
    ),
    ("network: {input: [2]}", "lesson.md:1:10: error: \"layers:\" is missing"),
    (
      "network: []",
      "lesson.md:1:10: error: \"network:\" needs a text, this is a list; a text that begins with a "
        + "bracket or holds \": \" stands in quotes"
    ),
    (
      "network: {input: [2], layers: [dense: 2], training: {optimizer: nonsense}}",
      "lesson.md:1:65: error: unknown optimiser \"nonsense\"; possible: gradientDescent, momentum, "
        + "rmsprop, adam"
    ),
  ])
  func tells(_ block: String, _ told: String) throws {
    try withFolder { folder in
      let (found, errors) = try choice(block, in: folder)
      #expect(found == nil)
      #expect(errors.contains(told), "\(errors)")
    }
  }

  @Test func aLessonPlaysItsOwnNetwork() throws {
    let options = PlayOptions()
    let played = try withFile(Array(Self.lesson(Self.described).utf8)) {
      try LessonFile.play($0, options: options)
    }
    #expect(played.experiments.count == 1)
  }

  @Test(arguments: [
    (
      "network: cnn-001\noptimizer: nonsense",
      "13:14: error: unknown optimiser \"nonsense\"; possible: gradientDescent, momentum, "
        + "rmsprop, adam"
    ),
    (
      "network: cnn-001\noptimizer: {adam: {rat: 1}}",
      "13:22: error: unknown key \"rat\"; did you mean \"rate\"?"
    ),
    (
      described.replacing(
        "  - dense: {units: 10, activation: softmax}", with: "  - dense: 10\n  - softmax"),
      "14:5: error: a network that is followed has to end in a dense layer with softmax, and to "
        + "have the loss categoricalCrossEntropy; write \"- dense: {units: 10, activation: "
        + "softmax}\" as its last layer"
    ),
  ])
  func aLessonTells(_ block: String, _ told: String) throws {
    let errors = try withFile(Array(Self.lesson(block).utf8)) { path in
      try LessonFile.lint(path).map { String($0.text.dropFirst(path.count + 1)) }
    }
    #expect(errors.contains(told), "\(errors)")
  }
}
