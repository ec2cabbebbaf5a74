import Glibc

/// The reader's terminal while a walk is on: every key at once, no echo, a screen of its own. It
/// is given back as it was found, also when a signal ends the program.
final class Terminal {
  private static let enter = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[2J"
  private static let leave = "\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l"

  private let wake: (read: Int32, write: Int32)
  private var isOpen = true

  /// - Throws: `TerminalError` where standard input is no terminal that can be set so.
  init() throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0, tcgetattr(STDIN_FILENO, &savedSettings) == 0
    else { throw TerminalError(reason: String(cString: strerror(errno))) }
    wake = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    wakeDescriptor = ends[1]
    var raw = savedSettings
    raw.c_iflag &= ~tcflag_t(ICRNL | IXON | BRKINT)
    raw.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG | IEXTEN)
    guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw) == 0 else {
      throw TerminalError(reason: String(cString: strerror(errno)))
    }
    for number in fatalSignals { signal(number, giveBackAndDie) }
    signal(SIGWINCH, noteChange)
    signal(SIGCONT, noteChange)
    write(Self.enter)
  }

  /// Gives the terminal back.
  func close() {
    guard isOpen else { return }
    isOpen = false
    write(Self.leave)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &savedSettings)
    for number in fatalSignals + [SIGWINCH, SIGCONT] { signal(number, SIG_DFL) }
    wakeDescriptor = -1
    Glibc.close(wake.read)
    Glibc.close(wake.write)
  }

  deinit { close() }

  /// Columns and rows, and the size of a cell in pixels where the terminal tells it.
  var size: (columns: Int, rows: Int, cell: (width: Int, height: Int)?) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return (80, 24, nil) }
    let columns = Int(size.ws_col)
    let rows = Int(size.ws_row)
    let cell = (width: Int(size.ws_xpixel) / columns, height: Int(size.ws_ypixel) / rows)
    return (columns, rows, cell.width > 1 && cell.height > 1 ? cell : nil)
  }

  enum Input {
    case bytes([UInt8])
    /// The size may have changed.
    case changed
    /// Nothing came in time.
    case timeout
    /// The terminal is gone.
    case end
  }

  /// Waits for what comes first; `timeout` in milliseconds, −1 waits for ever.
  func wait(timeout: Int32) -> Input {
    var waiting = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wake.read, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&waiting, 2, timeout)
    if count == 0 { return .timeout }
    var buffer = [UInt8](repeating: 0, count: 256)
    if count < 0 || waiting[1].revents != 0 {
      while read(wake.read, &buffer, buffer.count) > 0 {}
      return .changed
    }
    let length = read(STDIN_FILENO, &buffer, buffer.count)
    if length < 0, errno == EINTR || errno == EAGAIN { return .changed }
    return length <= 0 ? .end : .bytes(Array(buffer[..<length]))
  }

  func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return
      }
    }
  }
}

/// The terminal cannot be used for a walk.
public struct TerminalError: Error, Equatable, Sendable {
  public var reason: String
}

// What signal handlers need: they may call next to nothing, and reach only globals.
nonisolated(unsafe) private var savedSettings = termios()
nonisolated(unsafe) private var wakeDescriptor: Int32 = -1

/// Signals of the world, and those by which a fault of the program shows.
private let fatalSignals = [
  SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE,
]

/// `Terminal.leave` as bytes that exist before any signal comes.
nonisolated(unsafe) private let leaveBytes: StaticString = "\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l"

private func giveBackAndDie(_ number: Int32) {
  _ = write(STDOUT_FILENO, leaveBytes.utf8Start, leaveBytes.utf8CodeUnitCount)
  tcsetattr(STDIN_FILENO, TCSANOW, &savedSettings)
  signal(number, SIG_DFL)
  raise(number)
}

private func noteChange(_ number: Int32) {
  let code = errno
  var byte: UInt8 = 0
  if wakeDescriptor >= 0 { _ = write(wakeDescriptor, &byte, 1) }
  errno = code
}
