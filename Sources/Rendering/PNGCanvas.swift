import CCairo
import Drawing

/// Draws a scene as a PNG picture.
public struct PNGCanvas: Sendable {
  /// Pixels a point.
  public var scale: Double
  private let shapers: ShaperPool

  public init(_ fonts: Fonts, scale: Double = 2) {
    self.scale = scale
    shapers = ShaperPool(fonts)
  }

  /// The bytes of the picture; the same scene gives the same bytes.
  ///
  /// - Throws: `RenderingError.drawing` where Cairo or the PNG library fails.
  public func png(of scene: Scene) throws(RenderingError) -> [UInt8] {
    try withPixels(of: scene) { image throws(RenderingError) in try PNGWriter.encode(image) }
  }

  /// The picture as pixels, for a terminal that shows pictures itself.
  public func pixels(of scene: Scene) throws(RenderingError) -> Pixels {
    try withPixels(of: scene) { $0.copied() }
  }

  private func withPixels<Result>(
    of scene: Scene, _ body: (ImageRows) throws(RenderingError) -> Result
  ) throws(RenderingError) -> Result {
    let width = Int((scene.size.width * scale).rounded(.up))
    let height = Int((scene.size.height * scale).rounded(.up))
    let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
    defer { cairo_surface_destroy(surface) }
    try CairoStatus.check(cairo_surface_status(surface), "drawing a picture")
    guard let surface, let cairo = cairo_create(surface) else {
      throw .drawing(operation: "drawing a picture", reason: "out of memory")
    }
    defer { cairo_destroy(cairo) }
    cairo_scale(cairo, scale, scale)
    let paper = scene.background
    cairo_set_source_rgb(
      cairo, Double(paper.red) / 255, Double(paper.green) / 255, Double(paper.blue) / 255)
    cairo_paint(cairo)
    let shaper = try shapers.take()
    Painter(cairo: cairo, shaper: shaper, isTagged: false).draw(scene.items)
    shapers.giveBack(shaper)
    try CairoStatus.check(cairo_status(cairo), "drawing a picture")
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else {
      throw .drawing(operation: "drawing a picture", reason: "no pixels")
    }
    return try body(
      ImageRows(
        width: width, height: height, stride: Int(cairo_image_surface_get_stride(surface)),
        data: UnsafeRawPointer(data)))
  }
}

/// A picture as `width × height` pixels of red, green and blue, row by row.
public struct Pixels: Equatable, Sendable {
  public var width: Int
  public var height: Int
  public var rgb: [UInt8]

  public init(width: Int, height: Int, rgb: [UInt8]) {
    self.width = width
    self.height = height
    self.rgb = rgb
  }
}

/// Cairo's pixels, borrowed: 32 bits each, blue lowest.
struct ImageRows {
  var width: Int
  var height: Int
  var stride: Int
  var data: UnsafeRawPointer

  func row(_ y: Int) -> UnsafePointer<UInt32> {
    (data + y * stride).assumingMemoryBound(to: UInt32.self)
  }

  /// Writes row `y` as three bytes a pixel.
  func copyRow(_ y: Int, to target: UnsafeMutablePointer<UInt8>) {
    let row = row(y)
    for x in 0..<width {
      let pixel = row[x]
      target[3 * x] = UInt8(truncatingIfNeeded: pixel >> 16)
      target[3 * x + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
      target[3 * x + 2] = UInt8(truncatingIfNeeded: pixel)
    }
  }

  func copied() -> Pixels {
    let rgb = [UInt8](unsafeUninitializedCapacity: 3 * width * height) { buffer, count in
      if let base = buffer.baseAddress {
        for y in 0..<height { copyRow(y, to: base + 3 * width * y) }
      }
      count = 3 * width * height
    }
    return Pixels(width: width, height: height, rgb: rgb)
  }
}
