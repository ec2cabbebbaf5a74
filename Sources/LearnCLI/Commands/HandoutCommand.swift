import Datasets
import Drawing
import Lessons
import Presenting
import Rendering

extension Learn {
  static let handout = CommandDescription(
    "handout",
    abstract: "Print a lesson: handout, worksheet, answer key, teacher's notes.",
    discussion: """
      Worksheet and key are the same pages: laid over each other, the answers stand in the \
      blanks. --variants gives every pupil other numbers, with all answers in one key booklet; \
      the foot of each sheet has the command that makes it again. --all binds all lessons into \
      one booklet.

      Each page also exists as plain text (--text), with the pictures described.
      """,
    arguments: [
      ArgumentDescription(
        "lesson", help: "The name of a lesson, or the path of a lesson file.", count: .optional,
        completion: .lessons, hint: ArgumentDescription.lessonHint)
    ],
    options: [
      OptionDescription("worksheet", help: "Leave results blank, to be filled in."),
      OptionDescription("key", help: "The worksheet with its answers in place."),
      OptionDescription("notes", help: "The handout with notes for the teacher."),
      OptionDescription("all", help: "Bind all lessons into a booklet."),
      OptionDescription(
        "blanks", .text(placeholder: "codes"),
        help: "What to leave blank, divided by commas, instead of the lesson's choice."),
      OptionDescription(
        "fade", .integer(placeholder: "n", range: 0...100),
        help: "How many steps are half blank before all is blank."),
      OptionDescription(
        "variants", .integer(placeholder: "n", range: 1...1_000_000),
        help: "Make n worksheets with different numbers, and their key booklet."),
      OptionDescription(
        "roster", .path(placeholder: "file"),
        help: "A class list (CSV with a column name): a variant for each, the name printed."),
      OptionDescription(
        "variant", .text(placeholder: "code"), help: "Make the variant with this code again."),
      OptionDescription(
        "name", .text(placeholder: "name"), help: "Print a name on the worksheet's name line."),
      OptionDescription(
        "paper", .choice(Paper.allCases.map(\.rawValue)), help: "The sheets.", default: "a4"),
      OptionDescription("two-up", help: "Two copies of each page on a sheet."),
      OptionDescription("large", help: "18-point print."),
      OptionDescription(
        "font", .choice(Fonts.TextFace.allCases.map(\.rawValue)),
        help: "The face; andika has letters that are easily told apart.", default: "inter"),
      OptionDescription("text", help: "Plain text to standard output, no PDF."),
      OptionDescription(
        "output", letter: "o", .path(placeholder: "file"), help: "Where the PDF goes.",
        default: "Output/NAME/NAME-handout.pdf"),
    ] + playing
  ) { invocation, context in
    try HandoutRun(invocation, context).run()
  }
}

/// One call of `learn handout`.
struct HandoutRun {
  let invocation: Invocation
  let context: CommandContext
  let kinds: [PageKind]
  let paper: Paper
  let face: Fonts.TextFace

