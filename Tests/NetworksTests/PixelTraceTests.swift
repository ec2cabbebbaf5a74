import Datasets
import Foundation
import Numerics
import TestSupport
import Testing

@testable import Networks

/// The feature maps of `cnn-001` against Keras, and every pixel against its own products.
struct PixelTraceTests {
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
    #expect(names.count == 1)
    #expect(batches == 4)
    let second = try run(cache)
    #expect(batches == 4, "trained although the cache has it")
    #expect(first.network == second.network && first.history == second.history)
    // Another seed is another network, in a file of its own; retraining gives the same one.
    #expect(try run(cache, seed: 2).network != first.network)
    #expect(try run(TrainingCache(folder: cache.folder, retrains: true)).network == first.network)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/a/b").count == 2)
  }

  /// One flipped bit in what a lesson keeps must not change the lesson: it is trained anew, and the
  /// file is whole again.
  @Test func damagedCacheIsMadeAnew() throws {
    let source = try #require(SourceNetwork.named("cnn-001"))
    let data = DigitRecipe(trainCount: 20, testCount: 10, seed: 5).dataset()
    var recipe = source.recipe
    recipe.epochs = 1
    let folder = try TemporaryFolder()
    var batches = 0
    func run() throws -> TrainedNetwork {
      try TrainingCache(folder: folder.path).network(
        source.description, name: source.name, recipe, on: data, seed: 1,
        progress: { _ in batches += 1 })
    }
    let first = try run()
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
    let url = URL(fileURLWithPath: folder.path + "/" + name)
    let whole = [UInt8](try Data(contentsOf: url))
    var damaged = [Array(whole.dropLast()), [1, 2, 3], whole + [0]]
    for place in 0..<24 {
      var bytes = whole
      bytes[(place * 7919 + 11) * whole.count / (24 * 7919)] ^= 1 << UInt8(place % 8)
      damaged.append(bytes)
    }
    for bytes in damaged where bytes != whole {
      let before = batches
      try Data(bytes).write(to: url)
      let again = try run()
      #expect(again.network == first.network && again.history == first.history)
      let now = [UInt8](try Data(contentsOf: url))
      // Spaces behind the header may change without a change of anything that it says.
      let content = try SafeTensors(bytes: whole)
      #expect(try SafeTensors(bytes: now) == content)
      let saysTheSame = (try? SafeTensors(bytes: bytes)) == content
      #expect(batches > before || saysTheSame)
    }
  }

  /// Each bit of a small sealed file: what it says is refused, or unchanged.
  @Test func sealsNoticeEveryBit() throws {
    let file = SafeTensors(
      metadata: ["a": "b"], tensors: ["w": Tensor([2], [0.5, -1])])
    let whole = file.sealed.bytes
    #expect(try SafeTensors(bytes: whole).isSealed)
    #expect(!file.isSealed)
    for bit in 0..<8 * whole.count {
      var bytes = whole
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      guard let read = try? SafeTensors(bytes: bytes) else { continue }
      #expect(!read.isSealed || read == file.sealed, "bit \(bit)")
    }
  }
}
