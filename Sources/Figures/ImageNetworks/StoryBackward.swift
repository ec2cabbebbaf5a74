import Drawing
import Networks
import Numerics

/// The way back through weights and kernels.
extension NetworkStory {
  func denseBackStages(_ name: String) -> [Stage] {
    guard let weights = layer(name).weighted, let delta = weights.preActivationGradient,
      let gradient = weights.kernelGradient, let handed = layer(name).record.inputGradient
    else { return [] }
    let units = weights.kernel.shape[1]
    let place =
      gradient.values.indices.max { abs(gradient.values[$0]) < abs(gradient.values[$1]) } ?? 0
    let (input, unit) = (place / units, place % units)
    let x = Printed(Double(layer(name).record.input.values[input]), 3)
    // The last layer's gradients stand on the page before.
    let g = name == lastLayer ? errors[unit] : Printed(Double(delta.values[unit]), 5)
    let product = Printed.product(x, g, 5)
    let back = handed.values.indices.max { abs(handed.values[$0]) < abs(handed.values[$1]) } ?? 0
    let sum = LongSum(delta.doubles, weights.kernel.row(back), digits: 4)
    let figure = denseBackStory(name, input: input, unit: unit, back: back)
    return [
      Stage(
        derivation: Derivation(
          words("A weight: its input times its unit's gradient"),
          [
            Derivation.Line(
              "gradient", "\\frac{\\partial L}{\\partial w_{\(input),\(unit)}}",
              [
                .init(.equals, "x_{\(input)} \\cdot g_{\(unit)}", .symbols),
                .init(.approximately, "\(x.formula) \\cdot \(g.operand)", .numbers),
                .init(.approximately, product.formula, .result),
              ])
          ]), figure: figure),
      Stage(
        derivation: Derivation(
          words(
            "What input {1} gets back: three largest terms, and the other {2}", "\(back)",
            "\(units - 3)"),
          sum.lines(
            code: "back", symbol: "\\frac{\\partial L}{\\partial x_{\(back)}}",
            sum: "\\sum_{u} g_u \\cdot w_{\(back),u}", words: words,
            term: { "g_{\($0)} \\cdot w_{\(back),\($0)}" })), figure: figure),
    ]
  }

  /// Inputs times one unit's gradient are the gradients of its weights; below, what every unit
  /// hears and what the layer hands back.
  private func denseBackStory(_ name: String, input: Int, unit: Int, back: Int) -> FigureColumn {
    guard let weights = layer(name).weighted, let delta = weights.preActivationGradient,
      let gradient = weights.kernelGradient
    else { preconditionFailure("\(name) has no gradients") }
    let x = layer(name).record.input.doubles
    let g = Printed(Double(delta.values[unit]), 4)
    let changes = gradient.column(unit)
    var equation = GridEquation(
      title: title,
      grids: [
        .init(words("Inputs x"), arranged(x, into: name, scale: .fitting(x), marking: [input])),
        .init(
          "g",
          PixelGrid(
            rows: 1, columns: 1, values: [g.value], texts: [g.text],
            scale: .signed(delta.doubles))),
        .init(
          words("Gradients of the weights of unit {1}", "\(unit)"),
          arranged(changes, into: name, scale: .signed(changes), marking: [input])),
      ], signs: ["·", "="])
    equation.meaning = words("gradient of the loss")
    let isLast = name == lastLayer
    let heard: AnyFigure
    if isLast {
      heard = errorFigure().erased
    } else {
      var grid = block(delta.doubles, scale: .signed(delta.doubles))
      grid = grid.outlined(.init(row: unit / grid.columns, column: unit % grid.columns))
      heard =
        GridFigure(
          title: title, grid: grid,
          heading: words("Gradient at each of the {1} units", "\(delta.count)")
        ).erased
    }
    return FigureColumn(
      title: title, parts: [equation.erased, heard, denseBackFigure(name, marking: back).erased],
      shares: isLast ? [4, 4, 3] : [4, 2.4, 4])
  }

