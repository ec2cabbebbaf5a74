import Figures
import Networks
import Numerics

/// What a convolution is not: the dot product and the matrix product of image and kernel, told.
struct ConvolutionProducts {
  private let convolution: ExactConvolution
  private let world: World

  init(_ convolution: ExactConvolution, _ world: World) {
    self.convolution = convolution
    self.world = world
  }

  /// The dot product of the first row of the image and the first row of the kernel.
  var dotProduct: Derivation {
    let sum = Self.sum(convolution.image[0], convolution.kernel.weights[0])
    return Derivation(
      world.words("The dot product of two rows"),
      [
        Derivation.Line(
          .dot, "a \\cdot b",
          [
            .init(.equals, sum.factors, .numbers), .init(.equals, sum.products, .numbers),
            .init(.equals, sum.value.formula, .result),
          ])
      ])
  }

  /// The entries of the matrix product, one line each.
  var matrixProduct: Derivation {
    let (image, weights) = (convolution.image, convolution.kernel.weights)
    let lines = image.indices.flatMap { row in
      weights[0].indices.map { column -> Derivation.Line in
        let sum = Self.sum(image[row], weights.map { $0[column] })
        return Derivation.Line(
          .product, "c_{\(row + 1)\(column + 1)}",
          [
            .init(.equals, sum.factors, .numbers), .init(.equals, sum.products, .numbers),
            .init(.equals, sum.value.formula, .result),
          ])
      }
    }
    return Derivation(world.words("Row of A times column of B"), lines)
  }

  /// `1 · 3 + 7 · 5`, `3 + 35` and 38.
  static func sum(_ a: [ExactDecimal], _ b: [ExactDecimal])
    -> (factors: String, products: String, value: ExactDecimal)
  {
    let pairs = Array(zip(a, b))
    return (
      pairs.map { "\($0.operand) \\cdot \($1.operand)" }.joined(separator: " + "),
      pairs.map { ($0 * $1).operand }.joined(separator: " + "),
      pairs.reduce(ExactDecimal.zero) { $0 + $1.0 * $1.1 }
    )
  }
}
