import Glibc

/// A file that somebody hands in: a class list, answers.
public enum InputFile {
  /// Why it cannot be read; `path` and the reason.
  public struct ReadError: Error, Equatable, Sendable {
    public var path: String
    public var reason: String
    public var isTooLarge: Bool
  }

  /// A class list or a year's answers need far less.
  static let limit = 16 << 20

  public static func read(_ path: String) throws(ReadError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ReadError(path: path, reason: "it is not a file", isTooLarge: false)
    }
    guard status.st_size <= limit else {
      throw ReadError(
        path: path, reason: "it has more than \(limit >> 20) MB", isTooLarge: true)
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count > 0 {
        bytes += buffer[..<count]
      } else if errno != EINTR {
        throw failure(path)
      }
    }
  }

  private static func failure(_ path: String) -> ReadError {
    ReadError(path: path, reason: String(cString: strerror(errno)), isTooLarge: false)
  }
}
