import Lessons
import Presenting
import Rendering

extension Learn {
  static let lint = CommandDescription(
    "lint",
    abstract: "Check lessons and name everything that is wrong in them.",
    discussion: """
      Each fault comes as file:line:column: error: what is wrong; what to do. All files are \
      checked, whatever is wrong with one of them. The exit code is 0 where there are no errors, \
      warnings aside, 65 where there are some, and 66 where a file cannot be read.

      --variants plays that many variants of each lesson and prints each of them in large print, \
      two-up, on Letter paper and with more half-blank steps, and names what is not so for one of \
      them, what cannot be solved from the sheet, and what an edition lacks.
      """,
    arguments: [
      ArgumentDescription(
        "path",
        help: "A lesson, by name or file, a folder of them, or a file of words (Languages/de.txt).",
        count: .many,
        completion: .lessons, hint: ArgumentDescription.lessonHint)
    ],
    options: [
      OptionDescription(
        "variants", .integer(placeholder: "n", range: 1...1_000),
        help: "Also check n variants of the worksheet and its editions.")
    ]
  ) { invocation, context in
    var run = LintRun(
      options: playOptions(invocation, context), variants: invocation.integer("variants"),
      context: context)
    // Words that name nothing are told before any lesson is played.
    let finder = LessonFinder(context)
    let paths = try invocation.arguments.map { try finder.files(of: $0, in: invocation) }
    for (word, files) in zip(invocation.arguments, paths) {
      if files.isEmpty {
        run.tell("There are no lessons in '\(word)'.", code: .missingInput)
      }
      for file in files { try run.check(file) }
    }
    context.messages.line(run.summary)
    if let code = run.code { throw Reported(code: code) }
  }
}

/// One call of `learn lint`.
private struct LintRun {
  let options: PlayOptions
  /// How many variants are checked; nil for none, and no editions.
  let variants: Int?
  let context: CommandContext
  private var checked = 0
  private var unread = 0
  private var errors = 0
  private var warnings = 0
  /// The first failure that is no fault of a lesson.
  private var failure: ExitCode?
  private let pages = WorksheetPages()

  init(options: PlayOptions, variants: Int?, context: CommandContext) {
    self.options = options
    self.variants = variants
    self.context = context
  }

  /// - Throws: `Interrupted`; whatever else goes wrong is told, and the next file is checked.
  mutating func check(_ path: String) throws {
    do {
      let diagnostics = try diagnostics(path)
      checked += 1
      for diagnostic in diagnostics {
        context.messages.line(diagnostic.text)
        if diagnostic.severity == .error { errors += 1 } else { warnings += 1 }
      }
    } catch let error as Interrupted {
      throw error
    } catch {
      unread += 1
      let report = ErrorReport(error)
      context.messages.write(
        error is LessonFileError ? report.text : "\(path): \(report.text)")
      failure = failure ?? report.code
    }
  }

  /// All that is wrong with a lesson or a file of words.
  private func diagnostics(_ path: String) throws -> [Diagnostic] {
    if path.hasSuffix(".txt") { return try Catalogue.check(path) }
    var lesson = try LessonFile.check(path, options: options)
    pages.check(&lesson)
    guard let variants else { return lesson.diagnostics }
    return lesson.diagnostics + (try pages.variants(variants, of: lesson, options: options))
  }

  mutating func tell(_ message: String, code: ExitCode) {
    context.messages.line("Error: " + message)
    failure = failure ?? code
  }

  var summary: String {
    let missing = unread == 0 ? "" : ", \(Self.count(unread, "file")) could not be read"
    guard checked > 0 else { return "No file checked" + missing }
    return "\(Self.count(checked, "file")) checked, \(Self.count(errors, "error")), "
      + Self.count(warnings, "warning") + missing
  }

  private static func count(_ count: Int, _ word: String) -> String {
    "\(count) \(word)\(count == 1 ? "" : "s")"
  }

  /// What the program ends with; nil where all is good.
  var code: ExitCode? { errors > 0 ? .badData : failure }
}

/// Counts the pages of worksheets, where a lesson says how many they may be.
private final class WorksheetPages {
  private lazy var measurer = Result { try PangoMeasurer(Fonts()) }

  /// What is wrong with variants and editions of a lesson; nothing of one that has errors itself.
  func variants(_ count: Int, of checked: CheckedLesson, options: PlayOptions) throws
    -> [Diagnostic]
  {
    guard let played = checked.lesson else { return [] }
    let maker = PageMaker(measurer: try measurer.get(), words: played.lesson.words)
    return try VariantCheck(checked, options: options, maker: maker).diagnostics(variants: count)
  }

  /// Warns where the worksheet has more pages than the lesson allows.
  func check(_ checked: inout CheckedLesson) {
    for told in Set((checked.lesson?.toldOnWorksheet ?? []).map(\.text)).sorted() {
      checked.warn(
        ofPages: "the worksheet shows \(told), and asks for it elsewhere",
        hint: "hold what tells it in a `reading` block, or ask for something else")
    }
    guard let played = checked.lesson, let allowed = played.lesson.pages else { return }
    do {
      let maker = PageMaker(measurer: try measurer.get(), words: played.lesson.words)
      let request = PageRequest(
        kind: .worksheet,
        footer: "learn handout \(played.lesson.name) --worksheet · learn \(Learn.version)")
      let pages = try maker.pages(of: played, request)
      guard pages.missedBudget != nil else { return }
      checked.warn(
        ofPages:
          "the worksheet has \(pages.document.pages.count) pages, the lesson allows \(allowed)",
        hint: "ask less, hold what need not be on it in a `reading` block, or allow more")
    } catch let error as PageError {
      checked.warn(ofPages: error.message, hint: "leave something blank, or take \"pages:\" away")
    } catch let error as RenderingError {
      checked.warn(
        ofPages: "the worksheet's pages cannot be counted: \(error.message)", hint: error.cure)
    } catch {
      checked.warn(ofPages: "the worksheet's pages cannot be counted: \(error)", hint: nil)
    }
  }
}

/// A failure whose message has been written already.
struct Reported: Error {
  var code: ExitCode
}
