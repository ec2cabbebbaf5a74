import Drawing

/// Wraps placed fragments into the structure elements that they belong to.
enum PageAssembly {
  /// The column of one page as items around the column's upper left corner.
  static func items(_ placed: [Paginator.Placed]) -> [Item] {
    nested(placed[...], depth: 0)
  }

  private static func nested(_ placed: ArraySlice<Paginator.Placed>, depth: Int) -> [Item] {
    var items: [Item] = []
    var rest = placed
    while let first = rest.first {
      guard depth < first.fragment.elements.count else {
        items.append(
          .group(
            Group(
              offset: Point(0, first.y), destination: first.fragment.destination,
              first.fragment.items)))
        rest = rest.dropFirst()
        continue
      }
      let element = first.fragment.elements[depth]
      let count = rest.prefix {
        $0.fragment.elements.count > depth && $0.fragment.elements[depth] == element
      }.count
      items.append(.group(Group(tag: element.tag, nested(rest.prefix(count), depth: depth + 1))))
      rest = rest.dropFirst(count)
    }
    return items
  }
}
