import Figures
import Lessons
import Presenting
import Rendering

extension Learn {
  static let lesson = CommandDescription(
    "lesson",
    abstract: "Walk through a lesson, and leave its pictures and pages.",
    discussion: """
      In a terminal the lesson is a walk: one step on the screen, its arithmetic uncovered piece \
      by piece, and predictions to type. Elsewhere, or with --no-input, it is plain text.

      Every run leaves the whole lesson's files in the output folder: a picture of each step of \
      each experiment, overviews, and one PDF; with --render-feature-maps the maps and kernels of \
      its network as well. At the end standard error says how many files lie where. With --json \
      nothing is written; standard output has one JSON object a line.
      """,
    arguments: [
      ArgumentDescription(
        "lesson", help: "The name of a lesson, or the path of a lesson file.",
        completion: .lessons, hint: ArgumentDescription.lessonHint)
    ],
    options: [
      OptionDescription(
        "experiment", .text(placeholder: "name"), help: "Show this experiment of the lesson."),
      OptionDescription(
        "step", .integer(placeholder: "n", range: 1...Int.max), help: "Show step n."),
      OptionDescription(
        "from", .integer(placeholder: "n", range: 1...Int.max), help: "Show steps from n on."),
      OptionDescription(
        "to", .integer(placeholder: "m", range: 1...Int.max), help: "Show steps up to m."),
      OptionDescription("no-input", help: "Plain text, also in a terminal."),
      OptionDescription("json", help: "Print the trace as JSON and write no files."),
      OptionDescription(
        "output", letter: "o", .path(placeholder: "dir"), help: "Where the files go.",
        default: "Output/NAME"),
      OptionDescription(
        "format", .choices(PictureFiles.Format.allCases.map(\.rawValue)),
        help: "What files to write, divided by commas.", default: "png,pdf"),
    ] + featureMapOptions + playing
  ) { invocation, context in
    let path = try LessonFinder(context).path(of: invocation.arguments[0], in: invocation)
    let played = try LessonFile.play(path, options: playOptions(invocation, context))
    let mapped = try mappedNetwork(played, invocation)
    if let address = invocation.value("at") {
      return try showPixel(address, of: played, mapsOf: mapped, invocation, context)
    }
    let selection = try StepChoice(invocation, among: played.experiments)
    if invocation.flag("json") {
      for line in selection.records(of: played.experiments) { context.output.line(line) }
      return
    }
    try LessonShowing(played, selection, mapsOf: mapped, invocation, context).run()
  }

  /// Options of all commands that play a lesson.
  static let playing =
    [
      OptionDescription(
        "seed", .integer(placeholder: "n", range: 0...Int.max),
        help: "Replaces the lesson's seed."),
      OptionDescription(
        "language", .text(placeholder: "tag"),
        help: "Show it in this language: NAME.de.md, or NAME with the program's words in German."),
    ] + imageNetworkOptions

  static func playOptions(_ invocation: Invocation, _ context: CommandContext) -> PlayOptions {
    var options = PlayOptions(seed: invocation.integer("seed").map { UInt64($0) })
    options.calledBy = invocation.arguments.first
    options.language = invocation.value("language")
    options.languageFolders = LessonFinder(context).folders
    addImageOptions(to: &options, invocation, context)
    return options
  }
}
