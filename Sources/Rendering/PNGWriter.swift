import CDeflate
import Glibc

/// Writes PNG files quickly: every row is stored as its difference to the one above (filter Up),
/// and pixels that do not differ are never packed one by one. Over nine tenths of a PNG's time is
/// packing, and Cairo's own writer cannot be told to spend less.
public enum PNGWriter {
  /// The bytes of a PNG file that holds `pixels`.
  ///
  /// - Throws: `RenderingError.drawing` where memory runs out, `RenderingError.missingLibrary`.
  public static func encode(_ pixels: Pixels) throws(RenderingError) -> [UInt8] {
    try LateLibrary.open(.drawing)
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
    append("IDAT", packed(image), to: &file)
    append("IEND", [], to: &file)
    return file
  }

  /// Every row as the number of its filter, 2 (Up), and its differences to the row above.
  private static func packed(_ image: ImageRows) -> [UInt8] {
    var deflater = Deflater()
    let width = image.width
    let nothing = [UInt32](repeating: 0, count: width)
    let differences = UnsafeMutablePointer<UInt8>.allocate(capacity: 3 * width)
    defer { differences.deallocate() }
    var filter: UInt8 = 2
    nothing.withUnsafeBufferPointer { nothing in
      guard var above = nothing.baseAddress else { return }
      for y in 0..<image.height {
        let row = image.row(y)
        deflater.append(&filter, 1)
        var x = 0
        while x < width {
          let same = equalPixels(row, above, from: x, to: width)
          deflater.appendZeros(3 * same)
          x += same
          let start = x
          // A few equal pixels within a different part are left in it: repetitions get longer.
          var equal = 0
          while x < width, equal < 4 {
            equal = (row[x] ^ above[x]) & 0xFF_FFFF == 0 ? equal + 1 : 0
            x += 1
          }
          x -= equal
          subtract(above + start, from: row + start, x - start, into: differences)
          deflater.append(differences, 3 * (x - start))
        }
        above = row
      }
    }
    return deflater.finish()
  }

  /// How many pixels from `x` on are those of the row above.
  private static func equalPixels(
    _ row: UnsafePointer<UInt32>, _ above: UnsafePointer<UInt32>, from x: Int, to width: Int
  ) -> Int {
    // Eight at a time, two a word.
    let (now, old) = (UnsafeRawPointer(row), UnsafeRawPointer(above))
    var end = x
    while end + 8 <= width {
      var difference: UInt64 = 0
      for pair in 0..<4 {
        let offset = 4 * end + 8 * pair
        difference |=
          now.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          ^ old.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      }
      if difference & 0x00FF_FFFF_00FF_FFFF != 0 { break }
      end += 8
    }
    while end < width, (row[end] ^ above[end]) & 0xFF_FFFF == 0 { end += 1 }
    return end - x
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
