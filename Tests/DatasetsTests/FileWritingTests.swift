import Foundation
import Testing

@testable import Datasets

/// Files appear whole or not at all, where a Unix person expects them.
@Suite(.serialized) struct FileWritingTests {
  private let folder = TemporaryFolder()

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)))
  }

  @Test func writesAndReplaces() throws {
    let path = folder.path + "/a.png"
    try writeWhole([1, 2, 3], to: path)
    try writeWhole([4], to: path)
    #expect(try bytes("a.png") == [4])
    #expect(try names() == ["a.png"])
  }

  @Test func missingFolderIsAnError() throws {
    let path = folder.path + "/no/a.png"
    #expect(throws: WriteError(path: path, code: ENOENT)) { try writeWhole([1], to: path) }
  }

  @Test(arguments: ["a.png", "a.png/", "new/"]) func folderInThePlaceIsAnError(_ name: String)
    throws
  {
    mkdir(folder.path + "/a.png", 0o755)
    #expect(throws: WriteError.self) { try writeWhole([1], to: folder.path + "/" + name) }
    #expect(try names() == ["a.png"])
  }

  /// The limit of a file's size stands for a full disk: `write` fails half-way.
  @Test func fullDiskLeavesTheOldFileAlone() throws {
    let path = folder.path + "/a.pdf"
    try writeWhole([7], to: path)
    var old = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &old)
    // Larger than anything that other tests write meanwhile.
    let limit = 32 << 20
    var new = rlimit(rlim_cur: rlim_t(limit), rlim_max: old.rlim_max)
    let signal = signal(SIGXFSZ, SIG_IGN)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &new)
    let error = #expect(throws: WriteError.self) {
      try writeWhole([UInt8](repeating: 1, count: limit + 1), to: path)
    }
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &old)
    _ = Foundation.signal(SIGXFSZ, signal)
    #expect(error == WriteError(path: path, reason: "File too large", code: EFBIG))
    #expect(try bytes("a.pdf") == [7])
    #expect(try names() == ["a.pdf"])
  }

  @Test func longNamesFit() throws {
    let name = String(repeating: "n", count: 255)
    try writeWhole([1], to: folder.path + "/" + name)
    #expect(try names() == [name])
    #expect(throws: WriteError(path: folder.path + "/" + name + "n", code: ENAMETOOLONG)) {
      try writeWhole([1], to: folder.path + "/" + name + "n")
    }
  }

  @Test func linksAreFollowed() throws {
    folder.write([0], "real/file")
    symlink("real/file", folder.path + "/link")
    symlink("link", folder.path + "/twice")
    symlink("real/new", folder.path + "/dangling")
    symlink("round", folder.path + "/round")
    try writeWhole([1], to: folder.path + "/twice")
    try writeWhole([2], to: folder.path + "/dangling")
    #expect(try bytes("real/file") == [1])
    #expect(try bytes("real/new") == [2])
    #expect(try names() == ["dangling", "link", "real", "round", "twice"])
    var status = stat()
    lstat(folder.path + "/twice", &status)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
    #expect(throws: WriteError.self) { try writeWhole([1], to: folder.path + "/round") }
  }

  @Test func permissionsStay() throws {
    let path = folder.write([0], "secret")
    chmod(path, 0o600)
    try writeWhole([1], to: path)
    var status = stat()
    stat(path, &status)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test func pipesAreWrittenTo() throws {
    let path = folder.path + "/pipe"
    mkfifo(path, 0o644)
    let reader = open(path, O_RDONLY | O_NONBLOCK)
    try writeWhole([5, 6], to: path)
    var buffer: [UInt8] = [0, 0]
    #expect(read(reader, &buffer, 2) == 2 && buffer == [5, 6])
    close(reader)
    #expect(throws: ReadFailure.notAFile) { try readWhole(path, limit: 9) }
  }

  /// What a killed run left is removed, what is being written is not.
  @Test func leftoversAreRemoved() throws {
    let old = Leftovers.newName()
    let held = Leftovers.newName()
    let fresh = Leftovers.newName()
    let stage = Leftovers.newName()
    folder.write([1], "\(stage)/images")
    for name in [old, held, fresh] { folder.write([1], name) }
    folder.write([1], ".learn-notes.part")
    let minute = timeval(tv_sec: time(nil) - 60, tv_usec: 0)
    var past = [minute, minute]
    for name in [old, held, stage] { utimes(folder.path + "/" + name, &past) }
    let holder = open(folder.path + "/" + held, O_RDONLY)
    flock(holder, LOCK_EX)
    try writeWhole([1], to: folder.path + "/a")
    #expect(try Set(names()) == [held, fresh, ".learn-notes.part", "a"])
    close(holder)
  }

  /// Names differ from run to run and tell nothing of what is written.
  @Test func temporaryNamesAreUnguessable() {
    let names = Set((0..<100).map { _ in Leftovers.newName() })
    #expect(names.count == 100 && names.allSatisfy { $0.utf8.count == 44 })
  }

  @Test func filesThatAreMadeWhileReadAreReadWhole() throws {
    // Their size is 0.
    #expect(try !readWhole("/proc/self/status", limit: 1 << 16).isEmpty)
    #expect(throws: ReadFailure.self) { try readWhole("/proc/self/status", limit: 8) }
  }
}
