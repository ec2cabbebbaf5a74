import Foundation
import Synchronization
import TestSupport
import Testing

/// How tests read what programs print.
@Suite struct ReadingTests {
  /// A signal that comes while a thread waits neither ends the reading nor the process, though its
  /// handler does not ask for restarts. (With `readDataToEndOfFile` it does: "Fatal error: …
  /// Interrupted system call".)
  @Test func aSignalEndsNoReading() throws {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in }
    var before = sigaction()
    sigaction(SIGURG, &action, &before)
    defer { sigaction(SIGURG, &before, nil) }
    let pipe = Pipe()
    let reader = Mutex<pthread_t?>(nil)
    let read = Mutex<Data?>(nil)
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      reader.withLock { $0 = pthread_self() }
      let data = try? pipe.fileHandleForReading.readToTheEnd()
      read.withLock { $0 = data }
      done.signal()
    }
    for _ in 0..<20 {
      Thread.sleep(forTimeInterval: 0.005)
      if let thread = reader.withLock({ $0 }) { pthread_kill(thread, SIGURG) }
    }
    try pipe.fileHandleForWriting.write(contentsOf: Data("whole".utf8))
    try pipe.fileHandleForWriting.close()
    done.wait()
    #expect(read.withLock { $0 } == Data("whole".utf8))
  }
}
