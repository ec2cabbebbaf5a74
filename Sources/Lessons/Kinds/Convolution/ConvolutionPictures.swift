import Figures
import Networks
import Numerics

/// Pictures of a convolution by hand.
struct ConvolutionPictures {
  /// More positions than that are too small beside each other.
  static let mostPositions = 36

  private let convolution: ExactConvolution
  private let world: World

  init(_ convolution: ExactConvolution, _ world: World) {
    self.convolution = convolution
    self.world = world
  }

  // MARK: Grids

  /// The image with its padding stepping back, without outlines.
  var imageGrid: PixelGrid {
    let padded = convolution.paddedImage
    let p = convolution.padding
    let values = padded.joined().map { $0.doubleValue }
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

  private var kernelGrid: PixelGrid {
    let weights = convolution.kernel.weights
    return PixelGrid(exact: weights, scale: .signed(weights.joined().map { $0.doubleValue }))
  }

  /// The map with its first `known` cells filled in; nil fills all.
  func mapGrid(known: Int? = nil) -> PixelGrid {
    var grid = PixelGrid(exact: convolution.map, known: known)
    let code = convolution.hasReLU ? .output : convolution.sumCode
    for place in grid.values.indices {
      grid.cellQuantities[place] = Quantity(step: place + 1, code)
    }
    return grid
  }

  private var kernelHeading: String {
    convolution.kernel.divisor == 1
      ? world.words("Kernel") : world.words("Kernel / {1}", "\(convolution.kernel.divisor)")
  }

  private var imageHeading: String {
    let (rows, columns) = ("\(convolution.image.count)", "\(convolution.image[0].count)")
    return convolution.padding == 0
      ? world.words("Image, {1} × {2}", rows, columns)
      : world.words("Image, {1} × {2}, padded with zeros", rows, columns)
  }

  private var mapHeading: String {
    world.words(
      "Feature map, {1} × {2}", "\(convolution.outputHeight)", "\(convolution.outputWidth)")
  }

  /// What the colours of a map measure that is too large for numbers.
  private var mapMeaning: String {
    convolution.steps.count > 100 ? world.words("value of the map") : ""
  }

  // MARK: Figures

  var image: GridFigure {
    GridFigure(title: world.title, grid: imageGrid, heading: imageHeading)
  }

  var kernel: GridFigure {
    GridFigure(title: world.title, grid: kernelGrid, heading: kernelHeading)
  }

  /// - Parameter isTask: Pupils fill it in.
  func map(isTask: Bool) -> GridFigure {
    var grid = mapGrid()
    grid.isTask = isTask
    return GridFigure(title: world.title, grid: grid, heading: mapHeading, meaning: mapMeaning)
  }

  /// Position `index`, from 1, before or after its value is in the map.
  func position(_ index: Int, isComputed: Bool) -> ConvolutionFigure {
    let step = convolution.steps[index - 1]
    let kernel = convolution.kernel
    let image = imageGrid
    let outline = PixelGrid.Outline(
      row: step.row * convolution.stride, column: step.column * convolution.stride,
      rows: kernel.height, columns: kernel.width)
    let products = PixelGrid(
      exact: step.products, scale: .signed(step.products.joined().map { $0.doubleValue }))
    return ConvolutionFigure(
      title: world.title, image: image.outlined(outline), imageHeading: imageHeading,
      patch: PixelGrid(exact: step.patch, scale: image.scale), kernel: kernelGrid,
      kernelHeading: kernelHeading, products: products,
      map: mapGrid(known: isComputed ? index : index - 1).outlined(
        .init(row: step.row, column: step.column)), mapHeading: mapHeading)
  }

  /// Position `index` while it is asked what it gives: without products.
  func open(_ index: Int) -> AnyFigure {
    var figure = position(index, isComputed: false)
    figure.products = nil
    return figure.erased
  }

  /// The kernel at every position, with what it gives there.
  var positions: SlidingKernel {
    let symbol = convolution.hasReLU ? "a" : "z"
    return SlidingKernel(
      title: world.title, image: imageGrid, kernelRows: convolution.kernel.height,
      kernelColumns: convolution.kernel.width,
      positions: convolution.steps.prefix(Self.mostPositions).map { step in
        .init(
          index: step.index, row: step.row * convolution.stride,
          column: step.column * convolution.stride,
          result: "\(symbol) = \(step.output.formula)")
      }, columns: convolution.outputWidth)
  }

  /// Image, kernel and map beside each other.
  ///
  /// - Parameter isTask: Pupils fill in the map.
  func overview(isTask: Bool = false) -> GridEquation {
    var map = mapGrid()
    map.isTask = isTask
    var figure = GridEquation(
      title: world.title,
      grids: [
        .init(imageHeading, imageGrid), .init(kernelHeading, kernelGrid), .init(mapHeading, map),
      ], signs: ["∗", "="])
    figure.hasBars = true
    return figure
  }

  /// The matrix product of image and kernel, its first number explained; there has to be one.
  ///
  /// - Parameter isTask: Pupils fill in the product.
  func matrixProduct(isTask: Bool) -> GridEquation {
    guard let product = convolution.matrixProduct else {
      preconditionFailure("these shapes have no matrix product")
    }
    let (image, weights) = (convolution.image, convolution.kernel.weights)
    let first = ConvolutionProducts.sum(image[0], weights.map { $0[0] })
    var result = PixelGrid(exact: product).outlined(.init(row: 0, column: 0))
    result.isTask = isTask
    return GridEquation(
      title: world.title,
      grids: [
        .init("A", imageGrid.outlined(.init(row: 0, column: 0, columns: image[0].count))),
        .init("B", kernelGrid.outlined(.init(row: 0, column: 0, rows: weights.count))),
        .init("A · B", result),
      ], signs: ["·", "="], result: "\(first.factors) = \(first.value.formula)")
  }
}

extension ExactConvolution {
  /// By which word the lines call z: the sum, or the sum that is divided.
  var sumCode: String { kernel.divisor == 1 ? .sum : .quotient }
}
