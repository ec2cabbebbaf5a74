import Figures
import Networks
import Numerics

/// The positions of a kernel, told: products, their sum, ReLU.
struct ConvolutionMoments {
  private let convolution: ExactConvolution
  private let world: World
  private let pictures: ConvolutionPictures

  init(_ convolution: ExactConvolution, _ world: World) {
    self.convolution = convolution
    self.world = world
    pictures = ConvolutionPictures(convolution, world)
  }

  /// Position `index`, 1 … `steps.count`.
  func moment(_ index: Int) -> Moment {
    let step = convolution.steps[index - 1]
    var stages = [
      Stage(
        derivation: products(step), figure: pictures.position(index, isComputed: false),
        openFigure: pictures.open(index),
        prediction: prediction(step)),
      Stage(
        derivation: sum(step),
        figure: pictures.position(index, isComputed: !convolution.hasReLU)),
    ]
    if convolution.hasReLU {
      stages.append(
        Stage(derivation: output(step), figure: pictures.position(index, isComputed: true)))
    }
    return Moment(
      index: index, count: convolution.steps.count, epoch: nil,
      heading: world.words(
        "Position {1} of {2} · row {3}, column {4}", "\(index)", "\(convolution.steps.count)",
        "\(step.row)", "\(step.column)"),
      isMistake: false, stages: stages)
  }

  /// One line a row of the kernel: all its products and their sum.
  private func products(_ step: ExactConvolution.Step) -> Derivation {
    let lines = step.patch.indices.map { i -> Derivation.Line in
      let numbers = zip(step.patch[i], convolution.kernel.weights[i])
        .map { "\($0.operand) \\cdot \($1.operand)" }.joined(separator: " + ")
      let products = step.products[i].map { $0.operand }.joined(separator: " + ")
      let sum = step.products[i].reduce(ExactDecimal.zero) { $0 + $1 }
      var parts: [Derivation.Part] = [.init(.equals, numbers, .numbers)]
      if step.products[i].count > 1 { parts.append(.init(.equals, products, .numbers)) }
      parts.append(.init(.equals, sum.formula, .result))
      return Derivation.Line(.products, "s_\(i + 1)", parts)
    }
    return Derivation(world.words("Pixel times weight, one line a row of the kernel"), lines)
  }

  /// `z = s1 + s2 + s3`, with divisor and bias where there are any.
  private func sum(_ step: ExactConvolution.Step) -> Derivation {
    let kernel = convolution.kernel
    let rows = step.products.map { row in row.reduce(ExactDecimal.zero) { $0 + $1 } }
    let names = rows.indices.map { "s_\($0 + 1)" }.joined(separator: " + ")
    let numbers = rows.map { $0.operand }.joined(separator: " + ")
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
        hasBias
          ? world.words("The sum of all products, and the bias")
          : world.words("The sum of all products"), [Derivation.Line(.sum, "z", parts)])
    }
    let lines = [
      Derivation.Line(
        .sum, "s",
        [
          .init(.equals, names, .symbols), .init(.equals, numbers, .numbers),
          .init(.equals, step.sum.formula, .result),
        ]),
      Derivation.Line(
        .quotient, "z",
        [
          .init(.equals, "\\frac{s}{\(kernel.divisor)}" + (hasBias ? " + b" : ""), .symbols),
          .init(.equals, "\\frac{\(step.sum.formula)}{\(kernel.divisor)}\(bias)", .numbers),
          .init(.equals, step.z.formula, .result),
        ]),
    ]
    return Derivation(world.words("The sum, divided by {1}", "\(kernel.divisor)"), lines)
  }

  /// `a = max(0, z)`.
  private func output(_ step: ExactConvolution.Step) -> Derivation {
    Derivation(
      world.words("ReLU: what is below 0 becomes 0"),
      [
        Derivation.Line(
          .output, "a",
          [
            .init(.equals, "\\max(0, z)", .symbols),
            .init(.equals, "\\max(0, \(step.z.formula))", .numbers),
            .init(.equals, step.output.formula, .result),
          ])
      ])
  }

  private func prediction(_ step: ExactConvolution.Step) -> Prediction {
    let kernel = convolution.kernel
    let turned = zip(step.patch.joined(), kernel.weights.joined().reversed())
      .reduce(ExactDecimal.zero) { $0 + $1.0 * $1.1 }
    let magnitudes = step.products.joined().reduce(ExactDecimal.zero) { $0 + $1.magnitude }
    let pixels = step.patch.joined().reduce(ExactDecimal.zero) { $0 + $1 }
    func z(_ sum: ExactDecimal) -> Double {
      sum.doubleValue / Double(kernel.divisor) + convolution.bias.doubleValue
    }
    return Prediction(
      Quantity(step: step.index, convolution.sumCode),
      question: world.words("What will z be at this position?"), expected: step.z.doubleValue,
      expectedText: step.z.description,
      mistakes: [
        .init(
          value: z(magnitudes),
          message: world.words(
            "That takes every product as positive: a minus in the kernel stays a minus.")),
        .init(
          value: step.sum.doubleValue,
          message: world.words("That is the sum alone, without the divisor or the bias.")),
        .init(
          value: z(turned),
          message: world.words(
            "That turns the kernel round: the first weight belongs to the first pixel.")),
        .init(
          value: z(pixels),
          message: world.words(
            "That adds up the pixels only: each has to be multiplied by its weight.")),
      ])
  }
}
