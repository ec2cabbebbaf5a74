/// An array of whole numbers 0 … 255 in NumPy's format: magic, version, a Python dictionary with
/// type, order and shape, then the values.
///
/// Source: NEP 1, "A simple file format for NumPy arrays".
struct NPYArray: Equatable {
  var shape: [Int]
  var values: [UInt8]

  init(_ bytes: [UInt8], name: String, path: String) throws(DatasetError) {
    func corrupt(_ reason: String, cure: String? = nil) -> DatasetError {
      DatasetError(.corrupt, ZipArchive.operation, path: path, "\(name) \(reason)", cure: cure)
    }
    guard bytes.count >= 12, bytes.starts(with: [0x93] + Array("NUMPY".utf8)) else {
      throw corrupt("is no NumPy array")
    }
    let lengthBytes = bytes[6] == 1 ? 2 : 4
    let start = 8 + lengthBytes + bytes.littleEndian(at: 8, lengthBytes)
    guard start <= bytes.count, start <= 4096 else { throw corrupt("has a damaged header") }
    let header = String(decoding: bytes[8 + lengthBytes..<start], as: UTF8.self)

    guard let type = NPYArray.value(of: "descr", in: header)?.split(separator: "'").first,
      let order = NPYArray.value(of: "fortran_order", in: header),
      let numbers = NPYArray.value(of: "shape", in: header)
    else { throw corrupt("has a damaged header") }
    guard order.hasPrefix("False") else {
      throw corrupt(
        "stands column by column (Fortran order), not row by row",
        cure: "Save np.ascontiguousarray(\(name)).")
    }
    var size = 1
    shape = []
    for number in numbers.drop(while: { $0 == "(" }).prefix(while: { $0 != ")" })
      .split(separator: ",")
    {
      guard let dimension = Int(number.filter { $0 != " " }), dimension >= 0 else {
        throw corrupt("has a damaged shape")
      }
      let (product, overflow) = size.multipliedReportingOverflow(by: dimension)
      guard !overflow, product <= largestFile else { throw corrupt("has an impossible shape") }
      size = product
      shape.append(dimension)
    }

    let widths = [
      "|u1": 1, "|i1": 1, "<u2": 2, "<i2": 2, "<u4": 4, "<i4": 4, "<u8": 8, "<i8": 8,
    ]
    guard let width = widths[String(type)] else {
      throw corrupt(
        "has values of type \(printable(String(type), limit: 60)), not whole numbers",
        cure: "Save it as uint8, pixels from 0 (background) to 255.")
    }
    guard bytes.count - start == size * width else {
      throw corrupt(
        "should hold \(size * width) bytes of values, but holds \(bytes.count - start)")
    }
    if width == 1 && type == "|u1" {
      values = Array(bytes[start...])
      return
    }
    values = []
    values.reserveCapacity(size)
    for place in stride(from: start, to: bytes.count, by: width) {
      let rest = bytes[place + 1..<place + width]
      guard rest.allSatisfy({ $0 == 0 }), type != "|i1" || bytes[place] < 128 else {
        throw corrupt("has a value outside 0 … 255")
      }
      values.append(bytes[place])
    }
  }

  /// What follows `'key':`, without the space between.
  private static func value(of key: String, in header: String) -> Substring? {
    let quoted = Array("'\(key)':".utf8)
    let text = Array(header.utf8)
    guard text.count >= quoted.count else { return nil }
    for place in 0...(text.count - quoted.count)
    where text[place..<place + quoted.count].elementsEqual(quoted) {
      let rest = String(decoding: text[(place + quoted.count)...], as: UTF8.self)
      return rest.drop { $0 == " " }
    }
    return nil
  }
}
