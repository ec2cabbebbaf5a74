import Numerics

/// A convolution by hand: one image, one kernel, exact numbers.
///
/// As in every network library the kernel is not turned round: what is called a convolution here
/// is a cross-correlation, z(r, c) = Σ image(r·stride + i, c·stride + j) · kernel(i, j) + bias.
public struct ExactConvolution: Equatable, Sendable {
  /// One position of the kernel and all that is computed there.
  public struct Step: Equatable, Sendable {
    /// From 1, left to right, then top to bottom.
    public let index: Int
    /// Place in the map, from 0.
    public let row: Int
    public let column: Int
    /// The part of the image under the kernel, padding included.
    public let patch: [[ExactDecimal]]
    public let products: [[ExactDecimal]]
    /// The sum of all products.
    public let sum: ExactDecimal
    /// The sum divided by the kernel's divisor, plus the bias.
    public let z: Fraction
    /// What goes into the map: z, or ReLU(z) = max(0, z).
    public let output: Fraction
  }

  public let image: [[ExactDecimal]]
  public let kernel: ExactKernel
  public let stride: Int
  /// Rows and columns of zeros around the image.
  public let padding: Int
  public let bias: ExactDecimal
  public let hasReLU: Bool
  public let steps: [Step]
  /// Rows and columns of the map.
  public let outputHeight: Int
  public let outputWidth: Int

  /// - Throws: where the image is empty or ragged, or the kernel does not fit into it.
  public init(
    image: [[ExactDecimal]], kernel: ExactKernel, stride: Int = 1, padding: Int = 0,
    bias: ExactDecimal = .zero, hasReLU: Bool = false
  ) throws(NetworkError) {
    guard let width = image.first?.count, width > 0 else {
      throw NetworkError("an image needs at least one pixel")
    }
    guard image.allSatisfy({ $0.count == width }) else {
      throw NetworkError("the rows of the image have different lengths")
    }
    guard stride > 0, padding >= 0 else {
      throw NetworkError("the stride is at least 1 and the padding at least 0")
    }
    let (height, kernelHeight) = (image.count + 2 * padding, kernel.height)
    let (across, kernelWidth) = (width + 2 * padding, kernel.width)
    guard kernelHeight <= height, kernelWidth <= across else {
      throw NetworkError(
        "a kernel of \(kernelHeight) × \(kernelWidth) does not fit into \(height) × \(across) "
          + "pixels")
    }
    self.image = image
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.bias = bias
    self.hasReLU = hasReLU
    outputHeight = (height - kernelHeight) / stride + 1
    outputWidth = (across - kernelWidth) / stride + 1
    let padded = Self.padded(image, by: padding)
    var steps: [Step] = []
    for row in 0..<outputHeight {
      for column in 0..<outputWidth {
        let patch = (0..<kernelHeight).map { i in
          Array(padded[row * stride + i][column * stride..<column * stride + kernelWidth])
        }
        let products = zip(patch, kernel.weights).map { zip($0, $1).map { $0 * $1 } }
        let sum = products.joined().reduce(ExactDecimal.zero, +)
        let z = Fraction(
          sum + bias * ExactDecimal(kernel.divisor), dividedBy: ExactDecimal(kernel.divisor))
        steps.append(
          Step(
            index: steps.count + 1, row: row, column: column, patch: patch, products: products,
            sum: sum, z: z, output: hasReLU && z.isNegative ? Fraction(ExactDecimal.zero) : z))
      }
    }
    self.steps = steps
  }

  /// The image with its border of zeros.
  public var paddedImage: [[ExactDecimal]] { Self.padded(image, by: padding) }

  /// The whole map, row by row.
  public var map: [[Fraction]] {
    (0..<outputHeight).map { row in
      steps[row * outputWidth..<(row + 1) * outputWidth].map { $0.output }
    }
  }

  private static func padded(_ image: [[ExactDecimal]], by padding: Int) -> [[ExactDecimal]] {
    guard padding > 0 else { return image }
    let width = image[0].count + 2 * padding
    let empty = [[ExactDecimal]](
      repeating: [ExactDecimal](repeating: .zero, count: width), count: padding)
    let side = [ExactDecimal](repeating: .zero, count: padding)
    return empty + image.map { side + $0 + side } + empty
  }

  /// The matrix product image · kernel, for telling it apart from the convolution; nil where the
  /// image has not as many columns as the kernel has rows.
  public var matrixProduct: [[ExactDecimal]]? {
    guard image[0].count == kernel.height, kernel.divisor == 1 else { return nil }
    return image.map { row in
      (0..<kernel.width).map { column in
        zip(row, kernel.weights).reduce(ExactDecimal.zero) { $0 + $1.0 * $1.1[column] }
      }
    }
  }
}
