import Datasets
@preconcurrency import Glibc
import Numerics

/// The command-line program.
public enum Learn {
  /// The version that `learn --version` prints and pages carry.
  public static let version = "0.1.0"

  /// Runs the program with the words after its name; returns the exit code.
  public static func run(_ arguments: [String]) -> Int32 {
    // A reader that goes away (`learn list | head -1`) must not keep files from being written.
    signal(SIGPIPE, SIG_IGN)
    // A limit on the size of files is a full disk: an error with a message, not a sudden end.
    signal(SIGXFSZ, SIG_IGN)
    InputFiles.collect()
    let output = Output(descriptor: STDOUT_FILENO)
    let context = CommandContext(
      output: output, messages: Output(descriptor: STDERR_FILENO),
      environment: { name in getenv(name).map { String(cString: $0) } },
      binaryFolder: binaryFolder(),
      isInteractive: output.isTerminal && isatty(STDIN_FILENO) == 1, root: commands)
    return run(arguments, in: context).rawValue
  }

  /// Runs a command in a world of the caller's making.
  public static func run(_ arguments: [String], in context: CommandContext) -> ExitCode {
    defer { context.messages.flush() }
    if arguments.first == Completions.query {
      let lines = Completions(root: context.root, lessons: LessonFinder(context).library.names)
        .next(
          after: Array(arguments.dropFirst()))
      context.output.write(lines.map { $0 + "\n" }.joined())
      context.output.flush()
      return .success
    }
    do {
      switch try CommandLineParser(root: context.root).parse(arguments) {
      case .version(let isVerbose):
        context.output.line("\(context.root.name) \(version)")
        if isVerbose {
          try checkLevel(context)
          context.output.line(loops)
        }
      case .help(let path):
        context.output.write(HelpPage(path: path, width: helpWidth(context)).text)
      case .invocation(let invocation):
        try checkLevel(context)
        try invocation.command.action?(invocation, context)
      }
      context.output.flush()
      if context.output.failure != 0 {
        throw CommandFailure(
          "Cannot write to standard output: \(String(cString: strerror(context.output.failure)))",
          code: .cannotWrite)
      }
      return .success
    } catch {
      context.output.flush()
      let report = ErrorReport(error)
      context.messages.write(report.text)
      return report.code
    }
  }

  /// Which loops train here; matrix products are among them.
  private static var loops: String {
    "loops and matrix products for \(FloatKernels.level); this processor has "
      + FloatKernels.levels.joined(separator: ", ")
  }

  /// A level that the processor has not is a mistake, not a wish for another one.
  private static func checkLevel(_ context: CommandContext) throws {
    guard let level = context.environment("LEARN_CPU_LEVEL"), !level.isEmpty,
      !FloatKernels.levels.contains(level)
    else { return }
    throw CommandFailure(
      "LEARN_CPU_LEVEL is '\(level)'; this processor has "
        + FloatKernels.levels.joined(separator: ", ") + ".", code: .usage)
  }

  static func helpWidth(_ context: CommandContext) -> Int {
    min(max(context.output.columns ?? 80, 40), 100)
  }

  /// The folder that holds the running binary itself, not a link to it.
  private static func binaryFolder() -> String? {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    let full = String(cString: path)
    return full.lastIndex(of: "/").map { String(full[..<$0]) }
  }
}
