import Datasets
@preconcurrency import Glibc
import Synchronization

/// A place for text: standard output, standard error, or a test's memory.
///
/// Text is gathered and written in large pieces, and made fit for a terminal: this is where all text
/// leaves, but for the screens of a walk (`StyledLine`). A reader who has gone away (EPIPE) is no error:
/// what follows is dropped. Any other failure is kept for the end of the run to report.
public final class Output: Sendable {
  private struct State {
    var pending: [UInt8] = []
    var failure: Int32 = 0
    var gathered: [UInt8] = []
  }

  private let descriptor: Int32
  private let state = Mutex(State())
  public let isTerminal: Bool

  /// - Parameter descriptor: an open file descriptor, or −1 to keep everything in memory.
  public init(descriptor: Int32, isTerminal: Bool? = nil) {
    self.descriptor = descriptor
    self.isTerminal = isTerminal ?? (descriptor >= 0 && isatty(descriptor) == 1)
  }

  deinit { flush() }

  /// The error number of the first write that failed, 0 where all is well or nobody reads.
  public var failure: Int32 {
    state.withLock { $0.failure == EPIPE ? 0 : $0.failure }
  }

  /// All that was written to memory.
  public var gathered: String {
    state.withLock { String(decoding: $0.gathered + $0.pending, as: UTF8.self) }
  }

  /// Writes text from anywhere; what would command a terminal is taken out (`printable`).
  public func write(_ text: String) { append(printable(text, keepsLines: true)) }

  /// Writes a sequence of the program's own that commands a terminal: the only way past `printable`,
  /// and not one for text that the program did not bring along.
  func control(_ sequence: StaticString) { append(sequence.description) }

  /// Begins the terminal's line anew.
  func clearLine() { control("\r\u{1B}[K") }

  private func append(_ text: String) {
    let isFull = state.withLock {
      $0.pending.append(contentsOf: text.utf8)
      return $0.pending.count > 1 << 16 || (isTerminal && text.utf8.last == 10)
    }
    if isFull { flush() }
  }

  public func line(_ text: String = "") { write(text + "\n") }

  /// Columns of the terminal; nil where the place is none.
  public var columns: Int? {
    guard isTerminal else { return nil }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  public func flush() {
    state.withLock { state in
      defer { state.pending.removeAll(keepingCapacity: true) }
      guard descriptor >= 0 else {
        state.gathered += state.pending
        return
      }
      guard state.failure == 0 else { return }
      var rest = state.pending[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno != EINTR {
          state.failure = errno
          return
        }
      }
    }
  }
}
