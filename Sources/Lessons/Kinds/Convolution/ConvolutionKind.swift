import Networks
import Numerics

/// A convolution by hand: every position of the kernel is a step.
enum ConvolutionKind: Kind {
  static let key = "convolution"
  static let article = "a convolution"
  static let help =
    "A kernel that goes over an image, in exact numbers. As in every network library it is not "
    + "turned round. A step is a position of the kernel."
  static let example = """
    convolution:
      image: [[0, 1, 0, 2], [1, 3, 1, 0], [0, 1, 2, 1], [2, 0, 1, 1]]
      kernel: [[1, 0, -1], [1, 0, -1], [1, 0, -1]]
      activation: relu
    """

  enum Activation: String, CaseIterable, Sendable { case none, relu }

  enum Kernel: Sendable {
    case named(ExactKernel)
    case rows([[ExactDecimal]])
  }

  enum Padding: Sendable {
    case valid, same
    case rows(Int)
  }

  static let image = GridSource.field("image", "the image, which the kernel goes over")
  static let kernel = Field<Kernel>(
    "kernel", form: "rows of numbers, or one of " + ExactKernel.names.joined(separator: ", "),
    help: "the weights of the kernel", control: .table
  ) { (node: YAMLNode, findings: Findings) -> Kernel? in
    guard let name = node.scalar else {
      return GridSource.numbers("kernel", "", sides: 1...11).read(node, findings)
        .map { .rows($0) }
    }
    if let kernel = ExactKernel(named: name) { return .named(kernel) }
    findings.unknown("kernel", name, at: node, valid: ExactKernel.names)
    return nil
  }
  static let divisor = Field<Int>.integer(
    "divisor", 1...10_000, "what the sum of the products is divided by, for a kernel given by rows"
  ).or(1, text: "1")
  static let stride = Field<Int>.integer("stride", 1...64, "how far the kernel moves on")
    .or(1, text: "1")
  static let padding = Field<Padding>(
    "padding", form: "valid, same, or a whole number from 0 to 16",
    help: "rows and columns of zeros around the image: none, so many that the map of stride 1 is "
      + "as large as the image (of stride 2 half as large, as in Keras), or a number of them"
  ) { (node: YAMLNode, findings: Findings) -> Padding? in
    switch node.scalar {
    case "valid": return .valid
    case "same": return .same
    case let text:
      if let number = text.flatMap({ Int($0) }), (0...16).contains(number) { return .rows(number) }
      findings.error(
        "\"padding:\" needs valid, same, or a whole number from 0 to 16, this is \(node.shown)",
        at: node)
      return nil
    }
  }.or(.valid, text: "valid")
  static let bias = Field<ExactDecimal>.decimal(
    "bias", GridSource.limits, "what is added to every sum"
  ).or(.zero, text: "0")
  static let activation = Field<Activation>.word(
    "activation", Activation.self, "what becomes of a sum: itself, or 0 where it is below 0"
  ).or(.none, text: "none")

  static let fields = [
    AnyField(image), AnyField(kernel), AnyField(divisor), AnyField(stride), AnyField(padding),
    AnyField(bias), AnyField(activation), AnyField(VariedImage.range),
  ]

  struct Run: Sendable {
    var convolution: ExactConvolution
    /// What stands in the cells of a variant's image; nil where the image does not vary.
    var varied: ClosedRange<Int>?
  }

  static func run(_ values: FieldValues, _ world: World) throws(KindError) -> Run {
    let rows = try values[image].rows(at: values.place(image), world)
    let kernel = try Self.kernel(values)
    let padding = try padding(values, image: rows, kernel)
    do throws(NetworkError) {
      let convolution = try ExactConvolution(
        image: rows, kernel: kernel, stride: values[stride], padding: padding,
        bias: values[bias], hasReLU: values[activation] == .relu)
      return Run(convolution: convolution, varied: values[VariedImage.range])
    } catch {
      throw values.fault(error.description, at: Self.kernel)
    }
  }

  private static func kernel(_ values: FieldValues) throws(KindError) -> ExactKernel {
    switch values[kernel] {
    case .named(let kernel):
      if values.has(divisor) {
        throw values.fault(
          "a kernel that is called by its name has a divisor of its own", at: divisor,
          hint: "leave \"divisor:\" out, or give the kernel by its rows")
      }
      return kernel
    case .rows(let rows):
      do throws(NetworkError) {
        return try ExactKernel(rows, divisor: values[divisor])
      } catch {
        throw values.fault(error.description, at: kernel)
      }
    }
  }

  /// Keras pads each axis by what the last window lacks, the odd one at the end; a border that
  /// differs from side to side is not to be had here.
  private static func padding(
    _ values: FieldValues, image: [[ExactDecimal]], _ kernel: ExactKernel
  ) throws(KindError) -> Int {
    switch values[padding] {
    case .valid: return 0
    case .rows(let count): return count
    case .same:
      let (rows, columns, stride) = (image.count, image[0].count, values[stride])
      let window = Window(
        input: (rows, columns, 1), size: (kernel.height, kernel.width), stride: (stride, stride),
        padding: .same)
      guard let window else { return 0 }
      let down = max(0, (window.outputHeight - 1) * stride + kernel.height - rows)
      let across = max(0, (window.outputWidth - 1) * stride + kernel.width - columns)
      guard down == across, down % 2 == 0 else {
        throw values.fault(
          "padding: same adds \(down) rows and \(across) columns of zeros here, which is not the "
            + "same number on every side", at: padding, hint: "give the padding as a number")
      }
      return down / 2
    }
  }
}
