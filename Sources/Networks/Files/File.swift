import Glibc

/// Whole files, read and written.
enum File {
  /// More than any model that this program trains.
  static let largest = 2 << 30

  /// - Throws: `ModelFileError`
  static func read(_ path: String, _ operation: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let kind: ModelFileError.Kind = errno == ENOENT ? .missing : .unreadable
      throw ModelFileError(kind, operation, path: path, reason())
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw ModelFileError(.unreadable, operation, path: path, reason())
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ModelFileError(.unreadable, operation, path: path, "it is no file")
    }
    guard status.st_size <= largest else {
      throw ModelFileError(
        .corrupt, operation, path: path, "\(status.st_size) bytes are too many for a model")
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw ModelFileError(.unreadable, operation, path: path, reason())
      }
      if count == 0 { break }
      filled += count
    }
    return Array(bytes[0..<filled])
  }

  /// Writes beside the place and renames, so that an interrupted run leaves the old file or the new
  /// one.
  ///
  /// - Throws: `ModelFileError`
  static func write(_ bytes: [UInt8], to path: String, _ operation: String) throws {
    let beside = "\(path).\(getpid()).new"
    func failure() -> ModelFileError {
      let error = ModelFileError(.unwritable, operation, path: path, reason())
      unlink(beside)
      return error
    }
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure() }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let error = failure()
        close(descriptor)
        throw error
      }
      written += count
    }
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      let error = failure()
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw failure() }
    guard rename(beside, path) == 0 else { throw failure() }
  }

  private static func reason() -> String { String(cString: strerror(errno)) }
}

extension File {
  /// Makes the folder that a file lies in, with those above it; false if that is impossible.
  static func makeFolder(ofFile path: String) -> Bool {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return true }
    let folder = String(path[..<slash])
    if mkdir(folder, 0o755) == 0 || errno == EEXIST { return true }
    guard errno == ENOENT, makeFolder(ofFile: folder) else { return false }
    return mkdir(folder, 0o755) == 0 || errno == EEXIST
  }
}
