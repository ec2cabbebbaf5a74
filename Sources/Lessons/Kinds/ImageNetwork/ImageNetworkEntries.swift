import Drawing
import Networks
import Numerics

/// What references into a trained network stand for, and its trace.
extension ImageNetworkKind {
  static let entries: [Entry<FollowedImage>] = [
    Entry("accuracy", "the part of the test images that is recognised") {
      .rounded($0.evaluation.accuracy, 4)
    },
    Entry("test-loss", "the mean loss of the test images") { .rounded($0.evaluation.loss, 4) },
    Entry("test-images", "how many test images there are") { .number($0.images.count) },
    Entry("train-images", "how many images it was trained on") { .number($0.trainCount) },
    Entry("right", "how many of them are recognised") { .number($0.right) },
    Entry("mistakes", "how many of them are not") { .number($0.images.count - $0.right) },
    Entry("parameters", "how many numbers the network learns") {
      .number($0.trained.network.parameterCount)
    },
    Entry("epochs", "how many epochs it was trained") { .number($0.trained.history.epochs.count) },
    Entry("epoch", "of an epoch", of: { $0.trained.history.epochs.count }, entries: ofEpoch) {
      $0.trained.history.epochs[$1]
    },
    Entry("rate", "the learning rate") { .rounded($0.recipe.optimizer.rate, 4, isExact: true) },
    Entry("data", "the name of the data set") { .word($0.dataName) },
    Entry("image", "the number of the image that is followed") { .number($0.image) },
    Entry("label", "its class") { .word($0.classNames[$0.label]) },
    Entry("answer", "the class that the network takes it for") {
      .word($0.classNames[$0.prediction])
    },
    Entry("loss", "its loss") { .paper($0.softmax.loss, $0.softmax.exact.loss) },
    Entry("power-sum", "the sum of all e^z, as printed") {
      .printed($0.softmax.total, isExact: true)
    },
    Entry("probability", "the share of its class") {
      .paper($0.softmax.shares[$0.label], $0.softmax.exact.shares[$0.label])
    },
    Entry("probability", "the share of a class", from: 0, of: { $0.classNames.count }) {
      .paper($0.softmax.shares[$1], $0.softmax.exact.shares[$1])
    },
    Entry("gradient", "the gradient of its class") {
      .paper($0.softmax.errors[$0.label], $0.softmax.exact.shares[$0.label] - 1)
    },
    Entry("gradient", "the gradient of a class", from: 0, of: { $0.classNames.count }) {
      .paper($0.softmax.errors[$1], $0.softmax.exact.shares[$1] - ($1 == $0.label ? 1 : 0))
    },
    Entry("recall", "the recall of a class", from: 0, of: { $0.classNames.count }) {
      .rounded($0.evaluation.recall(of: $1) ?? 0, 3)
    },
    Entry("precision", "the precision of a class", from: 0, of: { $0.classNames.count }) {
      .rounded($0.evaluation.precision(of: $1) ?? 0, 3)
    },
    Entry("hardest", "the class with the lowest recall") { .word($0.classNames[$0.hardest]) },
    Entry("hardest-recall", "its recall in percent") {
      .rounded(($0.evaluation.recall(of: $0.hardest) ?? 0) * 100, 1)
    },
    Entry("hardest-precision", "its precision in percent") {
      .rounded(($0.evaluation.precision(of: $0.hardest) ?? 0) * 100, 1)
    },
    Entry(
      names: { run in run.trace.layers.map { $0.record.name } }, example: "conv1",
      "of a layer, by its name in the diagram", entries: ofLayer
    ) { run, place in LayerOfRun(run: run, layer: run.trace.layers[place]) },
  ]

  private static let ofEpoch: [Entry<EpochRecord>] = [
    Entry("loss", "the mean loss of the training images") { .rounded($0.loss, 4) },
    Entry("accuracy", "the accuracy on the training images") { .rounded($0.accuracy, 4) },
    Entry("test-loss", "the mean loss of the test images") { .rounded($0.validationLoss ?? 0, 4) },
    Entry("test-accuracy", "the accuracy on the test images") {
      .rounded($0.validationAccuracy ?? 0, 4)
    },
  ]

  // MARK: Layers

  private struct LayerOfRun: Sendable {
    var run: FollowedImage
    var layer: LayerTrace<Float>
    var output: Shape { layer.record.output.shape }

