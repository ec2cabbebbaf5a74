import Drawing
import Networks
import Numerics

/// Pictures of a convolution by hand.
extension ConvolutionMoments {
  /// The image with its padding stepping back, without outlines.
  public var imageGrid: PixelGrid {
    let padded = convolution.paddedImage
    let p = convolution.padding
    let values = padded.joined().map(\.doubleValue)
    let isSigned = values.contains { $0 < 0 }
    var grid = PixelGrid(
      exact: padded, scale: isSigned ? .signed(values) : .ink(top: max(values.max() ?? 1, 1)))
    if p > 0 {
      grid.outlines.append(
        .init(
          row: p, column: p, rows: convolution.image.count,
          columns: convolution.image[0].count, style: .light))
      grid.muted = Set(
        grid.values.indices.filter { place in
          let (row, column) = (place / grid.columns, place % grid.columns)
          return row < p || column < p || row >= grid.rows - p || column >= grid.columns - p
        })
    }
    return grid
  }

  public var kernelGrid: PixelGrid {
    let weights = convolution.kernel.weights
    return PixelGrid(exact: weights, scale: .signed(weights.joined().map(\.doubleValue)))
  }

  /// The map with its first `known` cells filled in; nil fills all.
  public func mapGrid(known: Int? = nil) -> PixelGrid {
    PixelGrid(exact: convolution.map, known: known)
  }

  public var kernelHeading: String {
    convolution.kernel.divisor == 1
      ? words("Kernel") : words("Kernel / {1}", "\(convolution.kernel.divisor)")
  }

  public var imageHeading: String {
    let (rows, columns) = (convolution.image.count, convolution.image[0].count)
    return convolution.padding == 0
      ? words("Image, {1} × {2}", "\(rows)", "\(columns)")
      : words("Image, {1} × {2}, padded with zeros", "\(rows)", "\(columns)")
  }

  public var mapHeading: String {
    words(
      "Feature map, {1} × {2}", "\(convolution.outputHeight)", "\(convolution.outputWidth)")
  }

  /// The picture of position `index`: before or after its value is in the map.
  public func figure(_ index: Int, isComputed: Bool) -> ConvolutionFigure {
    let step = convolution.steps[index - 1]
    let kernel = convolution.kernel
    let image = imageGrid
    let outline = PixelGrid.Outline(
      row: step.row * convolution.stride, column: step.column * convolution.stride,
      rows: kernel.height, columns: kernel.width)
    let products = PixelGrid(
      exact: step.products, scale: .signed(step.products.joined().map(\.doubleValue)))
    return ConvolutionFigure(
      title: title, image: image.outlined(outline), imageHeading: imageHeading,
      patch: PixelGrid(exact: step.patch, scale: image.scale), kernel: kernelGrid,
      kernelHeading: kernelHeading, products: products,
      map: mapGrid(known: isComputed ? index : index - 1).outlined(
        .init(row: step.row, column: step.column)), mapHeading: mapHeading)
  }

  /// The kernel at every position (at most `limit`), with what it gives there.
  public func sliding(caption: String = "", limit: Int = 36) -> SlidingKernel {
    let symbol = convolution.hasReLU ? "a" : "z"
    return SlidingKernel(
      title: title, caption: caption, image: imageGrid, kernelRows: convolution.kernel.height,
      kernelColumns: convolution.kernel.width,
      positions: convolution.steps.prefix(limit).map { step in
        .init(
          index: step.index, row: step.row * convolution.stride,
          column: step.column * convolution.stride,
          result: "\(symbol) = \(step.output.formula)")
      }, columns: convolution.outputWidth)
  }

  /// Image, kernel and map beside each other.
  public func overview(caption: String = "", isTask: Bool = false) -> GridEquation {
    var map = mapGrid()
    map.isTask = isTask
    var figure = GridEquation(
      title: title, caption: caption,
      grids: [
        .init(imageHeading, imageGrid), .init(kernelHeading, kernelGrid),
        .init(mapHeading, map),
      ], signs: ["∗", "="])
    if map.rows * map.columns > 100 { figure.meaning = words("value of the map") }
    return figure
  }

  /// The matrix product of image and kernel, its first number explained; nil where their shapes do
  /// not fit.
  ///
  /// - Parameter isTask: Pupils fill in the product.
  public func matrixProduct(caption: String = "", isTask: Bool = false) -> GridEquation? {
    guard let product = convolution.matrixProduct else { return nil }
    let (image, weights) = (convolution.image, convolution.kernel.weights)
    let terms = image[0].indices
      .map { "\(image[0][$0].operand) \\cdot \(weights[$0][0].operand)" }
      .joined(separator: " + ")
    var result = PixelGrid(exact: product).outlined(.init(row: 0, column: 0))
    result.isTask = isTask
    return GridEquation(
      title: title, caption: caption,
      grids: [
        .init("A", imageGrid.outlined(.init(row: 0, column: 0, columns: image[0].count))),
        .init("B", kernelGrid.outlined(.init(row: 0, column: 0, rows: weights.count))),
        .init("A · B", result),
      ], signs: ["·", "="], result: "\(terms) = \(product[0][0].formula)")
  }

  /// The entries of the matrix product, one line each.
  public var matrixProductLines: Derivation? {
    guard let product = convolution.matrixProduct else { return nil }
    let (image, weights) = (convolution.image, convolution.kernel.weights)
    var lines: [Derivation.Line] = []
    for (r, row) in product.enumerated() {
      for (c, value) in row.enumerated() {
        let numbers = image[r].indices
          .map { "\(image[r][$0].operand) \\cdot \(weights[$0][c].operand)" }
          .joined(separator: " + ")
        let products = image[r].indices.map { (image[r][$0] * weights[$0][c]).operand }
          .joined(separator: " + ")
        lines.append(
          Derivation.Line(
            "product", "c_{\(r + 1)\(c + 1)}",
            [
              .init(.equals, numbers, .numbers), .init(.equals, products, .numbers),
              .init(.equals, value.formula, .result),
            ]))
      }
    }
    return Derivation(words("Row of A times column of B"), lines)
  }

  /// The dot product of the first row of the image and the first row of the kernel.
  public var dotProduct: Derivation {
    let (a, b) = (convolution.image[0], convolution.kernel.weights[0])
    let pairs = Array(zip(a, b))
    return Derivation(
      words("The dot product of two rows"),
      [
        Derivation.Line(
          "dot", "a \\cdot b",
          [
            .init(
              .equals,
              pairs.map { "\($0.operand) \\cdot \($1.operand)" }.joined(separator: " + "), .numbers),
            .init(.equals, pairs.map { ($0 * $1).operand }.joined(separator: " + "), .numbers),
            .init(
              .equals, pairs.reduce(ExactDecimal.zero) { $0 + $1.0 * $1.1 }.formula, .result),
          ])
      ])
  }
}
