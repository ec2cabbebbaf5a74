import LateLibraries

/// C libraries that are opened when they are first needed: a command that draws nothing starts
/// sooner without them.
public enum LateLibrary {
  public enum Purpose: Sendable {
    /// Cairo, Pango, Fontconfig, libdeflate: pictures and pages.
    case drawing
    /// Chafa, and those for drawing: pictures in the terminal.
    case terminalPictures
  }

  /// Opens the libraries for a purpose; does nothing where they are open. After it, their functions
  /// may be called from any thread.
  ///
  /// - Throws: `RenderingError.missingLibrary` for the first that is missing or too old.
  public static func open(_ purpose: Purpose) throws(RenderingError) {
    let group =
      switch purpose {
      case .drawing: LEARN_LATE_DRAWING
      case .terminalPictures: LEARN_LATE_TERMINAL_PICTURES
      }
    var library = learn_late_library()
    var reason: UnsafePointer<CChar>?
    guard !learn_late_open(group, &library, &reason) else { return }
    throw .missingLibrary(
      file: library.file.map { String(cString: $0) } ?? "",
      package: library.package.map { String(cString: $0) } ?? "",
      reason: reason.map { String(cString: $0) } ?? "")
  }

  /// The file and the Debian package of each library that is opened late.
  public static var all: [(file: String, package: String)] {
    var all: [(file: String, package: String)] = []
    while let library = learn_late_library_at(Int32(all.count))?.pointee,
      let file = library.file, let package = library.package
    {
      all.append((String(cString: file), String(cString: package)))
    }
    return all
  }
}
