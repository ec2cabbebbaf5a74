import Glibc

/// A path in the folder for temporary files, of this process alone.
func temporaryPath(_ name: String) -> String {
  let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  return "\(folder)/learn-networks-\(getpid())-\(name)"
}

func remove(_ path: String) {
  unlink(path)
}
