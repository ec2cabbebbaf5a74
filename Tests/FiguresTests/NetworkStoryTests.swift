import Datasets
import Figures
import Foundation
import Networks
import Numerics
import TestSupport
import Testing

/// The feature maps of `cnn-001` against Keras, and every pixel against its own products.
struct NetworkStoryTests {
  private struct Reference: Decodable {
    var image: [Float]
    var weights: [String: [Float]]
    var maps: [String: [Float]]
  }

  /// Made by `Reference/feature_maps.py`.
  private static func reference() throws -> Reference {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appendingPathComponent("Reference/feature-maps.json"))
    return try JSONDecoder().decode(Reference.self, from: data)
  }

  private static func trace(_ reference: Reference) throws -> NetworkTrace<Float> {
    let source = try #require(SourceNetwork.named("cnn-001"))
    var network = Network<Float>(source.description, seed: 1)
    for (name, values) in reference.weights {
      let shape = try #require(network[name]).shape
      try network.set(name, to: Tensor(shape, values))
    }
    return try network.trace(of: Tensor([28, 28, 1], reference.image), label: 0)
  }

  @Test(arguments: ["conv1", "pool1", "conv2", "pool2"])
  func mapsAreThoseOfKeras(_ layer: String) throws {
    let reference = try Self.reference()
    let ours = try #require(Self.trace(reference)[layer]).record.output
    let theirs = try #require(reference.maps[layer])
    #expect(ours.count == theirs.count)
    let difference = zip(ours.values, theirs).map { abs($0 - $1) }.max() ?? 1
    #expect(difference < 1e-4)
    #expect(theirs.contains { $0 > 0.1 }, "the reference says nothing")
  }

  @Test(arguments: ["conv1", "conv2"]) func everyPixelIsTheSumOfItsProducts(_ layer: String) throws
  {
    let trace = try Self.trace(try Self.reference())
    let output = try #require(trace[layer]).record.output
    let image = trace.layers[0].record.input
    for map in 0..<output.shape[2] {
      for row in 0..<output.shape[0] {
        for column in 0..<output.shape[1] {
          let pixel = try trace.pixel(
            PixelAddress(layer: layer, map: map, row: row, column: column))
          let sum = pixel.products.joined().reduce(pixel.bias, +)
          #expect(abs(sum - pixel.sum) < 1e-4, "\(pixel.name)")
          #expect(pixel.output == max(pixel.sum, 0), "\(pixel.name)")
          #expect(Float(pixel.output) == output[row, column, map], "\(pixel.name)")
          let products = zip(pixel.patch.joined(), pixel.kernel.joined()).map { $0 * $1 }
          #expect(products == Array(pixel.products.joined()))
          // What it says to see contains the patch, for the first layer exactly.
          if layer == "conv1" {
            #expect(pixel.field == (row, column, 5, 5))
            #expect(Float(pixel.patch[0][7]) == image[row + 1, column + 2, 0])
          } else {
            #expect(pixel.field == (2 * row, 2 * column, 14, 14))
          }
        }
      }
    }
  }

  /// A pixel outside of its receptive field changes nothing; inside, it may.
  @Test func receptiveFieldIsTrue() throws {
    var reference = try Self.reference()
    let before = try Self.trace(reference)
    let pixel = try before.pixel(PixelAddress(layer: "conv2", map: 3, row: 2, column: 4))
    for row in 0..<28 {
      for column in 0..<28 {
        let isInside =
          (pixel.field.row..<pixel.field.row + pixel.field.rows).contains(row)
          && (pixel.field.column..<pixel.field.column + pixel.field.columns).contains(column)
        if !isInside { reference.image[row * 28 + column] = 0.77 }
      }
    }
    let after = try Self.trace(reference).pixel(
      PixelAddress(layer: "conv2", map: 3, row: 2, column: 4))
    #expect(after.sum == pixel.sum)
  }

  @Test(arguments: [
    "conv1[3][12,7]", "conv2[15][7,7]", "conv1[0][0,0]",
  ]) func addressesAreRead(_ text: String) throws {
    let address = try #require(PixelAddress(text))
    let pixel = try Self.trace(try Self.reference()).pixel(address)
    #expect(pixel.name == text)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(pixel.json.utf8)) as? [String: Any])
    let products = try #require(json["products"] as? [[Double]])
    let sum = try #require(json["sum"] as? Double)
    let bias = try #require(json["bias"] as? Double)
    #expect(abs(products.joined().reduce(bias, +) - sum) < 1e-4)
    #expect(json["output"] as? Double == max(0, sum))
  }

  @Test(arguments: [
    "conv1[3]", "conv1[3][12]", "conv1[x][1,2]", "[3][1,2]", "conv1[3][1,2,3]", "conv1[3][1,2",
  ]) func noAddresses(_ text: String) {
    #expect(PixelAddress(text) == nil)
  }

  @Test(arguments: ["conv9[0][0,0]", "pool1[0][0,0]", "conv1[8][0,0]", "conv1[0][24,0]"])
  func pixelsThatDoNotExist(_ text: String) throws {
    let address = try #require(PixelAddress(text))
    let trace = try Self.trace(try Self.reference())
    #expect(throws: PixelError.self) { try trace.pixel(address) }
  }

  private static let story = Result {
    let source = try #require(SourceNetwork.named("cnn-001"))
    let data = DigitRecipe(trainCount: 300, testCount: 40, seed: 5).dataset()
    var recipe = source.recipe
    recipe.epochs = 1
    let trained = try TrainingCache(folder: nil).network(
      source.description, name: source.name, recipe, on: data, seed: 1)
    return try NetworkStory(
      networkName: source.name, trained: trained, data: data, preprocessing: .unitInterval,
      rate: 0.001, image: 4, title: "Test", words: .english)
  }

  /// Printed lines: what stands after "=" is exactly what stands before it, what stands after "≈"
  /// to half a unit of its last digit.
  @Test func everyPrintedLineIsTrue() throws {
    let story = try Self.story.get()
    var checked = 0
    for index in 1...story.scenes.count {
      let moment = story.moment(index)
      #expect(!moment.stages.isEmpty, "\(story.scenes[index - 1])")
      for line in moment.stages.flatMap(\.derivation.lines) {
        let text = line.plainText
        #expect(!text.contains("−0 ") && !text.contains("nan"), "\(text)")
        // Words behind a number explain it.
        let bare = [" numbers", " weights", " at row"].reduce(text) {
          $0.components(separatedBy: $1)[0]
        }
        guard let printed = PrintedLine(bare), printed.result != nil else { continue }
        #expect(printed.fault() == nil)
        checked += printed.parts.count > 1 ? 1 : 0
      }
    }
    #expect(checked > 60)
  }

  /// Where the digits shown lead to another sum than all digits do, both stand there, no further
  /// apart than the rounding of the operands allows.
  @Test func sumsOfRoundedProductsAreAsNearAsTheirDigitsAllow() throws {
    let story = try Self.story.get()
    var checked = 0
    for index in 1...story.scenes.count {
      for derivation in story.moment(index).stages.map(\.derivation) {
        guard let exact = derivation.lines.first(where: { $0.code == "exact" }),
          let place = derivation.lines.firstIndex(where: { $0.code == "exact" }), place > 0,
          let told = PrintedLine(exact.plainText)?.result
        else { continue }
        let products = derivation.lines.filter { $0.code == "products" }
        guard !products.isEmpty,
          let sum = PrintedLine(derivation.lines[place - 1].plainText)?.result
        else { continue }
        var slack = 0.0
        for line in products {
          let numbers = try #require(line.parts.first { $0.kind == .numbers }).formula
          let factors = numbers.components(separatedBy: " \\cdot ").map {
            $0.filter { !"()".contains($0) }
          }
          let digits = try #require(factors[0].split(separator: ".").last).count
          let half = 0.5 * pow(10, -Double(digits))
          // Each factor, their product, and this term's share in rounding the rest.
          slack += factors.reduce(half) { $0 + abs(Double($1) ?? .nan) * half } + half
        }
        #expect(abs(sum - told) <= slack + 1e-9, "\(exact.plainText) against \(sum)")
        checked += 1
      }
    }
    #expect(checked > 1)
  }

  /// On paper a pixel is the sum of the products of the printed factors; the network's own z lies
  /// within the rounding of all of them.
  @Test func pixelsOnPaperAreNearTheNetworks() throws {
    let story = try Self.story.get()
    let shape = story.trace.layers[0].record.output.shape
    for map in 0..<shape[2] {
      for place in stride(from: 0, to: shape[0] * shape[1], by: 7) {
        let pixel = try story.trace.pixel(
          PixelAddress(
            layer: "conv1", map: map, row: place / shape[1], column: place % shape[1]))
        let paper = story.paperResult(of: pixel)
        let products = zip(pixel.patch[0], pixel.kernel[0]).map { x, w in
          ((x * 100).rounded() * (w * 100).rounded() / 100).rounded() / 100
        }
        #expect(abs(products.reduce(paper.bias, +) - paper.z) < 1e-9, "\(pixel.name)")
        #expect(abs(paper.output - max(0, paper.z)) < 1e-12)
        let slack = zip(pixel.patch[0], pixel.kernel[0]).reduce(0.005) {
          $0 + (abs($1.0) + abs($1.1)) * 0.005 + 0.0051
        }
        #expect(abs(paper.z - pixel.sum) <= slack, "\(pixel.name)")
      }
    }
  }

  /// Shares, loss and gradient are those of the printed numbers, and next to the network's own.
  @Test func softmaxOnPaperIsNextToTheNetworks() throws {
    let story = try Self.story.get()
    let rows = story.softmaxRows
    let powers = try rows.map { try #require(Double($0[2])) }
    let sum = try #require(Double(story.powerSum))
    #expect(abs(powers.reduce(0, +) - sum) < 1e-9)
    for (place, row) in rows.enumerated() {
      let z = try #require(Double(row[1]))
      let share = try #require(Double(row[3]))
      #expect(abs(exp(z) - powers[place]) <= 0.0005 + 1e-9)
      #expect(abs(powers[place] / sum - share) <= 0.00005 + 1e-9)
      #expect(abs(share - Double(story.trace.output.values[place])) < 0.0008)
    }
    let loss = story.shownLoss.value
    #expect(abs(loss + log(story.share(of: story.label).value)) <= 0.00005 + 1e-9)
  }

  /// The riddle's maps differ from each other and are alive.
  @Test func riddlesHaveOneAnswer() throws {
    let story = try Self.story.get()
    let maps = story.riddle("conv1")
    #expect(maps.count == 3 && Set(maps).count == 3)
    let sheet = try #require(story.riddleFigure("conv1").parts.last?.base as? MapSheet)
    let output = story.trace.layers[0].record.output
    for (panel, map) in zip(sheet.panels, maps) {
      let values = stride(from: map, to: output.count, by: output.shape[2]).map {
        Double(output.values[$0])
      }
      #expect(panel.grid.values == values && values.contains { $0 > 0 })
    }
    #expect(Set(sheet.panels.map(\.label)) == ["map A", "map B", "map C"])
  }

  @Test func cacheGivesTheSameNetwork() throws {
    let source = try #require(SourceNetwork.named("cnn-001"))
    let data = DigitRecipe(trainCount: 200, testCount: 20, seed: 5).dataset()
    var recipe = source.recipe
    recipe.epochs = 2
    let folder = try TemporaryFolder()
    let cache = TrainingCache(folder: folder.path + "/a/b")
    var batches = 0
    func run(_ cache: TrainingCache, seed: UInt64 = 1) throws -> TrainedNetwork {
      try cache.network(
        source.description, name: source.name, recipe, on: data, seed: seed,
        progress: { _ in batches += 1 })
    }
    let first = try run(cache)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/a/b")
    #expect(names.count == 2)
    #expect(batches == 4)
    let second = try run(cache)
    #expect(batches == 4, "trained although the cache has it")
    #expect(first.network == second.network && first.history == second.history)
    // Another seed is another network, in a file of its own; retraining gives the same one.
    #expect(try run(cache, seed: 2).network != first.network)
    #expect(try run(TrainingCache(folder: cache.folder, retrains: true)).network == first.network)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/a/b").count == 4)
    // A damaged file is trained anew.
    for name in names where name.hasSuffix(".safetensors") {
      try Data([1, 2, 3]).write(to: URL(fileURLWithPath: folder.path + "/a/b/" + name))
    }
    #expect(try run(cache).network == first.network)
  }
}
