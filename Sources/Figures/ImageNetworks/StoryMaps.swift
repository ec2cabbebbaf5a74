import Drawing
import Networks
import Numerics

/// Whole maps: from all channels, of a layer, and which kernel made which.
extension NetworkStory {
  func channelStages(_ name: String) -> [Stage] {
    let map = shownPixel(of: name).map
    let count = layer(name).record.input.shape[2]
    return [
      Stage(
        derivation: Derivation(
          words("Kernels of this layer"),
          [
            Derivation.Line(
              "kernels", "n",
              [
                .init(
                  .equals,
                  "\\text{\(words("channels"))} \\cdot \\text{\(words("maps"))}", .symbols),
                .init(
                  .equals, "\(count) \\cdot \(layer(name).record.output.shape[2])", .numbers),
                .init(.equals, "\(count * layer(name).record.output.shape[2])", .result),
              ])
          ]), figure: channelSum(name, map: map))
    ]
  }

  /// One map as the sum of its intermediate maps and the bias.
  public func channelSum(_ name: String, map: Int, caption: String = "") -> ChannelSum {
    guard case .convolution(let record, let weights, let window, let patches) = layer(name) else {
      preconditionFailure("\(name) is no convolution")
    }
    let (height, width) = (record.output.shape[0], record.output.shape[1])
    let (channels, area) = (window.channels, window.height * window.width)
    let maps = record.output.shape[2]
    let intermediate = (0..<channels).map { channel -> [Double] in
      let kernel = weights.kernel.kernel(input: channel, output: map)
      return (0..<height * width).map { position in
        (0..<area).reduce(0.0) { sum, cell in
          sum + kernel[cell]
            * Double(patches.values[position * area * channels + cell * channels + channel])
        }
      }
    }
    let z = (0..<height * width).map { Double(weights.preActivation.values[$0 * maps + map]) }
    let scale = ValueScale.signed(intermediate.joined())
    let inputs = self.maps(of: record.input)
    let kernels = self.kernels(of: weights.kernel)[map]
    let bias = Printed(Double(weights.bias.values[map]), 3)
    func grid(_ values: [Double], _ scale: ValueScale) -> PixelGrid {
      PixelGrid(rows: height, columns: width, values: values, scale: scale)
    }
    return ChannelSum(
      title: title, caption: caption,
      channels: (0..<channels).map { channel in
        .init(
          label: words("channel {1}", "\(channel)"), input: inputs[channel],
          kernel: kernels[channel], result: grid(intermediate[channel], scale))
      },
      headings: [
        words("What comes in"), words("Kernel of map {1} for each channel", "\(map)"),
        words("Intermediate maps"),
      ],
      sums: [
        (
          words("Sum of the {1} and the bias {2}", "\(channels)", "≈ \(bias.text)"),
          grid(z, .signed(z))
        ),
        (
          words("after ReLU: map {1}", "\(map)"),
          grid(z.map { max($0, 0) }, .fitting(z.map { max($0, 0) }))
        ),
      ], meaning: words("value of an intermediate map"))
  }

  func mapStages(_ name: String) -> [Stage] {
    let shape = layer(name).record.output.shape
    guard case .convolution(let record, _, let window, _) = layer(name) else { return [] }
    let n = record.input.shape[0]
    let padding = window.padTop
    return [
      Stage(
        derivation: Derivation(
          words("Side of a map, numbers of all maps"),
          [
            Derivation.Line(
              "side", "n'",
              [
                .init(
                  .equals,
                  "\\frac{\(n)\(padding > 0 ? " + 2 \\cdot \(padding)" : "") - \(window.height)}"
                    + "{\(window.strideY)} + 1", .numbers),
                .init(.equals, "\(shape[0])", .result),
              ]),
            Derivation.Line(
              "count", "N",
              [
                .init(.equals, "\(shape[0]) \\cdot \(shape[1]) \\cdot \(shape[2])", .numbers),
                .init(.equals, "\(shape.count)", .result),
              ]),
          ]), figure: mapSheet(name))
    ]
  }

