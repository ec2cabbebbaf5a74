import Datasets

/// The files that pages are put together from: their frame, style, program, fonts, and the engine,
/// which a build for the browser leaves.
public struct WebFiles: Sendable {
  /// Names of the fonts without their ending.
  static let fonts = ["text-regular", "text-semibold", "letters", "letters-italic", "formulas"]

  let frame: String
  let style: String
  let program: String
  let fontFiles: [String: [UInt8]]
  /// The engine, packed, with the module that unpacks it; nil where they were not built: pages then
  /// have no live parts.
  let engine: PackedEngine?

  /// - Parameters:
  ///   - folder: Where `page.html`, `page.css`, `page.js` and `Fonts` lie.
  ///   - engine: The paths of `engine.wasm.lzma` and `unpack.wasm`; nil for none.
  /// - Throws: `DatasetError` for a file that cannot be read.
  public init(folder: String, engine: (packed: String, unpacker: String)?) throws {
    func text(_ name: String) throws -> String {
      String(
        decoding: try readFile(folder + "/" + name, to: "read the pages", isInput: false),
        as: UTF8.self)
    }
    frame = try text("page.html")
    style = try text("page.css")
    program = try text("page.js")
    var fontFiles: [String: [UInt8]] = [:]
    for name in Self.fonts {
      fontFiles[name] = try readFile(
        "\(folder)/Fonts/\(name).woff2", to: "read the pages", isInput: false)
    }
    self.fontFiles = fontFiles
    self.engine = try engine.map { paths in
      PackedEngine(
        unpacker: try readFile(paths.unpacker, to: "read the pages", isInput: false),
        packed: try readFile(paths.packed, to: "read the pages", isInput: false))
    }
  }
}

/// The engine as a page carries it: a third smaller than the gzip that browsers unpack themselves.
struct PackedEngine: Sendable {
  /// A small module that unpacks LZMA.
  let unpacker: [UInt8]
  let packed: [UInt8]
}

/// Bytes in sixty-four signs (RFC 4648, section 4).
enum Base64 {
  private static let signs = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// `Base64.text([72, 105])` is `"SGk="`.
  static func text(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var place = 0
    while place < bytes.count {
      let rest = min(3, bytes.count - place)
      var word = 0
      for offset in 0..<3 { word = word << 8 | (offset < rest ? Int(bytes[place + offset]) : 0) }
      for offset in 0..<4 {
        text.append(offset <= rest ? signs[word >> (18 - 6 * offset) & 63] : UInt8(ascii: "="))
      }
      place += 3
    }
    return String(decoding: text, as: UTF8.self)
  }
}
