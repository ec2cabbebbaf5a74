import Glibc
import Synchronization

/// A file that appears whole or not at all: written beside its place, then renamed.
public enum AtomicFile {
  private static let counter = Atomic<Int>(0)

  /// Writes `bytes` to `path`; what stood there before stays until the last byte is written.
  ///
  /// - Throws: `RenderingError.cannotWrite`; nothing is left beside the old file then.
  public static func write(_ bytes: [UInt8], to path: String) throws(RenderingError) {
    if try writeToDevice(bytes, path) { return }
    let serial = counter.wrappingAdd(1, ordering: .relaxed).newValue
    let temporary = beside(path, suffix: "\(getpid())-\(serial)")
    // Without a name until it is whole, a file vanishes with the program that wrote it.
    let nameless = open(folder(of: path), openTemporary | O_WRONLY | O_CLOEXEC, 0o666)
    let file =
      nameless >= 0
      ? nameless : open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw failure(path, errno) }
    var code = write(all: bytes, to: file)
    if code == 0, nameless >= 0,
      linkat(AT_FDCWD, "/proc/self/fd/\(file)", AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) != 0
    {
      code = errno
    }
    // Some file systems report a full disk only here.
    if Glibc.close(file) != 0, code == 0 { code = errno }
    if code == 0, rename(temporary, path) != 0 { code = errno }
    guard code == 0 else {
      unlink(temporary)
      throw failure(path, code)
    }
  }

  /// A device or a pipe is written to; a file must not take its place.
  ///
  /// - Returns: whether there is one at `path`.
  private static func writeToDevice(_ bytes: [UInt8], _ path: String) throws(RenderingError)
    -> Bool
  {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return false }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw failure(path, EISDIR) }
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure(path, errno) }
    var code = write(all: bytes, to: file)
    if Glibc.close(file) != 0, code == 0 { code = errno }
    guard code == 0 else { throw failure(path, code) }
    return true
  }

  /// - Returns: 0, or the error number of the write that failed.
  private static func write(all bytes: [UInt8], to file: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = Glibc.write(file, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        if count >= 0 {
          done += count
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
  }

  /// `O_TMPFILE`, which Swift does not import: the kernel's own bit, and `O_DIRECTORY`.
  private static let openTemporary = 0o20000000 | O_DIRECTORY

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func beside(_ path: String, suffix: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return ".\(path).\(suffix)" }
    return "\(path[...slash]).\(path[path.index(after: slash)...]).\(suffix)"
  }

  private static func failure(_ path: String, _ code: Int32) -> RenderingError {
    .cannotWrite(path: path, reason: String(cString: strerror(code)), code: code)
  }
}
