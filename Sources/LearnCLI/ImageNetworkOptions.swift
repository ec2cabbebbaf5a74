import Figures
import Lessons
import Networks
import Presenting
import Rendering
import Synchronization

extension Learn {
  /// Options of every command that plays lessons on images.
  static let imageNetworkOptions = [
    OptionDescription(
      "data", .text(placeholder: "data"),
      help: "Train on this data set, by name or path, in place of the lesson's."),
    OptionDescription(
      "epochs", .integer(placeholder: "n", range: 1...10_000),
      help: "Train for so many epochs, in place of the lesson's."),
    OptionDescription(
      "image", .integer(placeholder: "n", range: 0...10_000_000),
      help: "Follow the n-th test image, counted from 0."),
    OptionDescription(
      "threads", .integer(placeholder: "n", range: 1...256), help: "Threads that train.",
      default: "all cores"),
    OptionDescription("retrain", help: "Train anew, also where the cache holds the network."),
  ]

  /// Options of `learn lesson` for networks on images.
  static let featureMapOptions = [
    OptionDescription(
      "at", .text(placeholder: "layer[map][row,column]"),
      help: "Follow one pixel of a map, all counted from 0: conv1[3][12,7]."),
    OptionDescription(
      "render-feature-maps",
      help: "Write every map and kernel besides, as pictures, pages and CSV."),
  ]

  /// Fills in what concerns networks on images; the progress of a training is told on a terminal.
  static func addImageOptions(
    to options: inout PlayOptions, _ invocation: Invocation, _ context: CommandContext
  ) {
    options.data = invocation.value("data")
    options.dataFolders = context.datasets.folders
    options.cacheFolder = context.cacheFolder.map { $0 + "/lessons" }
    options.retrain = invocation.flag("retrain")
    options.epochs = invocation.integer("epochs")
    options.image = invocation.integer("image")
    options.threads = invocation.integer("threads")
    let messages = context.messages
    guard context.showsProgress else { return }
    let shown = Percent()
    options.progress = { what, done in
      let percent = Int((done * 100).rounded(.down))
      guard shown.changes(to: percent) else { return }
      let filled = percent / 5
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
      messages.clearLine()
      if done < 1 { messages.write("Training \(what)  \(bar)  \(percent) %") }
      messages.flush()
    }
  }

  /// The network whose maps are asked for; nil where none are.
  ///
  /// - Throws: `UsageError` for a lesson without one, and beside `--json`, which writes no files.
  static func mappedNetwork(
    _ played: PlayedLesson, _ invocation: Invocation
  ) throws -> NetworkStory? {
    let option = "--render-feature-maps"
    guard invocation.flag("render-feature-maps") else { return nil }
    guard !invocation.flag("json") else {
      throw UsageError("Give either '\(option)' or '--json'.", path: invocation.path)
    }
    return try imageNetwork(of: played, for: option, invocation)
  }

  private static func imageNetwork(
    of played: PlayedLesson, for option: String, _ invocation: Invocation
  ) throws -> NetworkStory {
    let name = invocation.value("experiment")
    let named = played.experiments.filter { name == nil || $0.name == name }
    guard let network = named.compactMap({ $0.imageNetwork }).first else {
      throw UsageError(
        "\(option) needs a lesson with a convolutional network, such as 'cnn'",
        path: invocation.path)
    }
    return network
  }

  /// Tells one pixel in place of the lesson; the maps are written where they are asked for.
  static func showPixel(
    _ address: String, of played: PlayedLesson, mapsOf mapped: NetworkStory?,
    _ invocation: Invocation, _ context: CommandContext
  ) throws {
    let network = try imageNetwork(of: played, for: "--at", invocation)
    try show(address, of: network, words: played.lesson.words, invocation, context)
    guard let mapped else { return }
    let interruption = Interruption()
    defer { interruption.end() }
    let maps = try LessonFiles.maps(
      of: mapped, in: played, below: LessonShowing.folder(of: played, invocation), Fonts())
    try maps.write { try interruption.check() }
    for line in LessonFiles.summary([maps.tally]) { context.messages.line(line) }
  }

  private static func show(
    _ text: String, of network: NetworkStory, words: Words, _ invocation: Invocation,
    _ context: CommandContext
  ) throws {
    guard let address = PixelAddress(text) else {
      throw UsageError(
        "'\(text)' is no pixel; write a layer, a map, a row and a column, counted from 0: "
          + "conv1[3][12,7]", path: invocation.path)
    }
    let pixel: PixelTrace
    do {
      pixel = try network.run.trace.pixel(address)
    } catch {
      throw UsageError(error.description, path: invocation.path)
    }
    if invocation.flag("json") {
      context.output.line(pixel.json)
      return
    }
    for (place, stage) in network.stages(of: pixel).enumerated() {
      if place > 0 { context.output.line() }
      context.output.line(stage.derivation.text(words))
      if place == 0 {
        context.output.line()
        context.output.line(stage.figure.description(words))
      }
    }
  }
}

/// The percentage on the screen.
private final class Percent: Sendable {
  private let value = Mutex(-1)

  func changes(to new: Int) -> Bool {
    value.withLock { value in
      defer { value = new }
      return value != new
    }
  }
}
