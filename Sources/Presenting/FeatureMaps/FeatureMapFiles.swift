import Datasets
import Drawing
import Figures
import Lessons
import Networks
import Numerics
import Rendering

/// Every map, pooling grid and kernel of a network for one image: one picture, one page and one
/// table of values each, and sheets of all that belong together. Names sort.
public struct FeatureMapFiles: Sendable {
  /// One thing to draw and write.
  private struct Sheet: Sendable {
    /// File name without ending: `conv1-map-03`.
    var name: String
    var figure: AnyFigure
    var size: Size
    /// Rows of numbers for the CSV file beside; nil for a sheet.
    var table: [[Double]]?
  }

  public let folder: String
  private let fonts: Fonts
  private let context: DrawingContext
  private let sheets: [Sheet]

  /// - Parameter folder: where the files go; made with those above it when they are written.
  public init(_ story: NetworkStory, folder: String, fonts: Fonts, words: Words)
    throws
  {
    self.folder = folder
    self.fonts = fonts
    context = DrawingContext(theme: .screen, measurer: try PangoMeasurer(fonts), words: words)
    sheets = Self.sheets(of: story, words)
  }

  /// The files that `write` leaves.
  public var tally: FileTally {
    var tally = FileTally(folder)
    tally.add(sheets.count, "picture", "PNG")
    tally.add(sheets.count, "page", "PDF")
    tally.add(sheets.count { $0.table != nil }, "table", "CSV")
    return tally
  }

  /// Makes the folder, so that one that cannot be written is known before anything is drawn.
  public func makeFolder() throws(WriteError) { try Datasets.makeFolder(folder) }

  /// Draws on all cores; each file appears whole or not at all.
  ///
  /// - Throws: `WriteError` where a file cannot be written, `RenderingError` where a picture cannot be drawn.
  public func write(check: @escaping @Sendable () throws -> Void = {}) throws {
    try makeFolder()
    let png = PNGCanvas(fonts)
    let pdf = PDFCanvas(fonts)
    _ = try ParallelDrawing.map(sheets.count) { index in
      try check()
      let sheet = sheets[index]
      let scene = Self.scene(of: sheet, in: context)
      let path = "\(folder)/\(sheet.name)"
      try png.write(scene, to: path + ".png")
      try pdf.write(
        Document(
          pages: [scene], title: scene.title, author: "learn",
          subject: sheet.figure.description(context.words)),
        to: path + ".pdf")
      if let table = sheet.table {
        let rows = table.map { row in
          row.map { $0 == 0 ? "0" : "\(Float($0))" }.joined(separator: ",") + "\n"
        }
        try writeWhole(Array(rows.joined().utf8), to: path + ".csv")
      }
      return scene.size
    }
  }

  private static func scene(of sheet: Sheet, in context: DrawingContext) -> Scene {
    let margin = 24.0
    let theme = context.theme
    let font = Font(.text, size: 16, weight: .semibold)
    let metrics = context.measurer.measure(sheet.name, font: font)
    let title = TextRun(
      sheet.name, at: Point(margin, margin + 12), font: font, color: theme.ink,
      width: metrics.width)
    let box = sheet.figure.layout(fitting: sheet.size, in: context)
    return Scene(
      size: Size(sheet.size.width + 2 * margin, sheet.size.height + 2 * margin + 30),
      items: [
        .group(Group(tag: .heading1, [.text(title)])),
        .group(Group(tag: .figure, [box.placed(topLeft: Point(margin, margin + 30))])),
      ], title: sheet.name, description: sheet.figure.description(context.words))
  }

  // MARK: What there is

  private static func sheets(of story: NetworkStory, _ words: Words) -> [Sheet] {
    var sheets: [Sheet] = []
    for layer in story.run.trace.layers {
      let name = layer.record.name
      switch layer {
      case .convolution(_, let weights, _, _):
        sheets += maps(of: layer, story, words)
        sheets += kernels(of: weights.kernel, name, story, words)
        sheets.append(
          Sheet(
            name: "\(name)-kernels", figure: story.kernelSheet(name).erased, size: Size(1100, 620),
            table: nil))
      case .pooling: sheets += maps(of: layer, story, words)
      case .dense, .activation, .dropout, .batchNormalization, .flatten: break
      }
    }
    return sheets
  }

  private static func maps(
    of layer: LayerTrace<Float>, _ story: NetworkStory, _ words: Words
  ) -> [Sheet] {
    let name = layer.record.name
    let each = story.maps(of: layer.record.output).enumerated().map { place, grid in
      Sheet(
        name: "\(name)-map-\(padded(place))",
        figure: GridFigure(
          title: name, grid: grid,
          heading: words(
            "{1}, map {2}, image {3}", name, "\(place)", "\(story.run.image)"),
          meaning: words("value, one scale for {1}", name)
        ).erased, size: Size(400, 440), table: rows(of: grid))
    }
    return each + [
      Sheet(
        name: "\(name)-maps", figure: story.mapSheet(name).erased, size: Size(1100, 620), table: nil
      )
    ]
  }

  private static func kernels(
    of tensor: Tensor<Float>, _ name: String, _ story: NetworkStory, _ words: Words
  ) -> [Sheet] {
    let inputs = tensor.shape[2]
    return story.kernels(of: tensor).enumerated().flatMap { output, grids in
      grids.enumerated().map { input, grid in
        let channel = inputs == 1 ? "" : "-channel-\(padded(input))"
        var shown = grid
        shown.texts = grid.values.map { NumberText.fixed($0 ?? 0, 2) }
        return Sheet(
          name: "\(name)-kernel-\(padded(output))\(channel)",
          figure: GridFigure(
            title: name, grid: shown,
            heading: inputs == 1
              ? words("{1}, kernel {2}", name, "\(output)")
              : words("{1}, kernel {2}, channel {3}", name, "\(output)", "\(input)"),
            meaning: words("weight, one scale for {1}", name)
          ).erased, size: Size(400, 440),
          table: rows(of: grid))
      }
    }
  }

  private static func rows(of grid: PixelGrid) -> [[Double]] {
    (0..<grid.rows).map { row in
      grid.values[row * grid.columns..<(row + 1) * grid.columns].map { $0 ?? 0 }
    }
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
