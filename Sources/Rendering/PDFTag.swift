import Drawing

/// The attribute strings of Cairo's tags, and the check that every jump has a place to land on.
enum PDFTag {
  /// A value for between single quotes.
  static func quoted(_ value: String) -> String {
    var quoted = ""
    for character in value {
      if character == "'" || character == "\\" { quoted.append("\\") }
      quoted.append(character)
    }
    return quoted
  }

}

/// The places of a PDF and the jumps to them, gathered page by page.
///
/// Cairo reports a missing destination only as a "tag error", after everything has been drawn.
struct PDFDestinations {
  private var places: Set<String> = []
  private var jumps: [String] = []

  init(_ outline: [Document.OutlineEntry]) {
    visit(outline)
  }

  mutating func visit(_ items: [Item]) {
    for item in items {
      switch item {
      case .group(let group):
        if let name = group.destination { places.insert(name) }
        visit(group.items)
      case .link(let link):
        if case .destination(let name) = link.target { jumps.append(name) }
        visit(link.items)
      case .path, .text, .raster: break
      }
    }
  }

  private mutating func visit(_ entries: [Document.OutlineEntry]) {
    for entry in entries {
      jumps.append(entry.destination)
      visit(entry.children)
    }
  }

  /// - Throws: `RenderingError.missingDestination`.
  func check() throws(RenderingError) {
    if let lost = jumps.first(where: { !places.contains($0) }) { throw .missingDestination(lost) }
  }
}
