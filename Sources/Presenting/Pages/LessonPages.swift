import Drawing
import Figures
import Lessons

/// The pages of one lesson, with what answers belong to them.
public struct LessonPages: Sendable {
  public var document: Document
  /// The text twin: everything that the pages say, the descriptions of the figures included.
  public var text: String
  public var tasks: [PageTask]
  /// How many pages the lesson may fill, where it sets a number and does not keep it.
  public var missedBudget: Int?

  public var points: Int { tasks.reduce(0) { $0 + $1.points } }
}

/// Makes pages of played lessons: a pure function of the lesson, the request and the fonts.
public struct PageMaker: Sendable {
  let measurer: any TextMeasurer
  let words: Words

  /// - Parameter words: The catalogue of the lesson's language.
  public init(measurer: any TextMeasurer, words: Words) {
    self.measurer = measurer
    self.words = words
  }

  /// - Throws: `PageError` where a worksheet would have no blank.
  public func pages(of played: PlayedLesson, _ request: PageRequest, prefix: String? = nil)
    throws(PageError) -> LessonPages
  {
    let column = try column(checking: request, of: played, prefix: prefix)
    var document = Document(
      pages: scenes(of: column, request),
      outline: column.outline(title: played.lesson.title), title: played.lesson.title,
      subject: played.lesson.summary, keywords: keywords(of: played.lesson, request))
    // The handout asks its questions, too; their answers stand in the key and in the notes.
    let hidesAnswers = request.kind == .worksheet || request.kind == .handout
    if hidesAnswers { document = document.withoutAnswers() }
    let budget = played.lesson.pages ?? .max
    return LessonPages(
      document: document,
      text: column.text(showsAnswers: !hidesAnswers)
        + (request.footer.isEmpty ? "" : "\n\(request.footer)\n"),
      tasks: column.flow.tasks,
      missedBudget: request.hasBlanks && !request.isLarge && !request.isTwoUp
        && column.pages.count > budget
        ? budget : nil)
  }

  /// The tasks of a lesson's worksheet: what `learn check` marks against. No fonts are needed: the
  /// codes of the blanks do not depend on where they stand.
  public static func tasks(of played: PlayedLesson, _ request: PageRequest) throws(PageError)
    -> [PageTask]
  {
    let maker = PageMaker(measurer: EvenMeasurer(), words: played.lesson.words)
    return try maker.column(checking: request, of: played).flow.tasks
  }

  /// The finished pages of one lesson, numbered by themselves.
  func scenes(of column: PageColumn, _ request: PageRequest) -> [Scene] {
    let count = column.pages.count
    let scenes = column.pages.indices.map { index in
      let frame = column.frame.items(
        page: index, isFirst: index == 0, number: "\(index + 1) / \(count)")
      return scene(column, page: index, at: index, frame: frame)
    }
    return request.isTwoUp ? TwoUp.sheets(scenes) : scenes
  }

  /// One page: its column between head and foot.
  func scene(_ column: PageColumn, page: Int, at index: Int, frame: [Item]) -> Scene {
    let style = column.style
    let top = style.top + (page == 0 ? column.frame.nameLineHeight : 0)
    return Scene(
      size: style.size,
      items: [
        .group(
          Group(
            offset: Point(style.left(ofPage: index), top),
            PageAssembly.items(column.pages[page])))
      ] + frame,
      title: column.frame.runningHead)
  }

  func keywords(of lesson: Lesson, _ request: PageRequest) -> [String] {
    [lesson.name, lesson.level.rawValue, request.kind.rawValue]
      + (request.variant.map { [$0] } ?? [])
  }

  /// - Throws: `PageError` for blanks that the lesson does not know, or a worksheet without any.
  func column(checking request: PageRequest, of played: PlayedLesson, prefix: String? = nil)
    throws(PageError) -> PageColumn
  {
    let valid = request.blanks == nil ? [] : played.blankCodes
    for word in request.blanks ?? [] where !valid.contains(word) {
      throw .unknownBlank(word, valid: valid)
    }
    let column = column(of: played, request, prefix: prefix)
    if request.hasBlanks, column.flow.tasks.isEmpty {
      throw .nothingBlank(lesson: played.lesson.name)
    }
    return column
  }

  /// The column at the greatest density of air that keeps the lesson's page budget and leaves no
  /// last page almost empty.
  func column(of played: PlayedLesson, _ request: PageRequest, prefix: String? = nil)
    -> PageColumn
  {
    let budget =
      request.isLarge || request.isTwoUp || !request.hasBlanks
      ? Int.max : played.lesson.pages ?? .max
    var best: PageColumn?
    var torn: PageColumn?
    for (density, pictures) in Self.airs {
      if density < 0.75, let torn { return torn }
      let column = column(
        of: played, request, density: density, pictures: pictures, prefix: prefix)
      if column.pages.count <= budget, !column.endsAlmostEmpty {
        // Where a little less air closes the hole that a large picture leaves, it is worth it.
        if density < 0.75 || column.holes < 0.15 { return column }
        if torn.map({ column.holes < $0.holes - 0.05 }) ?? true { torn = column }
        continue
      }
      // An almost empty last page is worth a little less air, not crammed pages.
      if column.pages.count <= budget, density < 0.75 { return best ?? column }
      if best.map({ column.pages.count < $0.pages.count }) ?? true { best = column }
    }
    return best ?? column(of: played, request, density: 1, pictures: 1, prefix: prefix)
  }

