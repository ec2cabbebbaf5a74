import Dispatch
import Glibc
import Synchronization

/// Makes many pictures on several cores; what comes out does not depend on how many there are.
public enum ParallelDrawing {
  /// A picture for a beamer takes 15 MB while it is drawn; more of them at a time would go beyond
  /// what a small machine has to spare.
  private static let limit = 6

  /// Calls `body` with 0 ..< `count` on several cores and returns the results in order.
  ///
  /// - Throws: The error of the smallest index that failed, whichever was first in time.
  public static func map<Result: Sendable>(
    _ count: Int, _ body: @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    let results = Mutex([Swift.Result<Result, any Error>?](repeating: nil, count: count))
    let next = Atomic<Int>(0)
    let workers = min(count, limit, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if index >= count { return }
        let result = Swift.Result { try body(index) }
        results.withLock { $0[index] = result }
      }
    }
    return try results.withLock { $0 }.compactMap { try $0?.get() }
  }
}
