import CDeflate
import CSpng
import Drawing
import Foundation
import Rendering
import TestSupport
import Testing

/// Reads a PNG file back.
func decoded(_ png: [UInt8]) throws -> Pixels {
  let context = try #require(spng_ctx_new(0))
  defer { spng_ctx_free(context) }
  try #require(spng_set_png_buffer(context, png, png.count) == 0)
  var header = spng_ihdr()
  try #require(spng_get_ihdr(context, &header) == 0)
  let (width, height) = (Int(header.width), Int(header.height))
  var rgb = [UInt8](repeating: 0, count: 3 * width * height)
  let format = Int32(SPNG_FMT_RGB8.rawValue)
  try #require(spng_decode_image(context, &rgb, rgb.count, format, 0) == 0)
  return Pixels(width: width, height: height, rgb: rgb)
}

@Suite struct PNGCanvasTests {
  @Test func fileHoldsThePixels() throws {
    let fonts = try Fonts()
    let page = SampleScene.page(try PangoMeasurer(fonts))
    let canvas = PNGCanvas(fonts)
    let pixels = try canvas.pixels(of: page)
    #expect(pixels.width == 600 && pixels.height == 360)
    #expect(try decoded(canvas.png(of: page)) == pixels)
    #expect(try decoded(PNGWriter.encode(pixels)) == pixels)
  }

  /// Noise, rows that repeat at a distance, long runs of every length: an independent reader gets
  /// back what went in.
  @Test(arguments: [(1, 1), (3, 500), (87, 61), (90, 40), (1000, 300)])
  func anyPixelsComeBack(width: Int, height: Int) throws {
    var state: UInt64 = 7
    func random() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33)
    }
    var rgb = [UInt8](repeating: 255, count: 3 * width * height)
    let all = rgb.count
    for _ in 0..<height / 2 {
      let (start, length) = (random() % all, random() % 700)
      let (kind, value) = (random() % 3, UInt8(random() % 256))
      for i in start..<min(start + length, all) {
        rgb[i] = kind == 0 ? value : kind == 1 ? UInt8(random() % 256) : UInt8(i % 7)
      }
    }
    let pixels = Pixels(width: width, height: height, rgb: rgb)
    #expect(try decoded(PNGWriter.encode(pixels)) == pixels)
    var noise = pixels
    for i in noise.rgb.indices { noise.rgb[i] = UInt8(random() % 256) }
    #expect(try decoded(PNGWriter.encode(noise)) == noise)
  }

  /// Readers that check the whole stream, its check sum included, find it good: noise, an empty
  /// page, and one that changes from row to row, of every width (runs of every length).
  @Test(arguments: 1...100) func streamEndsAsItShould(width: Int) throws {
    let height = width % 7 == 0 ? 1300 : 5
    for value in [{ $0 * $0 / 7 }, { _ in 255 }, { $0 / (3 * width + 5) }] as [(Int) -> Int] {
      let rgb = (0..<3 * width * height).map { UInt8(truncatingIfNeeded: value($0)) }
      let png = try PNGWriter.encode(Pixels(width: width, height: height, rgb: rgb))
      let length = png[33..<37].reduce(0) { $0 << 8 | Int($1) }
      let stream = Array(png[41..<41 + length])
      var rows = [UInt8](repeating: 0, count: height * (3 * width + 1))
      let reader = try #require(libdeflate_alloc_decompressor())
      defer { libdeflate_free_decompressor(reader) }
      let result = libdeflate_zlib_decompress(
        reader, stream, stream.count, &rows, rows.count, nil)
      #expect(result == LIBDEFLATE_SUCCESS)
    }
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    let fonts = try Fonts()
    let page = SampleScene.page(try PangoMeasurer(fonts))
    #expect(try PNGCanvas(fonts).png(of: page) == PNGCanvas(Fonts()).png(of: page))
  }

  /// A newer font or Cairo may move an edge by a part of a pixel, no more.
  @Test func pictureLooksLikeTheGolden() throws {
    let fonts = try Fonts()
    let page = SampleScene.page(try PangoMeasurer(fonts))
    let png = try PNGCanvas(fonts, scale: 1).png(of: page)
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Goldens/sample.png")
    guard let data = try? Data(contentsOf: url) else {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(png).write(to: url)
      Issue.record("recorded sample.png: look at it, then run again")
      return
    }
    let (golden, now) = (try decoded([UInt8](data)), try decoded(png))
    #expect(golden.width == now.width && golden.height == now.height)
    let differences = zip(golden.rgb, now.rgb).map { abs(Int($0) - Int($1)) }
    #expect(Double(differences.reduce(0, +)) / Double(differences.count) < 2)
    #expect(Double(differences.count { $0 > 100 }) / Double(differences.count) < 0.01)
  }

  @Test func rasterCellsHaveSharpEdges() throws {
    let red = Color(255, 0, 0)
    let scene = Scene(
      size: Size(20, 10),
      items: [
        .raster(Raster(Rect(0, 0, 20, 10), columns: 2, rows: 1, cells: [red, .black]))
      ])
    let pixels = try PNGCanvas(Fonts(), scale: 1).pixels(of: scene)
    for y in 0..<10 {
      for x in 0..<20 {
        #expect(pixels.rgb[3 * (20 * y + x)] == (x < 10 ? 255 : 0))
      }
    }
  }

  @Test(arguments: [1.0, 2, 3.5])
  func textIsDrawnWhereItWasMeasured(scale: Double) throws {
    let fonts = try Fonts()
    let measurer = try PangoMeasurer(fonts)
    let font = Font(.text, size: 20)
    let text = "Hamburg −12.5"
    let run = TextRun(text, at: Point(10, 40), font: font, color: .black, width: 0)
    let scene = Scene(size: Size(200, 60), items: [.text(run)])
    let pixels = try PNGCanvas(fonts, scale: scale).pixels(of: scene)
    var (low, high) = (pixels.width, 0)
    for y in 0..<pixels.height {
      for x in 0..<pixels.width where pixels.rgb[3 * (pixels.width * y + x)] < 128 {
        low = min(low, x)
        high = max(high, x + 1)
      }
    }
    let ink = measurer.ink(text, font: font)
    #expect(abs(Double(low) / scale - (10 + ink.minX)) < 1.2 / scale)
    #expect(abs(Double(high) / scale - (10 + ink.maxX)) < 1.2 / scale)
  }

  @Test func manyAtOnceAreTheSameAsOneByOne() throws {
    let fonts = try Fonts()
    let measurer = try PangoMeasurer(fonts)
    let canvas = PNGCanvas(fonts)
    let pages = (1...24).map { SampleScene.page(measurer, number: $0) }
    let together = try ParallelDrawing.map(pages.count) { try canvas.png(of: pages[$0]) }
    #expect(together == (try pages.map { try canvas.png(of: $0) }))
  }

  @Test func firstFailureIsReported() {
    #expect(throws: RenderingError.missingDestination("3")) {
      try ParallelDrawing.map(20) { index -> Int in
        if index >= 3 { throw RenderingError.missingDestination("\(index)") }
        return index
      }
    }
  }

  @Test func pictureTooLargeIsAnError() throws {
    let canvas = try PNGCanvas(Fonts())
    #expect(throws: RenderingError.self) {
      try canvas.png(of: Scene(size: Size(40_000, 10), items: []))
    }
    #expect(throws: RenderingError.self) {
      try canvas.png(of: Scene(size: Size(0, 10), items: []))
    }
  }
}
