import Glibc
import Synchronization

/// Files and folders that are being written, under names that nobody can guess, and what runs that
/// were killed have left of them.
enum Leftovers {
  private static let prefix = ".learn-"
  private static let ending = ".part"
  private static let digits = 32

  /// A new name: 128 random bits. Nothing that is kept depends on them.
  static func newName() -> String {
    let word = (0..<2).map { _ -> String in
      let text = String(UInt64.random(in: .min ... .max), radix: 16)
      return String(repeating: "0", count: digits / 2 - text.count) + text
    }
    return prefix + word.joined() + ending
  }

  private static let seen = Mutex<Set<String>>([])

  /// Removes what runs that ended before they could rename it have left in a folder: once a run.
  static func remove(from folder: String) {
    guard seen.withLock({ $0.insert(folder).inserted }) else { return }
    for name in allNames(in: folder) ?? [] where isOurs(name) { remove("\(folder)/\(name)") }
  }

  private static func isOurs(_ name: String) -> Bool {
    name.utf8.count == prefix.utf8.count + digits + ending.utf8.count && name.hasPrefix(prefix)
      && name.hasSuffix(ending)
  }

  private static func remove(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var status = stat()
    // Younger ones may be another run's that has not locked it yet; who writes, locks (see
    // `writeWhole`).
    guard fstat(descriptor, &status) == 0, status.st_uid == geteuid(),
      time(nil) - status.st_mtim.tv_sec > 10, flock(descriptor, LOCK_EX | LOCK_NB) == 0
    else { return }
    switch status.st_mode & S_IFMT {
    case S_IFREG: unlink(path)
    case S_IFDIR: removeFolder(path)
    default: break
    }
  }

  /// Removes a folder of files.
  static func removeFolder(_ path: String) {
    for name in allNames(in: path) ?? [] { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}

/// A folder that appears whole or not at all: filled under another name, then renamed.
final class StagedFolder {
  let path: String
  private let descriptor: CInt
  private var isInstalled = false

  /// - Parameter folder: where the finished one is to lie.
  init(in folder: String) throws(WriteError) {
    try makeFolder(folder)
    Leftovers.remove(from: folder)
    path = "\(folder)/\(Leftovers.newName())"
    guard mkdir(path, 0o777) == 0 else { throw WriteError(path: folder, code: errno) }
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if descriptor >= 0 { flock(descriptor, LOCK_EX | LOCK_NB) }
  }

  deinit {
    if !isInstalled { Leftovers.removeFolder(path) }
    if descriptor >= 0 { close(descriptor) }
  }

  /// Gives the folder its name.
  func install(as destination: String) throws(WriteError) {
    guard rename(path, destination) == 0 else { throw WriteError(path: destination, code: errno) }
    isInstalled = true
  }
}
