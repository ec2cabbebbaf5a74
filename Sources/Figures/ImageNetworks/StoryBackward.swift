import Drawing
import Networks
import Numerics

/// The way back through weights and kernels.
extension NetworkStory {
  func denseBackStages(_ name: String) -> [Stage] {
    guard let weights = layer(name).weighted, let delta = weights.preActivationGradient,
      let gradient = weights.kernelGradient
    else { return [] }
    let units = weights.kernel.shape[1]
    let place =
      gradient.values.indices.max { abs(gradient.values[$0]) < abs(gradient.values[$1]) } ?? 0
    let (input, unit) = (place / units, place % units)
    let x = Printed(Double(layer(name).record.input.values[input]), 3)
    let g = Printed(Double(delta.values[unit]), 5)
    let product = Printed(x.value * g.value, 5)
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
          ]),
        figure: denseBackFigure(name))
    ]
  }

  /// The gradients that a dense layer hands back to its inputs.
  public func denseBackFigure(_ name: String, caption: String = "") -> GridFigure {
    let values = layer(name).record.inputGradient?.doubles ?? []
    return GridFigure(
      title: title, caption: caption, grid: block(values, scale: .signed(values)),
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
    let symbol = "k_{\(cell / window.width),\(cell % window.width)}"
    // The positions that add most to this gradient.
    let area = window.height * window.width
    let positions = delta.shape[0] * delta.shape[1]
    let terms = (0..<positions).map { position in
      Double(delta.values[position * maps + map])
        * Double(patches.values[position * area * inputs + cell * inputs + channel])
    }
    let top = terms.indices.sorted { (-abs(terms[$0]), $0) < (-abs(terms[$1]), $1) }.prefix(3)
    let shown = top.map { Printed(terms[$0], 4) }
    let rest = Printed(terms.reduce(0, +) - top.reduce(0) { $0 + terms[$1] }, 4)
    let sum = Printed.sum(shown + [rest])
    let old = Printed(Double(weights.kernel.values[place]), 4)
    let step = Printed(0.1, 1)
    let change = Printed(sum.value * step.value, 5)
    let new = Printed(old.value - change.value, 5)
    return [
      Stage(
        derivation: Derivation(
          words(
            "One weight: three largest of {1} terms, and the rest", "\(positions)"),
          [
            Derivation.Line(
              "gradient", "\\frac{\\partial L}{\\partial \(symbol)}",
              [
                .init(.equals, "\\sum_{r,c} g_{r,c} \\cdot x_{r,c}", .symbols)
              ] + Printed.parts(shown + [rest]) + [.init(.equals, sum.formula, .result)])
          ]), figure: kernelGradients(name, marked: map)),
      Stage(
        derivation: Derivation(
          words("One step downhill with the rate 0.1"),
          [
            Derivation.Line(
              "update", "\(symbol)'",
              [
                .init(.approximately, "\(old.formula) - 0.1 \\cdot \(sum.operand)", .numbers),
                .init(.equals, new.formula, .result),
              ])
          ]), figure: kernelGradients(name, marked: map)),
    ]
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
