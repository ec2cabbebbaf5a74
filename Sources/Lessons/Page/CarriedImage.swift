import Networks
import Numerics

/// What a page takes along of a network that was trained: its layers, the image that is followed and
/// all weights, with the precision that they were trained in, so that every digit is the lesson's.
public struct CarriedImage {
  /// For `{ask: network}`.
  public let plan: TraceJSON
  public let shape: [Int]
  /// For `PageEngine.carry`.
  public let bytes: [UInt8]

  /// - Returns: nil for a network with a layer that pages cannot compute.
  public init?(_ story: NetworkStory) {
    let trace = story.run.trace
    guard let network = CarriedNetwork(trace), !trace.layers.isEmpty else { return nil }
    let input = trace.layers[0].record.input
    guard input.shape.rank == 3 else { return nil }
    plan = CarriedPlan.json(network)
    shape = input.shape.dimensions
    let seen = story.imageGrid.values.map { Float((($0 ?? 0) * 255).rounded()) }
    bytes = (seen + input.values + CarriedPlan.weights(network)).flatMap { number -> [UInt8] in
      let bits = number.bitPattern
      return (0..<4).map { UInt8(truncatingIfNeeded: bits >> UInt32(8 * $0)) }
    }
  }
}
