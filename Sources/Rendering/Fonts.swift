import CFontconfig
import Drawing
import Glibc

/// A known set of fonts: the program's own families and nothing else of what the machine has, so
/// that pages look the same everywhere.
///
/// The set is made once and never changes; it may be used from any thread.
public final class Fonts: Sendable {
  /// The face of running text.
  public enum TextFace: String, CaseIterable, Sendable {
    case inter
    /// Reading-friendly: letters that are told apart easily.
    case andika

    var package: FontPackage { self == .inter ? .inter : .andika }
  }

  /// Where Debian keeps its fonts.
  public static let systemFolder = "/usr/share/fonts"

  public let textFace: TextFace
  nonisolated(unsafe) let config: OpaquePointer
  private let folder: String

  /// Loads the families, and those that the characters of `names` need besides.
  ///
  /// - Parameters:
  ///   - names: Texts from outside (a class list) that may be in any script.
  ///   - folder: The folder that holds `opentype` and `truetype`.
  /// - Throws: `RenderingError.missingLibrary` where Cairo, Pango or Fontconfig cannot be opened,
  ///   `RenderingError.missingFonts` naming all packages that are missing.
  public init(
    _ textFace: TextFace = .inter, covering names: [String] = [],
    folder: String = Fonts.systemFolder
  ) throws(RenderingError) {
    self.textFace = textFace
    self.folder = folder
    // All that draws is handed a set of fonts: from here on the libraries are open.
    try LateLibrary.open(.drawing)
    let packages = [textFace.package, .stix, .jetBrainsMono]
    let missing = packages.filter { !Self.isInstalled($0, in: folder) }
    guard missing.isEmpty else { throw .missingFonts(missing) }
    guard let config = FcConfigCreate() else {
      throw .drawing(operation: "FcConfigCreate", reason: "out of memory")
    }
    self.config = config
    do throws(RenderingError) {
      for package in packages { try add(package) }
      for package in Self.scripts(of: names) where Self.isInstalled(package, in: folder) {
        try add(package)
      }
    } catch {
      FcConfigDestroy(config)
      throw error
    }
    // Without a current set, Pango would read the machine's own at its first layout.
    Self.makeCurrent(config)
  }

  deinit {
    FcConfigDestroy(config)
  }

  /// The family that serves a face.
  func family(of face: Font.Face) -> String {
    switch face {
    case .text: textFace.package.family
    case .math: FontPackage.stix.family
    case .mono: FontPackage.jetBrainsMono.family
    }
  }

  /// The characters of `text` that no font of the set has, each once, in order.
  public func missingCharacters(in text: String) -> String {
    var missing: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars where !has(scalar) && !missing.contains(scalar) {
      missing.append(scalar)
    }
    return String(String.UnicodeScalarView(missing))
  }

  /// Throws if some character of `text` would come out as an empty box.
  ///
  /// - Throws: `RenderingError.missingCharacters`, with the packages that bring them.
  public func check(_ text: String) throws(RenderingError) {
    let missing = missingCharacters(in: text)
    guard missing.isEmpty else {
      throw .missingCharacters(missing, packages: Self.scripts(of: [missing]))
    }
  }

  private func has(_ scalar: Unicode.Scalar) -> Bool {
    // Controls and joiners have no glyph and need none.
    if scalar.value < 0x20 || scalar.properties.isDefaultIgnorableCodePoint { return true }
    guard let fonts = FcConfigGetFonts(config, FcSetApplication) else { return false }
    for index in 0..<Int(fonts.pointee.nfont) {
      var characters: OpaquePointer?
      let found = FcPatternGetCharSet(fonts.pointee.fonts[index], FC_CHARSET, 0, &characters)
      if found == FcResultMatch, FcCharSetHasChar(characters, scalar.value) != 0 { return true }
    }
    return false
  }

  private func add(_ package: FontPackage) throws(RenderingError) {
    for file in package.files {
      let path = folder + "/" + file
      guard access(path, F_OK) == 0 else { continue }
      guard FcConfigAppFontAddFile(config, path) != 0 else { throw .unreadableFont(path: path) }
    }
  }

  private static func isInstalled(_ package: FontPackage, in folder: String) -> Bool {
    package.files.first.map { access(folder + "/" + $0, R_OK) == 0 } ?? false
  }

  private static func scripts(of texts: [String]) -> [FontPackage] {
    var packages: [FontPackage] = []
    for text in texts {
      for scalar in text.unicodeScalars where scalar.value > 0x500 {
        if let package = Script.of(scalar)?.package, !packages.contains(package) {
          packages.append(package)
        }
      }
    }
    return packages
  }

  /// The first set made is the process's own; later ones serve their own painters only.
  private static func makeCurrent(_ config: OpaquePointer) {
    struct Once { static let lock = CurrentSet() }
    Once.lock.set(config)
  }
}
