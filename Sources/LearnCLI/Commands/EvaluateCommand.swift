import Datasets
import Networks

extension Learn {
  static let evaluate = CommandDescription(
    "evaluate",
    abstract: "Test a saved network on a data set's test images.",
    discussion: """
      Prints the loss, the accuracy and the confusion matrix: a row for each true class, a column \
      for each answer.

      '--outputs FILE' writes what the network says of every single image as CSV: its place, \
      counted from 0, its label, the answer, and the probability of each class. '--all' tests \
      with all images, a class's own few drawings, say, which are too few to keep some apart.
      """,
    arguments: [
      ArgumentDescription("model", help: "A model of 'learn train'.", completion: .files)
    ],
    options: [
      OptionDescription(
        "data", .text(placeholder: "data"), help: "A data set by name or path.",
        default: DatasetLibrary.digits),
      OptionDescription(
        "threads", .integer(placeholder: "n", range: 1...256), help: "Threads that compute.",
        default: "all cores"),
      OptionDescription("all", help: "Test with the training images, too."),
      OptionDescription(
        "outputs", .path(placeholder: "file"),
        help: "Write the probabilities of each image to this CSV file."),
      OptionDescription("json", help: "Print one JSON object."),
    ]
  ) { invocation, context in
    let model = try Model(path: invocation.arguments[0])
    if let broken = model.network.layout.entries.first(where: { entry in
      !model.network.parameters[entry.range].allSatisfy(\.isFinite)
    }) {
      throw CommandFailure(
        "The model says nothing: \(broken.name) in \(invocation.arguments[0]) holds something that is "
          + "no number.\n  Its training diverged, or the file was changed; train it anew.",
        code: .failure)
    }
    let isWhole = invocation.flag("all")
    let data = try context.datasets.dataset(
      invocation.value("data") ?? DatasetLibrary.digits, keepsSome: !isWhole)
    let images = isWhole ? data.train.followed(by: data.test) : data.test
    let evaluation = try Evaluation(
      model.network, on: images, preprocessing: model.preprocessing,
      threads: invocation.integer("threads"))
    guard evaluation.loss.isFinite else {
      throw CommandFailure(
        "The model says nothing: its weights are so large that its answers are no numbers.\n"
          + "  Train it anew with a smaller rate.", code: .failure)
    }
    let names =
      model.classNames.count == evaluation.confusion.count ? model.classNames : data.classNames
    if let path = invocation.value("outputs") {
      try evaluation.writeOutputs(of: images, classNames: names, to: path)
    }
    if invocation.flag("json") {
      let rows = evaluation.confusion.map { row in
        "[" + row.map(String.init).joined(separator: ",") + "]"
      }
      context.output.line(
        jsonObject([
          ("images", "\(images.count)"), ("loss", json(evaluation.loss)),
          ("accuracy", json(evaluation.accuracy)),
          ("classes", "[" + names.map(JSONValue.quoted).joined(separator: ",") + "]"),
          ("confusion", "[" + rows.joined(separator: ",") + "]"),
        ]))
      return
    }
    context.output.line(
      "\(images.count) images: loss \(decimal(evaluation.loss, 4))"
        + "  accuracy \(decimal(evaluation.accuracy, 4))")
    context.output.line()
    context.output.write(confusionTable(evaluation, names))
  }

  /// A row for each true class with its recall, a column for each answer, the precisions below.
  static func confusionTable(_ evaluation: Evaluation, _ names: [String]) -> String {
    let classes = evaluation.confusion.indices
    func name(_ index: Int) -> String { index < names.count ? names[index] : "\(index)" }
    func percent(_ share: Double?) -> String { share.map { decimal($0 * 100, 1) } ?? "-" }
    let isWide = classes.contains { name($0).count > 4 }
    // Long names stand beside the rows; the columns then carry the labels' numbers.
    let heads = classes.map { isWide ? "\($0)" : name($0) } + ["recall %"]
    let left = classes.map { isWide ? "\($0) \(name($0))" : name($0) } + ["precision %"]
    var rows = classes.map { label in
      evaluation.confusion[label].map(String.init) + [percent(evaluation.recall(of: label))]
    }
    rows.append(classes.map { percent(evaluation.precision(of: $0)) } + [""])
    let first = left.reduce("true".count) { max($0, $1.count) }
    let widths = heads.indices.map { column in
      rows.reduce(heads[column].count) { max($0, $1[column].count) }
    }
    func padded(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    func line(_ label: String, _ cells: [String]) -> String {
      let text =
        label + String(repeating: " ", count: first - label.count)
        + zip(cells, widths).map { "  " + padded($0, $1) }.joined()
      return String(text.reversed().drop { $0 == " " }.reversed()) + "\n"
    }
    return line("true", heads) + zip(left, rows).map(line).joined()
  }
}
