import Glibc
import Synchronization

/// A few threads that do the parts of a step together.
///
/// Parts are numbered; which thread does which is left open, so a part must not depend on that:
/// each writes to memory of its own. Waiting threads spin for some microseconds before they sleep,
/// because a step of a small network is only a few dozen microseconds long.
public final class WorkerPool: @unchecked Sendable {
  /// Threads that work, the caller's among them.
  public let threadCount: Int

  /// The round, the number of its parts and the next part, in one word: whoever takes a part knows
  /// of which round it is, so that a thread that comes late takes none and holds up nobody.
  private let ticket = Atomic<UInt64>(0)
  private let finished = Atomic<Int>(0)
  private let sleepers = Atomic<Int>(0)
  private var work: ((_ part: Int, _ thread: Int) -> Void)?
  private var round: UInt64 = 0
  private var isClosed = false
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>
  private var threads: [pthread_t] = []

  /// - Parameter threads: how many threads work, at least 1; all cores if nil.
  public init(threads: Int? = nil) {
    threadCount = max(1, threads ?? Self.coreCount)
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
    for index in 1..<max(threadCount, 1) {
      var thread = pthread_t()
      let start = Unmanaged.passRetained(Start(self, index))
      if pthread_create(&thread, nil, runWorker, start.toOpaque()) == 0 {
        self.threads.append(thread)
      } else {
        start.release()
      }
    }
  }

  /// Cores of this machine.
  public static var coreCount: Int {
    max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// Ends the threads; the pool cannot be used afterwards.
  public func close() {
    pthread_mutex_lock(mutex)
    isClosed = true
    ticket.store(Ticket(round: round &+ 1, count: 0).word, ordering: .sequentiallyConsistent)
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
    for thread in threads { pthread_join(thread, nil) }
    threads = []
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(condition)
    mutex.deallocate()
    condition.deallocate()
  }

  /// Calls `work` once for each part 0 ..< count, on any thread, and returns when all are done.
  public func run(_ count: Int, _ work: (_ part: Int, _ thread: Int) -> Void) {
    guard count > 1, !threads.isEmpty else {
      for part in 0..<count { work(part, 0) }
      return
    }
    precondition(count < Ticket.largestCount, "\(count) parts are too many")
    withoutActuallyEscaping(work) { work in
      self.work = work
      finished.store(0, ordering: .relaxed)
      round &+= 1
      ticket.store(
        Ticket(round: round, count: UInt64(count)).word, ordering: .sequentiallyConsistent)
      if sleepers.load(ordering: .sequentiallyConsistent) > 0 {
        pthread_mutex_lock(mutex)
        pthread_cond_broadcast(condition)
        pthread_mutex_unlock(mutex)
      }
      _ = takeParts(thread: 0)
      var spins = 0
      while finished.load(ordering: .acquiring) < count {
        spins += 1
        if spins > 4000 { sched_yield() }
      }
      self.work = nil
    }
  }

  /// Does parts until none is left; returns the round that had none.
  private func takeParts(thread: Int) -> UInt64 {
    while true {
      let taken = Ticket(ticket.wrappingAdd(1, ordering: .acquiringAndReleasing).oldValue)
      guard taken.next < taken.count else { return taken.round }
      // The round cannot end before this part is done, so its work is still there.
      work?(Int(taken.next), thread)
      finished.wrappingAdd(1, ordering: .acquiringAndReleasing)
    }
  }

  fileprivate func serve(thread: Int) {
    var seen: UInt64 = 0
    while true {
      var spins = 0
      while current == seen, spins < 100_000 { spins += 1 }
      if current == seen { sleep(until: seen) }
      if isClosed { return }
      seen = takeParts(thread: thread)
    }
  }

  private var current: UInt64 { Ticket(ticket.load(ordering: .sequentiallyConsistent)).round }

  private func sleep(until seen: UInt64) {
    pthread_mutex_lock(mutex)
    sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
    // A thread that took its last ticket from a closed pool has seen the last round: none follows.
    while current == seen, !isClosed { pthread_cond_wait(condition, mutex) }
    sleepers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
    pthread_mutex_unlock(mutex)
  }
}

/// 24 bits of the round, 20 of the number of parts, 20 of the next part.
private struct Ticket {
  static let largestCount = 1 << 19
  var round: UInt64
  var count: UInt64
  var next: UInt64

  init(round: UInt64, count: UInt64) {
    self.round = round & 0xFF_FFFF
    self.count = count
    next = 0
  }

  init(_ word: UInt64) {
    round = word >> 40
    count = word >> 20 & 0xF_FFFF
    next = word & 0xF_FFFF
  }

  var word: UInt64 { round << 40 | count << 20 | next }
}

private final class Start {
  let pool: WorkerPool
  let thread: Int
  init(_ pool: WorkerPool, _ thread: Int) {
    self.pool = pool
    self.thread = thread
  }
}

private func runWorker(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let argument else { return nil }
  let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
  start.pool.serve(thread: start.thread)
  return nil
}
