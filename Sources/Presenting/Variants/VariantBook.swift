import Drawing
import Figures
import Lessons

/// The sheets of a whole class, each with its own numbers, and one booklet with all answers.
public struct VariantBook: Sendable {
  /// One sheet: a lesson played with a variant's numbers.
  public struct Sheet: Sendable {
    public var variant: Variant
    public var played: PlayedLesson
    /// The pupil's name; nil leaves the line empty.
    public var name: String?

    public init(variant: Variant, played: PlayedLesson, name: String? = nil) {
      self.variant = variant
      self.played = played
      self.name = name
    }
  }

  public var worksheets: Document
  public var key: Document
  /// The text twins.
  public var worksheetText: String
  public var keyText: String
  /// The tasks of each sheet, in order.
  public var tasks: [[PageTask]]

  /// - Parameter footer: The command that makes a sheet, or its key, again.
  /// - Throws: `PageError` where the lesson leaves nothing blank.
  public init(
    _ sheets: [Sheet], request: PageRequest, maker: PageMaker,
    footer: (_ sheet: Sheet, _ kind: PageKind) -> String
  ) throws(PageError) {
    var keyPages: [Scene] = []
    var openPages: [Scene] = []
    var outline: [Document.OutlineEntry] = []
    var tasks: [[PageTask]] = []
    var texts: [(worksheet: String, key: String)] = []
    for sheet in sheets {
      var own = request
      own.kind = .key
      own.name = sheet.name
      own.variant = sheet.variant.code
      own.footer = footer(sheet, .key)
      var column = try maker.column(
        checking: own, of: sheet.played, prefix: "variant-" + sheet.variant.code)
      keyPages += maker.scenes(of: column, own)
      // One layout for both: only the command at the foot is another.
      column.frame.footer = footer(sheet, .worksheet)
      openPages += maker.scenes(of: column, own).map { $0.withoutAnswers() }
      // Every sheet begins on the front of a leaf.
      if !keyPages.count.isMultiple(of: 2), let size = keyPages.last?.size {
        keyPages.append(Scene(size: size, items: []))
        openPages.append(Scene(size: size, items: []))
      }
      let title = [sheet.variant.code, sheet.name].compactMap(\.self).joined(separator: " · ")
      outline.append(.init(title, destination: "variant-" + sheet.variant.code))
      tasks.append(column.flow.tasks)
      let head = "== \(title) ==\n\n"
      texts.append(
        (head + column.text(showsAnswers: false), head + column.text(showsAnswers: true)))
    }
    self.tasks = tasks
    let grid = AnswerGrid(
      codes: sheets.map(\.variant.code), names: sheets.map(\.name), tasks: tasks, maker: maker,
      request: request, footer: request.footer)
    let title = sheets.first?.played.lesson.title ?? ""
    let document = Document(
      pages: keyPages, outline: outline, title: title,
      subject: sheets.first?.played.lesson.summary ?? "",
      keywords: sheets.map(\.variant.code))
    worksheets = document
    worksheets.pages = openPages
    key = document
    key.pages = grid.pages + document.pages
    key.outline.insert(
      .init(maker.words("Answers of all variants"), destination: AnswerGrid.destination), at: 0)
    worksheetText = texts.map(\.worksheet).joined(separator: "\n")
    keyText = grid.text + "\n" + texts.map(\.key).joined(separator: "\n")
  }
}
