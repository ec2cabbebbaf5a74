import CDeflate
import Glibc

/// Writes PNG files quickly: every row is stored as its difference to the one above (filter Up),
/// packed by libdeflate. Over nine tenths of a PNG's time is packing, and Cairo's own writer
/// cannot be told to spend less.
public enum PNGWriter {
  /// libdeflate's level: on these pictures as fast as the lowest, and smaller.
  private static let level: Int32 = 2

  /// The bytes of a PNG file that holds `pixels`.
  ///
  /// - Throws: `RenderingError.drawing` where memory runs out.
  public static func encode(_ pixels: Pixels) throws(RenderingError) -> [UInt8] {
    let words = (0..<pixels.width * pixels.height).map { index -> UInt32 in
      let red = UInt32(pixels.rgb[3 * index]) << 16
      let green = UInt32(pixels.rgb[3 * index + 1]) << 8
      return red | green | UInt32(pixels.rgb[3 * index + 2])
    }
    let file: [UInt8]? = words.withUnsafeBytes { buffer in
      guard let data = buffer.baseAddress else { return nil }
      return try? encode(
        ImageRows(
          width: pixels.width, height: pixels.height, stride: 4 * pixels.width, data: data))
    }
    guard let file else { throw .drawing(operation: "packing a picture", reason: "no pixels") }
    return file
  }

  static func encode(_ image: ImageRows) throws(RenderingError) -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    // Eight bits a channel, red, green and blue, not interlaced.
    let header = bigEndian(image.width) + bigEndian(image.height) + [8, 2, 0, 0, 0]
    append("IHDR", header, to: &file)
    append("IDAT", try packed(filtered(image)), to: &file)
    append("IEND", [], to: &file)
    return file
  }

  /// A zlib stream (RFC 1950) of `rows`.
  private static func packed(_ rows: [UInt8]) throws(RenderingError) -> [UInt8] {
    guard let compressor = libdeflate_alloc_compressor(level) else {
      throw .drawing(operation: "packing a picture", reason: "out of memory")
    }
    defer { libdeflate_free_compressor(compressor) }
    let bound = libdeflate_zlib_compress_bound(compressor, rows.count)
    let stream = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      count = libdeflate_zlib_compress(
        compressor, rows, rows.count, buffer.baseAddress, buffer.count)
    }
    guard !stream.isEmpty else {
      throw .drawing(operation: "packing a picture", reason: "it does not fit its bound")
    }
    return stream
  }

  /// Every row as the number of its filter, 2 (Up), and its differences to the row above.
  private static func filtered(_ image: ImageRows) -> [UInt8] {
    let length = 3 * image.width + 1
    let size = length * image.height
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = size
      guard var out = buffer.baseAddress else { return }
      let nothing = [UInt32](repeating: 0, count: image.width)
      nothing.withUnsafeBufferPointer { nothing in
        guard var above = nothing.baseAddress else { return }
        for y in 0..<image.height {
          let row = image.row(y)
          out[0] = 2
          // In a drawing most rows are the one above.
          if memcmp(row, above, 4 * image.width) == 0 {
            memset(out + 1, 0, length - 1)
          } else {
            subtract(above, from: row, image.width, into: out + 1)
          }
          above = row
          out += length
        }
      }
    }
  }

  private static func subtract(
    _ above: UnsafePointer<UInt32>, from row: UnsafePointer<UInt32>, _ count: Int,
    into bytes: UnsafeMutablePointer<UInt8>
  ) {
    for x in 0..<count {
      let (p, q) = (row[x], above[x])
      bytes[3 * x] = UInt8(truncatingIfNeeded: (p >> 16) &- (q >> 16))
      bytes[3 * x + 1] = UInt8(truncatingIfNeeded: (p >> 8) &- (q >> 8))
      bytes[3 * x + 2] = UInt8(truncatingIfNeeded: p &- q)
    }
  }

  private static func append(_ type: String, _ data: [UInt8], to file: inout [UInt8]) {
    let chunk = Array(type.utf8) + data
    file += bigEndian(data.count)
    file += chunk
    file += bigEndian(Int(libdeflate_crc32(0, chunk, chunk.count)))
  }

  private static func bigEndian(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
