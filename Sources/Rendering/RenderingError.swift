/// Why a picture or page could not be made. Each case names the operation, the thing and the
/// reason; `cure` says what to do about it.
public enum RenderingError: Error, Equatable, Sendable {
  /// A library that is not installed, or an old version of it; `package` is Debian's.
  case missingLibrary(file: String, package: String, reason: String)
  /// Font files that are not installed.
  case missingFonts([FontPackage])
  /// A font file that is there but that fontconfig cannot read.
  case unreadableFont(path: String)
  /// Characters that no loaded font has. Packages that bring them, as far as known.
  case missingCharacters(String, packages: [FontPackage])
  /// A C library reported a failure.
  case drawing(operation: String, reason: String)
  /// A link or an outline entry that leads nowhere.
  case missingDestination(String)

  public var message: String {
    switch self {
    case .missingLibrary(let file, _, let reason):
      return "cannot open the library \(file) (\(reason))"
    case .missingFonts(let packages):
      return "the fonts \(Self.list(packages.map(\.family))) are not installed"
    case .unreadableFont(let path):
      return "cannot read the font \(path)"
    case .missingCharacters(let characters, _):
      return "no installed font has the characters “\(characters)”"
    case .drawing(let operation, let reason):
      return "\(operation) failed: \(reason)"
    case .missingDestination(let name):
      return "a link leads to “\(name)”, which no page has"
    }
  }

  /// What the reader can do, or nil where nothing is known.
  public var cure: String? {
    switch self {
    case .missingLibrary(_, let package, _):
      return "Install: sudo apt-get install \(package)"
    case .missingFonts(let packages), .missingCharacters(_, let packages):
      if packages.isEmpty { return nil }
      return "Install: sudo apt-get install " + packages.map(\.name).joined(separator: " ")
    case .unreadableFont:
      return "Install its package again."
    case .drawing, .missingDestination:
      return nil
    }
  }

  private static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}
