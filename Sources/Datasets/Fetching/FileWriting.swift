import Glibc

/// Makes a folder and those above it.
func makeFolder(_ path: String) throws(DatasetError) {
  if fileKind(path) == .folder { return }
  let parent = folder(of: path)
  if parent != path, fileKind(parent) != .folder { try makeFolder(parent) }
  guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
    throw DatasetError(.unwritable, "make the folder", path: path, lastSystemMessage())
  }
}

/// Writes a file that appears whole or not at all.
func writeFile(_ bytes: [UInt8], to path: String, operation: String) throws(DatasetError) {
  let temporary = "\(folder(of: path))/.\(lastComponent(path)).\(getpid())"
  let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else {
    throw DatasetError(.unwritable, operation, path: path, lastSystemMessage())
  }
  var failure: CInt = 0
  bytes.withUnsafeBytes { buffer in
    var done = 0
    while done < buffer.count {
      let n = write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
      if n < 0 && errno == EINTR { continue }
      if n < 0 {
        failure = errno
        return
      }
      done += n
    }
  }
  // Some file systems tell only now that the disk is full.
  if close(descriptor) != 0 && failure == 0 { failure = errno }
  if failure == 0 && rename(temporary, path) != 0 { failure = errno }
  guard failure == 0 else {
    unlink(temporary)
    throw DatasetError(.unwritable, operation, path: path, String(cString: strerror(failure)))
  }
}
