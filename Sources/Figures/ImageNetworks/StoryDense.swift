import Drawing
import Glibc
import Networks
import Numerics

/// Dense layers: one unit in numbers, and what the layer puts out.
extension NetworkStory {
  var lastLayer: String { trace.layers[trace.layers.count - 1].record.name }

  func denseStages(_ name: String) -> [Stage] {
    guard let weights = layer(name).weighted else { return [] }
    let (inputs, units) = (weights.kernel.shape[0], weights.kernel.shape[1])
    let unit = shownUnit(of: name)
    let sum = unitSum(name, unit)
    let z = sum.sum
    var lines = sum.lines(
      code: "sum", symbol: "z_{\(unit)}", sum: "\\sum_{i} x_i \\cdot w_{i,\(unit)} + b_{\(unit)}",
      words: words, term: term(unit))
    switch weights.activation {
    case .relu:
      lines.append(
        Derivation.Line(
          "output", "a_{\(unit)}",
          [
            .init(.equals, "\\max(0, \(z.formula))", .numbers),
            .init(.equals, (z.units > 0 ? z : Printed(0, 3)).formula, .result),
          ]))
    case .sigmoid:
      lines.append(
        Derivation.Line(
          "output", "a_{\(unit)}",
          [
            .init(.equals, "\\frac{1}{1 + e^{-z}}", .symbols),
            .init(.equals, "\\frac{1}{1 + e^{\(Printed(-z.value, 3).formula)}}", .numbers),
            .init(.approximately, Printed(1 / (1 + exp(-z.value)), 3).formula, .result),
          ]))
    case .linear, .softmax, .tanh: break
    }
    lines.append(
      Derivation.Line(
        "parameters", "n",
        [
          .init(.equals, "\(inputs) \\cdot \(units) + \(units)", .numbers),
          .init(.equals, "\(inputs * units + units)", .result),
          .init(.none, "\\text{ \(words("weights and biases"))}", .note),
        ]))
    return [
      Stage(
        derivation: Derivation(
          words(
            "Unit {1}: three largest terms, the other {2}, the bias", "\(unit)",
            "\(inputs - 3)"), lines),
        figure: denseStory(name, unit: unit, sum: sum),
        prediction: Prediction(
          question: words(
            "{1} inputs, {2} units: how many weights, without the biases?", "\(inputs)", "\(units)"),
          expected: Double(inputs * units), expectedText: "\(inputs * units)",
          slips: [
            .init(
              value: Double(inputs + units),
              message: words("Every input is joined to every unit: multiply."))
          ]))
    ]
  }

  /// The unit that a dense layer's scene shows: that with the largest sum.
  private func shownUnit(of name: String) -> Int {
    let z = layer(name).weighted?.preActivation.doubles ?? []
    return z.indices.max { z[$0] < z[$1] } ?? 0
  }

  private func unitSum(_ name: String, _ unit: Int) -> LongSum {
    guard let weights = layer(name).weighted else { preconditionFailure("\(name) has no weights") }
    return LongSum(
      layer(name).record.input.doubles, weights.kernel.column(unit), digits: 3,
      bias: Double(weights.bias.values[unit]))
  }

  private func term(_ unit: Int) -> (Int) -> String {
    { "x_{\($0)} \\cdot w_{\($0),\(unit)}" }
  }

  /// A unit of a dense layer: inputs times weights, product by product; what adds most; all that
  /// the layer puts out.
  private func denseStory(_ name: String, unit: Int, sum: LongSum) -> FigureColumn {
    guard let weights = layer(name).weighted else { preconditionFailure("\(name) has no weights") }
    let x = layer(name).record.input.doubles
    let w = weights.kernel.column(unit)
    let products = zip(x, w).map { $0 * $1 }
    func grid(_ values: [Double], _ scale: ValueScale) -> PixelGrid {
      arranged(values, into: name, scale: scale, marking: sum.top)
    }
    var equation = GridEquation(
      title: title,
      grids: [
        .init(words("Inputs x"), grid(x, .fitting(x))),
        .init(words("Weights of unit {1}", "\(unit)"), grid(w, .signed(w))),
        .init(words("Products, the largest framed"), grid(products, .signed(products))),
      ], signs: ["·", "="])
    equation.meaning = words("one product")
    let bars = sum.bars(title: title, sum: "z_{\(unit)}", words: words, term: term(unit))
    let isLast = name == lastLayer
    return FigureColumn(
      title: title,
      parts: [
        equation.erased, bars.erased,
        denseFigure(name, marking: isLast ? nil : unit),
      ],
      shares: isLast ? [4, 4, 4] : [5, 4, 2.4])
  }

  /// What a dense layer puts out; the last one shows its sums, one bar a class.
  public func denseFigure(_ name: String, marking unit: Int? = nil, caption: String = "")
    -> AnyFigure
  {
    guard name == lastLayer else {
      let record = layer(name).record
      var grid = block(record.output.doubles)
      if let unit {
        grid = grid.outlined(.init(row: unit / grid.columns, column: unit % grid.columns))
      }
      return GridFigure(
        title: title, caption: caption, grid: grid,
        heading: words("What the {1} units put out", "\(record.output.count)"),
        meaning: words("output of a unit")
      ).erased
    }
    return bars(
      logits, axis: words("z of each class"),
      marked: logits.indices.max { logits[$0].units < logits[$1].units },
      caption: caption
    ).erased
  }

  func bars(_ values: [Printed], axis: String, marked: Int?, caption: String = "")
    -> BarChart
  {
    BarChart(
      title: title, caption: caption,
      bars: values.enumerated().map { place, value in
        .init(
          label: "\\text{\(classNames[place])}", value: value.value, valueText: value.text,
          isMarked: place == marked)
      }, categoryAxis: words("class"), valueAxis: axis)
  }
}
