import Glibc
import Testing

@testable import Datasets

/// What was written is read again, in every format.
@Suite struct ReaderTests {
  let folder = TemporaryFolder()

  private func load(_ name: String = "") throws -> Dataset {
    try DatasetSource(path: folder.path + "/" + name)
      .load(name: "test", classNames: DatasetLibrary.digitClasses)
  }

  private func writeIDX(packed: Bool, names: [String]) {
    let contents = [
      SampleFiles.images(12), encodeIDX(SampleFiles.labels(12), dimensions: [12]),
      SampleFiles.images(3), encodeIDX(SampleFiles.labels(3), dimensions: [3]),
    ]
    for (name, bytes) in zip(names, contents) {
      folder.write(packed ? gzip(bytes) : bytes, name)
    }
  }

  @Test(arguments: [
    (false, ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"], ["t10k", "-"]),
    (true, ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"], ["t10k", "-"]),
    (false, ["train-images.idx3-ubyte", "train-labels.idx1-ubyte"], ["test", "."]),
  ])
  func idx(packed: Bool, train: [String], test: [String]) throws {
    let names = train + train.map { test[0] + $0.dropFirst("train".count) }
    writeIDX(packed: packed, names: names)
    let data = try load()
    #expect(data.imageShape == [4, 4, 1])
    #expect(data.train.pixels == SampleFiles.pixels(12))
    #expect(data.train.labels == SampleFiles.labels(12))
    #expect(data.test.pixels == SampleFiles.pixels(3))
    // Named by one of its files, the whole set is meant.
    #expect(try load(names[2]) == data)
  }

  @Test(arguments: [true, false]) func csv(header: Bool) throws {
    folder.write(SampleFiles.csv(12, header: header), "train.csv")
    folder.write(SampleFiles.csv(3, header: header), "test.csv")
    let data = try load()
    #expect(data.train.pixels == SampleFiles.pixels(12))
    #expect(data.train.labels == SampleFiles.labels(12))
    #expect(data.test.count == 3)
  }

  /// One table alone: every sixth image of a class is held back.
  @Test func csvIsParted() throws {
    let rows = (0..<24).map { "\($0 % 2),1,2,3,\($0)\r\n" }.joined()
    folder.write(Array(rows.utf8), "own.csv")
    let data = try load("own.csv")
    #expect(data.train.count == 20)
    #expect(data.test.labels == [0, 1, 0, 1])
    #expect(Array(data.test.image(0)) == [1, 2, 3, 10])
  }

  @Test(arguments: [true, false]) func keras(deflated: Bool) throws {
    folder.write(
      SampleFiles.zip(SampleFiles.kerasEntries(12), deflated: deflated), "mnist.npz")
    let data = try load("mnist.npz")
    #expect(data.train.pixels == SampleFiles.pixels(12))
    #expect(data.train.labels == SampleFiles.labels(12))
    #expect(data.test.labels == [0, 1])
    #expect(try load() == data)
  }

  @Test func widerNumbers() throws {
    let values: [UInt8] = [3, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0]
    let array = try NPYArray(
      SampleFiles.npy(values, shape: [2], type: "<i8"), name: "y", path: "p")
    #expect(array.values == [3, 9])
  }

  @Test func pictures() throws {
    // Numbers are ordered by value, not by their digits.
    for (label, name) in ["1", "2", "10"].enumerated() {
      for i in 0..<6 {
        let pixels = [UInt8](repeating: UInt8(10 * label + i), count: 6)
        folder.write(SampleFiles.png(pixels, width: 3, height: 2), "own/\(name)/\(i).png")
      }
    }
    let data = try load("own")
    #expect(data.classNames == ["1", "2", "10"])
    #expect(data.imageShape == [2, 3, 1])
    #expect(data.train.count == 15)
    #expect(data.test.labels == [0, 1, 2])
    #expect(Array(data.test.image(2)) == [UInt8](repeating: 25, count: 6))
  }

  @Test func picturesPartedByTheirOwner() throws {
    for part in ["train", "test"] {
      for name in ["cat", "dog"] {
        folder.write(SampleFiles.png([1, 2, 3, 4], width: 2, height: 2), "\(part)/\(name)/a.png")
      }
    }
    let data = try load()
    #expect(data.classNames == ["cat", "dog"])
    #expect(data.train.labels == [0, 1])
    #expect(data.test.labels == [0, 1])
  }

  @Test func libraryFindsByNameThenByPath() throws {
    writeIDX(
      packed: true,
      names: ["train-images", "train-labels", "t10k-images", "t10k-labels"].map {
        "sets/fashion-mnist/\($0)-ubyte.gz"
      })
    folder.write(SampleFiles.csv(60, header: true), "sets/own.csv")
    let library = DatasetLibrary(folders: ["/nowhere", folder.path + "/sets"])
    #expect(try library.dataset("fashion").classNames == DatasetLibrary.fashionClasses)
    #expect(try library.dataset("own").train.count == 50)
    #expect(try library.dataset(folder.path + "/sets/own.csv").name == "own")
    #expect(
      try library.dataset("digits", digits: DigitRecipe(trainCount: 20, testCount: 10))
        .train.count == 20)
    #expect(library.listings().map(\.name) == ["digits", "fashion-mnist", "own"])
    #expect(throws: DatasetError.self) { try library.dataset("mnist") }
  }

  /// Class names travel with the files.
  @Test func classNamesBesideTheFiles() throws {
    writeIDX(
      packed: false,
      names: ["train-images", "train-labels", "t10k-images", "t10k-labels"].map {
        "sets/own/\($0)-ubyte"
      })
    let names = (0..<11).map { "class \($0)" }
    folder.write(Array((names.joined(separator: "\n") + "\n").utf8), "sets/own/classes.txt")
    let library = DatasetLibrary(folders: [folder.path + "/sets"])
    #expect(try library.dataset("own").classNames == names)
  }
}
