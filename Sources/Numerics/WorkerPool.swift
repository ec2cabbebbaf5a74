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

  private let next = Atomic<Int>(0)
  private let finished = Atomic<Int>(0)
  private let generation = Atomic<Int>(0)
  private let sleepers = Atomic<Int>(0)
  private let active = Atomic<Int>(0)
  private var count = 0
  private var work: ((_ part: Int, _ thread: Int) -> Void)?
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
    generation.wrappingAdd(1, ordering: .sequentiallyConsistent)
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
    withoutActuallyEscaping(work) { work in
      self.work = work
      self.count = count
      finished.store(0, ordering: .relaxed)
      next.store(0, ordering: .relaxed)
      active.store(threads.count, ordering: .relaxed)
      generation.wrappingAdd(1, ordering: .sequentiallyConsistent)
      if sleepers.load(ordering: .sequentiallyConsistent) > 0 {
        pthread_mutex_lock(mutex)
        pthread_cond_broadcast(condition)
        pthread_mutex_unlock(mutex)
      }
      takeParts(work, thread: 0)
      // Every thread has to have left this round before the next may begin.
      var spins = 0
      while active.load(ordering: .acquiring) > 0 {
        spins += 1
        if spins > 2000 { sched_yield() }
      }
      self.work = nil
    }
  }

  private func takeParts(_ work: (Int, Int) -> Void, thread: Int) {
    while true {
      let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard part < count else { return }
      work(part, thread)
    }
  }

  fileprivate func serve(thread: Int) {
    var seen = 0
    while true {
      var spins = 0
      while generation.load(ordering: .acquiring) == seen, spins < 20_000 { spins += 1 }
      if generation.load(ordering: .acquiring) == seen { sleep(until: seen) }
      seen += 1
      if isClosed { return }
      if let work { takeParts(work, thread: thread) }
      active.wrappingSubtract(1, ordering: .acquiringAndReleasing)
    }
  }

  private func sleep(until seen: Int) {
    pthread_mutex_lock(mutex)
    sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
    while generation.load(ordering: .sequentiallyConsistent) == seen {
      pthread_cond_wait(condition, mutex)
    }
    sleepers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
    pthread_mutex_unlock(mutex)
  }
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
