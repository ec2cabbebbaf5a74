@preconcurrency import Glibc
import Synchronization

/// Whether Ctrl-C was pressed since; while one of these lives, it does not end the program, so
/// that files are written whole or not at all.
///
/// A second Ctrl-C ends it all the same.
struct Interruption {
  init() {
    numberAsked.store(0, ordering: .relaxed)
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, noteInterruption) }
  }

  var isAsked: Bool { numberAsked.load(ordering: .relaxed) != 0 }

  /// Ctrl-C came as a key, not as a signal.
  func ask() { numberAsked.store(SIGINT, ordering: .relaxed) }

  /// - Throws: `Interrupted` once a signal has come.
  func check() throws {
    let number = numberAsked.load(ordering: .relaxed)
    if number != 0 { throw Interrupted(signal: number) }
  }

  func end() {
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
  }
}

private let numberAsked = Atomic<Int32>(0)

private func noteInterruption(_ number: Int32) {
  numberAsked.store(number, ordering: .relaxed)
  signal(number, SIG_DFL)
}

/// The run was stopped from the keyboard or by its parent.
public struct Interrupted: Error {
  /// The signal's number: the exit code is 128 more.
  public var signal: Int32

  public init(signal: Int32 = SIGINT) {
    self.signal = signal
  }
}