  /// - Throws: `UsageError` for options that exclude each other.
  init(_ invocation: Invocation, _ context: CommandContext) throws {
    self.invocation = invocation
    self.context = context
    paper = invocation.value("paper").flatMap(Paper.init) ?? .a4
    face = invocation.value("font").flatMap(Fonts.TextFace.init) ?? .inter
    let asked = [PageKind.worksheet, .key, .notes].filter { invocation.flag($0.rawValue) }
    let givesVariants = ["variants", "roster", "variant"].filter { invocation.value($0) != nil }
    kinds = asked.isEmpty ? (givesVariants.isEmpty ? [.handout] : [.worksheet, .key]) : asked
    func refuse(_ message: String) -> UsageError { UsageError(message, path: invocation.path) }
    if kinds.count > 1, invocation.value("output") != nil {
      throw refuse(
        "--output names one file, but "
          + kinds.map { "--\($0.rawValue)" }.joined(separator: " and ") + " make \(kinds.count).")
    }
    if invocation.flag("two-up"), invocation.flag("large") {
      throw refuse("--two-up and --large exclude each other: a half page is too small for both.")
    }
    if givesVariants.count > 1, givesVariants.contains("variant") {
      throw refuse("--variant makes one sheet again; it goes with neither --variants nor --roster.")
    }
    if !givesVariants.isEmpty, kinds.contains(.notes) || invocation.flag("all") {
      throw refuse("Variants are worksheets with keys; --notes and --all have none.")
    }
    if invocation.flag("two-up"), invocation.flag("all") {
      throw refuse("--two-up prints copies of small handouts; a booklet is bound once.")
    }
    if givesVariants.contains(where: { $0 != "variant" }), invocation.flag("two-up") {
      throw refuse("--two-up prints copies; variants differ from each other.")
    }
    if invocation.flag("all") != invocation.arguments.isEmpty {
      throw refuse(
        invocation.flag("all")
          ? "--all prints every lesson; leave the name out."
          : "Missing argument '<lesson>'. " + ArgumentDescription.lessonHint)
    }
    let hasNoBlanks = Set(kinds).isDisjoint(with: [.worksheet, .key])
    if hasNoBlanks, invocation.value("blanks") != nil || invocation.value("fade") != nil {
      throw refuse("--blanks and --fade are for --worksheet and --key.")
    }
    if let name = invocation.value("name") {
      if !Roster.isName(name) { throw refuse("--name: \(Roster.complaint).") }
      if hasNoBlanks { throw refuse("--name is for --worksheet and --key.") }
      if invocation.flag("all") || !givesVariants.allSatisfy({ $0 == "variant" }) {
        throw refuse("--name prints one name; a class has a list (--roster).")
      }
    }
  }

  func run() throws {
    if invocation.flag("all") { return try booklet() }
    let path = try LessonFinder(context).path(of: invocation.arguments[0], in: invocation)
    let options = Learn.playOptions(invocation, context)
    let played = try LessonFile.play(path, options: options)
    if invocation.value("variants") != nil || invocation.value("roster") != nil {
      return try variants(of: played, path: path, options: options)
    }
    var lesson = played
    if let code = invocation.value("variant") {
      let variant = try VariantSpace(of: played).variant(code: code)
      lesson = try LessonFile.play(
        path, options: options.varied(by: variant.overrides, of: played))
    }
    let names = [invocation.value("name")].compactMap(\.self)
    let fonts = try Fonts(face, covering: names)
    for name in names { try fonts.check(name) }
    let maker = PageMaker(
      measurer: try PangoMeasurer(fonts), words: played.lesson.words)
    for kind in kinds {
      var request = request(kind)
      request.variant = invocation.value("variant")?.uppercased()
      request.name = invocation.value("name")
      request.footer = footer(kind, of: played, variant: request.variant, name: request.name)
      let pages = try maker.pages(of: lesson, request)
      if let budget = pages.missedBudget {
        context.messages.line(
          "Warning: \(pages.document.pages.count) pages; \(played.lesson.name) allows \(budget).")
      }
      let suffix = request.variant.map { "-" + $0 } ?? ""
      try write(
        pages.document, text: pages.text, fonts: fonts,
        name: played.lesson.fileName, suffix: kind.rawValue + suffix)
    }
  }

  // MARK: Parts

  func request(_ kind: PageKind) -> PageRequest {
    PageRequest(
      kind: kind, paper: paper, isTwoUp: invocation.flag("two-up"),
      isLarge: invocation.flag("large"), blanks: invocation.list("blanks"),
      fade: invocation.integer("fade"))
  }

  func seed(of played: PlayedLesson) -> UInt64 {
    invocation.integer("seed").map { UInt64($0) } ?? played.lesson.seed
  }

  func write(
    _ document: @autoclosure () throws -> Document, text: String, fonts: Fonts, name: String,
    suffix: String
  )
    throws
  {
    if invocation.flag("text") {
      context.output.write(text)
      return
    }
    let file = "\(name)-\(suffix).pdf"
    let path = invocation.outputFile(named: file) ?? "Output/\(name)/\(file)"
    try makeFolder(ofFile: path)
    try checkWritable(path)
    try PDFCanvas(fonts).write(document(), to: path)
    context.messages.line("Wrote \(path)")
  }
}
