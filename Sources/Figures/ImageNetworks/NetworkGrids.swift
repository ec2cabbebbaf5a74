import Drawing
import Networks
import Numerics

/// A rounded number as it is printed: what is added up on a page starts from these digits.
struct Printed: Equatable, Sendable {
  /// The value in units of the last digit.
  var units: Int
  var digits: Int

  init(_ value: Double, _ digits: Int) {
    self.digits = digits
    units = Int((value * Self.scale(digits)).rounded())
  }

  init(units: Int, digits: Int) {
    self.units = units
    self.digits = digits
  }

  var value: Double { Double(units) / Self.scale(digits) }
  /// As a formula: `-0.240`.
  var formula: String {
    NumberText.fixed(value, digits).replacing("\u{2212}", with: "-")
  }
  /// As an operand: negative numbers in brackets.
  var operand: String { units < 0 ? "(\(formula))" : formula }
  var text: String { NumberText.fixed(value, digits) }

  /// A sum of printed numbers as parts of a line that may be broken after every third of them.
  static func parts(
    _ terms: [Printed], _ relation: Derivation.Part.Relation = .approximately
  ) -> [Derivation.Part] {
    stride(from: 0, to: terms.count, by: 3).map { first in
      let some = terms[first..<min(first + 3, terms.count)].map(\.operand).joined(separator: " + ")
      return first == 0
        ? .init(relation, some, .numbers) : .init(.none, "{} + \(some)", .numbers)
    }
  }

  static func scale(_ digits: Int) -> Double { (0..<digits).reduce(1) { scale, _ in scale * 10 } }

  /// The product of two printed numbers, rounded to `digits` places, halves away from zero as
  /// with a pencil: in whole units, so that no binary digit tips a half.
  static func product(_ a: Printed, _ b: Printed, _ digits: Int) -> Printed {
    let places = a.digits + b.digits - digits
    let units = Double(a.units * b.units)
    return Printed(
      units: Int((places >= 0 ? units / scale(places) : units * scale(-places)).rounded()),
      digits: digits)
  }

  static func sum(_ values: [Printed]) -> Printed {
    Printed(units: values.reduce(0) { $0 + $1.units }, digits: values.first?.digits ?? 0)
  }
}

extension Tensor<Float> {
  /// One channel of a height × width × channels tensor, row by row.
  func channel(_ index: Int) -> [Double] {
    let channels = shape[2]
    return stride(from: index, to: count, by: channels).map { Double(values[$0]) }
  }

  /// One kernel of a height × width × in × out tensor, row by row.
  func kernel(input: Int, output: Int) -> [Double] {
    let (inputs, outputs) = (shape[2], shape[3])
    return (0..<shape[0] * shape[1]).map {
      Double(values[($0 * inputs + input) * outputs + output])
    }
  }

  /// The weights that lead to one unit of an inputs × units matrix.
  func column(_ unit: Int) -> [Double] {
    let units = shape[1]
    return stride(from: unit, to: count, by: units).map { Double(values[$0]) }
  }

  /// The weights that leave one input of an inputs × units matrix.
  func row(_ input: Int) -> [Double] {
    let units = shape[1]
    return (0..<units).map { Double(values[input * units + $0]) }
  }

  var doubles: [Double] { values.map { Double($0) } }
}

/// Grids of a story's tensors, each kind on one scale.
extension NetworkStory {
  func layer(_ name: String) -> LayerTrace<Float> {
    guard let layer = trace[name] else { preconditionFailure("no layer \(name)") }
    return layer
  }

  /// The followed image, as the network sees it.
  public var imageGrid: PixelGrid { grid(ofImage: image) }

  func grid(ofImage index: Int) -> PixelGrid {
    let values = images.image(index).enumerated()
      .filter { $0.offset % images.channels == 0 }.map { Double($0.element) / 255 }
    return PixelGrid(
      rows: images.height, columns: images.width, values: values, scale: .ink(top: 1))
  }

  /// The maps that a layer puts out, or their gradients, on one scale.
  public func maps(of tensor: Tensor<Float>) -> [PixelGrid] {
    let scale = ValueScale.fitting(tensor.doubles)
    return (0..<tensor.shape[2]).map { channel in
      PixelGrid(
        rows: tensor.shape[0], columns: tensor.shape[1], values: tensor.channel(channel),
        scale: scale)
    }
  }

