import Glibc

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

/// Whether a folder stands at a path, perhaps by a link.
public func isFolder(_ path: String) -> Bool { fileKind(path) == .folder }

/// The names in a folder, sorted by their bytes; hidden ones are left out.
func namesInFolder(_ path: String, to operation: String) throws(DatasetError) -> [String] {
  guard let names = allNames(in: path) else { throw systemError(errno, operation, path) }
  return names.filter { !$0.hasPrefix(".") }
    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// The names in a folder, in no order; nil, with `errno`, where it cannot be read.
func allNames(in path: String) -> [String]? {
  guard let folder = opendir(path) else { return nil }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
      tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names
}

/// The last component of a path, and what stands before it.
func lastComponent(_ path: String) -> String {
  String(path.split(separator: "/").last ?? "")
}

func folder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// Makes the folder that a file lies in, and those above it.
public func makeFolder(ofFile path: String) throws(WriteError) {
  try makeFolder(folder(of: path))
}

/// Makes a folder and those above it, where there is none.
public func makeFolder(_ path: String) throws(WriteError) {
  var path = path
  while path.count > 1, path.hasSuffix("/") { path.removeLast() }
  if isFolder(path) { return }
  var status = stat()
  guard stat(path, &status) != 0 else {
    throw WriteError(path: path, reason: "a file of that name is in the way", code: EEXIST)
  }
  let parent = folder(of: path)
  if parent != path { try makeFolder(parent) }
  guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
    throw WriteError(path: path, code: errno)
  }
}