  /// The gradients that a dense layer hands back to its inputs.
  public func denseBackFigure(_ name: String, marking: Int? = nil, caption: String = "")
    -> GridFigure
  {
    let values = layer(name).record.inputGradient?.doubles ?? []
    return GridFigure(
      title: title, caption: caption,
      grid: arranged(
        values, into: name, scale: .signed(values), marking: marking.map { [$0] } ?? []),
      heading: words("Gradient that {1} hands back to its {2} inputs", name, "\(values.count)"),
      meaning: words("gradient of the loss"))
  }

  func kernelBackStages(_ name: String) -> [Stage] {
    guard let weights = layer(name).weighted, let gradient = weights.kernelGradient,
      let delta = weights.preActivationGradient,
      case .convolution(_, _, let window, let patches) = layer(name)
    else { return [] }
    let maps = gradient.shape[3]
    let inputs = gradient.shape[2]
    let place =
      gradient.values.indices.max { abs(gradient.values[$0]) < abs(gradient.values[$1]) } ?? 0
    let map = place % maps
    let channel = place / maps % inputs
    let cell = place / maps / inputs
    let (i, j) = (cell / window.width, cell % window.width)
    let symbol = "k_{\(i),\(j)}"
    let area = window.height * window.width
    let positions = delta.shape[0] * delta.shape[1]
    let across = delta.shape[1]
    let sum = LongSum(
      (0..<positions).map { Double(delta.values[$0 * maps + map]) },
      (0..<positions).map {
        Double(patches.values[$0 * area * inputs + cell * inputs + channel])
      }, digits: 4)
    let figure = kernelBackStory(name, map: map, channel: channel, cell: cell)
    let old = Printed(Double(weights.kernel.values[place]), 4)
    let step = Printed(0.1, 1)
    let change = Printed(sum.sum.value * step.value, 5)
    let new = Printed(old.value - change.value, 5)
    return [
      Stage(
        derivation: Derivation(
          words(
            "One weight: three largest of {1} terms, and the rest", "\(positions)"),
          sum.lines(
            code: "gradient", symbol: "\\frac{\\partial L}{\\partial \(symbol)}",
            sum: "\\sum_{r,c} g_{r,c} \\cdot x_{r + \(i),c + \(j)}", words: words,
            term: {
              let (row, column) = ($0 / across, $0 % across)
              let y = row * window.strideY - window.padTop + i
              let x = column * window.strideX - window.padLeft + j
              return "g_{\(row),\(column)} \\cdot x_{\(y),\(x)}"
            })), figure: figure),
      Stage(
        derivation: Derivation(
          words("One step downhill with the rate 0.1"),
          [
            Derivation.Line(
              "update", "\(symbol)'",
              [
                .init(.approximately, "\(old.formula) - 0.1 \\cdot \(sum.sum.operand)", .numbers),
                .init(.equals, new.formula, .result),
              ])
          ]), figure: figure),
    ]
  }

  /// The gradient of one kernel as a convolution of what came in with the gradient of its map;
  /// below, all kernels of the layer.
  private func kernelBackStory(_ name: String, map: Int, channel: Int, cell: Int) -> FigureColumn {
    guard let weights = layer(name).weighted, let delta = weights.preActivationGradient,
      let gradient = weights.kernelGradient
    else { preconditionFailure("\(name) has no gradients") }
    let input = layer(name).record.input
    func grid(_ values: [Double], _ shape: Shape, _ scale: ValueScale) -> PixelGrid {
      PixelGrid(rows: shape[0], columns: shape[1], values: values, scale: scale)
    }
    let kernel = gradient.kernel(input: channel, output: map)
    let arriving = delta.channel(map)
    let isImage = input.shape[2] == 1
    let came = input.channel(channel)
    var equation = GridEquation(
      title: title,
      grids: [
        .init(
          isImage ? words("Image x") : words("What comes in, channel {1}", "\(channel)"),
          grid(came, input.shape, isImage ? .ink(top: 1) : .fitting(input.doubles))),
        .init(
          words("Gradient g of map {1}", "\(map)"),
          grid(arriving, delta.shape, .signed(arriving))),
        .init(
          words("of the kernel"),
          grid(kernel, gradient.shape, .signed(gradient.doubles)).outlined(
            .init(row: cell / gradient.shape[1], column: cell % gradient.shape[1]))),
      ], signs: ["∗", "="])
    equation.meaning = ""
    return FigureColumn(
      title: title, parts: [equation.erased, kernelGradients(name, marked: map).erased],
      shares: gradient.shape[2] == 1 ? [4, 5] : [3, 7])
  }