  /// All kernels of a convolution or their gradients, output by output, input by input, on one
  /// scale.
  public func kernels(of tensor: Tensor<Float>, scale: ValueScale? = nil) -> [[PixelGrid]] {
    let scale = scale ?? .signed(tensor.doubles)
    return (0..<tensor.shape[3]).map { output in
      (0..<tensor.shape[2]).map { input in
        PixelGrid(
          rows: tensor.shape[0], columns: tensor.shape[1],
          values: tensor.kernel(input: input, output: output), scale: scale)
      }
    }
  }

  /// A vector as a grid that looks like a block.
  func block(_ values: [Double], scale: ValueScale? = nil, columns given: Int? = nil) -> PixelGrid {
    let columns =
      given ?? [32, 28, 16, 10, 8].first { values.count % $0 == 0 && values.count / $0 >= 2 }
      ?? values.count
    return PixelGrid(
      rows: values.count / max(columns, 1), columns: columns, values: values,
      scale: scale ?? .fitting(values))
  }

  /// One number for each input of a dense layer, arranged as what comes in is: as the image, as
  /// maps beside each other, or as a block.
  ///
  /// - Parameter marked: Inputs whose cells are framed.
  func arranged(
    _ values: [Double], into name: String, scale: ValueScale, marking marked: [Int] = []
  ) -> PixelGrid {
    let arrangement = Arrangement(count: values.count, shape: mapShape(into: name))
    var grid = PixelGrid(
      rows: arrangement.rows, columns: arrangement.columns, values: arrangement.cells(values),
      scale: scale)
    grid.outlines =
      arrangement.tiles
      + marked.map {
        let (row, column) = arrangement.place(of: $0)
        return .init(row: row, column: column)
      }
    return grid
  }

  /// The shape of the maps whose numbers come into a dense layer one by one; nil where what comes
  /// in are units.
  private func mapShape(into name: String) -> Shape? {
    guard let place = trace.layers.firstIndex(where: { $0.record.name == name }) else { return nil }
    for layer in trace.layers[..<place].reversed() {
      switch layer {
      case .flatten(let record): return record.input.shape.rank == 3 ? record.input.shape : nil
      case .dropout, .activation, .batchNormalization: continue
      case .dense, .convolution, .pooling: return nil
      }
    }
    return nil
  }
}

/// Where each number of a vector stands in a grid.
private struct Arrangement {
  let rows: Int
  let columns: Int
  private let shape: Shape?
  private let tilesAcross: Int
  private let count: Int

  init(count: Int, shape: Shape?) {
    self.count = count
    if let shape, shape.count == count {
      self.shape = shape
      let maps = shape[2]
      tilesAcross = (1...max(maps, 1)).first { $0 * $0 >= maps } ?? 1
      columns = tilesAcross * shape[1]
      rows = (maps + tilesAcross - 1) / tilesAcross * shape[0]
    } else {
      self.shape = nil
      tilesAcross = 1
      // Twice as wide as high at most.
      let width = (1...max(count, 1)).last { count % $0 == 0 && $0 * $0 <= 2 * count } ?? count
      columns = count <= 16 ? count : width
      rows = count / max(columns, 1)
    }
  }

  func place(of index: Int) -> (row: Int, column: Int) {
    guard let shape else { return (index / columns, index % columns) }
    let (map, pixel) = (index % shape[2], index / shape[2])
    return (
      map / tilesAcross * shape[0] + pixel / shape[1],
      map % tilesAcross * shape[1] + pixel % shape[1]
    )
  }

  func cells(_ values: [Double]) -> [Double?] {
    var cells = [Double?](repeating: nil, count: rows * columns)
    for (index, value) in values.enumerated() {
      let (row, column) = place(of: index)
      cells[row * columns + column] = value
    }
    return cells
  }

  /// A frame around each map.
  var tiles: [PixelGrid.Outline] {
    guard let shape, shape[2] > 1 else { return [] }
    return (0..<shape[2]).map { map in
      .init(
        row: map / tilesAcross * shape[0], column: map % tilesAcross * shape[1], rows: shape[0],
        columns: shape[1], style: .light)
    }
  }
}