  /// Densities of air and scales of pictures, the roomiest first.
  private static let airs: [(density: Double, pictures: Double)] =
    [(1, 1), (1, 0.85), (0.9, 0.9), (0.8, 0.85), (0.8, 0.75)]
    + [0.7, 0.6, 0.5, 0.4].flatMap { density in
      [1, 0.85, 0.7, 0.6].map { (density, $0) }
    }

  private func column(
    of played: PlayedLesson, _ request: PageRequest, density: Double, pictures: Double,
    prefix: String? = nil
  ) -> PageColumn {
    let style = PageStyle(
      paper: request.paper, isLarge: request.isLarge, isHalf: request.isTwoUp, density: density,
      pictures: pictures)
    let setter = Typesetter(style: style, measurer: measurer, words: words)
    var flow = PageFlow(
      request: request, setter: setter, prefix: prefix ?? played.lesson.name)
    if request.kind == .notes {
      let numbers = worksheetNumbers(of: played, setter: setter, &flow)
      for (block, number) in zip(played.paperBlocks, numbers) {
        flow.givenNumber = number
        flow.append(block)
      }
    } else {
      flow.append(request.hasBlanks ? played.worksheetBlocks : played.paperBlocks)
    }
    flow.appendTotal()
    flow.appendHints()
    flow.prependTitle(played.lesson)
    let frame = PageFrame(
      style: style, measurer: measurer, words: words, hasNameLine: request.hasBlanks,
      name: request.name,
      runningHead: played.lesson.title + " · " + request.kind.title(words)
        + (request.variant.map { " " + $0 } ?? "") + (request.name.map { " · " + $0 } ?? ""),
      footer: request.footer)
    let height = style.columnHeight
    let pages = Paginator { $0 == 0 ? height - frame.nameLineHeight : height }
      .pages(flow.fragments)
    return PageColumn(style: style, frame: frame, flow: flow, pages: pages)
  }
}

extension PageMaker {
  /// For each block of the handout the number that its first task has on the worksheet, 0 where the
  /// worksheet does not ask it; and the worksheet's points for the title.
  private func worksheetNumbers(
    of played: PlayedLesson, setter: Typesetter, _ notes: inout PageFlow
  ) -> [Int] {
    let request = PageRequest(kind: .worksheet)
    var worksheet = PageFlow(request: request, setter: setter, prefix: "")
    let firsts = played.worksheetBlocks.map { block in
      let before = worksheet.tasks.count
      worksheet.append(block)
      return worksheet.tasks.count > before ? before + 1 : 0
    }
    notes.worksheetPoints = worksheet.points
    return played.worksheetPlaces.map { $0.map { firsts[$0] } ?? 0 }
  }
}

/// A lesson's fragments on their pages.
struct PageColumn {
  var style: PageStyle
  var frame: PageFrame
  var flow: PageFlow
  var pages: [[Paginator.Placed]]

  /// Whether the last of several pages holds next to nothing.
  var endsAlmostEmpty: Bool {
    guard pages.count > 1, let last = pages.last?.last else { return false }
    return last.y + last.fragment.height < style.columnHeight * 0.28
  }

  /// How much of the pages is left empty at their feet, in columns; the last page and what is less
  /// than a tenth of a column are left out of account.
  var holes: Double {
    pages.dropLast().reduce(0) { sum, page in
      let foot = page.last.map { $0.y + $0.fragment.height } ?? 0
      return sum + max(0, 0.9 - foot / style.columnHeight)
    }
  }

  func outline(title: String) -> [Document.OutlineEntry] {
    let children = flow.headings.filter { $0.level == 1 }.map {
      Document.OutlineEntry($0.title, destination: $0.destination)
    }
    return [.init(title, destination: flow.prefix, children: children)]
  }

  func text(showsAnswers: Bool) -> String {
    pages.enumerated().map { index, page in
      let head = pages.count > 1 ? "— \(index + 1) / \(pages.count) —\n\n" : ""
      return head + body(page, showsAnswers: showsAnswers)
    }.joined(separator: "\n")
  }

  private func body(_ page: [Paginator.Placed], showsAnswers: Bool) -> String {
    var text = ""
    for placed in page {
      let line = placed.fragment.twin.text(showsAnswers: showsAnswers)
      if line.isEmpty { continue }
      if !text.isEmpty, placed.fragment.spaceBefore > style.gap * 0.6 { text += "\n" }
      text += line + "\n"
    }
    return text
  }
}

extension PageKind {
  func title(_ words: Words) -> String {
    switch self {
    case .handout: words("Handout")
    case .worksheet, .key: words("Worksheet")
    case .notes: words("Teacher’s notes")
    }
  }
}

extension PlayedLesson {
  /// The codes of everything that the lesson's walks, tables and derivations compute.
  var blankCodes: [String] {
    var codes: [String] = []
    func add(_ code: String) { if !codes.contains(code) { codes.append(code) } }
    for block in worksheetBlocks {
      switch block {
      case .walk(let walk):
        guard !walk.onPaper.isEmpty else { continue }
        let table = try? walk.experiment.table(show: "steps", steps: [])
        for column in table?.columns ?? [] where column.isComputed { add(column.code) }
      case .table(let table):
        for column in table.table.columns where column.isComputed { add(column.code) }
      case .derivations(let derivations):
        for line in derivations.derivations.flatMap(\.lines) { add(line.code) }
      default: break
      }
    }
    return codes
  }
}

/// Every letter half as wide as it is high.
private final class EvenMeasurer: TextMeasurer {
  func measure(_ text: String, font: Font) -> TextMetrics {
    TextMetrics(
      width: Double(text.count) * font.size * 0.5, ascent: font.size * 0.8,
      descent: font.size * 0.2)
  }
}
