import Glibc

/// No file of a data set, packed or unpacked, may be larger: 512 MB, ten times MNIST.
public let largestFile = 512 << 20

/// The whole of a regular file.
///
/// - Throws: `missing`, `unreadable`, or `tooLarge` beyond `limit` bytes.
public func readFile(_ path: String, to operation: String, limit: Int = largestFile)
  throws(DatasetError) -> [UInt8]
{
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { throw systemError(errno, operation, path) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw systemError(errno, operation, path) }
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw DatasetError(.unreadable, operation, path: path, "it is not a file")
  }
  guard status.st_size <= limit else {
    throw DatasetError(
      .tooLarge, operation, path: path,
      "it has \(status.st_size) bytes, more than the \(limit) that are read at most")
  }
  let size = Int(status.st_size)
  var failure: CInt = 0
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    while count < size {
      let n = read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
      if n < 0 && errno == EINTR { continue }
      if n < 0 { failure = errno }
      if n <= 0 { break }
      count += n
    }
  }
  guard failure == 0 else { throw systemError(failure, operation, path) }
  return bytes
}

/// A failed call to the system, in the user's words.
func systemError(_ code: CInt, _ operation: String, _ path: String) -> DatasetError {
  switch code {
  case ENOENT, ENOTDIR:
    DatasetError(.missing, operation, path: path, "there is no such file or folder")
  case EACCES, EPERM:
    DatasetError(.unreadable, operation, path: path, "permission denied")
  case EISDIR:
    DatasetError(.unreadable, operation, path: path, "it is a folder")
  default:
    DatasetError(.unreadable, operation, path: path, String(cString: strerror(code)))
  }
}

enum FileKind { case file, folder }

/// What stands at a path; nil if nothing does (or nothing that we could read).
func fileKind(_ path: String) -> FileKind? {
  var status = stat()
  guard stat(path, &status) == 0 else { return nil }
  switch status.st_mode & S_IFMT {
  case S_IFREG: return .file
  case S_IFDIR: return .folder
  default: return nil
  }
}

/// The names in a folder, sorted by their bytes; hidden ones are left out.
func namesInFolder(_ path: String, to operation: String) throws(DatasetError) -> [String] {
  guard let folder = opendir(path) else { throw systemError(errno, operation, path) }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
      tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if !name.hasPrefix(".") { names.append(name) }
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// The last component of a path, and what stands before it.
func lastComponent(_ path: String) -> String {
  String(path.split(separator: "/").last ?? "")
}

func folder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}
