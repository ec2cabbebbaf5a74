import Glibc
import Testing

@testable import Datasets

/// Ten megabytes of zeros in ten kilobytes.
let bombBytes = gzip([UInt8](repeating: 0, count: 10 << 20))

@Suite(.serialized) struct DownloadTests {
  let folder = TemporaryFolder()
  let server: LoopbackServer
  let contents: [String: [UInt8]]
  /// Noise, which cannot be packed, so that half of a file is half of its content.
  static let noise: [UInt8] = (0..<40_000).map { UInt8(truncatingIfNeeded: ($0 * $0 * 7919) >> 7) }

  init() {
    contents = ["a.gz": gzip(DownloadTests.noise), "b.gz": gzip([1, 2, 3])]
    server = LoopbackServer(contents)
  }

  private func download(_ mirrors: [LoopbackServer.Conduct]) -> Download {
    let files = [("a.gz", DownloadTests.noise), ("b.gz", [1, 2, 3])].map {
      KnownDataset.File(name: $0.0, size: $0.1.count, sha256: sha256($0.1))
    }
    return Download(
      KnownDataset(name: "set", files: files, mirrors: mirrors.map(server.mirror)),
      into: folder.path + "/data",
      timeouts: DownloadTimeouts(connect: 5, stall: 0.4, total: 20))
  }

  private func isInstalled() -> Bool {
    contents.allSatisfy { name, bytes in
      (try? readFile(folder.path + "/data/set/" + name, to: "read")) == bytes
    }
  }

  @Test func goodMirror() throws {
    var events: [Download.Event] = []
    try download([.good]).run { events.append($0) }
    #expect(isInstalled())
    #expect(events.contains(.finished(file: "b.gz")))
    #expect(try namesInFolder(folder.path + "/data", to: "list") == ["set"])
    // What is there and whole is not asked for again.
    let before = server.requests.count
    try download([.good]).run()
    #expect(server.requests.count == before)
    server.stop()
  }

  @Test(arguments: [
    LoopbackServer.Conduct.missing, .lying, .bomb, .endless, .stalling, .cutting,
  ])
  func badMirrorThenGood(conduct: LoopbackServer.Conduct) throws {
    var failures = 0
    try download([conduct, .good]).run { event in
      if case .mirrorFailed = event { failures += 1 }
    }
    #expect(failures == 2)
    #expect(isInstalled())
    server.stop()
  }

  /// What a mirror sent before it hung up is kept, and the next goes on from there.
  @Test func resumesWhereTheLastOneStopped() throws {
    try download([.cutting, .good]).run()
    #expect(isInstalled())
    let half = (contents["a.gz"]?.count ?? 0) / 2
    #expect(
      server.requests.contains { $0.contains("/good/a.gz") && $0.contains("bytes=\(half)-") })
    server.stop()
  }

  /// A second run goes on where the first one was given up.
  @Test func resumesAfterAFailedRun() throws {
    #expect(throws: DatasetError.self) { try download([.cutting]).run() }
    #expect(!isInstalled())
    #expect(fileKind(folder.path + "/data/set") == nil)
    try download([.good]).run()
    #expect(isInstalled())
    server.stop()
  }

  @Test(arguments: [LoopbackServer.Conduct.good, .forgetful])
  func whatWasLeftDoesNotFit(conduct: LoopbackServer.Conduct) throws {
    folder.write([9, 9, 9], "data/.set.part/a.gz")
    folder.write([UInt8](repeating: 7, count: 50_000), "data/.set.part/b.gz")
    try download([conduct]).run()
    #expect(isInstalled())
    server.stop()
  }

  @Test func everyMirrorsReasonIsTold() throws {
    do {
      try download([.missing, .lying, .stalling, .endless]).run()
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.kind == .unreachable)
      #expect(error.path == "a.gz")
      #expect(error.reason.contains("404"))
      #expect(error.reason.contains("it is no gzip file"))
      #expect(error.reason.contains("it went silent for 0.4 s"))
      #expect(error.reason.contains("it sends more than"))
    }
    #expect(!isInstalled())
    server.stop()
  }

  @Test func noServerAtAll() throws {
    var download = download([.good])
    download.known.mirrors = ["http://127.0.0.1:1/"]
    #expect(throws: DatasetError.self) { try download.run() }
    server.stop()
  }

  /// An address that looks like an option is an address all the same.
  @Test func addressIsNoOption() throws {
    let address = "-Kevil"
    let outcome = try Curl.get(
      address, to: folder.path + "/file", limit: 1000,
      timeouts: DownloadTimeouts(connect: 1, stall: 1, total: 2)
    ) { _ in }
    guard case .failed(let reason) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(reason.contains(address), "\(reason)")
    server.stop()
  }

  @Test func safeAddressesStaySafe() {
    let mirrors = KnownDataset.all.flatMap(\.mirrors)
    #expect(!mirrors.isEmpty)
    for mirror in mirrors + ["HTTPS://example.org/"] {
      #expect(Curl.protocols(for: mirror) == "=https", "\(mirror)")
    }
    #expect(Curl.protocols(for: "http://example.org/") == "=http,https")
    server.stop()
  }

  @Test func folderThatCannotBeMade() throws {
    folder.write([1], "data")
    do {
      try download([.good]).run()
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.kind == .unwritable)
    }
    server.stop()
  }

  @Test func verifyNamesWhatIsDamaged() throws {
    let job = download([.good])
    try job.run()
    #expect(job.known.faults(in: job.destination).isEmpty)
    folder.write(gzip([1, 2, 4]), "data/set/b.gz")
    let faults = job.known.faults(in: job.destination)
    #expect(faults.map(\.reason) == ["its content has not the known SHA-256 checksum"])
    // A damaged file is fetched anew, the others stay.
    try job.run()
    #expect(isInstalled())
    server.stop()
  }
}

@Suite struct ImportTests {
  let folder = TemporaryFolder()

  @Test func importedDataAreTheSame() throws {
    let data = DigitRecipe(trainCount: 30, testCount: 20).dataset().renamed("own")
    let path = try data.install(into: folder.path)
    #expect(path == folder.path + "/own")
    let library = DatasetLibrary(folders: [folder.path])
    #expect(try library.dataset("own") == data)
    #expect(try library.dataset("own").identity == data.identity)
    #expect(throws: DatasetError.self) { try data.install(into: folder.path) }
  }

  @Test func inkOnPaperIsInverted() {
    let images = LabelledImages(height: 1, width: 2, pixels: [0, 200], labels: [0])
    let data = Dataset(name: "a", train: images, test: images, classNames: ["x"])
    #expect(data.renamed("b", inverting: true).train.pixels == [255, 55])
    #expect(data.renamed("b").train.pixels == [0, 200])
  }
}
