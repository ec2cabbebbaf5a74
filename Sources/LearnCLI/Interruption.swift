@preconcurrency import Glibc
import Synchronization

/// Whether Ctrl-C was pressed since; while one of these lives, it does not end the program.
///
/// A second Ctrl-C ends it all the same.
struct Interruption {
  init() {
    wasAsked.store(false, ordering: .relaxed)
    signal(SIGINT, noteInterruption)
    signal(SIGTERM, noteInterruption)
  }

  var isAsked: Bool { wasAsked.load(ordering: .relaxed) }

  func end() {
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }
}

private let wasAsked = Atomic<Bool>(false)

private func noteInterruption(_ number: Int32) {
  wasAsked.store(true, ordering: .relaxed)
  signal(number, SIG_DFL)
}
