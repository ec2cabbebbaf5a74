import Drawing

/// One pixel of a feature map and where it comes from: the image with the receptive field
/// outlined, the patch times the kernel, the sum, and the pixel's place in the map.
///
/// With several input channels (`channels.count > 1`) patch, kernel and products are shown of one
/// channel, and `channelSums` lists what each of them adds.
public struct ConvolutionFigure: Figure, Equatable {
  public var title: String
  public var caption: String
  public var image: PixelGrid
  public var imageHeading: String
  public var patch: PixelGrid
  public var kernel: PixelGrid
  public var kernelHeading: String
  /// nil before they are computed.
  public var products: PixelGrid?
  public var map: PixelGrid
  public var mapHeading: String
  /// Lines below the products, as formulas: the sum, the bias, the output.
  public var results: [String]
  /// What the colours measure; empty leaves the colour bars out.
  public var mapMeaning: String
  /// What these lines tell.
  public var resultQuantities: [Quantity] = []
  /// A sentence on rounding, in the text twin and under the results.
  public var rounding: String

  public init(
    title: String, caption: String = "", image: PixelGrid, imageHeading: String, patch: PixelGrid,
    kernel: PixelGrid, kernelHeading: String, products: PixelGrid?, map: PixelGrid,
    mapHeading: String, results: [String] = [], mapMeaning: String = "", rounding: String = ""
  ) {
    self.title = title
    self.caption = caption
    self.image = image
    self.imageHeading = imageHeading
    self.patch = patch
    self.kernel = kernel
    self.kernelHeading = kernelHeading
    self.products = products
    self.map = map
    self.mapHeading = mapHeading
    self.results = results
    self.mapMeaning = mapMeaning
    self.rounding = rounding
  }

  public var quantities: [Quantity] {
    (products?.quantities ?? []) + map.quantities + (results.isEmpty ? [] : resultQuantities)
  }

  public func description(_ words: Words) -> String {
    var lines = [
      words(
        "{1}. The patch under the kernel, row by row: {2}.", imageHeading, patch.plainText),
      "\(kernelHeading): \(kernel.plainText).",
    ]
    if let products { lines.append(words("Products") + ": \(products.plainText).") }
    lines += results.map { PlainFormula.text($0) + "." }
    if !rounding.isEmpty { lines.append(rounding) }
    if map.rows * map.columns <= 64 { lines.append("\(mapHeading): \(map.plainText).") }
    return lines.joined(separator: "\n")
  }

  /// Room for numbers in patch, kernel and products beside each other.
  public func readableWidth(in context: DrawingContext) -> Double {
    let theme = context.theme
    return Double(3 * patch.columns) * theme.small * 2 + theme.small * 6
  }

