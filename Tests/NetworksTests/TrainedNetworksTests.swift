import Datasets
import Glibc
import Numerics
import Testing

@testable import Networks

@Suite struct TrainedNetworksTests {
  static let data = Dataset(
    name: "digits", train: madeDigits(120, seed: 1), test: madeDigits(20, seed: 2),
    classNames: DatasetLibrary.digitClasses)
  static let recipe = Recipe(.adam(), batch: 40, epochs: 2)

  /// How many batches were trained for a network that may be kept.
  private func batches(
    _ networks: TrainedNetworks, _ recipe: Recipe = recipe, seed: UInt64 = 1
  ) throws -> (Int, TrainedNetworks.Result) {
    let description = try #require(TrainingTests.description)
    var count = 0
    let result = try networks.network(
      "small", description, recipe, on: Self.data, seed: seed, threads: 1
    ) { _ in count += 1 }
    return (count, result)
  }

  @Test func aNetworkIsTrainedOnce() throws {
    let folder = temporaryPath("kept")
    let networks = TrainedNetworks(folder: folder, version: "1")
    let (first, trained) = try batches(networks)
    let (second, kept) = try batches(networks)
    #expect(first == 6 && second == 0)
    #expect(kept == trained)
    #expect(try batches(networks, seed: 2).0 == 6)
    #expect(try batches(TrainedNetworks(folder: folder, version: "2")).0 == 6)
    var other = Self.recipe
    other.optimizer = .adam(rate: 0.002)
    #expect(try batches(networks, other).0 == 6)
    #expect(try batches(TrainedNetworks(folder: folder, version: "1", isRetraining: true)).0 == 6)
  }

  @Test func aDamagedFileIsTrainedAgain() throws {
    let folder = temporaryPath("damaged")
    let networks = TrainedNetworks(folder: folder, version: "1")
    let (_, trained) = try batches(networks)
    let key = networks.key(trained.model.network.description, Self.recipe, Self.data, 1)
    try File.write([1, 2, 3], to: "\(folder)/networks/\(key).safetensors", "damage the file")
    let (again, result) = try batches(networks)
    #expect(again == 6 && result == trained)
  }

  @Test func withoutAFolderNothingIsKept() throws {
    for folder in [nil, "/proc/nowhere"] {
      let networks = TrainedNetworks(folder: folder, version: "1")
      #expect(try batches(networks).0 == 6)
      #expect(try batches(networks).0 == 6)
    }
  }
}
