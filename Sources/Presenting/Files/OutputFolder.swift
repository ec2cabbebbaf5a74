import Glibc
import Rendering

/// Folders for files that are about to be written.
public enum OutputFolder {
  /// Makes the folder that the file at `path` will lie in, and those above it.
  ///
  /// - Throws: `RenderingError.cannotWrite`.
  public static func make(for path: String) throws(RenderingError) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    let folder = String(path[..<slash])
    var status = stat()
    if stat(folder, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw .cannotWrite(path: path, reason: "\(folder) is no folder", code: ENOTDIR)
      }
      return
    }
    try make(for: folder)
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
      throw .cannotWrite(path: folder, reason: String(cString: strerror(errno)), code: errno)
    }
  }
}
