import Foundation
import Rendering
import TestSupport
import Testing

@Suite(.serialized) struct AtomicFileTests {
  @Test func writesAndReplaces() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.png"
    try AtomicFile.write([1, 2, 3], to: path)
    try AtomicFile.write([4], to: path)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([4]))
    #expect(try folder.names() == ["a.png"])
  }

  @Test func missingFolderIsAnError() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/no/a.png"
    #expect(
      throws: RenderingError.cannotWrite(
        path: path, reason: "No such file or directory", code: ENOENT)
    ) { try AtomicFile.write([1], to: path) }
  }

  @Test func folderInThePlaceIsAnError() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.png"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    #expect(throws: RenderingError.self) { try AtomicFile.write([1], to: path) }
    #expect(try folder.names() == ["a.png"])
  }

  /// The limit of a file's size stands for a full disk: `write` fails half-way.
  @Test func fullDiskLeavesTheOldFileAlone() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.pdf"
    try AtomicFile.write([7], to: path)
    var old = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &old)
    // Larger than anything that other tests write meanwhile.
    let limit = 32 << 20
    var new = rlimit(rlim_cur: rlim_t(limit), rlim_max: old.rlim_max)
    let signal = signal(SIGXFSZ, SIG_IGN)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &new)
    let error = #expect(throws: RenderingError.self) {
      try AtomicFile.write([UInt8](repeating: 1, count: limit + 1), to: path)
    }
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &old)
    _ = Foundation.signal(SIGXFSZ, signal)
    #expect(error == .cannotWrite(path: path, reason: "File too large", code: EFBIG))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([7]))
    #expect(try folder.names() == ["a.pdf"])
  }
}
