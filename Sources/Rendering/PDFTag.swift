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

  /// Cairo reports a missing destination only as a "tag error", after everything has been drawn.
  static func checkDestinations(of document: Document) throws(RenderingError) {
    var places: Set<String> = []
    var jumps: [String] = []
    func visit(_ items: [Item]) {
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
    func visit(_ entries: [Document.OutlineEntry]) {
      for entry in entries {
        jumps.append(entry.destination)
        visit(entry.children)
      }
    }
    for page in document.pages { visit(page.items) }
    visit(document.outline)
    if let lost = jumps.first(where: { !places.contains($0) }) { throw .missingDestination(lost) }
  }
}
