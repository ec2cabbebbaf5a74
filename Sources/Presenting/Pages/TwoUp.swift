import Drawing

/// Two copies of each page side by side on a sheet in landscape, to be cut apart.
enum TwoUp {
  static func sheets(_ pages: [Scene]) -> [Scene] {
    pages.map { page in
      let size = Size(page.size.width * 2, page.size.height)
      // Only one copy may own the places that bookmarks lead to.
      let copy = page.items.map(\.withoutDestinations)
      let cut = Path.line(
        Point(page.size.width, 14), Point(page.size.width, page.size.height - 14))
      let stroke = Stroke(Theme.print.rule, width: 0.5, dash: [2, 4])
      return Scene(
        size: size, background: page.background,
        items: [
          .group(Group(page.items)),
          .group(Group(offset: Point(page.size.width, 0), copy)),
          .path(PathItem(cut, stroke: stroke)),
        ], title: page.title, description: page.description)
    }
  }
}

extension Item {
  var withoutDestinations: Item {
    switch self {
    case .group(var group):
      group.destination = nil
      group.items = group.items.map(\.withoutDestinations)
      return .group(group)
    case .link(var link):
      link.items = link.items.map(\.withoutDestinations)
      return .link(link)
    case .path, .text, .raster: return self
    }
  }
}
