import Dispatch
import Synchronization

/// Makes many pictures on all cores; what comes out does not depend on how many there are.
public enum ParallelDrawing {
  /// Calls `body` with 0 ..< `count` on all cores and returns the results in order.
  ///
  /// - Throws: The error of the smallest index that failed, whichever was first in time.
  public static func map<Result: Sendable>(
    _ count: Int, _ body: @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    let results = Mutex([Swift.Result<Result, any Error>?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = Swift.Result { try body(index) }
      results.withLock { $0[index] = result }
    }
    return try results.withLock { $0 }.compactMap { try $0?.get() }
  }
}
