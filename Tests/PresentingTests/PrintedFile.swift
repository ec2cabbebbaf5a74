import Drawing
import Foundation
import Rendering
import TestSupport

/// A word of a PDF page, as Poppler finds it: its left end and its top and bottom, in points.
struct PrintedWord: Equatable {
  var page: Int
  var x: Double
  var top: Double
  var bottom: Double
  var text: String

  /// Whether it is the same word at the same place, to a tenth of a point.
  func matches(_ other: PrintedWord) -> Bool {
    page == other.page && text == other.text && abs(x - other.x) <= 0.1
      && abs(bottom - other.bottom) <= 0.1
  }
}

/// What Poppler reads from a file; nil where it is not installed.
struct PrintedFile {
  var words: [PrintedWord]
  /// The height of each page, in points.
  var heights: [Double]
  private let folder: TemporaryFolder

  init?(_ document: Document, fonts: Fonts) throws {
    folder = try TemporaryFolder()
    let path = folder.path + "/pages.pdf"
    try PDFCanvas(fonts).write(document, to: path)
    guard let boxes = try Tool.run("pdftotext", ["-bbox", path, "-"]) else { return nil }
    words = []
    heights = []
    for line in boxes.output.split(separator: "\n") {
      let numbers = line.split(separator: "\"").compactMap { Double($0) }
      if line.contains("<page "), numbers.count > 1 { heights.append(numbers[1]) }
      guard line.contains("<word "), let end = line.range(of: "</word>"),
        let start = line.firstIndex(of: ">"), numbers.count >= 4
      else { continue }
      words.append(
        PrintedWord(
          page: heights.count, x: numbers[0], top: numbers[1], bottom: numbers[3],
          text: String(line[line.index(after: start)..<end.lowerBound]).replacing("&lt;", with: "<")
            .replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&amp;", with: "&")))
    }
  }

  /// The lines as they stand on the pages, a form feed after each.
  func text() throws -> String {
    try Tool.run("pdftotext", ["-layout", folder.path + "/pages.pdf", "-"])?.output ?? ""
  }

  /// The pages as grey dots, one for each point.
  func ink() throws -> [GreyPage]? {
    guard
      try Tool.run(
        "pdftoppm", ["-r", "72", "-gray", folder.path + "/pages.pdf", folder.path + "/page"])
        != nil
    else { return nil }
    return try folder.names().filter { $0.hasSuffix(".pgm") }.map {
      try GreyPage([UInt8](Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + $0))))
    }
  }
}

/// A page in greys from 0 (ink) to 255 (paper).
struct GreyPage {
  var width: Int
  var height: Int
  var rows: [ArraySlice<UInt8>]

  struct NoImage: Error {}

  /// Reads a binary PGM file.
  init(_ bytes: [UInt8]) throws {
    let head = bytes.prefix(40).split(separator: 10, maxSplits: 3)
    let size = head.count > 1 ? head[1].split(separator: 32) : []
    guard size.count == 2, let width = Int(String(decoding: size[0], as: UTF8.self)),
      let height = Int(String(decoding: size[1], as: UTF8.self)),
      bytes.count >= width * height
    else { throw NoImage() }
    (self.width, self.height) = (width, height)
    let start = bytes.count - width * height
    rows = (0..<height).map { bytes[(start + $0 * width)..<(start + ($0 + 1) * width)] }
  }

  /// Rows in which `other` has paper where this page has ink, the insides of `rects` left out.
  func rowsMissing(in other: GreyPage, apartFrom rects: [Rect]) -> [Int] {
    guard width == other.width, height == other.height else { return [-1] }
    return rows.indices.filter { index in
      guard rows[index] != other.rows[index] else { return false }
      let shades = rects.filter { $0.minY - 1 < Double(index + 1) && Double(index) < $0.maxY + 1 }
      // Loops over buffers: closures in a debug build would take half of the test's time.
      return rows[index].withUnsafeBufferPointer { mine in
        other.rows[index].withUnsafeBufferPointer { theirs in
          var place = 0
          while place < mine.count {
            if Int(theirs[place]) > Int(mine[place]) + 6,
              !shades.contains(where: { ($0.minX - 1...$0.maxX).contains(Double(place)) })
            {
              return true
            }
            place += 1
          }
          return false
        }
      }
    }
  }
}
