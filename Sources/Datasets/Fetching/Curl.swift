import Glibc

/// Times after which a transfer is given up, in seconds.
public struct DownloadTimeouts: Equatable, Sendable {
  /// Until the server answers the call.
  public var connect: Double
  /// Without any byte coming in, once it has answered.
  public var stall: Double
  /// For one file in all.
  public var total: Double

  public init(connect: Double = 15, stall: Double = 20, total: Double = 1800) {
    self.connect = connect
    self.stall = stall
    self.total = total
  }
}

/// One transfer by the program `curl`, run beside this one: linked in, its library would cost every
/// start of this program more time than all other libraries together.
struct Curl {
  enum Outcome: Equatable {
    case complete
    /// The server has not the rest of the file, or does not send parts: begin anew.
    case cannotResume
    case failed(String)
  }

  /// Continues `file`, or begins it.
  ///
  /// - Parameters:
  ///   - limit: bytes; a server that sends more is cut off.
  ///   - progress: called every now and then with the bytes that are there.
  static func get(
    _ url: String, to file: String, limit: Int, timeouts: DownloadTimeouts,
    progress: (Int) -> Void
  ) throws(DatasetError) -> Outcome {
    let messages = file + ".log"
    let protocols = protocols(for: url)
    defer { unlink(messages) }
    let pid = try spawn(
      [
        "curl", "--disable", "--fail", "--location", "--silent", "--show-error", "--globoff",
        "--proto", protocols, "--proto-redir", protocols, "--continue-at", "-",
        "--connect-timeout", "\(timeouts.connect)", "--max-time", "\(timeouts.total)",
        "--output", file, "--stderr", messages, "--", url,
      ], path: file)

    var status: CInt = 0
    var lastSize = fileSize(file)
    var deadline = now() + timeouts.connect + timeouts.stall
    while true {
      let ended = waitpid(pid, &status, WNOHANG)
      let size = fileSize(file)
      if ended == pid { break }
      if ended < 0 && errno != EINTR { return .failed("curl was lost: \(lastSystemMessage())") }
      if size > limit {
        end(pid)
        unlink(file)
        return .failed("it sends more than \(limit) bytes")
      }
      if size != lastSize {
        lastSize = size
        deadline = now() + timeouts.stall
      } else if now() > deadline {
        end(pid)
        return .failed("it went silent for \(timeouts.stall) s")
      }
      progress(size)
      usleep(30_000)
    }
    guard status & 0x7F == 0 else { return .failed("curl was ended by signal \(status & 0x7F)") }
    switch status >> 8 & 0xFF {
    case 0:
      if fileSize(file) > limit {
        unlink(file)
        return .failed("it sends more than \(limit) bytes")
      }
      return .complete
    case 33, 36:
      return .cannotResume
    case 23:
      throw DatasetError(
        .unwritable, "write the download", path: file, message(messages) ?? "no space is left")
    case let code:
      let text = message(messages) ?? "curl ended with code \(code)"
      return text.contains(" 416") ? .cannotResume : .failed(text)
    }
  }

  /// What curl may speak: nobody on the way leads from a safe connection to one that is not.
  static func protocols(for url: String) -> String {
    url.lowercased().hasPrefix("https:") ? "=https" : "=http,https"
  }

  private static func spawn(_ arguments: [String], path: String) throws(DatasetError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var pid: pid_t = 0
    // The user's proxy settings reach curl through the environment, untouched.
    let status = posix_spawnp(&pid, "curl", &actions, nil, words, environ)
    guard status == 0 else {
      throw DatasetError(
        .missing, "start curl", path: "curl",
        status == ENOENT
          ? "it is not installed; sudo apt-get install curl" : String(cString: strerror(status)))
    }
    return pid
  }

  /// "curl: (28) Operation too slow. …" without the program's name and number.
  private static func message(_ file: String) -> String? {
    guard let bytes = try? readFile(file, to: "read", limit: 1 << 16), !bytes.isEmpty else {
      return nil
    }
    let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").last ?? ""
    let text = line.hasPrefix("curl: (") ? line.drop { $0 != ")" }.dropFirst(2) : line[...]
    return printable(String(text), limit: 120)
  }

  /// A milder signal may be one that the caller ignores, and then curl does so, too.
  private static func end(_ pid: pid_t) {
    var status: CInt = 0
    kill(pid, SIGKILL)
    waitpid(pid, &status, 0)
  }

  /// Seconds of a clock that only goes forward.
  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  static func fileSize(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}

func lastSystemMessage() -> String { String(cString: strerror(errno)) }
