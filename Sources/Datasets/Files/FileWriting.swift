import Glibc

/// A file or folder that could not be written.
public struct WriteError: Error, Equatable, Sendable {
  public var path: String
  public var reason: String
  /// The system's `errno`.
  public var code: CInt

  public init(path: String, reason: String? = nil, code: CInt) {
    self.path = path
    self.reason = reason ?? String(cString: strerror(code))
    self.code = code
  }

  public var message: String { "cannot write \(path): \(reason)" }
}

/// Writes a file that appears whole or not at all: beside its place, flushed to the disk, then
/// renamed. The one place where files are written.
///
/// A link is followed, and a file that was there keeps its permissions. A device or a pipe is
/// written to; a file must not take its place.
///
/// - Throws: also where the user handed in what stands there (`InputFiles`). Nothing is left beside
///   the old file then.
public func writeWhole(_ bytes: [UInt8], to path: String) throws(WriteError) {
  let place = try OutputPlace(path)
  guard !place.isDevice else {
    let descriptor = open(place.path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw WriteError(path: path, code: errno) }
    var code = write(all: bytes, to: descriptor)
    if close(descriptor) != 0, code == 0 { code = errno }
    guard code == 0 else { throw WriteError(path: path, code: code) }
    return
  }
  let folder = folder(of: place.path)
  Leftovers.remove(from: folder)
  let temporary = "\(folder)/\(Leftovers.newName())"
  // Without a name until it is whole, a file vanishes with the program that wrote it.
  let nameless =
    access("/proc/self/fd", X_OK) == 0
    ? open(folder, openTemporary | O_WRONLY | O_CLOEXEC, 0o666) : -1
  let descriptor =
    nameless >= 0
    ? nameless : open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { throw WriteError(path: path, code: errno) }
  // Held while the file is being written: who finds it unlocked knows that nobody does any more.
  flock(descriptor, LOCK_EX | LOCK_NB)
  var code: CInt = 0
  if let mode = place.mode, fchmod(descriptor, mode) != 0 { code = errno }
  if code == 0 { code = write(all: bytes, to: descriptor) }
  if code == 0, fdatasync(descriptor) != 0 { code = errno }
  if code == 0, nameless >= 0,
    linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) != 0
  {
    code = errno
  }
  if code == 0, rename(temporary, place.path) != 0 { code = errno }
  // Some file systems report a full disk only here.
  if close(descriptor) != 0, code == 0 { code = errno }
  guard code == 0 else {
    unlink(temporary)
    throw WriteError(path: path, code: code)
  }
}

/// Throws what keeps `writeWhole` from beginning, before there is anything to write.
public func checkWritable(_ path: String) throws(WriteError) {
  let place = try OutputPlace(path)
  guard !place.isDevice else { return }
  guard access(folder(of: place.path), W_OK | X_OK) == 0 else {
    throw WriteError(path: path, code: errno)
  }
}

/// Where an output goes.
private struct OutputPlace {
  /// The path with links followed.
  var path: String
  /// The permissions of the file that is there; nil where there is none.
  var mode: mode_t?
  /// Whether a device or a pipe is there.
  var isDevice = false

  /// - Throws: for a folder, for a file that may not be written, and for one that was handed in.
  init(_ path: String) throws(WriteError) {
    guard !path.hasSuffix("/") else { throw WriteError(path: path, code: EISDIR) }
    self.path = try Self.followed(path)
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT else { throw WriteError(path: path, code: errno) }
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw WriteError(path: path, code: EISDIR)
    case S_IFREG:
      guard access(path, W_OK) == 0 else { throw WriteError(path: path, code: errno) }
      guard !InputFiles.contains(status) else {
        throw WriteError(
          path: path,
          reason: "this run reads it, and would replace it; choose another name with --output",
          code: EEXIST)
      }
      mode = status.st_mode & 0o7777
    default:
      self.path = path
      isDevice = true
    }
  }

  /// What a link leads to, whether there is something or not.
  private static func followed(_ path: String) throws(WriteError) -> String {
    var place = path
    for _ in 0..<40 {
      var status = stat()
      guard lstat(place, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return place }
      var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
      let count = buffer.withUnsafeMutableBytes { bytes in
        bytes.bindMemory(to: CChar.self).baseAddress.map { readlink(place, $0, bytes.count) } ?? -1
      }
      guard count > 0 else { throw WriteError(path: path, code: errno) }
      let target = String(decoding: buffer[..<count], as: UTF8.self)
      place = target.hasPrefix("/") ? target : "\(folder(of: place))/\(target)"
    }
    throw WriteError(path: path, code: ELOOP)
  }
}

/// `O_TMPFILE`, which Swift does not import: the kernel's own bit, and `O_DIRECTORY`.
private let openTemporary = 0o20000000 | O_DIRECTORY

/// - Returns: 0, or the error number of the write that failed.
private func write(all bytes: [UInt8], to descriptor: CInt) -> CInt {
  bytes.withUnsafeBytes { buffer in
    var done = 0
    while done < buffer.count {
      let n = write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
      if n >= 0 {
        done += n
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}

/// `writeWhole`, told as the data set's.
func writeFile(_ bytes: [UInt8], to path: String, operation: String) throws(DatasetError) {
  do throws(WriteError) {
    try writeWhole(bytes, to: path)
  } catch {
    throw DatasetError(.unwritable, operation, path: path, error.reason)
  }
}
