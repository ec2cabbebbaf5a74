import Glibc

/// Why a file could not be read whole.
public enum ReadFailure: Error, Equatable, Sendable {
  /// A failed call to the system, by its `errno`.
  case system(CInt)
  case folder
  /// A pipe or a device: it can be read once only, or without end.
  case notAFile
  /// More bytes than the limit; how many, where the file tells it.
  case tooLarge(Int)

  /// The reason in words, to follow "cannot read NAME:".
  public var reason: String {
    switch self {
    case .system(ENOENT), .system(ENOTDIR): "there is no such file or folder"
    case .system(EACCES), .system(EPERM): "permission denied"
    case .system(EISDIR), .folder: "it is a folder"
    case .system(let code): String(cString: strerror(code))
    case .notAFile: "it is not a file"
    case .tooLarge(let size): "it has \(size) bytes"
    }
  }
}

/// The whole of a regular file: the one place where files are read.
///
/// - Parameter isInput: whether the user handed it in; no output of the same run may take the place
///   of such a file. What the program itself keeps, it may write anew.
/// - Throws: also where the file has more than `limit` bytes.
public func readWhole(_ path: String, limit: Int, isInput: Bool = true) throws(ReadFailure)
  -> [UInt8]
{
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
  guard descriptor >= 0 else { throw .system(errno) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw .system(errno) }
  switch status.st_mode & S_IFMT {
  case S_IFREG: break
  case S_IFDIR: throw .folder
  default: throw .notAFile
  }
  guard status.st_size <= limit else { throw .tooLarge(Int(status.st_size)) }
  if isInput { InputFiles.note(status) }
  var bytes = try readPart(descriptor, Int(status.st_size) + 1)
  // The size is not to be trusted: the file may grow meanwhile, and some are made while read.
  while bytes.count > Int(status.st_size), bytes.count <= limit {
    let more = try readPart(descriptor, 1 << 16)
    if more.isEmpty { break }
    bytes += more
  }
  guard bytes.count <= limit else { throw .tooLarge(bytes.count) }
  return bytes
}

/// At most `count` bytes, fewer only at the end of the file.
private func readPart(_ descriptor: CInt, _ count: Int) throws(ReadFailure) -> [UInt8] {
  var failure: CInt = 0
  let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
    while filled < count {
      let n = read(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled)
      if n < 0 && errno == EINTR { continue }
      if n < 0 { failure = errno }
      if n <= 0 { break }
      filled += n
    }
  }
  guard failure == 0 else { throw .system(failure) }
  return bytes
}

/// No file of a data set, packed or unpacked, may be larger: 512 MB, ten times MNIST.
public let largestFile = 512 << 20

/// `readWhole`, told as the data set's.
///
/// - Throws: `missing`, `unreadable`, or `tooLarge` beyond `limit` bytes.
public func readFile(
  _ path: String, to operation: String, limit: Int = largestFile, isInput: Bool = true
) throws(DatasetError) -> [UInt8] {
  do throws(ReadFailure) {
    return try readWhole(path, limit: limit, isInput: isInput)
  } catch {
    switch error {
    case .system(let code): throw systemError(code, operation, path)
    case .tooLarge:
      throw DatasetError(
        .tooLarge, operation, path: path,
        "\(error.reason), more than the \(limit) that are read at most")
    case .folder, .notAFile:
      throw DatasetError(.unreadable, operation, path: path, error.reason)
    }
  }
}

/// A failed call to the system, in the user's words.
func systemError(_ code: CInt, _ operation: String, _ path: String) -> DatasetError {
  DatasetError(
    code == ENOENT || code == ENOTDIR ? .missing : .unreadable, operation, path: path,
    ReadFailure.system(code).reason)
}
