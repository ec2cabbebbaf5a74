import Foundation
import Numerics
import Testing

@testable import Networks

/// What holds for every kind of layer, whichever there are.
@Suite struct LayerListTests {
  /// One layer of each word, with what it requires.
  static let examples: [LayerDescription] = LayerDescription.words.map { word in
    var settings = Settings()
    for setting in word.settings where setting.isRequired {
      switch setting.form {
      case .integer: settings[setting] = .integer(3)
      case .extent: settings[setting] = .extent(Extent(2, 3))
      case .number, .part: settings[setting] = .number(0.25)
      case .word(let words): settings[setting] = .word(words[0])
      case .initializer: settings[setting] = .initializer(.zeros)
      case .weights: settings[setting] = .initializer(.values([1]))
      case .flag: settings[setting] = .flag(true)
      }
    }
    return LayerDescription(word, settings)
  }

  /// A layer that lies in its file and is missing in the list would be known to nobody.
  @Test func everyFileOfALayerIsInTheList() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/Networks/Layers")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    var found: [String] = []
    for name in names where name.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      guard text.contains(": LayerKind {") else { continue }
      let line = try #require(
        text.split(separator: "\n").first { $0.contains("static let name = ") })
      found.append(String(line.split(separator: "\"")[1]))
    }
    #expect(found.sorted() == LayerList<Float>.all.map { $0.name }.sorted())
    #expect(found.count >= 7)
  }

  @Test func namesAndWordsAreUnique() {
    let names = LayerList<Float>.all.map { $0.name }
    #expect(Set(names).count == names.count)
    let words = LayerDescription.words.map { $0.word }
    #expect(Set(words).count == words.count)
  }

  /// A standard outside of its own form would be refused where it is written out.
  @Test func standardsAreWhatTheirFormsAllow() {
    for setting in LayerDescription.words.flatMap({ $0.settings }) {
      guard let standard = setting.standard else { continue }
      switch (setting.form, standard) {
      case (.integer(let range), .integer(let value)): #expect(range.contains(value))
      case (.number(let range), .number(let value)): #expect(range.contains(value))
      case (.part, .number(let value)): #expect(value >= 0 && value < 1)
      case (.extent(let range), .extent(let value)):
        #expect(range.contains(value.height) && range.contains(value.width))
      case (.word(let words), .word(let value)): #expect(words.contains(value))
      case (.flag, .flag), (.initializer, .initializer), (.weights, .initializer): break
      default: Issue.record("\(setting.key) has a standard of another form")
      }
    }
  }

  @Test(arguments: examples) func comesBackFromAModelFile(_ layer: LayerDescription) throws {
    let text = layer.json.text
    let back = try LayerDescription(json: JSONReader.read(text))
    #expect(back.json.text == text)
    #expect(back.kind == layer.kind)
    #expect(back.summary == layer.summary)
    // Initialisers are not kept; without them, all is.
    for setting in layer.entry(Float.self).saved {
      #expect(back.settings[setting] == layer.settings[setting])
    }
  }

  /// What a layer says of its shapes is what it computes, and its trace has them.
  @Test(arguments: examples) func tracesHaveTheShapesThatAreSaid(_ layer: LayerDescription) throws {
    for input: Shape in [[6, 7, 2], [8]] {
      guard let shape = try? layer.outputShape(for: input, name: "it") else { continue }
      let tail: [LayerDescription] = shape.rank == 1 ? [] : [.flatten]
      let network = Network<Double>(
        try NetworkDescription(
          inputShape: input, layers: [layer] + tail, loss: .meanSquaredError), seed: 1)
      var generator = SeededGenerator(seed: 4)
      let sample = Tensor<Double>(input, (0..<input.count).map { _ in generator.normal() })
      let answer = Tensor<Double>(zeros: [shape.count])
      let record = try network.trace(of: sample, target: answer).layers[0].record
      #expect(record.input == sample)
      #expect(record.output.shape == shape)
      #expect(record.inputGradient?.shape == input)
      #expect(record.output.values.allSatisfy { $0.isFinite })
    }
  }
}
