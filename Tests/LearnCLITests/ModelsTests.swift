import Foundation
import LearnCLI
import Networks
import Testing

/// `learn models`: the sources' networks, and those of a file.
@Suite struct ModelsTests {
  private static let names = SourceNetwork.all.map(\.name)

  @Test(arguments: [nil] + names) func keepsTo80Columns(_ name: String?) {
    let run = Run(["models"] + (name.map { [$0] } ?? []))
    #expect(run.code == .success)
    let lines = run.output.split(separator: "\n")
    #expect(lines.filter { $0.count > 80 } == [])
    // Nothing is lost by it.
    let words = run.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    for network in SourceNetwork.all where name == nil || network.name == name {
      for recipe in [network.recipe] + network.alternatives.map(\.recipe) {
        #expect(words.contains(recipe.summary))
      }
      #expect(words.contains(network.name))
    }
  }

  @Test func showsTheNetworkOfAFile() throws {
    let folder = try Program.scratch()
    try """
    input: [28, 28, 1]
    layers:
      - conv: {filters: 3, kernel: 5, activation: relu}
      - flatten
      - dense: {units: 10, activation: softmax}
    training: {optimizer: {adam: {rate: 0.002}}, batch: 16, epochs: 3}
    """.write(toFile: folder + "/mine.yaml", atomically: true, encoding: .utf8)
    let run = try Program.run(["models", "mine.yaml"], in: folder)
    #expect(run.code == 0, "\(run.messages)")
    #expect(run.output.contains("mine: described in a file\n"))
    #expect(run.output.contains("24×24×3"))
    #expect(run.output.contains("17,368"))
    #expect(run.output.contains("Recipe: Adam 0.002, batch 16, 3 epochs."))
    let json = try Program.run(["models", "mine.yaml", "--json"], in: folder)
    #expect(json.output.hasPrefix(#"{"name":"mine","title":null,"parameters":17368,"#))
    let missing = try Program.run(["models", "none.yaml"], in: folder)
    #expect(missing.code == 66)
    let other = try Program.run(["train", "mine.yaml", "--recipe", "x"], in: folder)
    #expect(other.code == 64)
    #expect(other.messages.contains("Unknown recipe of mine 'x'. There is none."))
  }
}
