import Drawing

/// Fills pages with fragments: the first that does not fit begins the next page, with all that
/// must stand beside it.
struct Paginator {
  struct Placed: Sendable {
    var fragment: Fragment
    /// The upper edge, from the head of the column.
    var y: Double
  }

  /// The column's height on page `index` (from 0).
  var height: (Int) -> Double

  func pages(_ fragments: [Fragment]) -> [[Placed]] {
    var pages: [[Placed]] = []
    var page: [Placed] = []
    var y = 0.0
    func finish() {
      if !page.isEmpty { pages.append(page) }
      page = []
      y = 0
    }
    func place(_ fragment: Fragment) {
      let wasEmpty = page.isEmpty
      if wasEmpty {
        for head in fragment.repeatedHead {
          page.append(Placed(fragment: head.silent, y: y))
          y += head.height
        }
      }
      let isBelowHead = !page.isEmpty && wasEmpty
      let top = page.isEmpty || isBelowHead ? y : y + fragment.spaceBefore
      page.append(Placed(fragment: fragment, y: top))
      y = top + fragment.height
    }
    var rest = fragments[...]
    while let first = rest.first {
      let chain = Self.chain(rest)
      if first.startsPage { finish() }
      if !page.isEmpty, y + Self.height(of: chain, isFirst: false) > height(pages.count) + 0.01 {
        finish()
      }
      if page.isEmpty, Self.height(of: chain, isFirst: true) > height(pages.count) + 0.01 {
        // A chain longer than a page gives way at its last link that fits.
        var count = 0
        var sum = 0.0
        for fragment in chain {
          let next = sum + fragment.height + (count == 0 ? 0 : fragment.spaceBefore)
          if count > 0, next > height(pages.count) { break }
          sum = next
          count += 1
        }
        chain.prefix(count).forEach(place)
        rest = rest.dropFirst(count)
        finish()
      } else {
        chain.forEach(place)
        rest = rest.dropFirst(chain.count)
      }
    }
    finish()
    return pages
  }

  /// The fragments up to the first that does not keep with the next.
  private static func chain(_ rest: ArraySlice<Fragment>) -> ArraySlice<Fragment> {
    let end = rest.firstIndex { !$0.keepsWithNext } ?? rest.endIndex - 1
    return rest[rest.startIndex...end]
  }

  private static func height(of chain: ArraySlice<Fragment>, isFirst: Bool) -> Double {
    let sum = chain.reduce(0) { $0 + $1.spaceBefore + $1.height }
    guard isFirst, let first = chain.first else { return sum }
    return sum - first.spaceBefore + first.repeatedHead.reduce(0) { $0 + $1.height }
  }
}

extension Fragment {
  /// The same, said already: the twin does not repeat it.
  var silent: Fragment {
    var fragment = self
    fragment.twin = Twin([])
    fragment.destination = nil
    return fragment
  }
}
