import Drawing
import Figures
import Lessons

/// Cover, contents and glossary of a booklet.
struct BookletParts {
  let request: PageRequest
  let style: PageStyle
  let setter: Typesetter
  private let words: Words

  init(
    request: PageRequest, words: Words, measurer: any TextMeasurer
  ) {
    self.request = request
    self.words = words
    style = PageStyle(paper: request.paper, isLarge: request.isLarge)
    setter = Typesetter(style: style, measurer: measurer, words: words)
  }

  var title: String { words("Neural networks, step by step") }

  func subtitle(_ lessons: [PlayedLesson]) -> String {
    let minutes = lessons.reduce(0) { $0 + $1.lesson.minutes }
    return request.kind.bookTitle(words) + " · " + words("{1} lessons", "\(lessons.count)")
      + " · \(minutes) " + words("minutes")
  }

  private var width: Double { style.columnWidth }

  // MARK: Cover

  func cover(_ lessons: [PlayedLesson]) -> Scene {
    let left = style.left(ofPage: 0)
    let top = style.size.height * 0.3
    var items: [Item] = []
    var y = top
    let size = style.theme.title * 1.5
    for line in setter.lines(
      [.text(title)], font: style.font(.bold, size: size), width: width, color: style.theme.ink)
    {
      items.append(line.box.placed(topLeft: Point(left, y), tag: .heading1))
      y += line.box.height
    }
    y += style.body * 1.2
    items.append(
      .path(
        PathItem(
          .line(Point(left, y), Point(left + width, y)),
          stroke: Stroke(style.theme.ink, width: style.theme.heavy))))
    y += style.body * 1.6
    let subtitle = setter.run(
      subtitle(lessons), font: style.font(.medium, size: style.body * 1.2),
      color: style.theme.muted)
    items.append(subtitle.placed(topLeft: Point(left, y), tag: .paragraph))
    items.append(.group(boundary(at: Point(left, style.size.height * 0.54))))
    let foot = setter.run(
      request.footer, font: style.font(size: 8.5), color: style.theme.muted)
    items.append(
      foot.placed(at: Point(left, style.size.height - style.bottom), tag: .paragraph))
    return Scene(
      size: style.size,
      items: [.group(Group(destination: Booklet.destination(page: 0), []))] + items,
      title: title)
  }

  /// Four points and the line that parts them: what the first lesson learns.
  private func boundary(at origin: Point) -> Group {
    let side = width * 0.5
    let ink = Stroke(style.theme.ink, width: style.theme.heavy)
    let points: [(Double, Double, Bool)] = [
      (0.18, 0.82, false), (0.82, 0.82, false), (0.18, 0.18, false), (0.82, 0.18, true),
    ]
    var items: [Item] = []
    let corner = [Point(0.36 * side, 0), Point(side, 0), Point(side, 0.64 * side)]
    items.append(
      .path(
        PathItem(
          Hatch.lines(in: corner, spacing: side * 0.045),
          stroke: Stroke(style.theme.rule, width: style.theme.line))))
    let frame = Stroke(style.theme.muted, width: style.theme.hairline)
    items.append(.path(PathItem(.rect(Rect(0, 0, side, side)), stroke: frame)))
    items.append(
      .path(PathItem(.line(Point(0.36 * side, 0), Point(side, 0.64 * side)), stroke: ink)))
    for (x, y, isTrue) in points {
      let center = Point(x * side, y * side)
      let r = side * 0.032
      items.append(
        isTrue
          ? .path(PathItem(.circle(center, radius: r * 1.1), fill: style.theme.ink))
          : .path(
            PathItem(
              .rect(Rect(center.x - r, center.y - r, 2 * r, 2 * r)), fill: .white, stroke: ink)))
    }
    return Group(offset: origin, tag: .figure, items)
  }

  // MARK: Contents

  func contentsPageCount(_ lessons: [PlayedLesson]) -> Int {
    pages(contentsFragments(lessons, firsts: lessons.map { _ in 0 }, glossary: 0)).count
  }

  func contents(_ lessons: [PlayedLesson], firsts: [Int], glossary: Int, total: Int) -> [Scene] {
    scenes(
      pages(contentsFragments(lessons, firsts: firsts, glossary: glossary)), firstPage: 1,
      total: total)
  }

  private func contentsFragments(_ lessons: [PlayedLesson], firsts: [Int], glossary: Int)
    -> [Fragment]
  {
    var fragments = [head(words("Contents"))]
    for (played, first) in zip(lessons, firsts) {
      let lesson = played.lesson
      var entry = entry(lesson.title, page: first)
      let note =
        lesson.level.text(words) + " · " + words("{1} minutes", "\(lesson.minutes)")
      let small = setter.leaded(
        setter.run(note, font: style.font(size: style.theme.small), color: style.theme.muted),
        size: style.theme.small)
      entry.items.append(small.placed(topLeft: Point(0, entry.height)))
      entry.height += small.height
      fragments.append(entry)
    }
    fragments.append(entry(words("Glossary"), page: glossary))
    return fragments
  }

