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

  /// A vector as a grid of at most 16 columns that looks like a block.
  func block(_ values: [Double], scale: ValueScale? = nil) -> PixelGrid {
    let columns =
      [32, 28, 16, 10, 8].first { values.count % $0 == 0 && values.count / $0 >= 2 }
      ?? values.count
    return PixelGrid(
      rows: values.count / max(columns, 1), columns: columns, values: values,
      scale: scale ?? .fitting(values))
  }
}
