import Datasets

extension Learn {
  static let dataFetch = CommandDescription(
    "fetch",
    abstract: "Download a data set.",
    discussion: """
      Mirrors are tried one after the other; a download that was cut off is continued. Every file \
      is compared with its known checksum before the data set is put into its place. The program \
      'curl' is needed.
      """,
    arguments: [
      ArgumentDescription(
        "name", help: KnownDataset.all.map(\.name).joined(separator: " or ") + ".", count: .many,
        completion: .words(KnownDataset.all.map(\.name)))
    ],
    options: [
      OptionDescription(
        "output", letter: "o", .path(placeholder: "dir"),
        help: "The folder that gets a sub-folder of this name.",
        default: "learn/data in the XDG data folder"),
      OptionDescription(
        "mirror", .text(placeholder: "url"),
        help: "Try this address first, a folder that holds the files."),
    ]
  ) { invocation, context in
    let folder = try dataFolder(invocation, context)
    for word in invocation.arguments {
      guard var known = KnownDataset.named(word) else {
        let names = KnownDataset.all.map(\.name)
        throw UsageError.unknown(
          "data set", word, valid: names, hint: UsageError.choice(among: names),
          path: invocation.path)
      }
      if let mirror = invocation.value("mirror") {
        guard ["http://", "https://"].contains(where: { mirror.lowercased().hasPrefix($0) }) else {
          throw UsageError(
            "'\(mirror)' is no address of the web; it begins with https:// or http://.",
            path: invocation.path)
        }
        known.mirrors.insert(mirror.hasSuffix("/") ? mirror : mirror + "/", at: 0)
      }
      let download = Download(known, into: folder)
      let progress = DownloadProgress(context)
      try download.run { progress.show($0) }
      context.output.line("\(known.name) is in \(download.destination)")
    }
  }

  static let dataImport = CommandDescription(
    "import",
    abstract: "Keep images of your own under a name.",
    discussion: """
      Reads a CSV file, an npz file, a folder of IDX files or of PNGs with one sub-folder a class, \
      and keeps a copy that '--data NAME' finds. Networks learn from light ink on a dark ground; \
      '--invert' turns scans of ink on paper into that. Where the images are not parted into train \
      and test, every sixth of a class is kept for testing.
      """,
    arguments: [
      ArgumentDescription("path", help: "A file or folder with images.", completion: .files)
    ],
    options: [
      OptionDescription(
        "name", .text(placeholder: "name"), help: "The name to keep it under.",
        default: "the path's last part"),
      OptionDescription("invert", help: "Exchange light and dark."),
      OptionDescription(
        "output", letter: "o", .path(placeholder: "dir"),
        help: "The folder that gets a sub-folder of this name.",
        default: "learn/data in the XDG data folder"),
    ]
  ) { invocation, context in
    let path = invocation.arguments[0]
    let read = try DatasetLibrary(folders: []).dataset(path.contains("/") ? path : "./" + path)
    let name = invocation.value("name") ?? read.name
    guard !name.isEmpty, !name.hasPrefix("."), !name.contains("/"), name != DatasetLibrary.digits
    else {
      throw UsageError("'\(name)' cannot be the name of a data set.", path: invocation.path)
    }
    let data = read.renamed(name, inverting: invocation.flag("invert"))
    let place = try data.install(into: dataFolder(invocation, context))
    context.output.line(
      "\(name): \(data.train.count) images to train with and \(data.test.count) to test with, "
        + "in \(place)")
  }

  /// `--output`, or the last of the folders where data sets are looked for: the user's own.
  private static func dataFolder(_ invocation: Invocation, _ context: CommandContext) throws
    -> String
  {
    if let folder = invocation.value("output") { return folder }
    guard let folder = context.datasets.folders.last else {
      throw CommandFailure(
        "There is no home folder to keep data in; name one with --output.", code: .cannotWrite)
    }
    return folder
  }
}

/// Tells how a download goes: on a terminal in one line that changes, else a line a file.
private final class DownloadProgress {
  private let messages: Output
  private let isChanging: Bool
  private var file = ""
  private var shown = -1

  init(_ context: CommandContext) {
    messages = context.messages
    isChanging = context.showsProgress
  }

  func show(_ event: Download.Event) {
    switch event {
    case .began(let name, let mirror):
      file = name
      shown = -1
      if !isChanging { messages.line("\(name) from \(mirror)") }
    case .received(let bytes):
      let tenths = bytes / 100_000
      guard isChanging, tenths != shown else { return }
      shown = tenths
      messages.clearLine()
      messages.write("\(file)  \(tenths / 10).\(tenths % 10) MB")
      messages.flush()
    case .finished(let name):
      if isChanging { messages.clearLine() }
      messages.line("\(name) is whole")
    case .mirrorFailed(let name, let mirror, let reason):
      if isChanging { messages.clearLine() }
      messages.line("\(name) not from \(mirror): \(reason)")
    }
  }
}
