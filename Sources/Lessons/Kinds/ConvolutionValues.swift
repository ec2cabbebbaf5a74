import Figures
import Networks
import Numerics

/// What references into a convolution stand for, its steps as a table and its trace.
extension ConvolutionExperiment {
  func value(_ path: ReferencePath) throws(ReferenceError) -> Value {
    guard let first = path.parts.first else { throw ReferenceError("an empty reference") }
    if first.name == "step", first.arguments.count == 1 {
      guard convolution.steps.indices.contains(first.arguments[0] - 1) else {
        throw ReferenceError(
          "there is no step \(first.arguments[0]); they go from 1 to \(convolution.steps.count)")
      }
      return try step(convolution.steps[first.arguments[0] - 1], Array(path.parts.dropFirst()))
    }
    guard path.parts.count == 1 else { throw unknown(first.name) }
    switch first.name {
    case "positions": return .number(convolution.steps.count)
    case "rows": return .number(convolution.outputHeight)
    case "columns": return .number(convolution.outputWidth)
    case "image-rows": return .number(convolution.image.count)
    case "image-columns": return .number(convolution.image[0].count)
    case "kernel-rows": return .number(convolution.kernel.height)
    case "stride": return .number(convolution.stride)
    case "padding": return .number(convolution.padding)
    case "bias": return .decimal(convolution.bias)
    case "map": return .fractions(convolution.steps.map(\.output))
    case "kernel-sum":
      return .fraction(
        Fraction(
          convolution.kernel.weights.joined().reduce(.zero, +),
          dividedBy: ExactDecimal(convolution.kernel.divisor)))
    case "zeros": return .number(convolution.steps.count { $0.output.isZero })
    case "product":
      guard let product = convolution.matrixProduct else {
        throw ReferenceError("image and kernel have no matrix product")
      }
      return .list(product.flatMap { $0 })
    default: break
    }
    guard first.arguments.count == 2 else { throw unknown(first.name) }
    let (row, column) = (first.arguments[0], first.arguments[1])
    switch first.name {
    case "at", "z":
      guard (0..<convolution.outputHeight).contains(row),
        (0..<convolution.outputWidth).contains(column)
      else {
        throw ReferenceError(
          "the map has rows 0 to \(convolution.outputHeight - 1) and columns 0 to "
            + "\(convolution.outputWidth - 1)")
      }
      let step = convolution.steps[row * convolution.outputWidth + column]
      return .fraction(first.name == "z" ? step.z : step.output)
    case "product-at":
      guard let product = convolution.matrixProduct, product.indices.contains(row),
        product[row].indices.contains(column)
      else { throw ReferenceError("there is no such number in the matrix product") }
      return .decimal(product[row][column])
    default: throw unknown(first.name)
    }
  }

  private func unknown(_ word: String) -> ReferenceError {
    ReferenceError(
      "this experiment has nothing called \"\(word)\"", word: word,
      valid: [
        "step", "at", "z", "map", "positions", "rows", "columns", "image-rows", "image-columns",
        "kernel-rows", "kernel-sum", "stride", "padding", "bias", "zeros", "product", "product-at",
      ])
  }

  private func step(_ step: ExactConvolution.Step, _ rest: [ReferencePath.Part])
    throws(ReferenceError) -> Value
  {
    switch rest.count == 1 ? rest[0].name : "" {
    case "z": return .fraction(step.z)
    case "output": return .fraction(step.output)
    case "sum": return .decimal(step.sum)
    case "products": return .list(step.products.flatMap { $0 })
    case "patch": return .list(step.patch.flatMap { $0 })
    case "row": return .number(step.row)
    case "column": return .number(step.column)
    default:
      throw ReferenceError(
        "a step has nothing called \"\(rest.first?.name ?? "")\"", word: rest.first?.name ?? "",
        valid: ["z", "output", "sum", "products", "patch", "row", "column"])
    }
  }

  func table(show: String, steps: [Int]) throws(ReferenceError) -> StepTable {
    guard show == "steps" else {
      throw ReferenceError(
        "this experiment has no table called \"\(show)\"", word: show, valid: ["steps"])
    }
    var columns: [StepTable.Column] = [
      .init(code: "step", header: "\\text{position}", isComputed: false),
      .init(code: "row", header: "\\text{row}", isComputed: false),
      .init(code: "column", header: "\\text{column}", isComputed: false),
      .init(code: "products", header: "\\text{products}", isComputed: true),
      .init(code: "sum", header: "z", isComputed: true),
    ]
    if convolution.hasReLU {
      columns.append(.init(code: "output", header: "\\max(0, z)", isComputed: true))
    }
    let rows = steps.map { index in
      let step = convolution.steps[index - 1]
      let products = step.products.map { $0.map(\.formula).joined(separator: ", ") }
      return StepTable.Row(
        step: index,
        cells: ["\(index)", "\(step.row)", "\(step.column)", products.joined(separator: "; ")]
          + [step.z.formula] + (convolution.hasReLU ? [step.output.formula] : []))
    }
    return StepTable(columns: columns, rows: rows)
  }

  var records: [String] {
    convolution.steps.map { step in
      "{\"experiment\":\"\(name)\",\"step\":\(step.index),\"row\":\(step.row),"
        + "\"column\":\(step.column),\"patch\":\(Self.json(step.patch)),"
        + "\"products\":\(Self.json(step.products)),\"sum\":\"\(step.sum.asciiText)\","
        + "\"z\":\"\(step.z.plain)\",\"output\":\"\(step.output.plain)\"}"
    } + [
      "{\"experiment\":\"\(name)\",\"result\":\"map\",\"rows\":\(convolution.outputHeight),"
        + "\"columns\":\(convolution.outputWidth),\"map\":["
        + convolution.map.map { "[" + $0.map { "\"\($0.plain)\"" }.joined(separator: ",") + "]" }
        .joined(separator: ",") + "]}"
    ]
  }

  static func json(_ rows: [[ExactDecimal]]) -> String {
    "["
      + rows.map { "[" + $0.map { "\"\($0.asciiText)\"" }.joined(separator: ",") + "]" }
      .joined(separator: ",") + "]"
  }
}

extension Fraction {
  /// For JSON: the decimal where it ends soon, else `5/3`.
  var plain: String {
    decimal()?.asciiText ?? "\(numerator)/\(denominator)"
  }
}

extension Value {
  /// `(2.75, 4.5, 5)`
  static func fractions(_ values: [Fraction]) -> Value {
    Value(
      text: "(" + values.map(\.description).joined(separator: ", ") + ")",
      numbers: values.map(\.doubleValue), plain: values.map(\.plain))
  }
}
