import Numerics
import Testing

@testable import Networks

/// Batches that no memory holds are refused before the training begins.
@Suite struct MemoryNeedTests {
  @Test func countsTheNumbersBetweenTheLayers() throws {
    let network = try NetworkDescription(
      inputShape: [6, 6, 1], layers: [.convolution(filters: 2, kernel: 3), .flatten],
      loss: .meanSquaredError)
    #expect(network.batchBytes(10, Float.self) == (36 + 32 + 32) * 10 * 4)
    #expect(network.batchBytes(.max, Double.self) == .max)
    #expect(NetworkDescription.physicalMemory > 1 << 20)
    try network.checkMemory(10, Float.self, memory: 4000)
    #expect(throws: NetworkError.self) { try network.checkMemory(11, Float.self, memory: 4000) }
  }

  @Test func refusesAnImpossibleBatch() throws {
    let network = try NetworkDescription(
      inputShape: [1], layers: [.dense(units: 1 << 26), .dense(units: 1)], loss: .meanSquaredError)
    let error = #expect(throws: NetworkError.self) {
      try network.checkMemory(60_000, Float.self, memory: 16 << 30)
    }
    #expect(
      error?.reason == "a batch of 60000 needs 15000 GB of memory, this machine has 16 GB; "
        + "use a smaller batch")
  }
}
