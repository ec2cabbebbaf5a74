import Glibc
import Synchronization

/// The files that the user handed to this run, by what the system knows them by: however a path is
/// written, and whatever links it goes through.
///
/// Only the program collects them, which begins with none and ends with its one run.
public enum InputFiles {
  /// Numbers of files are given again: size and time tell a new file from the one that was read.
  private struct Identity: Hashable {
    var device: dev_t
    var number: ino_t
    var size: off_t
    var seconds: Int
    var nanoseconds: Int

    init(_ status: stat) {
      device = status.st_dev
      number = status.st_ino
      size = status.st_size
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }

  private static let known = Mutex<Set<Identity>?>(nil)

  /// Begins to collect.
  public static func collect() {
    known.withLock { $0 = $0 ?? [] }
  }

  static func note(_ status: stat) {
    known.withLock { _ = $0?.insert(Identity(status)) }
  }

  static func contains(_ status: stat) -> Bool {
    known.withLock { $0?.contains(Identity(status)) == true }
  }
}
