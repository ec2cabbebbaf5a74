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
}
