import CSpng
import Glibc

@testable import Datasets

/// A folder for one test, removed with everything in it when the value goes.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/datasets-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }

  deinit { TemporaryFolder.removeAll(path) }

  private static func removeAll(_ path: String) {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
          tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { removeAll("\(path)/\(name)") }
      }
      closedir(folder)
    }
    remove(path)
  }

  @discardableResult func write(_ bytes: [UInt8], _ name: String) -> String {
    let file = "\(path)/\(name)"
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/\(part)"
      mkdir(folder, 0o755)
    }
    // A new file: some file systems flush one that is cut to nothing and written again.
    unlink(file)
    let stream = fopen(file, "w")
    fwrite(bytes, 1, bytes.count, stream)
    fclose(stream)
    return file
  }
}

/// Small files in each format, as their writers make them.
enum SampleFiles {
  static let side = 4

  static func pixels(_ count: Int) -> [UInt8] {
    (0..<count * side * side).map { UInt8(truncatingIfNeeded: $0 * 7) }
  }

  static func labels(_ count: Int) -> [UInt8] { (0..<count).map { UInt8($0 % 10) } }

  static func images(_ count: Int) -> [UInt8] {
    encodeIDX(pixels(count), dimensions: [count, side, side])
  }

  static func csv(_ count: Int, header: Bool) -> [UInt8] {
    var text =
      header ? "label," + (0..<side * side).map { "pixel\($0)" }.joined(separator: ",") : ""
    if header { text += "\n" }
    for i in 0..<count {
      let row = pixels(count)[i * side * side..<(i + 1) * side * side]
      text += "\(i % 10)," + row.map(String.init).joined(separator: ",") + "\n"
    }
    return Array(text.utf8)
  }

  /// NumPy's `np.save`, version 1.0.
  static func npy(_ values: [UInt8], shape: [Int], type: String = "|u1", order: String = "False")
    -> [UInt8]
  {
    let sizes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var header = "{'descr': '\(type)', 'fortran_order': \(order), 'shape': (\(sizes)), }"
    header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
    let length = header.utf8.count
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)]
      + Array(header.utf8) + values
  }

  static func zip(_ entries: [(String, [UInt8])], deflated: Bool) -> [UInt8] {
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in entries {
      // A gzip file without name is a header of 10 bytes, deflated data, and 8 bytes.
      let packed = deflated ? Array(gzip(content).dropFirst(10).dropLast(8)) : content
      let common =
        little(20, 2) + little(0, 2) + little(deflated ? 8 : 0, 2) + little(0, 4)
        + little(Int(crc32(of: content)), 4) + little(packed.count, 4) + little(content.count, 4)
        + little(name.utf8.count, 2)
      directory +=
        little(0x0201_4B50, 4) + little(20, 2) + common + little(0, 2) + little(0, 10)
        + little(bytes.count, 4) + Array(name.utf8)
      bytes += little(0x0403_4B50, 4) + common + little(0, 2) + Array(name.utf8) + packed
    }
    let start = bytes.count
    return bytes + directory + little(0x0605_4B50, 4) + little(0, 4) + little(entries.count, 2)
      + little(entries.count, 2) + little(directory.count, 4) + little(start, 4) + little(0, 2)
  }

  static func kerasEntries(_ count: Int) -> [(String, [UInt8])] {
    [
      ("x_train.npy", npy(pixels(count), shape: [count, side, side])),
      ("y_train.npy", npy(labels(count), shape: [count])),
      ("x_test.npy", npy(pixels(2), shape: [2, side, side])),
      ("y_test.npy", npy(labels(2), shape: [2])),
    ]
  }

  static func png(_ pixels: [UInt8], width: Int, height: Int) -> [UInt8] {
    guard let context = spng_ctx_new(Int32(SPNG_CTX_ENCODER.rawValue)) else { return [] }
    defer { spng_ctx_free(context) }
    spng_set_option(context, SPNG_ENCODE_TO_BUFFER, 1)
    var header = spng_ihdr()
    header.width = UInt32(width)
    header.height = UInt32(height)
    header.bit_depth = 8
    header.color_type = UInt8(SPNG_COLOR_TYPE_GRAYSCALE.rawValue)
    spng_set_ihdr(context, &header)
    spng_encode_image(
      context, pixels, pixels.count, Int32(SPNG_FMT_PNG.rawValue),
      Int32(SPNG_ENCODE_FINALIZE.rawValue))
    var length = 0
    var status: Int32 = 0
    guard let bytes = spng_get_png_buffer(context, &length, &status) else { return [] }
    defer { free(bytes) }
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: length))
  }
}
