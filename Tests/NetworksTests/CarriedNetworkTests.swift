import Foundation
import Numerics
import Testing

@testable import Networks

/// A network as pages carry it against the network itself.
struct CarriedNetworkTests {
  private struct Reference: Decodable {
    var image: [Float]
    var weights: [String: [Float]]
  }

  private static func trace() throws -> NetworkTrace<Float> {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appendingPathComponent("Reference/feature-maps.json"))
    let reference = try JSONDecoder().decode(Reference.self, from: data)
    let source = try #require(SourceNetwork.named("cnn-001"))
    var network = Network<Float>(source.description, seed: 1)
    for (name, values) in reference.weights {
      let shape = try #require(network[name]).shape
      try network.set(name, to: Tensor(shape, values))
    }
    return try network.trace(of: Tensor([28, 28, 1], reference.image), label: 0)
  }

  /// Sums are added in another order: the last bits may differ, the printed digits do not.
  @Test func everyPrintedDigitIsTheSame() throws {
    let trace = try Self.trace()
    let carried = try #require(CarriedNetwork(trace)?.trace(of: trace.layers[0].record.input))
    #expect(carried.layers.map(\.record.name) == trace.layers.map(\.record.name))
    for (ours, theirs) in zip(carried.layers, trace.layers) {
      #expect(ours.record.output.shape == theirs.record.output.shape)
      let far = zip(ours.record.output.values, theirs.record.output.values).map { abs($0 - $1) }
      #expect((far.max() ?? 1) < 1e-5, "\(ours.record.name)")
    }
    var pixels = 0
    for layer in ["conv1", "conv2"] {
      let shape = try #require(trace[layer]).record.output.shape
      for place in 0..<shape.count {
        let address = PixelAddress(
          layer: layer, map: place % shape[2], row: place / shape[2] / shape[1],
          column: place / shape[2] % shape[1])
        let (a, b) = (try carried.pixel(address), try trace.pixel(address))
        let (ours, theirs) = (PaperPixel(a), PaperPixel(b))
        #expect(ours.patch == theirs.patch && ours.kernel == theirs.kernel, "\(b.name)")
        #expect(ours.products == theirs.products && ours.channels == theirs.channels, "\(b.name)")
        #expect(ours.z == theirs.z && ours.output == theirs.output, "\(b.name)")
        #expect(ours.exact == theirs.exact, "\(b.name)")
        #expect(a.field == b.field && a.feeds?.name == b.feeds?.name, "\(b.name)")
        #expect(a.feeds?.role == b.feeds?.role, "\(b.name)")
        pixels += 1
      }
    }
    #expect(pixels == 8 * 24 * 24 + 16 * 8 * 8)
  }

  @Test func layersThatDoNotFitAreNoNetwork() throws {
    let trace = try Self.trace()
    let network = try #require(CarriedNetwork(trace))
    #expect(network.trace(of: Tensor(zeros: [27, 28, 1])) == nil)
    #expect(CarriedNetwork(Array(network.layers.dropFirst())).trace(of: trace.output) == nil)
  }
}
