import Foundation
import Lessons
import TestLessons
import TestSupport
import Testing

@testable import Presenting

/// Variants of lessons on networks: other weights, or another image.
@Suite struct NumberVariantTests {
  private func sheets(_ name: String, _ count: Int = 12) throws -> [VariantBook.Sheet] {
    let base = try PageLessons.played(name)
    return try VariantSpace(of: base).variants(count, seed: 7).map { variant in
      let options = AllLessons.options.varied(by: variant.overrides, of: base)
      return VariantBook.Sheet(
        variant: variant, played: try LessonFile.play(AllLessons.path(name), options: options))
    }
  }

  private func answers(_ sheets: [VariantBook.Sheet]) throws -> [[String]] {
    try sheets.map { sheet in
      try PageMaker.tasks(of: sheet.played, PageRequest(kind: .key))
        .flatMap { $0.blanks.map(\.answer) }
    }
  }

  @Test(arguments: ["mlp-xor", "backprop", "hidden-layer", "cnn"])
  func sheetsDifferAndCanBeMadeAgain(_ name: String) throws {
    let sheets = try sheets(name)
    #expect(Set(sheets.map(\.variant.code)).count == sheets.count)
    let space = try VariantSpace(of: PageLessons.played(name))
    for sheet in sheets {
      #expect(try space.variant(code: sheet.variant.code) == sheet.variant)
    }
    // Twelve different images, networks or gates, and none of the lesson's own.
    let own = try answers([.init(variant: sheets[0].variant, played: PageLessons.played(name))])
    if name != "hidden-layer" {
      #expect(Set(try answers(sheets) + own).count == sheets.count + 1)
    }
    #expect(Set(sheets.map { "\($0.variant.overrides)" }).count == sheets.count)
  }

  private func numbers(_ text: FieldText?) -> [[Double]] {
    guard case .list(let rows)? = text else { return [] }
    return rows.map { row in
      guard case .list(let cells) = row else { return [] }
      return cells.compactMap { if case .word(let word) = $0 { Double(word) } else { nil } }
    }
  }

  private func member(_ key: String, _ text: FieldText?) -> FieldText? {
    guard case .mapping(let members)? = text else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// Each unit keeps its gate, computed here from the override alone.
  @Test func wiredUnitsKeepTheirGates() throws {
    for sheet in try sheets("mlp-xor", 30) {
      let values = try #require(sheet.variant.overrides["wired"]?.values)
      func weights(_ key: String) -> [[Double]] {
        guard case .list(let units)? = values[key] else { return [] }
        return units.map { numbers(.list([member("weights", $0) ?? .list([])]))[0] }
      }
      let hidden = weights("hidden")
      let output = weights("output")[0]
      #expect(hidden.count == 2)
      for (x1, x2) in [(0.0, 0.0), (0, 1), (1, 0), (1, 1)] {
        func fires(_ w: [Double], _ a: Double, _ b: Double) -> Double {
          w[0] + w[1] * a + w[2] * b > 0 ? 1 : 0
        }
        let h1 = fires(hidden[0], x1, x2)
        let h2 = fires(hidden[1], x1, x2)
        #expect(h1 == max(x1, x2) && h2 == 1 - x1 * x2, "\(sheet.variant.code)")
        #expect(fires(output, h1, h2) == abs(x1 - x2), "\(sheet.variant.code)")
      }
    }
  }

  /// Weights with one decimal; the loss of the lesson's text, computed here in doubles.
  @Test func backpropKeepsToOneDecimal() throws {
    for sheet in try sheets("backprop", 30) {
      let values = try #require(sheet.variant.overrides["small"]?.values)
      let hidden = numbers(member("weights", values["hidden"]))
      let hiddenBiases = numbers(member("biases", values["hidden"]).map { .list([$0]) })[0]
      let output = numbers(member("weights", values["output"]))
      let outputBias = numbers(member("biases", values["output"]).map { .list([$0]) })[0][0]
      for weight in hidden.joined() + hiddenBiases + output.joined() + [outputBias] {
        #expect((weight * 10).rounded() / 10 == weight && abs(weight) < 1)
      }
      func sigmoid(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
      let h = (0..<2).map { sigmoid(hiddenBiases[$0] + hidden[0][$0] + 0.5 * hidden[1][$0]) }
      let y = sigmoid(outputBias + h[0] * output[0][0] + h[1] * output[1][0])
      let experiment = try #require(sheet.played.experiments.first { $0.name == "small" })
      let told = try experiment.value(ReferencePath([.init("loss")])).numbers[0]
      #expect(abs(told - 0.5 * (y - 1) * (y - 1)) < 0.0003, "\(sheet.variant.code)")
    }
  }

  /// Nothing is trained again: the epochs and weights are those of the lesson.
  @Test func imagesAreOthersOfTheSameNetwork() throws {
    let own = try PageLessons.played("cnn").experiments[0]
    func record(_ experiment: PlayedExperiment, _ key: String) -> String {
      let result = experiment.records.last ?? ""
      return result.components(separatedBy: "\"\(key)\":").last?
        .prefix { $0 != "," && $0 != "}" }.description ?? ""
    }
    for sheet in try sheets("cnn", 8) {
      let other = sheet.played.experiments[0]
      #expect(record(other, "testLoss") == record(own, "testLoss"))
      #expect(record(other, "image") != record(own, "image"))
      #expect(record(other, "label") == record(other, "answer"))
    }
  }
}