  /// Room for numbers in patch, kernel and products, where the image has none.
  public func readableHeight(width: Double, in context: DrawingContext) -> Double {
    guard image.texts == nil, patch.texts != nil else { return 0 }
    let theme = context.theme
    let cell = min((width - theme.small * 8) / Double(3 * patch.columns), theme.label * 3.2)
    let lines = Double(results.count) * theme.label * 2 + theme.small * 4
    return Double(patch.rows) * cell + width * 0.3 + theme.small * 7 + lines
  }

  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    // Beside each other where there is room for it, else in two rows.
    size.width > size.height * 2
      ? wide(size, context) : tall(size, context)
  }

  private func tall(_ size: Size, _ context: DrawingContext) -> Box {
    let theme = context.theme
    let gap = theme.small * 1.6
    let head = theme.small * 1.7
    let lower = resultLines(context, width: size.width)
    let bar = mapBar(context)
    let fixed = head * 2 + gap * 1.6 + (bar.map { $0.height + theme.small * 0.7 } ?? 0)
    let free =
      size.height - fixed - theme.small - (lower.isEmpty ? 0 : lowerHeight(lower) + theme.small)
    // Where the image shows no numbers, the arithmetic below it gets more of the room.
    let share = image.texts == nil ? 0.44 : 0.56
    let upperHeight = free * share
    let arrow = context.sign("→", size: theme.label * 1.3)
    let half = (size.width - gap * 2 - arrow.width) / 2
    let limit = theme.label * 3.2
    let imageCell = min(image.cell(fitting: Size(half, upperHeight)), limit)
    let mapCell = min(map.cell(fitting: Size(half, upperHeight)), imageCell)
    let upper = Stack.row(
      [
        context.headed(imageHeading, image.layout(cell: imageCell, in: context), mayBeWider: false),
        arrow,
        context.headed(mapHeading, map.layout(cell: mapCell, in: context), mayBeWider: false),
      ], gap: gap)
    let equation = equation(
      Size(size.width, free - upperHeight), limit: limit, context)
    var rows = [upper, equation]
    if !lower.isEmpty { rows.append(Stack.column(lower, gap: theme.small * 0.35)) }
    if let bar { rows.append(bar) }
    return Stack.column(rows, gap: gap * 0.8)
  }

  private func wide(_ size: Size, _ context: DrawingContext) -> Box {
    let theme = context.theme
    let gap = theme.small * 1.6
    let head = theme.small * 1.7
    let lower = resultLines(context, width: size.width)
    let height = size.height - head - (lower.isEmpty ? 0 : lowerHeight(lower) + theme.small)
    let arrow = context.sign("→", size: theme.label * 1.3)
    let share = (size.width - gap * 4 - arrow.width * 2) / 5
    let limit = theme.label * 3.2
    let imageCell = min(image.cell(fitting: Size(share * 1.2, height)), limit)
    let mapCell = min(map.cell(fitting: Size(share * 1.2, height)), imageCell)
    let row = Stack.row(
      [
        context.headed(imageHeading, image.layout(cell: imageCell, in: context), mayBeWider: false),
        arrow,
        equation(Size(share * 2.6, height + head), limit: limit, context), arrow,
        context.headed(mapHeading, map.layout(cell: mapCell, in: context), mayBeWider: false),
      ], gap: gap)
    return Stack.column(
      [row] + (lower.isEmpty ? [] : [Stack.column(lower, gap: theme.small * 0.35)]), gap: gap)
  }

  /// `patch × kernel = products`, as large as fits.
  private func equation(_ size: Size, limit: Double, _ context: DrawingContext) -> Box {
    let theme = context.theme
    let times = context.sign("×", size: theme.label * 1.2)
    let equals = context.sign("=", size: theme.label * 1.2)
    let gap = theme.small * 0.7
    let signs = times.width + equals.width + gap * 4
    let cell = min(
      patch.cell(
        fitting: Size((size.width - signs) / 3, size.height - theme.small * 1.7)), limit)
    func grid(_ heading: String, _ grid: PixelGrid) -> Box {
      context.headed(heading, grid.layout(cell: cell, in: context), mayBeWider: false)
    }
    let width = cell * Double(patch.columns)
    let empty = Box(width: width, ascent: 0, descent: cell * Double(patch.rows), items: [])
    return Stack.row(
      [
        grid(context.words("Patch"), patch), times, grid(kernelHeading, kernel), equals,
        products.map { grid(context.words("Products"), $0) } ?? empty,
      ], gap: gap)
  }

  private func resultLines(_ context: DrawingContext, width: Double) -> [Box] {
    let theme = context.theme
    return results.map { result in
      let box = context.formula(result, size: theme.label)
      guard box.width > width else { return box }
      return context.formula(result, size: theme.label * width / box.width * 0.99)
    }
      + (rounding.isEmpty
        ? [] : [context.line(rounding, size: theme.small * 0.8, color: theme.muted, width: width)])
  }

  private func lowerHeight(_ lines: [Box]) -> Double {
    lines.reduce(0) { $0 + $1.height + 5 }
  }

  private func mapBar(_ context: DrawingContext) -> Box? {
    guard !mapMeaning.isEmpty else { return nil }
    return ColorBar(scale: map.scale, meaning: mapMeaning).layout(width: 150, in: context)
  }
}
