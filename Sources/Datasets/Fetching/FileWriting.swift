import Glibc

/// A call to the system that failed.
public struct SystemFailure: Error, Equatable, Sendable {
  /// `errno`.
  public var code: CInt
  public var reason: String { String(cString: strerror(code)) }
}

/// Writes a file that appears whole or not at all: beside its place, then renamed.
///
/// A device or a pipe is written to; a file must not take its place.
public func writeWhole(_ bytes: [UInt8], to path: String) throws(SystemFailure) {
  var status = stat()
  let isThere = stat(path, &status) == 0
  let kind = status.st_mode & S_IFMT
  guard !isThere || kind != S_IFDIR else { throw SystemFailure(code: EISDIR) }
  let isInPlace = isThere && kind != S_IFREG
  let place = isInPlace ? path : "\(folder(of: path))/.\(lastComponent(path)).\(getpid())"
  let flags = isInPlace ? O_WRONLY : O_WRONLY | O_CREAT | O_TRUNC
  let descriptor = open(place, flags | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { throw SystemFailure(code: errno) }
  var failure = write(all: bytes, to: descriptor)
  // Devices and pipes cannot be flushed (EINVAL).
  if failure == 0, fsync(descriptor) != 0, errno != EINVAL { failure = errno }
  // Some file systems tell only now that the disk is full.
  if close(descriptor) != 0, failure == 0 { failure = errno }
  if failure == 0, !isInPlace, rename(place, path) != 0 { failure = errno }
  guard failure == 0 else {
    if !isInPlace { unlink(place) }
    throw SystemFailure(code: failure)
  }
}

/// Throws what keeps `writeWhole` from beginning: a folder of that name, or one that is not there
/// or not ours to write in.
public func checkWritable(_ path: String) throws(SystemFailure) {
  if fileKind(path) == .folder { throw SystemFailure(code: EISDIR) }
  guard access(folder(of: path), W_OK | X_OK) == 0 else { throw SystemFailure(code: errno) }
}

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
  do throws(SystemFailure) {
    try writeWhole(bytes, to: path)
  } catch {
    throw DatasetError(.unwritable, operation, path: path, error.reason)
  }
}

/// Makes the folder that a file lies in, and those above it.
public func makeFolder(ofFile path: String) throws(DatasetError) {
  try makeFolder(folder(of: path))
}

/// Makes a folder and those above it.
func makeFolder(_ path: String) throws(DatasetError) {
  if fileKind(path) == .folder { return }
  let parent = folder(of: path)
  if parent != path, fileKind(parent) != .folder { try makeFolder(parent) }
  guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
    throw DatasetError(.unwritable, "make the folder", path: path, lastSystemMessage())
  }
}
