import Dispatch
import Figures
import Glibc
import Lessons
import Presenting
import Rendering
import Synchronization

/// Shows a lesson and leaves its files: a walk where a person sits before a terminal, else text.
struct LessonShowing {
  var lesson: PlayedLesson
  var choice: StepChoice
  /// The network whose maps are written as well; nil where none are asked for.
  var mapped: NetworkStory?
  var folder: String
  var formats: Set<PictureFiles.Format>
  var isWalk: Bool
  var context: CommandContext

  init(
    _ lesson: PlayedLesson, _ choice: StepChoice, mapsOf mapped: NetworkStory?,
    _ invocation: Invocation, _ context: CommandContext
  ) {
    self.lesson = lesson
    self.choice = choice
    self.mapped = mapped
    self.context = context
    folder = Self.folder(of: lesson, invocation)
    formats = Set((invocation.list("format") ?? ["png", "pdf"]).compactMap { .init(rawValue: $0) })
    isWalk =
      context.isInteractive && context.isTerminalAble && !invocation.flag("no-input")
  }

  /// Where the files of a lesson go.
  static func folder(of lesson: PlayedLesson, _ invocation: Invocation) -> String {
    var folder = invocation.value("output") ?? "Output/\(lesson.lesson.fileName)"
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    return folder
  }

  func run() throws {
    let fonts = Result { try Fonts() }
    let files = Result {
      try LessonFiles(
        lesson, mapsOf: mapped, formats: formats, folder: folder, fonts: fonts.get(),
        web: WebFinder(context))
    }
    // A folder that cannot be written is told before the lesson, missing fonts after it.
    if case .success(let files) = files { try files.makeFolders() }
    let interruption = Interruption()
    defer { interruption.end() }
    if isWalk {
      let drawing = BackgroundDrawing(files, interruption)
      let ending = try walk(try? fonts.get())
      // The walk had the signals; from here they are noted again.
      let interruption = Interruption()
      if ending == .interrupted { interruption.ask() }
      try drawing.finish()
      try interruption.check()
    } else {
      for line in text { context.output.line(line) }
      context.output.flush()
      try files.get().write { try interruption.check() }
    }
    for line in try files.get().summary { context.messages.line(line) }
  }

  private var text: [String] {
    let plain = PlainWalk(lesson)
    guard let experiment = choice.experiment else { return plain.lines }
    let all = experiment.marks.isEmpty ? 1..<1 : 1..<(experiment.marks.count + 1)
    return plain.lines(of: choice.steps.map { Range($0) } ?? all, in: experiment)
  }

  private func walk(_ fonts: Fonts?) throws -> TerminalWalk.Ending {
    var walk = TerminalWalk(
      lesson, fonts: fonts, words: lesson.lesson.words, environment: environment,
      isColored: context.isColored,
      closing: [lesson.lesson.words("The pictures are in {1}.", folder)])
    if let experiment = choice.experiment {
      walk.begin(at: experiment.name, step: choice.steps?.lowerBound)
    }
    let ending = try walk.run()
    if let error = walk.pictureError {
      context.messages.line("Note: the walk had no pictures.")
      context.messages.write(ErrorReport(error).text)
    }
    return ending
  }

  /// `NAME=value` of what terminals are known by.
  private var environment: [String] {
    [
      "TERM", "COLORTERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "KITTY_PID", "KITTY_WINDOW_ID",
      "LC_TERMINAL", "VTE_VERSION", "TERM_NAME", "MLTERM", "NVIM", "TMUX", "STY",
      "WEZTERM_EXECUTABLE", "GHOSTTY_RESOURCES_DIR",
    ].compactMap { name in context.environment(name).map { "\(name)=\($0)" } }
  }
}

/// Files drawn while the reader walks.
private final class BackgroundDrawing: Sendable {
  private let done = DispatchGroup()
  private let failure = Mutex<(any Error)?>(nil)

  init(_ files: Result<LessonFiles, any Error>, _ interruption: Interruption) {
    DispatchQueue.global(qos: .utility).async(group: done) {
      do {
        try files.get().write { try interruption.check() }
      } catch {
        self.failure.withLock { $0 = error }
      }
    }
  }

  /// Waits for the last file.
  func finish() throws {
    done.wait()
    if let error = failure.withLock({ $0 }) { throw error }
  }
}
