import Glibc
import Numerics
import Testing

@testable import Datasets

/// Damaged files by the ten thousand: each is read or refused with a typed error, and the memory of
/// the process stays small.
@Suite(.serialized) struct FuzzTests {
  static let rounds = 10_000

  /// A few bytes changed, cut out, doubled or replaced by extreme ones; sometimes cut short.
  private static func mutate(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.index(below: 4) where !bytes.isEmpty {
      let place = random.index(below: bytes.count)
      switch random.index(below: 7) {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      case 1: bytes[place] ^= 1 << UInt8(random.index(below: 8))
      case 2: bytes[place] = [0, 1, 127, 128, 255][random.index(below: 5)]
      case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.index(below: 9)))
      case 4: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 16)], at: place)
      case 5:
        for i in place..<min(bytes.count, place + 4) { bytes[i] = 255 }
      default: bytes.removeSubrange(place...)
      }
    }
    return bytes
  }

  /// - Returns: how many of the files were refused.
  private static func fuzz(_ seeds: [[UInt8]], _ read: ([UInt8]) throws -> Void) throws -> Int {
    var refused = 0
    for round in 0..<rounds {
      var random = SeededGenerator(seed: 1, stream: UInt64(round))
      do {
        try read(mutate(seeds[round % seeds.count], &random))
      } catch is DatasetError {
        refused += 1
      }
    }
    let peak = try #require(peakResidentBytes())
    #expect(peak < 1 << 30, "\(peak >> 20) MB")
    return refused
  }

  /// `VmHWM` of this process.
  private static func peakResidentBytes() -> Int? {
    guard let file = fopen("/proc/self/status", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, 256, file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasPrefix("VmHWM:") {
        return text.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
          .flatMap { Int($0) }.map { $0 * 1024 }
      }
    }
    return nil
  }

  @Test func idx() throws {
    let plain = SampleFiles.images(6)
    let refused = try FuzzTests.fuzz([plain, gzip(plain), gzip(SampleFiles.images(40))]) {
      _ = try IDXFile($0, rank: 3, to: "read", path: "p")
    }
    #expect(refused > 5000)
  }

  @Test func labels() throws {
    let plain = encodeIDX(SampleFiles.labels(50), dimensions: [50])
    let refused = try FuzzTests.fuzz([plain, gzip(plain)]) {
      _ = try assemble(
        pixels: SampleFiles.pixels(50), height: 4, width: 4,
        labels: try IDXFile($0, rank: 1, to: "read", path: "p").values, classCount: 10,
        to: "read", path: "p")
    }
    #expect(refused > 5000)
  }

  @Test func csv() throws {
    let seeds = [SampleFiles.csv(4, header: true), SampleFiles.csv(4, header: false)]
    let refused = try FuzzTests.fuzz(seeds) {
      _ = try KaggleCSV.parse($0, classCount: 10, path: "p")
    }
    #expect(refused > 5000)
  }

  @Test func archive() throws {
    let entries = SampleFiles.kerasEntries(4)
    let seeds = [
      SampleFiles.zip(entries, deflated: true), SampleFiles.zip(entries, deflated: false),
    ]
    let refused = try FuzzTests.fuzz(seeds) {
      _ = try KerasArchive.parse($0, classCount: 10, path: "p")
    }
    #expect(refused > 5000)
  }

  /// Inside a zip file a checksum guards the arrays; here their own reader is alone.
  @Test func array() throws {
    let seeds = [
      SampleFiles.npy(SampleFiles.pixels(2), shape: [2, 4, 4]),
      SampleFiles.npy(SampleFiles.pixels(2), shape: [4], type: "<i8"),
    ]
    let refused = try FuzzTests.fuzz(seeds) { _ = try NPYArray($0, name: "x", path: "p") }
    #expect(refused > 5000)
  }

  @Test func picture() throws {
    let refused = try FuzzTests.fuzz([SampleFiles.png(SampleFiles.pixels(4), width: 8, height: 8)])
    {
      _ = try PNGImage($0, path: "p")
    }
    #expect(refused > 5000)
  }

  @Test func pictureFolder() throws {
    let folder = TemporaryFolder()
    let good = SampleFiles.png(SampleFiles.pixels(4), width: 8, height: 8)
    folder.write(good, "a/1.png")
    let refused = try FuzzTests.fuzz([good]) {
      folder.write($0, "b/1.png")
      _ = try PictureFolder(path: folder.path)
    }
    #expect(refused > 5000)
  }
}
