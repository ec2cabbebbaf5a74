import Glibc

/// Writes PNG files quickly: every row is stored as its difference to the one above (filter Up),
/// and rows or parts of rows that do not differ are never looked at twice.
public enum PNGWriter {
  /// The bytes of a PNG file that holds `pixels`.
  public static func encode(_ pixels: Pixels) -> [UInt8] {
    let words = (0..<pixels.width * pixels.height).map { index -> UInt32 in
      let red = UInt32(pixels.rgb[3 * index]) << 16
      let green = UInt32(pixels.rgb[3 * index + 1]) << 8
      return red | green | UInt32(pixels.rgb[3 * index + 2])
    }
    return words.withUnsafeBytes { buffer in
      guard let data = buffer.baseAddress else { return [] }
      return encode(
        ImageRows(
          width: pixels.width, height: pixels.height, stride: 4 * pixels.width, data: data))
    }
  }

  static func encode(_ image: ImageRows) -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    // Eight bits a channel, red, green and blue, not interlaced.
    let header = bigEndian(image.width) + bigEndian(image.height) + [8, 2, 0, 0, 0]
    append("IHDR", header, to: &file)
    append("IDAT", compressed(image), to: &file)
    append("IEND", [], to: &file)
    return file
  }

  private static func compressed(_ image: ImageRows) -> [UInt8] {
    let deflater = Deflater()
    let width = image.width
    let none = [UInt32](repeating: 0, count: width)
    let differences = UnsafeMutablePointer<UInt8>.allocate(capacity: 3 * width + 1)
    defer { differences.deallocate() }
    var filter: UInt8 = 2
    none.withUnsafeBufferPointer { none in
      for y in 0..<image.height {
        let row = image.row(y)
        guard let above = y == 0 ? none.baseAddress : image.row(y - 1) else { return }
        withUnsafePointer(to: &filter) {
          deflater.append(UnsafeBufferPointer(start: $0, count: 1))
        }
        if memcmp(row, above, 4 * width) == 0 {
          deflater.appendZeros(3 * width)
          continue
        }
        var x = 0
        while x < width {
          let same = x
          while x < width, (row[x] ^ above[x]) & 0xFF_FFFF == 0 { x += 1 }
          deflater.appendZeros(3 * (x - same))
          let start = x
          // A few equal pixels within a different part are left in it: repetitions get longer.
          var equal = 0
          while x < width, equal < 4 {
            equal = (row[x] ^ above[x]) & 0xFF_FFFF == 0 ? equal + 1 : 0
            x += 1
          }
          x -= equal
          subtract(above + start, from: row + start, x - start, into: differences)
          deflater.append(UnsafeBufferPointer(start: differences, count: 3 * (x - start)))
        }
      }
    }
    return deflater.finish()
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
    file += bigEndian(data.count)
    let start = file.count
    file += Array(type.utf8)
    file += data
    file += bigEndian(Int(checksum(file[start...])))
  }

  private static func bigEndian(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// CRC-32 as PNG defines it.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBufferPointer { bytes in
      table.withUnsafeBufferPointer { table in
        ~bytes.reduce(0xFFFF_FFFF as UInt32) { crc, byte in
          table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8)
        }
      }
    }
  }

  private static let table: [UInt32] = (0..<256).map { n in
    (0..<8).reduce(UInt32(n)) { c, _ in c & 1 == 1 ? 0xEDB8_8320 ^ (c >> 1) : c >> 1 }
  }
}
