import CSpng
import Glibc

/// Writes PNG files quickly: lowest compression level, each row as the difference to the one
/// above, which suits drawings with large even areas.
public enum PNGWriter {
  /// The bytes of a PNG file that holds `pixels`.
  public static func encode(_ pixels: Pixels) throws(RenderingError) -> [UInt8] {
    try encode(width: pixels.width, height: pixels.height) { y, row in
      for i in 0..<3 * pixels.width { row[i] = pixels.rgb[3 * pixels.width * y + i] }
    }
  }

  static func encode(_ image: ImageRows) throws(RenderingError) -> [UInt8] {
    try encode(width: image.width, height: image.height) { image.copyRow($0, to: $1) }
  }

  private static func encode(
    width: Int, height: Int, row fill: (Int, UnsafeMutablePointer<UInt8>) -> Void
  ) throws(RenderingError) -> [UInt8] {
    guard let context = spng_ctx_new(Int32(SPNG_CTX_ENCODER.rawValue)) else {
      throw .drawing(operation: "writing PNG", reason: "out of memory")
    }
    defer { spng_ctx_free(context) }
    func check(_ code: Int32) throws(RenderingError) {
      guard code == 0 else {
        throw .drawing(operation: "writing PNG", reason: String(cString: spng_strerror(code)))
      }
    }
    try check(spng_set_option(context, SPNG_ENCODE_TO_BUFFER, 1))
    try check(spng_set_option(context, SPNG_IMG_COMPRESSION_LEVEL, 1))
    try check(
      spng_set_option(context, SPNG_FILTER_CHOICE, Int32(SPNG_FILTER_CHOICE_UP.rawValue)))
    var header = spng_ihdr()
    header.width = UInt32(width)
    header.height = UInt32(height)
    header.bit_depth = 8
    header.color_type = UInt8(SPNG_COLOR_TYPE_TRUECOLOR.rawValue)
    try check(spng_set_ihdr(context, &header))
    try check(
      spng_encode_image(
        context, nil, 0, Int32(SPNG_FMT_PNG.rawValue),
        Int32(SPNG_ENCODE_PROGRESSIVE.rawValue | SPNG_ENCODE_FINALIZE.rawValue)))
    let row = UnsafeMutablePointer<UInt8>.allocate(capacity: 3 * width)
    defer { row.deallocate() }
    for y in 0..<height {
      fill(y, row)
      let code = spng_encode_row(context, row, 3 * width)
      // The last row is answered with "end of image".
      if y == height - 1, code == Int32(SPNG_EOI.rawValue) { break }
      try check(code)
    }
    var length = 0
    var code: Int32 = 0
    guard let bytes = spng_get_png_buffer(context, &length, &code) else {
      throw .drawing(operation: "writing PNG", reason: String(cString: spng_strerror(code)))
    }
    defer { free(bytes) }
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: length))
  }
}