  private func head(_ text: String) -> Fragment {
    var fragment = Fragment(
      setter.leaded(setter.run(text, font: style.font(.bold, size: style.theme.title))),
      twin: Twin(text))
    fragment.keepsWithNext = true
    fragment.elements = [.init(tag: .heading1, id: -1)]
    return fragment
  }

  /// A title, dots, and the number of its page, all of it a link.
  private func entry(_ text: String, page: Int) -> Fragment {
    let name = setter.leaded(setter.run(text, font: style.font(.medium)))
    let number = setter.run("\(page + 1)", font: style.font())
    let line = Stroke(style.theme.muted, width: 0.7, dash: [0.7, 3.3])
    let y = name.ascent - 1.5
    let items: [Item] = [
      name.placed(topLeft: .zero),
      .path(
        PathItem(
          .line(Point(name.width + 8, y), Point(width - number.width - 8, y)), stroke: line)),
      number.placed(at: Point(width - number.width, name.ascent)),
    ]
    let link = Link(
      Rect(0, 0, width, name.height), to: .destination(Booklet.destination(page: page)), items)
    return Fragment(
      height: name.height, spaceBefore: style.gap * 1.1, twin: Twin("\(text) \(page + 1)"),
      [.link(link)])
  }

  // MARK: Glossary

  func glossary(_ texts: [(page: Int, text: String)], firstPage: Int)
    -> (pages: [[Paginator.Placed]], text: String)
  {
    let indexed = texts.map { (page: $0.page, text: Self.spaced($0.text)) }
    var fragments = [head(words("Glossary"))]
    var twin = "# " + words("Glossary") + "\n"
    let terms = GlossaryTerm.terms(words)
      .sorted { $0.term.lowercased() < $1.term.lowercased() }
    for term in terms {
      let forms = term.forms.map { Self.spaced($0) }
      let found = indexed.filter { page in forms.contains { page.text.contains($0) } }.map(\.page)
      guard !found.isEmpty else { continue }
      // A word that stands everywhere needs no more than its first places.
      let shown = Array(found.prefix(6))
      fragments += entry(term, pages: shown, hasMore: found.count > shown.count)
      twin +=
        "\n\(term.term): \(term.meaning) " + words("Page")
        + " " + shown.map { "\($0 + 1)" }.joined(separator: ", ") + "\n"
    }
    return fragments.count > 1 ? (pages(fragments), twin) : ([], "")
  }

  private func entry(_ term: GlossaryTerm, pages: [Int], hasMore: Bool) -> [Fragment] {
    let theme = style.theme
    let color = theme.ink
    var spans: [Drawing.Span] = [
      .text(term.term + "\u{2002}", font: style.font(.semibold), color: color),
      .text(" " + term.meaning + "  ", font: style.font(), color: color),
    ]
    let font = style.font(size: theme.small)
    for (place, page) in pages.enumerated() {
      let isLast = place == pages.count - 1
      spans.append(
        .link(
          .destination(Booklet.destination(page: page)),
          [.text(" \(page + 1)", font: font, color: theme.muted)]))
      if !isLast || hasMore {
        spans.append(.text(isLast ? " …" : ",", font: font, color: theme.muted))
      }
    }
    let lines = Paragraph(spans).layout(width: width, measurer: setter.measurer)
    return lines.enumerated().map { place, line in
      var piece = Fragment(
        setter.leaded(line), spaceBefore: place == 0 ? style.gap * 0.75 : 0, twin: Twin([]))
      piece.keepsWithNext = place < lines.count - 1
      return piece
    }
  }

  /// Small letters with single spaces between the words and at both ends.
  private static func spaced(_ text: String) -> String {
    let words = text.lowercased().split { !($0.isLetter || $0 == "-") }
    return " " + words.joined(separator: " ") + " "
  }

  // MARK: Pages

  private func pages(_ fragments: [Fragment]) -> [[Paginator.Placed]] {
    Paginator { _ in style.columnHeight }.pages(fragments)
  }

  func scenes(_ pages: [[Paginator.Placed]], firstPage: Int, total: Int) -> [Scene] {
    let frame = PageFrame(
      style: style, measurer: setter.measurer, words: words, hasNameLine: false, name: nil,
      runningHead: title, footer: request.footer)
    return pages.enumerated().map { index, page in
      let at = firstPage + index
      let around = frame.items(page: at, isFirst: index == 0, number: "\(at + 1) / \(total)")
      return Scene(
        size: style.size,
        items: [
          .group(Group(destination: Booklet.destination(page: at), [])),
          .group(
            Group(
              offset: Point(style.left(ofPage: at), style.top), PageAssembly.items(page))),
        ] + around, title: title)
    }
  }
}

extension PageKind {
  /// What a booklet of such pages is called.
  func bookTitle(_ words: Words) -> String {
    switch self {
    case .handout: words("Handouts")
    case .worksheet: words("Worksheets")
    case .key: words("Answer keys")
    case .notes: words("Teacher’s notes")
    }
  }
}
