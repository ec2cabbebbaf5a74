import Figures
import Networks
import Numerics

/// A dense layer: one unit in numbers, and what the layer puts out.
extension StoryScene {
  static func dense(_ layer: String) -> StoryScene {
    StoryScene("dense", of: layer) {
      $0.words("Dense layer")
    } stages: {
      $0.denseStages(layer)
    }
  }
}

extension ImageNetworkKind {
  static let densePicture = Picture<FollowedImage>(
    "dense", "what the units of a dense layer put out; of the last one z of each class",
    options: [AnyOption(LayerOption.dense.option)], lacking: LayerOption.dense.lacking
  ) { request, world in
    NetworkStory(request.run, world).denseOutput(request[LayerOption.dense.option])
  }
}

extension NetworkStory {
  fileprivate func denseStages(_ name: String) -> [Stage] {
    guard let weights = run.layer(name).weighted else { return [] }
    let (inputs, units) = (weights.kernel.shape[0], weights.kernel.shape[1])
    let unit = run.shownUnit(of: name)
    let x = run.layer(name).record.input.doubles
    let sum = LongSum(
      x, weights.kernel.column(unit), places: 3, bias: Double(weights.bias.values[unit]))
    let term = { (input: Int) -> String in "x_{\(input)} \\cdot w_{\(input),\(unit)}" }
    var lines = sum.lines(
      .sum, symbol: "z_{\(unit)}", sum: "\\sum_{i} x_i \\cdot w_{i,\(unit)} + b_{\(unit)}", world,
      term: term)
    if let output = output(sum.sum, unit, weights.activation) {
      let exact = Double(run.layer(name).record.output.values[unit])
      lines += output.line.corrected(output.number, from: exact, world.words)
    }
    lines.append(
      .count(
        .parameters, "n", "\(inputs) \\cdot \(units) + \(units)", inputs * units + units,
        world.words("weights and biases")))
    return [
      Stage(
        derivation: Derivation(
          world.words(
            "Unit {1}: three largest terms, the other {2}, the bias", "\(unit)", "\(inputs - 3)"),
          lines), figure: unitFigure(name, unit: unit, sum, term: term),
        openFigure: unitEquation(name, unit: unit, sum, isOpen: true).erased,
        prediction: Prediction(
          quantity("dense", of: name, .count),
          question: world.words(
            "{1} inputs, {2} units: how many weights, without the biases?", "\(inputs)", "\(units)"),
          expected: Double(inputs * units), expectedText: "\(inputs * units)",
          slips: [
            .init(
              value: Double(inputs + units),
              message: world.words("Every input is joined to every unit: multiply."))
          ]))
    ]
  }

  /// What the activation makes of a unit's sum; nil where it does nothing, or looks at all units.
  private func output(_ z: PaperNumber, _ unit: Int, _ activation: Activation)
    -> (line: Derivation.Line, number: PaperNumber)?
  {
    switch activation {
    case .relu:
      let a = z.value.signum > 0 ? z : PaperNumber(rounding: 0, to: 3)
      let line = Derivation.Line(
        .output, "a_{\(unit)}",
        [
          .init(.equals, "\\max(0, \(z.formula))", .numbers),
          .init(.equals, a.formula, .result),
        ])
      return (line, a)
    case .sigmoid:
      let power = PaperNumber(rounding: -z.doubleValue, to: 3)
      let a = PaperNumber.sigmoid(z, places: 3)
      let line = Derivation.Line(
        .output, "a_{\(unit)}",
        [
          .init(.equals, "\\frac{1}{1 + e^{-z}}", .symbols),
          .init(.equals, "\\frac{1}{1 + e^{\(power.formula)}}", .numbers),
          .init(.approximately, a.formula, .result),
        ])
      return (line, a)
    case .linear, .softmax, .tanh: return nil
    }
  }

  /// Inputs times weights, product by product; without the products where it is open.
  private func unitEquation(_ name: String, unit: Int, _ sum: LongSum, isOpen: Bool)
    -> GridEquation
  {
    guard let weights = run.layer(name).weighted else {
      preconditionFailure("\(name) has no weights")
    }
    let x = run.layer(name).record.input.doubles
    let w = weights.kernel.column(unit)
    let products = zip(x, w).map { $0 * $1 }
    func grid(_ values: [Double], _ scale: ValueScale) -> PixelGrid {
      arranged(values, into: name, scale: scale, marking: isOpen ? [] : sum.top)
    }
    var equation = GridEquation(
      title: world.title,
      grids: [
        .init(world.words("Inputs x"), grid(x, .fitting(x))),
        .init(world.words("Weights of unit {1}", "\(unit)"), grid(w, .signed(w))),
        .init(
          world.words("Products, the largest framed"), grid(products, .signed(products))),
      ], signs: ["·", "="])
    equation.hasBars = true
    if isOpen {
      equation.grids.removeLast()
      equation.signs.removeLast()
    }
    return equation
  }

  /// Inputs times weights; what adds most; all that the layer puts out.
  private func unitFigure(
    _ name: String, unit: Int, _ sum: LongSum, term: @escaping (Int) -> String
  ) -> FigureColumn {
    let equation = unitEquation(name, unit: unit, sum, isOpen: false)
    let isLast = name == run.lastLayer
    return FigureColumn(
      title: world.title,
      parts: [
        AnyFigure(equation), AnyFigure(sum.bars(sum: "z_{\(unit)}", world, term: term)),
        denseOutput(name, marking: isLast ? nil : unit),
      ], shares: isLast ? [4, 4, 4] : [5, 4, 2.4])
  }

  /// What a dense layer puts out; the last one shows its sums, one bar a class.
  func denseOutput(_ name: String, marking unit: Int? = nil) -> AnyFigure {
    if name == run.lastLayer {
      let softmax = run.softmax
      return AnyFigure(
        bars(softmax.logits, axis: world.words("z of each class"), marked: softmax.winner) { _ in
          nil
        })
    }
    let output = run.layer(name).record.output
    var grid = block(output.doubles)
    if let unit {
      grid = grid.outlined(.init(row: unit / grid.columns, column: unit % grid.columns))
    }
    return AnyFigure(
      GridFigure(
        title: world.title, grid: grid,
        heading: world.words("What the {1} units put out", "\(output.count)"),
        meaning: world.words("output of a unit")))
  }
}
