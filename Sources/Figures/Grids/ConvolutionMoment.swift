import Drawing
import Networks
import Numerics

/// One position of a kernel as terminal, picture and page show it.
public struct ConvolutionMoments: Sendable {
  public var convolution: ExactConvolution
  public var title: String
  public var words: Words

  public init(_ convolution: ExactConvolution, title: String, words: Words) {
    self.convolution = convolution
    self.title = title
    self.words = words
  }

  /// Position `index`, 1 … `steps.count`; the same value whenever it is asked for.
  public func moment(_ index: Int) -> Moment {
    let step = convolution.steps[index - 1]
    var stages = [
      Stage(
        derivation: products(step), figure: figure(index, isComputed: false),
        prediction: prediction(step)),
      Stage(derivation: sum(step), figure: figure(index, isComputed: !convolution.hasReLU)),
    ]
    if convolution.hasReLU {
      stages.append(Stage(derivation: output(step), figure: figure(index, isComputed: true)))
    }
    return Moment(
      index: index, count: convolution.steps.count, epoch: nil,
      heading: words(
        "Position {1} of {2} · row {3}, column {4}", "\(index)", "\(convolution.steps.count)",
        "\(step.row)", "\(step.column)"),
      isMistake: false, stages: stages)
  }

  // MARK: Arithmetic

  /// One line a row of the kernel: all its products and their sum.
  public func products(_ step: ExactConvolution.Step) -> Derivation {
    let kernel = convolution.kernel
    let lines = step.patch.indices.map { i -> Derivation.Line in
      let numbers = zip(step.patch[i], kernel.weights[i])
        .map { "\($0.operand) \\cdot \($1.operand)" }.joined(separator: " + ")
      let products = step.products[i].map(\.operand).joined(separator: " + ")
      let sum = step.products[i].reduce(.zero, +)
      var parts: [Derivation.Part] = [.init(.equals, numbers, .numbers)]
      if step.products[i].count > 1 { parts.append(.init(.equals, products, .numbers)) }
      parts.append(.init(.equals, sum.formula, .result))
      return Derivation.Line("products", "s_\(i + 1)", parts)
    }
    return Derivation(words("Pixel times weight, one line a row of the kernel"), lines)
  }

  /// `z = s1 + s2 + s3`, with divisor and bias where there are any.
  public func sum(_ step: ExactConvolution.Step) -> Derivation {
    let kernel = convolution.kernel
    let rows = step.products.map { $0.reduce(ExactDecimal.zero, +) }
    let names = rows.indices.map { "s_\($0 + 1)" }.joined(separator: " + ")
    let numbers = rows.map(\.operand).joined(separator: " + ")
    let hasBias = !convolution.bias.isZero
    let bias = hasBias ? " + \(convolution.bias.operand)" : ""
    if kernel.divisor == 1 {
      var parts: [Derivation.Part] = []
      if rows.count > 1 || hasBias {
        parts.append(.init(.equals, names + (hasBias ? " + b" : ""), .symbols))
      }
      parts.append(.init(.equals, numbers + bias, .numbers))
      parts.append(.init(.equals, step.z.formula, .result))
      return Derivation(
        words(hasBias ? "The sum of all products, and the bias" : "The sum of all products"),
        [Derivation.Line("sum", "z", parts)])
    }
    let lines = [
      Derivation.Line(
        "sum", "s",
        [
          .init(.equals, names, .symbols), .init(.equals, numbers, .numbers),
          .init(.equals, step.sum.formula, .result),
        ]),
      Derivation.Line(
        "quotient", "z",
        [
          .init(.equals, "\\frac{s}{\(kernel.divisor)}" + (hasBias ? " + b" : ""), .symbols),
          .init(.equals, "\\frac{\(step.sum.formula)}{\(kernel.divisor)}\(bias)", .numbers),
          .init(.equals, step.z.formula, .result),
        ]),
    ]
    return Derivation(words("The sum, divided by {1}", "\(kernel.divisor)"), lines)
  }

  /// `a = max(0, z)`.
  public func output(_ step: ExactConvolution.Step) -> Derivation {
    Derivation(
      words("ReLU: what is below 0 becomes 0"),
      [
        Derivation.Line(
          "output", "a",
          [
            .init(.equals, "\\max(0, z)", .symbols),
            .init(.equals, "\\max(0, \(step.z.formula))", .numbers),
            .init(.equals, step.output.formula, .result),
          ])
      ])
  }

  private func prediction(_ step: ExactConvolution.Step) -> Prediction {
    let kernel = convolution.kernel
    let flat = zip(step.patch.joined(), Array(kernel.weights.joined().reversed()))
    let turned = flat.reduce(ExactDecimal.zero) { $0 + $1.0 * $1.1 }
    let magnitudes = step.products.joined().reduce(ExactDecimal.zero) { $0 + $1.magnitude }
    func z(_ sum: ExactDecimal) -> Double {
      sum.doubleValue / Double(kernel.divisor) + convolution.bias.doubleValue
    }
    let all: [(Double, String)] = [
      (
        z(magnitudes),
        words("That takes every product as positive: a minus in the kernel stays a minus.")
      ),
      (
        step.sum.doubleValue,
        words("That is the sum alone, without the divisor or the bias.")
      ),
      (
        z(turned),
        words("That turns the kernel round: the first weight belongs to the first pixel.")
      ),
      (
        z(step.patch.joined().reduce(.zero, +)),
        words("That adds up the pixels only: each has to be multiplied by its weight.")
      ),
    ]
    let expected = step.z.doubleValue
    var slips: [Prediction.Slip] = []
    for (value, message) in all where value != expected {
      if !slips.contains(where: { $0.value == value }) {
        slips.append(.init(value: value, message: message))
      }
    }
    return Prediction(
      question: words("What will z be at this position?"), expected: expected,
      expectedText: step.z.description, slips: slips)
  }
}
