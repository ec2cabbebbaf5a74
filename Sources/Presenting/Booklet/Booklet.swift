import Drawing
import Figures
import Lessons

/// All lessons in one file: cover, contents, the lessons, a glossary.
public struct Booklet: Sendable {
  public var document: Document
  /// The text twin.
  public var text: String

  /// - Parameters:
  ///   - words: For cover, contents and glossary; each lesson has its own.
  ///   - footer: What stands at the foot of a lesson's pages.
  /// - Throws: `PageError` for blanks that no lesson knows.
  public init(
    _ lessons: [PlayedLesson], request: PageRequest, words: Words, measurer: any TextMeasurer,
    footer: @Sendable (PlayedLesson) -> String
  ) throws(PageError) {
    let columns = lessons.map { played in
      var own = request
      own.footer = footer(played)
      return PageMaker(
        measurer: measurer, words: played.lesson.words
      ).column(of: played, own)
    }
    let parts = BookletParts(
      request: request, words: words, measurer: measurer)
    let contentsCount = parts.contentsPageCount(lessons)
    // Cover, contents, then the lessons.
    var first = 1 + contentsCount
    var firsts: [Int] = []
    for column in columns {
      firsts.append(first)
      first += column.pages.count
    }
    let pageTexts = zip(columns, firsts).flatMap { column, start in
      column.pages.indices.map { (page: start + $0, text: column.text(page: $0)) }
    }
    let glossary = parts.glossary(pageTexts, firstPage: first)
    let total = first + glossary.pages.count

    var pages: [Scene] = [parts.cover(lessons)]
    pages += parts.contents(lessons, firsts: firsts, glossary: first, total: total)
    for (column, start) in zip(columns, firsts) {
      let maker = PageMaker(measurer: measurer, words: words)
      for index in column.pages.indices {
        let at = start + index
        let frame = column.frame.items(
          page: at, isFirst: index == 0, number: "\(at + 1) / \(total)")
        var scene = maker.scene(column, page: index, at: at, frame: frame)
        scene.items.insert(.group(Group(destination: Self.destination(page: at), [])), at: 0)
        pages.append(scene)
      }
    }
    pages += parts.scenes(glossary.pages, firstPage: first, total: total)
    var outline = [
      Document.OutlineEntry(words("Contents"), destination: Self.destination(page: 1))
    ]
    for (column, played) in zip(columns, lessons) {
      outline += column.outline(title: played.lesson.title)
    }
    if !glossary.pages.isEmpty {
      outline.append(.init(words("Glossary"), destination: Self.destination(page: first)))
    }
    let showsAnswers = request.kind == .key || request.kind == .notes
    var document = Document(
      pages: pages, outline: outline, title: parts.title, subject: parts.subtitle(lessons),
      keywords: ["neural networks"] + lessons.map(\.lesson.name))
    if !showsAnswers { document = document.withoutAnswers() }
    self.document = document
    text =
      (["# \(parts.title)\n\(parts.subtitle(lessons))\n"]
      + columns.map { $0.text(showsAnswers: showsAnswers) } + [glossary.text])
      .joined(separator: "\n\n")
  }

  /// Where links to a page (from 0) lead.
  static func destination(page: Int) -> String { "page-\(page + 1)" }
}

extension PageColumn {
  /// What one page says, for the glossary.
  func text(page: Int) -> String {
    pages[page].map { $0.fragment.twin.text(showsAnswers: true) }.joined(separator: "\n")
  }
}