    /// The pixel that the pictures show, as it is printed; nil where no kernels make maps.
    var pixel: PaperPixel? {
      guard case .convolution(let record, _, _, _) = layer else { return nil }
      return run.pixel(run.shownPixel(of: record.name))
    }
  }

  private static let ofLayer: [Entry<LayerOfRun>] = [
    Entry("rows", "rows of a map") { $0.output.rank == 3 ? .number($0.output[0]) : nil },
    Entry("columns", "columns of a map") { $0.output.rank == 3 ? .number($0.output[1]) : nil },
    Entry("maps", "how many maps come out") {
      $0.output.rank == 3 ? .number($0.output[2]) : nil
    },
    Entry("count", "how many numbers come out") { .number($0.output.count) },
    Entry("inputs", "how many numbers come in") { .number($0.layer.record.input.count) },
    Entry("parameters", "how many numbers it learns") { subject in
      let weighted = subject.layer.weighted
      return .number((weighted?.kernel.count ?? 0) + (weighted?.bias.count ?? 0))
    },
    Entry("kernels", "how many kernels it has") { subject in
      guard let kernel = subject.layer.weighted?.kernel, kernel.shape.rank == 4 else { return nil }
      return .number(kernel.shape[2] * kernel.shape[3])
    },
    Entry("sum", "the sum of the shown pixel's products") { subject in
      subject.pixel.map { .paper($0.sum, $0.pixel.sum - $0.pixel.bias) }
    },
    Entry("bias", "its bias") { subject in subject.pixel.map { .printed($0.bias) } },
    Entry("z", "the sum with the bias") { subject in
      subject.pixel.map { .paper($0.z, $0.pixel.sum) }
    },
    Entry("output", "the shown pixel after ReLU") { subject in
      subject.pixel.map { .paper($0.output, $0.pixel.output) }
    },
    Entry("which", "the kernels of the maps A, B and C in the picture which") { subject in
      guard case .convolution(let record, _, _, _) = subject.layer, record.input.shape[2] == 1
      else { return nil }
      let maps = subject.run.riddle(record.name)
      return Value(
        text: maps.map { "\($0)" }.joined(separator: ", "), numbers: maps.map { Double($0) },
        plain: maps.map { "\($0)" })
    },
  ]

  // MARK: Trace

  static let record = Record<FollowedImage>(
    step: { run, index, world in
      let scene = StoryScene.all(of: run)[index - 1]
      let lines = scene.stages(NetworkStory(run, world)).flatMap { $0.derivation.lines }
      return [
        JSONMember("show", .string(scene.show)),
        JSONMember("layer", scene.layer.map { .string($0) } ?? .null),
        JSONMember("lines", .strings(lines.map { $0.plainText })),
      ]
    },
    result: { run, _ in
      [
        JSONMember("result", .string("trained")), JSONMember("network", .string(run.networkName)),
        JSONMember("data", .string(run.dataName)),
        JSONMember("testAccuracy", .number(run.evaluation.accuracy)),
        JSONMember("testLoss", .number(run.evaluation.loss)),
        JSONMember("image", .integer(run.image)), JSONMember("label", .integer(run.label)),
        JSONMember("answer", .integer(run.prediction)),
        JSONMember("epochs", .list(run.trained.history.epochs.map { .object(members(of: $0)) })),
      ]
    })

  private static func members(of record: EpochRecord) -> [JSONMember] {
    [
      JSONMember("epoch", .integer(record.epoch)), JSONMember("loss", .number(record.loss)),
      JSONMember("accuracy", .number(record.accuracy)),
      JSONMember("testLoss", .number(record.validationLoss ?? 0)),
      JSONMember("testAccuracy", .number(record.validationAccuracy ?? 0)),
    ]
  }
}

extension Value {
  /// A measured number, rounded to `digits` places.
  static func rounded(_ value: Double, _ digits: Int, isExact: Bool = false) -> Value {
    let text = isExact ? NumberText.short(value, digits) : NumberText.fixed(value, digits)
    return Value(
      text: isExact ? text : "≈ \(text)", numbers: [value],
      plain: [text.replacing("\u{2212}", with: "-")], isRounded: !isExact)
  }

  /// A number as the page prints it.
  static func printed(_ number: PaperNumber, isExact: Bool = false) -> Value {
    Value(
      text: isExact ? number.text : "≈ \(number.text)", numbers: [number.doubleValue],
      plain: [number.formula], isRounded: !isExact)
  }
}
