import Datasets
import Networks

extension Learn {
  static let data = CommandDescription(
    "data",
    abstract: "List, show, check, download and import images.",
    discussion: """
      A data set has a name, or is read by its path: a folder with MNIST's four IDX files (gzipped \
      or not), a CSV file of Kaggle's kind (label, then pixels), Keras's mnist.npz, or a folder of \
      PNGs with one sub-folder a class. Names are looked for in the folders of LEARN_DATA, divided \
      by colons, then in learn/data in the XDG data folder. 'digits' is made by the program itself.
      """,
    subcommands: [dataList, dataInfo, dataShow, dataVerify, dataFetch, dataImport])

  /// A data set as an argument.
  static let dataArgument = ArgumentDescription(
    "data", help: "A data set by name or path.",
    completion: .words([DatasetLibrary.digits] + KnownDataset.all.map(\.name)))

  static let digitOptions = [
    OptionDescription(
      "seed", .integer(placeholder: "n", range: 0...Int.max), help: "Makes other digits.",
      default: "1"),
    OptionDescription(
      "limit", .integer(placeholder: "n", range: 1...1_000_000),
      help: "Use the first n training images; make n digits.", default: "all; 10000 digits"),
  ]

  /// The data set named by the first argument, with `digitOptions` heeded.
  static func dataset(_ invocation: Invocation, _ context: CommandContext) throws -> Dataset {
    var digits = DigitRecipe()
    if let seed = invocation.integer("seed") { digits.seed = UInt64(seed) }
    let limit = invocation.integer("limit")
    if let limit { digits.trainCount = limit }
    let data = try context.datasets.dataset(invocation.arguments[0], digits: digits)
    return limit.map { data.limited(to: $0) } ?? data
  }

  private static let dataList = CommandDescription(
    "list",
    abstract: "List the data sets that are here, and those that can be fetched.",
    options: [OptionDescription("json", help: "Print one JSON object a line.")]
  ) { invocation, context in
    let listings = context.datasets.listings()
    let absent = KnownDataset.all.filter { known in !listings.contains { $0.name == known.name } }
    if invocation.flag("json") {
      for listing in listings {
        context.output.line(
          jsonObject([
            ("name", JSONValue.quoted(listing.name)),
            ("path", listing.path.map(JSONValue.quoted) ?? "null"), ("isHere", "true"),
          ]))
      }
      for known in absent {
        context.output.line(
          jsonObject([
            ("name", JSONValue.quoted(known.name)), ("path", "null"), ("isHere", "false"),
          ]))
      }
      return
    }
    let rows =
      listings.map { [$0.name, $0.path ?? "built in"] }
      + absent.map { [$0.name, "not here; 'learn data fetch \($0.name)' downloads it"] }
    context.output.write(textTable(rows, rightAligned: []))
  }

  private static let dataInfo = CommandDescription(
    "info",
    abstract: "Print shape, class counts, mean and deviation of the pixels.",
    arguments: [dataArgument],
    options: digitOptions + [OptionDescription("json", help: "Print one JSON object.")]
  ) { invocation, context in
    let data = try dataset(invocation, context)
    let parts = [("train", data.train), ("test", data.test)]
    let counts = parts.map { $0.1.classCounts(data.classCount) }
    let statistics = parts.map { $0.1.pixelStatistics }
    if invocation.flag("json") {
      var members = [
        ("name", JSONValue.quoted(data.name)), ("shape", "\(data.imageShape)"),
        ("classes", "[" + data.classNames.map(JSONValue.quoted).joined(separator: ",") + "]"),
      ]
      for (index, (name, images)) in parts.enumerated() {
        members.append(
          (
            name,
            jsonObject([
              ("images", "\(images.count)"), ("counts", "\(counts[index])"),
              ("mean", json(statistics[index].mean)),
              ("deviation", json(statistics[index].deviation)),
            ])
          ))
      }
      let shapeless = members.map { ($0.0, $0.1) }
      context.output.line(jsonObject(shapeless))
      return
    }
    let shape = data.imageShape.map(String.init).joined(separator: " × ")
    context.output.line("\(data.name): images of \(shape), \(data.classCount) classes")
    context.output.line()
    var rows = [["class", "train", "test"]]
    for (label, name) in data.classNames.enumerated() {
      let title = name == "\(label)" ? name : "\(label) \(name)"
      rows.append([title, grouped(counts[0][label]), grouped(counts[1][label])])
    }
    rows.append(["images", grouped(data.train.count), grouped(data.test.count)])
    rows.append(["pixel mean"] + statistics.map { decimal($0.mean, 2) })
    rows.append(["pixel deviation"] + statistics.map { decimal($0.deviation, 2) })
    context.output.write(textTable(rows, rightAligned: [1, 2]))
    context.output.line()
    context.output.line("Pixels go from 0 (background) to 255; divided by 255 they are learned.")
  }

  private static let dataVerify = CommandDescription(
    "verify",
    abstract: "Read a data set whole, and compare it with its known checksums.",
    discussion: "Exit code 65 where something is wrong.",
    arguments: [dataArgument]
  ) { invocation, context in
    let word = invocation.arguments[0]
    let data = try context.datasets.dataset(word)
    let count = grouped(data.train.count + data.test.count)
    guard let path = try context.datasets.path(of: word) else {
      context.output.line("\(data.name): \(count) images, made by the program")
      return
    }
    guard let known = KnownDataset.named(data.name) else {
      context.output.line("\(data.name): \(count) images, readable; no checksum is known")
      return
    }
    let faults = known.faults(in: data, at: path)
    for fault in faults { context.messages.line("Error: \(fault.description)") }
    if !faults.isEmpty { throw Reported(code: .badData) }
    context.output.line("\(data.name): \(count) images, exactly those of the original")
  }
}
