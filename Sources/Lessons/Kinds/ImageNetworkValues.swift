import Drawing
import Figures
import Networks
import Numerics

/// What references into a trained network stand for, its tables and its trace.
extension ImageNetworkExperiment {
  public func value(_ path: ReferencePath) throws(ReferenceError) -> Value {
    guard let first = path.parts.first else { throw ReferenceError("an empty reference") }
    let evaluation = story.evaluation
    let history = story.trained.history.epochs
    if first.name == "epoch", first.arguments.count == 1 {
      guard history.indices.contains(first.arguments[0] - 1) else {
        throw ReferenceError("the epochs go from 1 to \(history.count)")
      }
      return try epoch(history[first.arguments[0] - 1], path.parts.dropFirst().first?.name ?? "")
    }
    if let layer = story.trace[first.name] {
      return try self.layer(layer, Array(path.parts.dropFirst()))
    }
    guard path.parts.count == 1 else { throw unknown(first.name) }
    switch (first.name, first.arguments.first) {
    case ("accuracy", nil): return .rounded(evaluation.accuracy, 4)
    case ("test-loss", nil): return .rounded(evaluation.loss, 4)
    case ("parameters", nil): return .number(story.trained.network.parameterCount)
    case ("test-images", nil): return .number(story.images.count)
    case ("right", nil): return .number(right)
    case ("mistakes", nil): return .number(story.images.count - right)
    case ("epochs", nil): return .number(history.count)
    case ("image", nil): return .number(story.image)
    case ("label", nil): return .word(story.classNames[story.label])
    case ("answer", nil): return .word(story.classNames[story.prediction])
    case ("data", nil): return .word(story.dataName)
    case ("loss", nil): return .rounded(story.shownLoss.value, story.shownLoss.digits)
    case ("hardest", nil): return .word(story.classNames[story.hardest])
    case ("power-sum", nil):
      return Value(
        text: story.powerSum, numbers: [Double(story.powerSum) ?? 0], plain: [story.powerSum])
    case ("rate", nil): return .rounded(recipe.optimizer.rate, 4, isExact: true)
    case ("probability", let place):
      let classes = Array(story.classNames.indices)
      let share = story.share(of: try at(classes, place ?? story.label))
      return .rounded(share.value, share.digits)
    case ("gradient", let place):
      let classes = Array(story.classNames.indices)
      let share = story.share(of: try at(classes, place ?? story.label))
      let isRight = (place ?? story.label) == story.label
      return .rounded(share.value - (isRight ? 1 : 0), share.digits)
    case ("hardest-recall", nil):
      return .rounded((evaluation.recall(of: story.hardest) ?? 0) * 100, 1)
    case ("hardest-precision", nil):
      return .rounded((evaluation.precision(of: story.hardest) ?? 0) * 100, 1)
    case ("recall", let place?):
      let recall = story.classNames.indices.map { evaluation.recall(of: $0) ?? 0 }
      return .rounded(try at(recall, place), 3)
    case ("precision", let place?):
      let precision = story.classNames.indices.map { evaluation.precision(of: $0) ?? 0 }
      return .rounded(try at(precision, place), 3)
    default: throw unknown(first.name)
    }
  }

  private var right: Int {
    zip(story.evaluation.predictions, story.images.labels).count { $0 == Int($1) }
  }

  private func at<T>(_ values: [T], _ place: Int) throws(ReferenceError) -> T {
    guard values.indices.contains(place) else {
      throw ReferenceError("the classes go from 0 to \(values.count - 1)")
    }
    return values[place]
  }

  private func unknown(_ word: String) -> ReferenceError {
    ReferenceError(
      "this experiment has nothing called \"\(word)\"", word: word,
      valid: [
        "accuracy", "test-loss", "parameters", "test-images", "right", "mistakes", "epochs",
        "epoch", "image", "label", "answer", "data", "loss", "hardest", "hardest-recall",
        "hardest-precision", "rate", "probability", "gradient",
        "power-sum",
        "recall", "precision",
      ] + story.trace.layers.map(\.record.name))
  }

  private func epoch(_ record: EpochRecord, _ what: String) throws(ReferenceError) -> Value {
    switch what {
    case "loss": return .rounded(record.loss, 4)
    case "accuracy": return .rounded(record.accuracy, 4)
    case "test-loss": return .rounded(record.validationLoss ?? 0, 4)
    case "test-accuracy": return .rounded(record.validationAccuracy ?? 0, 4)
    default:
      throw ReferenceError(
        "an epoch has nothing called \"\(what)\"", word: what,
        valid: ["loss", "accuracy", "test-loss", "test-accuracy"])
    }
  }