  /// The gradients of all kernels of a layer; of several channels the first kernels of each map.
  public func kernelGradients(_ name: String, marked: Int? = nil, caption: String = "") -> MapSheet
  {
    guard let gradient = layer(name).weighted?.kernelGradient else {
      preconditionFailure("\(name) has no gradients")
    }
    let all = kernels(of: gradient)
    let inputs = gradient.shape[2]
    return MapSheet(
      title: title, caption: caption,
      panels: (0..<inputs).flatMap { input in
        all.enumerated().map { output, row in
          .init(
            label: input == 0 ? words("map {1}", "\(output)") : "", grid: row[input],
            isMarked: inputs == 1 && output == marked)
        }
      }, columns: inputs == 1 ? nil : all.count,
      rowHeadings: inputs == 1 ? [] : (0..<inputs).map { words("channel {1}", "\($0)") },
      meaning: words("gradient of a weight"))
  }

  // MARK: Before and after

  func trainedStages(_ name: String) -> [Stage] {
    guard let before = trained.initial["\(name).kernel"],
      let after = trained.network["\(name).kernel"]
    else { return [] }
    let moved = zip(before.values, after.values).reduce(0.0) { $0 + Double(abs($1.0 - $1.1)) }
    let mean = Printed(moved / Double(before.count), 4)
    return [
      Stage(
        derivation: Derivation(
          words("How far a weight of {1} moved, on average", name),
          [
            Derivation.Line(
              "moved", "\\frac{1}{n} \\sum |w' - w|",
              [.init(.approximately, mean.formula, .result)])
          ]), figure: beforeAndAfter(name))
    ]
  }

  /// The kernels of a layer before and after training, on one scale: of a dense layer that sees the
  /// image, the weights of its first units as pictures.
  public func beforeAndAfter(_ name: String, caption: String = "") -> MapSheet {
    guard let before = trained.initial["\(name).kernel"],
      let after = trained.network["\(name).kernel"]
    else { preconditionFailure("\(name) has no weights") }
    let scale = ValueScale.signed(before.doubles + after.doubles)
    let rows = [before, after].map { kernel -> [PixelGrid] in
      if kernel.shape.rank == 4 {
        return kernels(of: kernel, scale: scale).prefix(8).map { $0[0] }
      }
      let (inputs, units) = (kernel.shape[0], kernel.shape[1])
      let isImage = inputs == images.height * images.width
      return (0..<min(units, 6)).map { unit in
        let values = (0..<inputs).map { Double(kernel.values[$0 * units + unit]) }
        return isImage
          ? PixelGrid(rows: images.height, columns: images.width, values: values, scale: scale)
          : block(values, scale: scale)
      }
    }
    let label = after.shape.rank == 4 ? "kernel {1}" : "unit {1}"
    return MapSheet(
      title: title, caption: caption,
      panels: rows.enumerated().flatMap { row, grids in
        grids.enumerated().map { place, grid in
          .init(label: row == 0 ? words(label, "\(place)") : "", grid: grid)
        }
      }, columns: rows[0].count, rowHeadings: [words("before"), words("after")],
      meaning: words("weight"))
  }
}
