import Glibc
import Testing

@testable import Datasets

/// The real files are too large to be kept with the program; where `LEARN_DATA` names a folder that
/// has them, they are read.
private let library = DatasetLibrary(
  folders: getenv("LEARN_DATA").map { [String(cString: $0)] } ?? [])

private func isHere(_ name: String) -> Bool { (try? library.path(of: name)) != nil }

@Suite struct RealDataTests {
  /// Counts of source 002.
  @Test(.enabled(if: isHere("mnist"))) func mnistHasItsCounts() throws {
    let data = try library.dataset("mnist")
    #expect(data.imageShape == [28, 28, 1])
    #expect(
      data.train.classCounts(10)
        == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    #expect(
      data.test.classCounts(10) == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    let (mean, deviation) = data.train.pixelStatistics
    #expect(abs(mean - 33.318) < 0.001)
    #expect(abs(deviation - 78.567) < 0.001)
  }

  @Test(.enabled(if: isHere("fashion-mnist"))) func fashionHasItsNames() throws {
    let data = try library.dataset("fashion")
    #expect(data.name == "fashion-mnist")
    #expect(data.classNames[9] == "Ankle boot")
    #expect(data.test.classCounts(10) == [Int](repeating: 1000, count: 10))
  }
}
