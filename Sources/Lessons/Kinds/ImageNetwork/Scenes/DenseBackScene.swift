import Figures
import Networks

/// A dense layer, back: the gradient of a weight, and what an input hears.
extension StoryScene {
  static func denseBack(_ layer: String) -> StoryScene {
    StoryScene("dense-back", of: layer) {
      $0.words("Back through the weights")
    } stages: {
      $0.denseBackStages(layer)
    }
  }
}

extension ImageNetworkKind {
  static let denseBackPicture = Picture<FollowedImage>(
    "dense-back", "the gradients that a dense layer hands back to its inputs",
    options: [AnyOption(LayerOption.dense.option)], lacking: LayerOption.dense.lacking
  ) { request, world in
    AnyFigure(NetworkStory(request.run, world).handedBack(request[LayerOption.dense.option]))
  }
}

extension NetworkStory {
  fileprivate func denseBackStages(_ name: String) -> [Stage] {
    guard let weights = run.layer(name).weighted, let delta = weights.preActivationGradient,
      let gradient = weights.kernelGradient, let handed = run.layer(name).record.inputGradient
    else { return [] }
    let units = weights.kernel.shape[1]
    let place = Self.largest(gradient.doubles)
    let (input, unit) = (place / units, place % units)
    let x = PaperNumber(rounding: Double(run.layer(name).record.input.values[input]), to: 3)
    let printed = run.gradients(of: name)
    let g = printed[unit]
    let exact = Double(gradient.values[place])
    let product = PaperNumber.product(
      x, g, places: PaperNumber.places(showing: exact, atLeast: 5))
    let back = Self.largest(handed.doubles)
    let sum = LongSum(
      delta.doubles, weights.kernel.row(back),
      places: PaperNumber.places(showing: Double(handed.values[back]), atLeast: 4),
      printed: printed)
    let figure = backFigure(name, input: input, unit: unit, back: back)
    return [
      Stage(
        derivation: Derivation(
          world.words("A weight: its input times its unit's gradient"),
          Derivation.Line(
            .gradient, "\\frac{\\partial L}{\\partial w_{\(input),\(unit)}}",
            [
              .init(.equals, "x_{\(input)} \\cdot g_{\(unit)}", .symbols),
              .init(.approximately, "\(x.formula) \\cdot \(g.operand)", .numbers),
              .init(.approximately, product.formula, .result),
            ]
          ).corrected(product, from: exact, world.words)), figure: figure),
      Stage(
        derivation: Derivation(
          world.words(
            "What input {1} gets back: three largest terms, and the other {2}", "\(back)",
            "\(units - 3)"),
          sum.lines(
            .back, symbol: "\\frac{\\partial L}{\\partial x_{\(back)}}",
            sum: "\\sum_{u} g_u \\cdot w_{\(back),u}", world,
            term: { "g_{\($0)} \\cdot w_{\(back),\($0)}" })), figure: figure),
    ]
  }

  /// The place of the number that is furthest from 0.
  static func largest(_ values: [Double]) -> Int {
    values.indices.max { abs(values[$0]) < abs(values[$1]) } ?? 0
  }

  /// Inputs times one unit's gradient are the gradients of its weights; below, what every unit
  /// hears and what the layer hands back.
  private func backFigure(_ name: String, input: Int, unit: Int, back: Int) -> FigureColumn {
    guard let weights = run.layer(name).weighted, let delta = weights.preActivationGradient,
      let gradient = weights.kernelGradient
    else { preconditionFailure("\(name) has no gradients") }
    let x = run.layer(name).record.input.doubles
    let g = run.gradients(of: name)[unit]
    let changes = gradient.column(unit)
    let scale = ValueScale.signed(delta.doubles)
    var equation = GridEquation(
      title: world.title,
      grids: [
        .init(
          world.words("Inputs x"), arranged(x, into: name, scale: .fitting(x), marking: [input])),
        .init(
          "g",
          PixelGrid(rows: 1, columns: 1, values: [g.doubleValue], texts: [g.text], scale: scale)),
        .init(
          world.words("Gradients of the weights of unit {1}", "\(unit)"),
          arranged(changes, into: name, scale: .signed(changes), marking: [input])),
      ], signs: ["·", "="])
    equation.hasBars = true
    let isLast = name == run.lastLayer
    var heard = AnyFigure(errorBars)
    if !isLast {
      let grid = block(delta.doubles, scale: scale)
      heard = AnyFigure(
        GridFigure(
          title: world.title,
          grid: grid.outlined(.init(row: unit / grid.columns, column: unit % grid.columns)),
          heading: world.words("Gradient at each of the {1} units", "\(delta.count)")))
    }
    return FigureColumn(
      title: world.title,
      parts: [AnyFigure(equation), heard, AnyFigure(handedBack(name, marking: back))],
      shares: isLast ? [4, 4, 3] : [4, 2.4, 4])
  }

  /// The gradients that a dense layer hands back to its inputs.
  fileprivate func handedBack(_ name: String, marking: Int? = nil) -> GridFigure {
    let values = run.layer(name).record.inputGradient?.doubles ?? []
    return GridFigure(
      title: world.title,
      grid: arranged(
        values, into: name, scale: .signed(values), marking: marking.map { [$0] } ?? []),
      heading: world.words(
        "Gradient that {1} hands back to its {2} inputs", name, "\(values.count)"),
      meaning: world.words("gradient of the loss"))
  }
}
