import Glibc
import Presenting

/// Finds what pages for a browser are put together from, wherever the program is called from.
struct WebFinder {
  /// Installed, the files lie in `../share/learn/web`, the engine among them; in a checkout, the
  /// binary lies some folders below the one that has `Sources` and `.build`.
  private var places: [(folder: String, engine: String)] = []

  init(_ context: CommandContext) {
    guard var folder = context.binaryFolder else { return }
    let installed = Self.parent(of: folder) + "/share/learn/web"
    places.append((installed, installed))
    for _ in 0..<5 where folder != "/" {
      places.append((folder + "/Sources/Presenting/Web", folder + "/.build/browser"))
      folder = Self.parent(of: folder)
    }
  }

  /// - Throws: `CommandFailure` where they are not there, `DatasetError` where they cannot be
  ///   read.
  func files() throws -> WebFiles {
    guard let place = places.first(where: { access($0.folder + "/page.html", R_OK) == 0 }) else {
      throw CommandFailure(
        "The parts of pages (page.html and its fonts) are not beside the program. "
          + "script/install puts them there.", code: .missingInput)
    }
    let hasEngine = access(place.engine + "/engine.wasm.lzma", R_OK) == 0
    let engine = (
      packed: place.engine + "/engine.wasm.lzma", unpacker: place.engine + "/unpack.wasm"
    )
    return try WebFiles(folder: place.folder, engine: hasEngine ? engine : nil)
  }

  private static func parent(of folder: String) -> String {
    let cut = folder.lastIndex(of: "/") ?? folder.startIndex
    return cut == folder.startIndex ? "/" : String(folder[..<cut])
  }
}
