import Networks
import Testing

@testable import Lessons

@Suite struct NetworkFileTests {
  static let text = """
    input: [4]
    layers:
      - dense: {units: 3, activation: softmax}
    training:
      optimizer: {momentum: {rate: 0.05}}
      batch: all
      epochs: 7
      validation: 0.2
      preprocessing: unitColumns
    """

  @Test func readsNetworkAndRecipe() throws {
    let file = try withFile(Array(Self.text.utf8)) { try NetworkFile.read($0) }
    #expect(file.network.layers == [.dense(units: 3, activation: .softmax)])
    #expect(
      file.recipe
        == Recipe(
          .momentum(rate: 0.05, momentum: 0.9), batch: nil, epochs: 7, validationFraction: 0.2,
          preprocessing: .unitColumns))
  }

  @Test func readsAugmentation() throws {
    let text = Self.text.replacing(
      "preprocessing: unitColumns", with: "augmentation: {shift: 0.1, rotation: 8, flips: true}")
    let file = try withFile(Array(text.utf8)) { try NetworkFile.read($0) }
    #expect(file.recipe.augmentation == Augmentation(shift: 0.1, rotation: 8, flips: true))
    #expect(file.recipe.summary.contains("augmented (shift 0.1, rotation 8.0°, flips)"))
  }

  @Test(arguments: [
    (
      "  preprocessing: unitColumns", "  preprocessing: unitColumns\n  augmentation: {zoom: 0.2}",
      "9:18: error: augmentation goes with the preprocessing unitInterval only"
    ),
    (
      "  preprocessing: unitColumns", "  augmentation: {zooom: 0.2}",
      "9:18: error: unknown key \"zooom\"; did you mean \"zoom\"?"
    ),
    (
      "momentum: {rate", "momentun: {rate",
      "5:15: error: unknown optimiser \"momentun\"; did you mean \"momentum\"?"
    ),
    (
      "epochs: 7", "epochs: seven",
      "7:11: error: \"epochs:\" needs a whole number from 1 to 100000, this is \"seven\""
    ),
    ("training:", "trainin:", "4:1: error: unknown key \"trainin\"; did you mean \"training\"?"),
  ])
  func tells(_ old: String, _ new: String, _ told: String) throws {
    let text = Self.text.replacing(old, with: new)
    try withFile(Array(text.utf8)) { path in
      do {
        _ = try NetworkFile.read(path)
        Issue.record("no error")
      } catch let errors as LessonErrors {
        let texts = errors.diagnostics.map { String($0.text.dropFirst(path.count + 1)) }
        #expect(texts.contains(told), "\(texts)")
      }
    }
  }
}