  /// All maps that a layer puts out, in the first convolution each with its kernel.
  public func mapSheet(_ name: String, caption: String = "") -> MapSheet {
    let traced = layer(name)
    let grids = maps(of: traced.record.output)
    var kernels: [PixelGrid?] = grids.map { _ in nil }
    if case .convolution(let record, let weights, _, _) = traced, record.input.shape[2] == 1 {
      kernels = self.kernels(of: weights.kernel).map { $0[0] }
    }
    return MapSheet(
      title: title, caption: caption,
      panels: grids.enumerated().map { place, grid in
        .init(label: words("map {1}", "\(place)"), kernel: kernels[place], grid: grid)
      }, meaning: words("value of a map"),
      kernelMeaning: kernels[0] == nil ? "" : words("weight of a kernel"))
  }

  /// All kernels of a convolution: a row for each channel that comes in, a column for each map.
  public func kernelSheet(_ name: String, caption: String = "") -> MapSheet {
    guard let weights = layer(name).weighted else { preconditionFailure("\(name) has no kernels") }
    let all = kernels(of: weights.kernel)
    let inputs = weights.kernel.shape[2]
    return MapSheet(
      title: title, caption: caption,
      panels: (0..<inputs).flatMap { input in
        all.enumerated().map { output, row in
          .init(label: input == 0 ? words("map {1}", "\(output)") : "", grid: row[input])
        }
      }, columns: inputs == 1 ? nil : all.count,
      rowHeadings: inputs == 1 ? [] : (0..<inputs).map { words("channel {1}", "\($0)") },
      meaning: words("weight of a kernel"))
  }

  /// Three maps of a layer that are least alike, for pupils to find their kernels.
  public func riddle(_ name: String) -> [Int] {
    let output = layer(name).record.output
    let maps = (0..<output.shape[2]).map { output.channel($0) }
    func likeness(_ a: [Double], _ b: [Double]) -> Double {
      let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
      let lengths = [a, b].map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
      return lengths[0] * lengths[1] > 0 ? product / (lengths[0] * lengths[1]) : 1
    }
    let alive = maps.indices.filter { maps[$0].contains { $0 > 0 } }
    guard let first = alive.max(by: { maps[$0].reduce(0, +) < maps[$1].reduce(0, +) }) else {
      return []
    }
    var chosen = [first]
    while chosen.count < min(3, alive.count) {
      let rest = alive.filter { !chosen.contains($0) }
      let next = rest.min { a, b in
        let (x, y) = (a, b)
        return (chosen.map { likeness(maps[x], maps[$0]) }.max() ?? 0)
          < (chosen.map { likeness(maps[y], maps[$0]) }.max() ?? 0)
      }
      guard let next else { break }
      chosen.append(next)
    }
    return chosen
  }

  /// All kernels of the first convolution with their numbers, and below three maps without.
  public func riddleFigure(_ name: String, caption: String = "") -> FigureColumn {
    guard let weights = layer(name).weighted else { preconditionFailure("\(name) has no kernels") }
    let kernels = self.kernels(of: weights.kernel)
    let maps = self.maps(of: layer(name).record.output)
    let letters = ["A", "B", "C"]
    return FigureColumn(
      title: title, caption: caption,
      parts: [
        MapSheet(
          title: title,
          panels: kernels.enumerated().map {
            .init(label: words("kernel {1}", "\($0)"), grid: $1[0])
          }, columns: kernels.count, meaning: words("weight of a kernel")
        ).erased,
        MapSheet(
          title: title,
          panels: zip(letters, riddle(name)).map {
            .init(label: words("map {1}", $0), grid: maps[$1])
          }, columns: letters.count, meaning: words("value of a map")
        ).erased,
      ], shares: [1, 2])
  }
}
