import Glibc
import Testing

@testable import Datasets

/// Each kind of damage has its message.
@Suite struct BadInputTests {
  private func message(_ kind: DatasetError.Kind, _ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch let error as DatasetError {
      return error.kind == kind ? error.reason : "\(error.kind): \(error.reason)"
    } catch {
      return "\(error)"
    }
  }

  private func idx(_ bytes: [UInt8], rank: Int = 3) -> String {
    message(.corrupt) { _ = try IDXFile(bytes, rank: rank, to: "read", path: "p") }
  }

  @Test func everyTruncationOfIDXIsNoticed() throws {
    let plain = SampleFiles.images(6)
    let packed = gzip(plain)
    #expect(try IDXFile(packed, rank: 3, to: "read", path: "p").values == SampleFiles.pixels(6))
    for bytes in [plain, packed] {
      for length in 0..<bytes.count {
        #expect(throws: DatasetError.self, "\(length) bytes") {
          try IDXFile(Array(bytes.prefix(length)), rank: 3, to: "read", path: "p")
        }
      }
    }
    #expect(idx(Array(packed.prefix(60))) == "the gzip data are cut short")
    #expect(idx([]) == "the file is empty")
    #expect(
      idx(Array(plain.dropLast(5)))
        == "it is cut short: 6 × 4 × 4 need 96 values, there are 91")
  }

  @Test func wrongMagic() {
    #expect(
      idx(encodeIDX([1, 2], dimensions: [2]))
        == "the magic number is 2049, not 2051: this is no IDX file of images")
    #expect(
      idx(SampleFiles.images(2), rank: 1)
        == "the magic number is 2051, not 2049: this is no IDX file of labels")
    #expect(idx(Array("<html>not found</html>".utf8)).hasPrefix("the magic number is 1013478509"))
  }

  /// A megabyte of zeros that unpacks from a kilobyte, behind a header that promises 96 values.
  @Test func gzipThatUnpacksToMoreThanItsHeaderSays() {
    var bytes = SampleFiles.images(6)
    bytes += [UInt8](repeating: 0, count: 1 << 20)
    #expect(
      idx(gzip(bytes)) == "it unpacks to more than the 96 values that its header says")
    // The other way round: a header that promises what so few bytes cannot hold.
    var header = encodeIDX([], dimensions: [60_000, 28, 28])
    header += [1, 2, 3]
    #expect(idx(gzip(header)).hasPrefix("its header says 47040000 values, but"))
    let huge = encodeIDX([], dimensions: [0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF])
    #expect(
      message(.tooLarge) { _ = try IDXFile(huge, rank: 3, to: "read", path: "p") }
        .hasPrefix("its header says 4294967295 × 4294967295 × 4294967295 values, more than"))
    #expect(idx(encodeIDX([], dimensions: [0, 28, 28])) == "its header says 0 × 28 × 28")
  }

  @Test func damagedGzip() {
    var bytes = gzip(SampleFiles.images(6))
    bytes[bytes.count - 6] ^= 1
    #expect(idx(bytes) == "the gzip data are damaged (incorrect data check)")
  }

  @Test func countsAndLabelsThatDisagree() {
    func assembled(_ labels: [UInt8], classes: Int = 10) -> String {
      message(.corrupt) {
        _ = try assemble(
          pixels: SampleFiles.pixels(3), height: 4, width: 4, labels: labels, classCount: classes,
          to: "read", path: "p")
      }
    }
    #expect(assembled([1, 2]) == "there are 2 labels for 3 images")
    #expect(assembled([1, 10, 3]) == "label 10 of image 2 is above 9: there are 10 classes")
    #expect(
      assembled([1, 2, 2], classes: 2) == "label 2 of image 2 is above 1: there are 2 classes")
    #expect(assembled([1, 2, 2]) == "no error")
  }

  @Test(arguments: [
    ("1,2,3,4,5\n1,2,3\n", "line 2: it has 3 values, where the first line has 5"),
    ("label,a,b,c,d\n1,2,3,4\n", "line 2: it has 4 values, where the first line has 5"),
    ("1,2,x,4,5\n", "line 1: value 3 is 'x', not a whole number"),
    ("1,2,-3,4,5\n", "line 1: value 3 is '-3', not a whole number"),
    ("1;2;3;4;5\n", "line 1: value 1 is '1;2;3;4;5', not a whole number"),
    ("1,0.25,3,4,5\n", "line 1: value 2 is '0.25', not a whole number"),
    ("1,2,3,400,5\n", "line 1: value 4 is above 255"),
    ("1,2,,4,5\n", "line 1: value 3 is empty"),
    ("10,2,3,4,5\n", "line 1: label 10 is above 9: there are 10 classes"),
    ("1,2,3,4\n", "3 pixels are no square; for 28 × 28 a row has a label and 784 pixels"),
    ("", "there is no row with an image"),
    ("label,a,b,c,d\n", "there is no row with an image"),
  ])
  func brokenTables(text: String, reason: String) {
    #expect(
      message(.corrupt) {
        _ = try KaggleCSV.parse(Array(text.utf8), classCount: 10, path: "p")
      } == reason)
  }

  private func keras(_ entries: [(String, [UInt8])]) -> String {
    message(.corrupt) {
      _ = try KerasArchive.parse(
        SampleFiles.zip(entries, deflated: true), classCount: 10, path: "p")
    }
  }

  @Test func archivesWithoutTheirArrays() {
    let good = SampleFiles.kerasEntries(5)
    #expect(keras(good) == "no error")
    #expect(
      keras([good[0], good[1]]) == "there is no array x_test; there are x_train.npy, y_train.npy")
    #expect(keras([]) == "there is no array x_train")
    let wrong = [good[0], good[1], ("x_test.npy", SampleFiles.npy([1, 2], shape: [2])), good[3]]
    #expect(keras(wrong) == "x_test has the shape [2], not [images, rows, columns]")
    let float = [("x_train.npy", SampleFiles.npy([0, 0, 0, 0], shape: [1], type: "<f4"))]
    #expect(keras(float) == "x_train has values of type <f4, not whole numbers")
    let column = [
      ("x_train.npy", SampleFiles.npy([1, 1, 1, 1], shape: [1, 2, 2], order: "True"))
    ]
    #expect(
      keras(column) == "x_train stands column by column (Fortran order), not row by row")
    let short = [("x_train.npy", SampleFiles.npy([1, 1, 1], shape: [1, 2, 2]))]
    #expect(keras(short) == "x_train should hold 4 bytes of values, but holds 3")
    let text = [("x_train.npy", Array("hello, this is no array".utf8))]
    #expect(keras(text) == "x_train is no NumPy array")
  }

  @Test func everyTruncationOfAnArchiveIsNoticed() {
    let bytes = SampleFiles.zip(SampleFiles.kerasEntries(5), deflated: true)
    for length in 0..<bytes.count {
      #expect(throws: DatasetError.self, "\(length) bytes") {
        try KerasArchive.parse(Array(bytes.prefix(length)), classCount: 10, path: "p")
      }
    }
  }

  @Test func picturesOfAnotherSize() {
    let folder = TemporaryFolder()
    folder.write(SampleFiles.png([1, 2, 3, 4], width: 2, height: 2), "a/1.png")
    folder.write(SampleFiles.png([1, 2, 3, 4, 5, 6], width: 3, height: 2), "b/1.png")
    #expect(
      message(.corrupt) { _ = try PictureFolder(path: folder.path) }
        == "it is 3 × 2 pixels, the others are 2 × 2")
  }

  @Test func picturesThatWouldBeMissed() {
    let folder = TemporaryFolder()
    for place in 0..<6 {
      folder.write(SampleFiles.png([1, 2, 3, 4], width: 2, height: 2), "a/\(place).png")
    }
    folder.write([1], "a/notes.txt")
    #expect(message(.corrupt) { _ = try PictureFolder(path: folder.path) } == "no error")
    mkdir(folder.path + "/b", 0o755)
    #expect(
      message(.corrupt) { _ = try PictureFolder(path: folder.path) }
        == "there is no PNG in this class")
    folder.write([0xFF, 0xD8], "b/1.JPG")
    #expect(message(.corrupt) { _ = try PictureFolder(path: folder.path) } == "it is no PNG")
  }

  @Test func tooFewToKeepSomeForTesting() throws {
    let folder = TemporaryFolder()
    func load(_ count: Int) throws -> Dataset {
      let rows = (0..<count).map { "1,0,0,0,\($0)\n" }.joined()
      return try DatasetSource(path: folder.write(Array(rows.utf8), "a.csv")).load(
        name: "a", classNames: DatasetLibrary.digitClasses)
    }
    #expect(
      message(.corrupt) { _ = try load(5) }
        == "every sixth of a class is kept, but no class has six images")
    #expect(try load(6).test.count == 1)
  }

  /// What is told besides the reason: what to do.
  @Test func cures() {
    func cure(_ body: () throws -> Void) -> String? {
      do { try body() } catch { return (error as? DatasetError)?.cure }
      return nil
    }
    func idx(_ bytes: [UInt8], rank: Int) -> String? {
      cure { _ = try IDXFile(bytes, rank: rank, to: "read", path: "p") }
    }
    let exchanged = idx(SampleFiles.images(2), rank: 1)
    #expect(exchanged == "It is one of images: exchange the names of the two files.")
    #expect(idx(Array("<html>".utf8), rank: 3)?.hasPrefix("Copy the file again") == true)
    #expect(
      idx(Array(gzip(SampleFiles.images(6)).dropLast(9)), rank: 3)?.contains("learn data") == true)
    func csv(_ text: String) -> String? {
      cure { _ = try KaggleCSV.parse(Array(text.utf8), classCount: 10, path: "p") }
    }
    #expect(csv("1;2;3;4;5\n") == "Values are divided by commas, not by semicolons.")
    #expect(csv("1,0.5,3,4,5\n")?.contains("whole numbers from 0") == true)
    #expect(csv("11,2,3,4,5\n")?.contains("classes.txt") == true)
    let archive = SampleFiles.zip([("a.npy", [1])], deflated: false)
    #expect(
      cure { _ = try KerasArchive.parse(archive, classCount: 10, path: "p") }
        == "Needed are x_train, y_train, x_test and y_test, as in Keras's mnist.npz.")
  }

  @Test func picturesThatAreNone() {
    let good = SampleFiles.png(SampleFiles.pixels(4), width: 8, height: 8)
    for length in 0..<good.count - 4 {
      #expect(throws: DatasetError.self, "\(length) bytes") {
        try PNGImage(Array(good.prefix(length)), path: "p")
      }
    }
    #expect(
      message(.corrupt) { _ = try PNGImage(Array("no picture".utf8), path: "p") }
        .hasPrefix("it is no sound PNG"))
    let large = SampleFiles.png([UInt8](repeating: 0, count: 2000), width: 2000, height: 1)
    #expect(
      message(.tooLarge) { _ = try PNGImage(large, path: "p") }
        == "it is larger than 1024 × 1024 pixels")
  }

  @Test func whatIsNotThere() {
    let folder = TemporaryFolder()
    #expect(
      message(.missing) { _ = try DatasetSource(path: folder.path + "/no") }
        == "there is no such file or folder")
    #expect(
      message(.missing) { _ = try DatasetSource(path: folder.path) }
        .hasPrefix("it holds no data set"))
    folder.write([1], "train-images-idx3-ubyte")
    #expect(
      message(.missing) { _ = try DatasetSource(path: folder.path) }
        == "of the four IDX files, train-labels, t10k-images, t10k-labels is not there")
    #expect(
      message(.missing) { _ = try DatasetLibrary(folders: ["/a"]).path(of: "mnist") }
        == "there is no data set of this name in /a; `learn data fetch mnist` downloads it, "
        + "`digits` is built in")
    mkfifo(folder.path + "/pipe.csv", 0o600)
    #expect(
      message(.unreadable) { _ = try readFile(folder.path + "/pipe.csv", to: "read") }
        == "it is not a file")
  }

  @Test func testImagesOfAnotherSize() {
    let folder = TemporaryFolder()
    let names = ["train-images", "train-labels", "t10k-images", "t10k-labels"]
    folder.write(SampleFiles.images(2), names[0] + "-ubyte")
    folder.write(encodeIDX([1, 2], dimensions: [2]), names[1] + "-ubyte")
    folder.write(encodeIDX([1, 2], dimensions: [1, 1, 2]), names[2] + "-ubyte")
    folder.write(encodeIDX([1], dimensions: [1]), names[3] + "-ubyte")
    #expect(
      message(.corrupt) {
        _ = try DatasetSource(path: folder.path).load(
          name: "x", classNames: DatasetLibrary.digitClasses)
      } == "they are 1 × 2 pixels, the training images 4 × 4")
  }
}
