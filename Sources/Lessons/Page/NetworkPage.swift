import Drawing
import Figures
import Networks
import Numerics

/// A trained network as a page shows it: what comes out of each layer as maps, and of each number how
/// it came about.
final class NetworkPage {
  private let trace: NetworkTrace<Float>
  private let image: PixelGrid
  private let world: World

  /// - Parameters:
  ///   - carried: The image as it is seen, its numbers as the network takes them, then the weights.
  ///   - shape: height × width × channels of the image.
  /// - Returns: nil where plan, shape and numbers do not fit each other.
  init?(plan: YAMLNode, shape: [Int], carried: [Float], _ world: World) {
    guard shape.count == 3, shape.allSatisfy({ (1...1024).contains($0) }) else { return nil }
    let (seen, count) = (shape[0] * shape[1], shape[0] * shape[1] * shape[2])
    guard carried.count >= seen + count,
      let network = CarriedPlan.network(plan, weights: Array(carried[(seen + count)...])),
      let trace = network.trace(of: Tensor(Shape(shape), Array(carried[seen..<seen + count])))
    else { return nil }
    self.trace = trace
    image = PixelGrid(
      rows: shape[0], columns: shape[1],
      values: carried[..<seen].map { .some(Double($0) / 255) }, scale: .ink(top: 1))
    self.world = world
  }

  // MARK: Layers

  /// `{layers: [{name, title, isPixelwise, maps: [{rows, columns, colors}]}]}`: the image, then each
  /// layer; `colors` has six hexadecimal digits a cell.
  func layers(_ theme: Theme) -> TraceJSON {
    var layers = [
      layer("image", [image], "\(image.rows) × \(image.columns)", isTraced: false, theme)
    ]
    for place in trace.layers.indices {
      let record = trace.layers[place].record
      if case .dropout = trace.layers[place] { continue }
      let shape = record.output.shape
      let maps =
        shape.rank == 3
        ? PixelGrid.maps(of: record.output) : [PixelGrid.block(record.output.doubles)]
      let size =
        shape.rank == 3 ? "\(shape[2]) × \(shape[0]) × \(shape[1])" : "\(shape.count)"
      layers.append(layer(record.name, maps, size, isTraced: isTraced(place), theme))
    }
    return .object([JSONMember("layers", .list(layers))])
  }

  private func layer(
    _ name: String, _ maps: [PixelGrid], _ size: String, isTraced: Bool, _ theme: Theme
  ) -> TraceJSON {
    let grids: [TraceJSON] = maps.map { grid in
      var colors = ""
      for color in grid.colors(theme) { colors += color.hexText.dropFirst() }
      return .object([
        JSONMember("rows", .integer(grid.rows)), JSONMember("columns", .integer(grid.columns)),
        JSONMember("colors", .string(colors)),
      ])
    }
    return .object([
      JSONMember("name", .string(name)), JSONMember("size", .string(size)),
      JSONMember("isTraced", .bool(isTraced)), JSONMember("maps", .list(grids)),
    ])
  }

  /// Whether it can be told how a number of a layer came about.
  private func isTraced(_ place: Int) -> Bool {
    switch trace.layers[place] {
    case .convolution, .pooling, .dense: true
    case .activation, .dropout, .batchNormalization, .flatten: false
    }
  }

  // MARK: One number

  /// How one number came about, told like a step, and what it looks at: `{html, name, seen: [{layer,
  /// map, row, column, rows, columns}]}`.
  ///
  /// - Parameter map: Of a dense layer 0; its unit stands at `row` and `column` of its block.
  func number(
    _ address: PixelAddress, id: String, fitting size: Size, in context: DrawingContext
  ) -> TraceJSON? {
    guard let place = trace.layers.firstIndex(where: { $0.record.name == address.layer }) else {
      return nil
    }
    switch trace.layers[place] {
    case .convolution(let record, _, _, _):
      guard let pixel = try? trace.pixel(address) else { return nil }
      let story = PixelStory(
        pixel, image: image, maps: PixelGrid.maps(of: record.output), step: 1, world)
      let moment = Moment(
        index: 1, count: 1, epoch: nil, heading: pixel.name, isMistake: false,
        stages: story.stages)
      var seen = [
        frame(
          "image", nil, pixel.field.row, pixel.field.column, pixel.field.rows,
          pixel.field.columns)
      ]
      if place > 0 {
        seen.append(
          frame(
            trace.layers[place - 1].record.name, nil, pixel.top, pixel.left, pixel.kernelHeight,
            pixel.kernelWidth))
      }
      return answer(
        pixel.name, MomentPage(moment, id: id, fitting: size, in: context).html(withAnswers: false),
        seen)
    case .pooling(let record, let rule, let window, _):
      return pooled(address, record, rule, window, before: place)
    case .dense(let record, let weights): return unit(address, record, weights)
    case .activation, .dropout, .batchNormalization, .flatten: return nil
    }
  }