  private func layer(_ layer: LayerTrace<Float>, _ rest: [ReferencePath.Part])
    throws(ReferenceError) -> Value
  {
    let shape = layer.record.output.shape
    switch rest.first?.name ?? "" {
    case "rows" where shape.rank == 3: return .number(shape[0])
    case "columns" where shape.rank == 3: return .number(shape[1])
    case "maps" where shape.rank == 3: return .number(shape[2])
    case "count": return .number(shape.count)
    case "inputs": return .number(layer.record.input.count)
    case "parameters":
      return .number((layer.weighted?.kernel.count ?? 0) + (layer.weighted?.bias.count ?? 0))
    case "sum", "bias", "z", "output": return try pixel(layer, rest[0].name)
    case "which":
      guard case .convolution(let record, _, _, _) = layer, record.input.shape[2] == 1 else {
        throw ReferenceError("\(layer.record.name) is not the first convolution")
      }
      let maps = story.riddle(layer.record.name)
      return Value(
        text: maps.map(String.init).joined(separator: ", "), numbers: maps.map(Double.init),
        plain: maps.map(String.init))
    case "kernels":
      guard let kernel = layer.weighted?.kernel, kernel.shape.rank == 4 else {
        throw ReferenceError("\(layer.record.name) has no kernels")
      }
      return .number(kernel.shape[2] * kernel.shape[3])
    case let word:
      throw ReferenceError(
        "\(layer.record.name) has nothing called \"\(word)\"", word: word,
        valid: [
          "rows", "columns", "maps", "count", "inputs", "parameters", "kernels", "sum", "bias", "z",
          "output", "which",
        ])
    }
  }

  /// The pixel that the pictures show of a layer, as it is printed.
  private func pixel(_ layer: LayerTrace<Float>, _ what: String) throws(ReferenceError) -> Value {
    guard case .convolution(let record, _, _, _) = layer,
      let pixel = try? story.trace.pixel(story.shownPixel(of: record.name))
    else { throw ReferenceError("\(layer.record.name) has no maps made by kernels") }
    let result = story.paperResult(of: pixel)
    let value =
      switch what {
      case "sum": result.sum
      case "bias": result.bias
      case "z": result.z
      default: result.output
      }
    return .rounded(value, result.digits)
  }

  var epochTable: StepTable {
    let columns: [StepTable.Column] = [
      .init(code: "epoch", header: "\\text{epoch}", isComputed: false),
      .init(code: "loss", header: "\\text{loss}", isComputed: false),
      .init(code: "accuracy", header: "\\text{accuracy}", isComputed: false),
      .init(code: "test-loss", header: "\\text{test loss}", isComputed: false),
      .init(code: "test-accuracy", header: "\\text{test accuracy}", isComputed: false),
    ]
    let epochs = story.trained.history.epochs
    // Of long trainings, about fifteen.
    let every = max(1, epochs.count / 15)
    let rows = epochs.filter {
      $0.epoch == 1 || $0.epoch % every == 0 || $0.epoch == epochs.count
    }.map { record in
      StepTable.Row(
        step: min(record.epoch, max(marks.count, 1)),
        cells: ["\(record.epoch)"]
          + [
            record.loss, record.accuracy, record.validationLoss ?? 0,
            record.validationAccuracy ?? 0,
          ].map { NumberText.fixed($0, 4) })
    }
    return StepTable(columns: columns, rows: rows)
  }

  var layerTable: StepTable {
    let columns: [StepTable.Column] = [
      .init(code: "layer", header: "\\text{layer}", isComputed: false),
      .init(code: "operation", header: "\\text{operation}", isComputed: false),
      .init(code: "shape", header: "\\text{output}", isComputed: true),
      .init(code: "parameters", header: "\\text{parameters}", isComputed: true),
    ]
    let rows = story.trained.network.description.summary.enumerated().map { place, row in
      StepTable.Row(
        step: place + 1,
        cells: [
          "\\text{\(row.name)}", "\\text{\(row.layer)}",
          row.outputShape.dimensions.map(String.init).joined(separator: " \\times "),
          "\(row.parameters)",
        ])
    }
    return StepTable(columns: columns, rows: rows)
  }

  /// Each class with its z, e to the power of it, and its share.
  var softmaxTable: StepTable {
    StepTable(
      columns: [
        .init(code: "class", header: "\\text{class}", isComputed: false),
        .init(code: "z", header: "z", isComputed: false),
        .init(code: "power", header: "e^z", isComputed: true),
        .init(code: "share", header: "e^z / S", isComputed: true),
      ],
      rows: story.softmaxRows.enumerated().map { .init(step: $0 + 1, cells: $1) })
  }

  public var records: [String] {
    let scenes = story.scenes.enumerated().map { place, scene in
      let (show, layer) = NetworkStory.show(of: scene)
      let lines = moment(place + 1).stages.flatMap(\.derivation.lines)
      let texts = lines.map { JSONValue.quoted($0.plainText) }.joined(separator: ",")
      return "{\"experiment\":\"\(name)\",\"step\":\(place + 1),\"show\":\"\(show)\","
        + "\"layer\":\(layer.map { "\"\($0)\"" } ?? "null"),\"lines\":[\(texts)]}"
    }
    let epochs = story.trained.history.epochs.map { record in
      "{\"epoch\":\(record.epoch),\"loss\":\(record.loss),\"accuracy\":\(record.accuracy),"
        + "\"testLoss\":\(record.validationLoss ?? 0),"
        + "\"testAccuracy\":\(record.validationAccuracy ?? 0)}"
    }
    return scenes + [
      "{\"experiment\":\"\(name)\",\"result\":\"trained\",\"network\":\"\(story.networkName)\","
        + "\"data\":\"\(story.dataName)\",\"testAccuracy\":\(story.evaluation.accuracy),"
        + "\"testLoss\":\(story.evaluation.loss),\"image\":\(story.image),"
        + "\"label\":\(story.label),\"answer\":\(story.prediction),"
        + "\"epochs\":[\(epochs.joined(separator: ","))]}"
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
}
