import Networks
import Testing

@testable import Lessons

/// Every declared field of a network file with values at and beyond what it may be: each gives a
/// network that can be computed with, or an error at the place of the value; nothing traps.
@Suite struct NetworkExtremesTests {
  static let values = [
    "1e400", "-1e400", "-1", "0", "-0.0", "1e9", "1e-400", "NaN", "inf", "9223372036854775808",
    "0x7f", "", "~", "\"\"", "[]", "[1]", "[1, 2, 3]", "[-1, 1e9]", "{}", "{a: 1}", "[[[]]]",
    "word", "tru", "99999999999999999999999999999999",
  ]

  struct Field: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The line of the file with the field, `VALUE` in place of its value.
    var line: String
    var isLayer: Bool
  }

  /// A layer with its required settings and one more; the word alone with a value behind it; and
  /// the same for what stands in `training:`.
  static var fields: [Field] {
    var fields: [Field] = []
    for word in LayerDescription.words {
      fields.append(
        Field(testDescription: word.word, line: "  - \(word.word): VALUE", isLayer: true))
      for setting in word.settings {
        let others =
          word.settings.filter { $0.isRequired && $0 != setting }
          .map { "\($0.key): 2" } + ["\(setting.key): VALUE"]
        fields.append(
          Field(
            testDescription: "\(word.word) \(setting.key)",
            line: "  - \(word.word): {\(others.joined(separator: ", "))}", isLayer: true))
      }
    }
    for setting in RecipeReader.settings {
      fields.append(
        Field(testDescription: setting.key, line: "  \(setting.key): VALUE", isLayer: false))
    }
    for word in OptimizerWord.all {
      for setting in word.settings {
        fields.append(
          Field(
            testDescription: "\(word.word) \(setting.key)",
            line: "  optimizer: {\(word.word): {\(setting.key): VALUE}}", isLayer: false))
      }
    }
    for setting in RecipeReader.augmentation {
      fields.append(
        Field(
          testDescription: "augmentation \(setting.key)",
          line: "  augmentation: {\(setting.key): VALUE}", isLayer: false))
    }
    fields += ["optimizer", "augmentation"].map {
      Field(testDescription: $0, line: "  \($0): VALUE", isLayer: false)
    }
    return fields
  }

  @Test(arguments: fields) func tellsOrComputes(_ field: Field) throws {
    for value in Self.values {
      for input in ["[6, 6, 2]", "[4]"] {
        let line = field.line.replacing("VALUE", with: value)
        let text =
          "input: \(input)\nlayers:\n" + (field.isLayer ? line + "\n" : "")
          + "  - flatten\n  - dense: 2\ntraining:\n  epochs: 1\n"
          + (field.isLayer || field.testDescription == "epochs" ? "" : line + "\n")
        try check(
          field.testDescription == "epochs"
            ? text.replacing("epochs: 1", with: "epochs: \(value)")
            : text, at: line)
      }
    }
  }

  /// An input may be told by the layer that it does not fit.
  @Test(arguments: ["input", "layers", "loss", "training"]) func tellsOfTheFile(_ key: String)
    throws
  {
    for value in Self.values + ["[4096, 4096, 4096]"] where key != "input" || value != "[1, 2, 3]" {
      var lines = ["input: [4]", "layers: [dense: 2]", "loss: meanSquaredError", "training: {}"]
      lines.removeAll { $0.hasPrefix(key) }
      let line = "\(key): \(value)"
      try check((lines + [line]).joined(separator: "\n") + "\n", at: line)
    }
  }

  private func check(_ text: String, at line: String) throws {
    try withFile(Array(text.utf8)) { path in
      do {
        let file = try NetworkFile.read(path)
        try file.recipe.check()
        let network = Network<Float>(file.network, seed: 1)
        #expect(network.parameters.allSatisfy { $0.isFinite }, "\(text)")
      } catch let errors as LessonErrors {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let place = try #require(lines.firstIndex { $0.contains(line) }) + 1
        let texts = errors.diagnostics.map { $0.text }
        #expect(errors.diagnostics.contains { $0.line == place }, "\(texts) of \(text)")
      }
    }
  }
}
