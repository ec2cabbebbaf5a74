import Numerics

/// How the weights of a layer begin. The formulas are Keras's.
///
/// fan-in is the number of inputs of one output (kernel height · width · channels for a
/// convolution), fan-out the number of outputs that one input reaches.
public enum Initializer: Hashable, Sendable {
  /// Uniform in ±√(6 / (fan-in + fan-out)). Glorot and Bengio, 2010.
  case glorotUniform
  /// Truncated normal of variance 2 / fan-in. He et al., 2015.
  case heNormal
  /// Truncated normal of variance 1 / fan-in (Keras's `VarianceScaling` as it stands).
  case varianceScaling
  case zeros
  case ones
  /// Every weight, in the order of its tensor.
  case values([Double])

  /// Values for a kernel of the given shape (… × in × out), in its row-major order.
  ///
  /// The truncated normal is cut at ±2σ of a normal with deviation σ/0.8796, so that its own
  /// deviation is σ.
  public func values(for shape: Shape, using generator: inout SeededGenerator) -> [Double] {
    let receptiveField = shape.dimensions.dropLast(2).reduce(1, *)
    let fanIn = Double(receptiveField * (shape.dimensions.dropLast().last ?? 1))
    let fanOut = Double(receptiveField * (shape.dimensions.last ?? 1))
    switch self {
    case .glorotUniform:
      let limit = (6 / (fanIn + fanOut)).squareRoot()
      return (0..<shape.count).map { _ in generator.uniform(-limit..<limit) }
    case .heNormal:
      return truncatedNormal(shape.count, deviation: (2 / fanIn).squareRoot(), &generator)
    case .varianceScaling:
      return truncatedNormal(shape.count, deviation: (1 / fanIn).squareRoot(), &generator)
    case .zeros:
      return [Double](repeating: 0, count: shape.count)
    case .ones:
      return [Double](repeating: 1, count: shape.count)
    case .values(let values):
      precondition(values.count == shape.count, "\(values.count) values for \(shape)")
      return values
    }
  }

  private func truncatedNormal(
    _ count: Int, deviation: Double, _ generator: inout SeededGenerator
  ) -> [Double] {
    let scale = deviation / 0.879_625_661_034_239_78
    return (0..<count).map { _ in generator.truncatedNormal() * scale }
  }
}

extension Initializer {
  /// The initialisers that authors may name, in the order of the documentation.
  public static let named: [(word: String, initializer: Initializer)] = [
    ("glorotUniform", .glorotUniform), ("heNormal", .heNormal),
    ("varianceScaling", .varianceScaling), ("zeros", .zeros), ("ones", .ones),
  ]

  /// The initialiser as an author writes it: its name, or the list of its values.
  public var text: String {
    switch self {
    case .glorotUniform: "glorotUniform"
    case .heNormal: "heNormal"
    case .varianceScaling: "varianceScaling"
    case .zeros: "zeros"
    case .ones: "ones"
    case .values(let values):
      "[" + values.map { "\($0)" }.joined(separator: ", ") + "]"
    }
  }
}
