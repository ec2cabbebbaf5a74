import Drawing
import Figures
import Networks
import Numerics

/// A convolution by hand: every position of the kernel is a step.
struct ConvolutionExperiment: Experiment {
  let name: String
  let convolution: ExactConvolution
  let title: String
  let words: Words
  /// What stands in the cells of a variant's image; nil where the image does not vary.
  var varied: ClosedRange<Int>?

  static let keys = [
    "image", "kernel", "divisor", "stride", "padding", "bias", "activation", "vary",
  ]

  enum Activation: String, CaseIterable { case none, relu }

  /// Plays the value of `convolution:`.
  static func play(_ node: YAMLNode, _ context: ExperimentContext) throws -> (any Experiment)? {
    let findings = context.findings
    guard
      let keys = YAMLMapping(node, what: "a convolution", keys: Self.keys, findings: findings)
    else { return nil }
    let reader = GridReader(context: context)
    let image = try keys.required("image").flatMap { try reader.image($0, at: "image") }
    let kernel = keys.required("kernel").flatMap { Self.kernel($0, keys, reader) }
    let stride = keys.integer("stride", in: 1...64) ?? 1
    let activation = keys.word("activation", Activation.self) ?? Activation.none
    var bias = ExactDecimal.zero
    if let node = keys["bias"] {
      guard let number = node.scalar.flatMap({ ExactDecimal($0) }) else {
        findings.error("the bias is a number", at: node)
        return nil
      }
      bias = number
    }
    guard let image, let kernel, let padding = padding(keys, kernel) else { return nil }
    do {
      return ConvolutionExperiment(
        name: context.name,
        convolution: try ExactConvolution(
          image: image, kernel: kernel, stride: stride, padding: padding, bias: bias,
          hasReLU: activation == .relu), title: context.title, words: context.words,
        varied: reader.varied(keys))
    } catch {
      findings.error(error.description, at: keys["kernel"] ?? node)
      return nil
    }
  }

  private static func kernel(_ node: YAMLNode, _ keys: YAMLMapping, _ reader: GridReader)
    -> ExactKernel?
  {
    let findings = reader.context.findings
    if let name = node.scalar {
      if let kernel = ExactKernel(named: name) { return kernel }
      findings.unknown("kernel", name, at: node, valid: ExactKernel.names)
      return nil
    }
    guard let rows = reader.rows(node, what: "a kernel", limit: 11) else { return nil }
    do {
      return try ExactKernel(rows, divisor: keys.integer("divisor", in: 1...10_000) ?? 1)
    } catch {
      findings.error(error.description, at: node)
      return nil
    }
  }

  /// `valid` is none; `same` keeps the size of the image at stride 1; a number is itself.
  private static func padding(_ keys: YAMLMapping, _ kernel: ExactKernel) -> Int? {
    guard let node = keys["padding"] else { return 0 }
    switch node.scalar {
    case "valid": return 0
    case "same":
      guard kernel.height == kernel.width, kernel.height % 2 == 1 else {
        keys.findings.error(
          "padding: same needs a square kernel with an odd side", at: node,
          hint: "give the padding as a number")
        return nil
      }
      return kernel.height / 2
    default: return keys.integer("padding", in: 0...16)
    }
  }

  var moments: ConvolutionMoments { ConvolutionMoments(convolution, title: title, words: words) }

  var marks: [StepMark] {
    convolution.steps.map { _ in StepMark(epoch: nil, isMistake: false) }
  }

  func moment(_ index: Int) -> Moment { moments.moment(index) }

  // MARK: What blocks ask for

  static let figures = [
    "step", "image", "kernel", "map", "positions", "overview", "matrix-product",
  ]

  func figure(_ request: FigureRequest) throws(ReferenceError) -> AnyFigure {
    let caption = request.caption
    switch request.show {
    case "step":
      guard let step = request.step, convolution.steps.indices.contains(step - 1) else {
        throw ReferenceError("step: a number from 1 to \(convolution.steps.count) is needed here")
      }
      return moments.figure(step, isComputed: true).captioned(caption)
    case "image":
      return GridFigure(
        title: title, caption: caption, grid: moments.imageGrid, heading: moments.imageHeading
      ).erased
    case "kernel":
      return GridFigure(
        title: title, caption: caption, grid: moments.kernelGrid, heading: moments.kernelHeading
      ).erased
    case "map":
      var grid = moments.mapGrid()
      grid.isTask = request.isTask
      return GridFigure(
        title: title, caption: caption, grid: grid, heading: moments.mapHeading,
        meaning: grid.rows * grid.columns > 100 ? "value of the map" : ""
      ).erased
    case "positions":
      guard convolution.steps.count <= 36 else {
        throw ReferenceError(
          "there are \(convolution.steps.count) positions; at most 36 can be shown one by one",
          word: "positions", valid: ["overview", "map"])
      }
      return moments.sliding(caption: caption).erased
    case "overview":
      return moments.overview(caption: caption, isTask: request.isTask).erased
    case "matrix-product":
      guard let figure = moments.matrixProduct(caption: caption, isTask: request.isTask) else {
        throw ReferenceError(
          "a matrix product needs an image with as many columns as the kernel has rows")
      }
      return figure.erased
    default:
      throw ReferenceError(
        "this experiment has no figure called \"\(request.show)\"", word: request.show,
        valid: Self.figures)
    }
  }

  func derivations(_ request: FigureRequest) throws(ReferenceError) -> [Derivation] {
    switch request.show {
    case "dot-product": return [moments.dotProduct]
    case "matrix-product":
      guard let lines = moments.matrixProductLines else {
        throw ReferenceError(
          "a matrix product needs an image with as many columns as the kernel has rows")
      }
      return [lines]
    case "", "step":
      guard let step = request.step, convolution.steps.indices.contains(step - 1) else {
        throw ReferenceError("step: a number from 1 to \(convolution.steps.count) is needed here")
      }
      return moment(step).stages.map(\.derivation)
    default:
      throw ReferenceError(
        "this experiment has no arithmetic called \"\(request.show)\"", word: request.show,
        valid: ["step", "dot-product", "matrix-product"])
    }
  }

  var overviews: [(name: String, figure: AnyFigure)] {
    var all: [(name: String, figure: AnyFigure)] = [("overview", moments.overview().erased)]
    if convolution.steps.count <= 36 { all.append(("positions", moments.sliding().erased)) }
    return all
  }

  var ending: String {
    let (rows, columns) = (convolution.outputHeight, convolution.outputWidth)
    return rows * columns > 36
      ? "The map has \(rows) × \(columns) values."
      : "The map has \(rows) × \(columns) values: \(moments.mapGrid().plainText)."
  }
}
