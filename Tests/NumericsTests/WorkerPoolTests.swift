import Synchronization
import Testing

@testable import Numerics

@Suite struct WorkerPoolTests {
  @Test(arguments: [1, 2, 5]) func everyPartIsDoneOnce(threads: Int) {
    let pool = WorkerPool(threads: threads)
    defer { pool.close() }
    for round in 0..<3000 {
      let count = round % 9
      let done = Mutex([Int](repeating: 0, count: count))
      pool.run(count) { part, thread in
        done.withLock { $0[part] += 1 }
        if !(0..<threads).contains(thread) { Issue.record("thread \(thread)") }
      }
      #expect(done.withLock { $0 } == [Int](repeating: 1, count: count))
    }
  }

  /// A pool may be closed while a thread still looks whether its last round has a part left; that
  /// thread has to end, too.
  @Test(arguments: [2, 3, 5])
  func closingEndsThreadsThatComeLate(threads: Int) {
    let turns = Atomic<Int>(0)
    for pause in 0..<4000 {
      let pool = WorkerPool(threads: threads)
      pool.run(threads) { _, _ in }
      // A moment of another length each time: what a thread does late falls on each part of closing.
      for _ in 0..<(pause % 400) { turns.wrappingAdd(1, ordering: .relaxed) }
      pool.close()
    }
    #expect(turns.load(ordering: .relaxed) == 10 * (0..<400).reduce(0, +))
  }
}
