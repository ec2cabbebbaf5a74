import Networks
import Numerics

/// What references into a convolution stand for, and its trace.
extension ConvolutionKind {
  static let entries: [Entry<Run>] = [
    Entry("step", "of a position", of: { $0.convolution.steps.count }, entries: ofStep) {
      $0.convolution.steps[$1]
    },
    Entry("positions", "how many positions the kernel has") { .number($0.convolution.steps.count) },
    Entry("rows", "rows of the map") { .number($0.convolution.outputHeight) },
    Entry("columns", "columns of the map") { .number($0.convolution.outputWidth) },
    Entry("image-rows", "rows of the image, without padding") {
      .number($0.convolution.image.count)
    },
    Entry("image-columns", "columns of the image, without padding") {
      .number($0.convolution.image[0].count)
    },
    Entry("kernel-rows", "rows of the kernel") { .number($0.convolution.kernel.height) },
    Entry("kernel-sum", "the sum of the kernel's weights") { run in
      let kernel = run.convolution.kernel
      return .fraction(
        Fraction(
          kernel.weights.joined().reduce(.zero, +), dividedBy: ExactDecimal(kernel.divisor)))
    },
    Entry("stride", "how far the kernel moves on") { .number($0.convolution.stride) },
    Entry("padding", "rows of zeros on each side") { .number($0.convolution.padding) },
    Entry("bias", "the bias") { .decimal($0.convolution.bias) },
    Entry("map", "all numbers of the map, row by row") { run in
      .fractions(run.convolution.steps.map { $0.output })
    },
    Entry("at", "a number of the map", rows: height, columns: width) {
      .fraction(step($0, $1, $2).output)
    },
    Entry("z", "a sum before the activation", rows: height, columns: width) {
      .fraction(step($0, $1, $2).z)
    },
    Entry("zeros", "how many numbers of the map are 0") { run in
      .number(run.convolution.steps.count { $0.output.isZero })
    },
    Entry("product", "the matrix product of image and kernel, row by row") { run in
      run.convolution.matrixProduct.map { .list($0.flatMap { $0 }) }
    },
    Entry(
      "product-at", "a number of the matrix product of image and kernel",
      rows: { $0.convolution.matrixProduct?.count ?? 0 },
      columns: { $0.convolution.matrixProduct?[0].count ?? 0 }
    ) { run, row, column in
      run.convolution.matrixProduct.map { .decimal($0[row][column]) }
    },
  ]

  @Sendable private static func height(_ run: Run) -> Int { run.convolution.outputHeight }
  @Sendable private static func width(_ run: Run) -> Int { run.convolution.outputWidth }

  private static func step(_ run: Run, _ row: Int, _ column: Int) -> ExactConvolution.Step {
    run.convolution.steps[row * run.convolution.outputWidth + column]
  }

  private static let ofStep: [Entry<ExactConvolution.Step>] = [
    Entry("z", "the sum, divided and with the bias,") { .fraction($0.z) },
    Entry("output", "what goes into the map") { .fraction($0.output) },
    Entry("sum", "the sum of the products") { .decimal($0.sum) },
    Entry("products", "all products, row by row") { .list($0.products.flatMap { $0 }) },
    Entry("patch", "the numbers under the kernel, row by row") { .list($0.patch.flatMap { $0 }) },
    Entry("row", "its row in the map, from 0") { .number($0.row) },
    Entry("column", "its column in the map, from 0") { .number($0.column) },
  ]

  static let record = Record<Run>(
    step: { run, index, _ in
      let step = run.convolution.steps[index - 1]
      return [
        JSONMember("row", .integer(step.row)), JSONMember("column", .integer(step.column)),
        JSONMember("patch", .rows(step.patch)), JSONMember("products", .rows(step.products)),
        JSONMember("sum", .decimal(step.sum)), JSONMember("z", .string(step.z.plain)),
        JSONMember("output", .string(step.output.plain)),
      ]
    },
    result: { run, _ in
      [
        JSONMember("result", .string("map")),
        JSONMember("rows", .integer(run.convolution.outputHeight)),
        JSONMember("columns", .integer(run.convolution.outputWidth)),
        JSONMember("map", .rows(run.convolution.map)),
      ]
    })
}

extension TraceJSON {
  static func rows(_ rows: [[ExactDecimal]]) -> TraceJSON { .list(rows.map { .decimals($0) }) }
  static func rows(_ rows: [[Fraction]]) -> TraceJSON {
    .list(rows.map { row in .strings(row.map { $0.plain }) })
  }
}

extension Fraction {
  /// For JSON: the decimal where it ends soon, else `5/3`.
  var plain: String {
    if let decimal = decimal() { return decimal.asciiText }
    return "\(numerator)/\(denominator)"
  }
}

extension Value {
  /// `(2.75, 4.5, 5)`
  static func fractions(_ values: [Fraction]) -> Value {
    Value(
      text: "(" + values.map { $0.description }.joined(separator: ", ") + ")",
      numbers: values.map { $0.doubleValue }, plain: values.map { $0.plain })
  }
}
