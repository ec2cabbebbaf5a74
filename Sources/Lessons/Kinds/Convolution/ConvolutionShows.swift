import Figures
import Networks
import Numerics

extension ConvolutionKind {
  static let shows = Shows<Run> {
    Steps({ run in
      run.convolution.steps.map { _ in StepMark(epoch: nil, isMistake: false) }
    }) { run, index, world in ConvolutionMoments(run.convolution, world).moment(index) }
    entries
    Picture(
      "step", "a position of the kernel, with its products and the map so far", step: .required
    ) { request, world in
      AnyFigure(pictures(request, world).position(request.step ?? 1, isComputed: true))
    }
    Picture("image", "the image, with its padding") { request, world in
      AnyFigure(pictures(request, world).image)
    }
    Picture("kernel", "the kernel") { request, world in
      AnyFigure(pictures(request, world).kernel)
    }
    Picture("map", "the feature map", answers: .drawn) { request, world in
      AnyFigure(pictures(request, world).map(isTask: request.isTask))
    }
    Picture(
      "positions", "all positions of the kernel with what they give, up to 36",
      lacking: tooManyPositions
    ) { request, world in AnyFigure(pictures(request, world).positions) }
    Picture("overview", "image, kernel and map beside each other", answers: .drawn) {
      request, world in AnyFigure(pictures(request, world).overview(isTask: request.isTask))
    }
    Picture(
      "matrix-product", "the matrix product of image and kernel, which is something else",
      answers: .drawn, lacking: noProduct
    ) { request, world in
      AnyFigure(pictures(request, world).matrixProduct(isTask: request.isTask))
    }
    Overviews { run, world in
      let pictures = ConvolutionPictures(run.convolution, world)
      return [("overview", AnyFigure(pictures.overview()))]
        + (tooManyPositions(run) == nil ? [("positions", AnyFigure(pictures.positions))] : [])
    }
    Arithmetic("dot-product", "the first row of the image times the first row of the kernel") {
      run, world in [ConvolutionProducts(run.convolution, world).dotProduct]
    }
    Arithmetic(
      "matrix-product", "every number of the matrix product of image and kernel",
      lacking: noProduct
    ) { run, world in [ConvolutionProducts(run.convolution, world).matrixProduct] }
    Table(
      "steps", "every position with its products and their sum", columns: columns, rows: .steps(row)
    )
    record
    Ending { run, world in
      let map = ConvolutionPictures(run.convolution, world).mapGrid()
      return map.values.count > 36
        ? world.words("The map has {1} × {2} values.", "\(map.rows)", "\(map.columns)")
        : world.words(
          "The map has {1} × {2} values: {3}.", "\(map.rows)", "\(map.columns)", map.plainText)
    }
    Ability<Run>.variesImage { $0.variedImage }
  }

  private static func pictures(_ request: PictureRequest<Run>, _ world: World)
    -> ConvolutionPictures
  { ConvolutionPictures(request.run.convolution, world) }

  @Sendable private static func tooManyPositions(_ run: Run) -> ReferenceError? {
    let count = run.convolution.steps.count
    return count <= ConvolutionPictures.mostPositions
      ? nil
      : ReferenceError(
        "there are \(count) positions; at most \(ConvolutionPictures.mostPositions) can be shown "
          + "one by one", word: "positions", valid: ["overview", "map"])
  }

  @Sendable private static func noProduct(_ run: Run) -> ReferenceError? {
    run.convolution.matrixProduct == nil
      ? ReferenceError(
        "a matrix product needs an image with as many columns as the kernel has rows, and a kernel "
          + "without a divisor") : nil
  }

  @Sendable private static func columns(_ run: Run, _ world: World) -> [StepTable.Column] {
    [
      .init(.step, header: "\\text{\(world.words("position"))}", isComputed: false),
      .init(.row, header: "\\text{\(world.words("row"))}", isComputed: false),
      .init(.column, header: "\\text{\(world.words("column"))}", isComputed: false),
      .init(.products, header: "\\text{\(world.words("products"))}", isComputed: true),
      .init(.sum, header: "z", isComputed: true),
    ] + (run.convolution.hasReLU ? [.init(.output, header: "\\max(0, z)", isComputed: true)] : [])
  }

  @Sendable private static func row(_ run: Run, _ index: Int, _: World) -> StepTable.Row {
    let step = run.convolution.steps[index - 1]
    let products = step.products.map { row in row.map { $0.formula }.joined(separator: ", ") }
    return .init(
      step: index,
      cells: ["\(index)", "\(step.row)", "\(step.column)", products.joined(separator: "; ")]
        + [step.z.formula] + (run.convolution.hasReLU ? [step.output.formula] : []))
  }
}

extension ConvolutionKind.Run {
  /// Other images that are worth computing.
  var variedImage: VariedImage? {
    guard let varied else { return nil }
    let own = convolution
    return VariedImage(field: ConvolutionKind.image.key, rows: own.image, values: varied) { rows in
      let image = rows.map { row in row.map { ExactDecimal($0) } }
      guard
        let other = try? ExactConvolution(
          image: image, kernel: own.kernel, stride: own.stride, padding: own.padding,
          bias: own.bias, hasReLU: own.hasReLU)
      else { return false }
      let cells = other.steps.count
      let zeros = other.steps.count { $0.output.isZero }
      // Different numbers, most of them not 0; with ReLU some that it cuts off, too.
      return Set(other.steps.map { $0.output.description }).count >= min(cells, 3)
        && 2 * zeros <= cells
        && (!own.hasReLU || other.steps.contains { $0.z.isNegative })
    }
  }
}