  private func pooled(
    _ address: PixelAddress, _ record: LayerRecord<Float>, _ rule: PoolingRule, _ window: Window,
    before place: Int
  ) -> TraceJSON? {
    let output = record.output
    guard (0..<output.shape[2]).contains(address.map),
      (0..<output.shape[0]).contains(address.row), (0..<output.shape[1]).contains(address.column)
    else { return nil }
    let channel = record.input.channel(address.map)
    let numbers = window.places(under: address.row, address.column).map {
      PaperNumber(rounding: channel[$0], to: PaperPixel.places)
    }
    let kept = PaperNumber(
      rounding: Double(output[address.row, address.column, address.map]), to: PaperPixel.places)
    let list = numbers.map { $0.formula }.joined(separator: ";\\, ")
    let parts: [Derivation.Part] =
      switch rule {
      case .largest:
        [.init(.equals, "\\max(\(list))", .numbers), .init(.equals, kept.formula, .result)]
      case .smallest:
        [.init(.equals, "\\min(\(list))", .numbers), .init(.equals, kept.formula, .result)]
      case .mean:
        [
          .init(.approximately, "\\text{\(world.words("mean"))}(\(list))", .numbers),
          .init(.approximately, kept.formula, .result),
        ]
      }
    let name = "\(address.layer)[\(address.map)][\(address.row),\(address.column)]"
    let derivation = Derivation(
      world.words("What pooling keeps of its window"), [Derivation.Line(.output, "a", parts)])
    let (top, left) = (
      address.row * window.strideY - window.padTop, address.column * window.strideX - window.padLeft
    )
    let below = place > 0 ? trace.layers[place - 1].record.name : "image"
    return answer(
      name, DerivationMarkup(derivation).html,
      [frame(below, address.map, top, left, window.height, window.width)])
  }

  private func unit(
    _ address: PixelAddress, _ record: LayerRecord<Float>, _ weights: WeightedRecord<Float>
  ) -> TraceJSON? {
    let block = PixelGrid.block(record.output.doubles)
    let unit = address.row * block.columns + address.column
    guard (0..<block.rows).contains(address.row), (0..<block.columns).contains(address.column)
    else { return nil }
    let sum = LongSum(
      record.input.doubles, weights.kernel.column(unit), places: 3,
      bias: Double(weights.bias.values[unit]))
    var lines = sum.lines(
      .sum, symbol: "z_{\(unit)}", sum: "\\sum_{i} x_i \\cdot w_{i,\(unit)} + b_{\(unit)}", world,
      term: { (input: Int) -> String in "x_{\(input)} \\cdot w_{\(input),\(unit)}" })
    let output = PaperNumber(rounding: Double(record.output.values[unit]), to: 3)
    lines.append(
      Derivation.Line(
        .output, "a_{\(unit)}",
        [
          .init(.equals, "\\text{\(weights.activation.rawValue)}(z_{\(unit)})", .symbols),
          .init(.approximately, output.formula, .result),
        ]))
    let derivation = Derivation(
      world.words(
        "Unit {1}: three largest terms, the other {2}, the bias", "\(unit)",
        "\(record.input.count - 3)"), lines)
    return answer("\(address.layer)[\(unit)]", DerivationMarkup(derivation).html, [])
  }

  private func answer(_ name: String, _ html: String, _ seen: [TraceJSON]) -> TraceJSON {
    .object([
      JSONMember("name", .string(name)), JSONMember("html", .string(html)),
      JSONMember("seen", .list(seen)),
    ])
  }

  /// A frame on maps that come in: on all of them where `map` is nil.
  private func frame(
    _ layer: String, _ map: Int?, _ row: Int, _ column: Int, _ rows: Int, _ columns: Int
  ) -> TraceJSON {
    .object([
      JSONMember("layer", .string(layer)), JSONMember("map", map.map { .integer($0) } ?? .null),
      JSONMember("row", .integer(row)), JSONMember("column", .integer(column)),
      JSONMember("rows", .integer(rows)), JSONMember("columns", .integer(columns)),
    ])
  }
}
