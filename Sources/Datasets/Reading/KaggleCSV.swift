/// A table with one image a row: its label, then its pixels, row by row. Kaggle's files begin with
/// a row of names (`label,pixel0,…,pixel783`), others do not.
enum KaggleCSV {
  /// - Throws: what is wrong, with the line it stands in, counted from 1.
  static func read(path: String, classCount: Int) throws(DatasetError) -> LabelledImages {
    let bytes = try readFile(path, to: operation)
    return try parse(bytes, classCount: classCount, path: path)
  }

  static func parse(_ bytes: [UInt8], classCount: Int, path: String) throws(DatasetError)
    -> LabelledImages
  {
    func corrupt(_ line: Int, _ reason: String, cure: String) -> DatasetError {
      DatasetError(.corrupt, operation, path: path, "line \(line): \(reason)", cure: cure)
    }
    var pixels: [UInt8] = []
    var labels: [UInt8] = []
    /// Values of a row, the label counted; 0 until the first row is read.
    var columns = 0
    var line = 0
    var start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0

    while start < bytes.count {
      line += 1
      let end = bytes[start...].firstIndex(of: newline) ?? bytes.count
      var row = bytes[start..<end]
      start = end + 1
      if row.last == carriageReturn { row.removeLast() }
      if row.isEmpty { continue }
      if line == 1 && isHeader(row) {
        columns = row.count { $0 == comma } + 1
        continue
      }

      let before = pixels.count
      let label: UInt8
      do throws(Fault) {
        label = try appendRow(row, to: &pixels)
      } catch {
        throw corrupt(
          line, "value \(error.column) \(error.reason)",
          cure: row.contains(comma) || !row.contains(UInt8(ascii: ";"))
            ? "A row is a label and the pixels, whole numbers from 0 (background) to 255."
            : "Values are divided by commas, not by semicolons.")
      }
      let found = pixels.count - before + 1
      if columns == 0 { columns = found }
      guard found == columns else {
        throw corrupt(
          line, "it has \(found) values, where the first line has \(columns)",
          cure: "Every row needs its label and all pixels of one image.")
      }
      guard Int(label) < classCount else {
        throw corrupt(
          line, "label \(label) is above \(classCount - 1): there are \(classCount) classes",
          cure: classesCure)
      }
      labels.append(label)
    }

    guard !labels.isEmpty else {
      throw DatasetError(.corrupt, operation, path: path, "there is no row with an image")
    }
    let size = columns - 1
    let side = Int(Double(size).squareRoot().rounded())
    guard side > 0 && side * side == size else {
      throw DatasetError(
        .corrupt, operation, path: path,
        "\(size) pixels are no square; for 28 × 28 a row has a label and 784 pixels")
    }
    return LabelledImages(height: side, width: side, pixels: pixels, labels: labels)
  }

  private struct Fault: Error {
    /// Counted from 1.
    var column: Int
    var reason: String
  }

  /// Appends the values of a row but the first, which is returned: the label.
  private static func appendRow(_ row: ArraySlice<UInt8>, to pixels: inout [UInt8]) throws(Fault)
    -> UInt8
  {
    var label: UInt8?
    var column = 1
    var value = 0
    var digits = 0
    var place = row.startIndex
    while place <= row.endIndex {
      let byte = place < row.endIndex ? row[place] : comma
      place += 1
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
        digits += 1
        guard value <= 255 else { throw Fault(column: column, reason: "is above 255") }
      case comma:
        guard digits > 0 else { throw Fault(column: column, reason: "is empty") }
        if label == nil { label = UInt8(value) } else { pixels.append(UInt8(value)) }
        column += 1
        value = 0
        digits = 0
      case space, quote:
        continue
      default:
        throw Fault(
          column: column, reason: "is '\(cell(around: place - 1, in: row))', not a whole number")
      }
    }
    return label ?? 0
  }

  /// The text of the value that a place lies in, so that it can be found in the file.
  private static func cell(around place: Int, in row: ArraySlice<UInt8>) -> String {
    let start = row[..<place].lastIndex(of: comma).map { $0 + 1 } ?? row.startIndex
    let end = row[place...].firstIndex(of: comma) ?? row.endIndex
    return printable(String(decoding: row[start..<end], as: UTF8.self), limit: 16)
  }

  /// A first line whose first value begins with a letter holds names.
  private static func isHeader(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first(where: { $0 != space && $0 != quote }) else { return false }
    return UInt8(ascii: "a")...UInt8(ascii: "z") ~= first | 0x20
  }

  private static let operation = "read the CSV file"
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let comma = UInt8(ascii: ",")
  private static let space = UInt8(ascii: " ")
  private static let quote = UInt8(ascii: "\"")
}
