import Lessons
import TestSupport
import Testing

@testable import Presenting

/// Variants of lessons on images: thirty sheets, their images and the answers of their keys.
@Suite struct ImageVariantTests {
  private func book(_ name: String) throws -> ([VariantBook.Sheet], VariantBook) {
    let base = try PageLessons.played(name)
    let sheets = try VariantSpace(of: base).variants(30, seed: 7).map { variant in
      let options = PlayOptions(overrides: variant.overrides)
      return VariantBook.Sheet(
        variant: variant, played: try PageLessons.played(name, options: options))
    }
    let maker = PageMaker(measurer: FixedMeasurer(), words: .english)
    let book = try VariantBook(sheets, request: PageRequest(kind: .key), maker: maker) { _, _ in ""
    }
    return (sheets, book)
  }

  /// The texts of the sheets of a key booklet, after its grid of answers.
  private func texts(_ book: VariantBook) -> [String] {
    book.keyText.components(separatedBy: "\n== ").dropFirst().map { $0 }
  }

  private func numbers(_ task: PageTask) -> [Double] {
    task.blanks.compactMap { Double($0.answer) }
  }

  @Test func thirtyConvolutions() throws {
    let (sheets, book) = try book("convolution")
    #expect(Set(sheets.map { $0.variant.overrides["plus"]?.image ?? [] }).count == 30)
    #expect(Set(sheets.map { $0.variant.overrides["wide"]?.image ?? [] }).count == 30)
    for (sheet, (tasks, text)) in zip(sheets, zip(book.tasks, texts(book))) {
      let overrides = sheet.variant.overrides
      let image = try #require(overrides["plus"]?.image)
      #expect(image.joined().allSatisfy { (0...3).contains($0) })
      // One image for all three, and not that of the lesson.
      #expect(overrides["wide"] == overrides["strided"] && overrides["wide"] == overrides["padded"])
      #expect(!text.contains("plus sign") && text.contains("numbers of its own"))
      // The kernel subtracts what is two to the left.
      func z(_ row: Int, _ column: Int) -> [Int] {
        (row..<row + 3).map { image[$0][column + 2] - image[$0][column] }
      }
      let second = z(0, 1).map(Double.init)
      let sum = second.reduce(0, +)
      let step = try #require(tasks.first { numbers($0).count == 5 })
      #expect(numbers(step) == second + [sum, max(sum, 0)], "\(sheet.variant.code)")
      let middle = Double(z(1, 1).reduce(0, +))
      #expect(tasks.contains { numbers($0) == [middle] }, "\(sheet.variant.code)")
      // The maps that are drawn on the key, and the image that they belong to.
      #expect(try TwinPicture.checkMaps(text) >= 3)
      let shown = try TwinPicture.pictures(text).first { $0.contains("Feature map, 3 × 3") }
        .flatMap { try TwinPicture.grid("Image", in: $0) }
      #expect(shown == image.map { $0.map(Double.init) })
      let all = (0..<3).flatMap { row in (0..<3).map { z(row, $0).reduce(0, +) } }
      #expect(all.contains { $0 < 0 } && 2 * all.count { $0 <= 0 } <= 9)
    }
  }

  @Test func thirtyPoolings() throws {
    let (sheets, book) = try book("pooling")
    #expect(Set(sheets.map { $0.variant.overrides["largest"]?.image ?? [] }).count == 30)
    for (sheet, (tasks, text)) in zip(sheets, zip(book.tasks, texts(book))) {
      let overrides = sheet.variant.overrides
      #expect(Set(overrides.values.map { $0.image ?? [] }).count == 1 && overrides.count == 4)
      let table = try #require(overrides["average"]?.image)
      let windows: [[Int]] = [[0, 0], [0, 2], [2, 0], [2, 2]].map { corner in
        let (row, column) = (corner[0], corner[1])
        return Array(table[row][column..<column + 2]) + table[row + 1][column..<column + 2]
      }
      let means = windows.map { Double($0.reduce(0, +)) / 4 }
      for window in windows { #expect(window.count { $0 == window.max() } == 1) }
      let rows = try #require(tasks.first { numbers($0).count >= 2 })
      #expect(numbers(rows) == Array(means.suffix(numbers(rows).count)), "\(sheet.variant.code)")
      #expect(try TwinPicture.checkPoolings(text) >= 1)
      #expect(!text.contains("misprint"))
      #expect(try TwinPicture.grid("Table", in: text) == table.map { $0.map(Double.init) })
    }
  }

  @Test(arguments: ["convolution", "pooling"]) func aCodeMakesItsVariantAgain(_ name: String) throws
  {
    let space = try VariantSpace(of: PageLessons.played(name))
    let variants = try space.variants(5, seed: 3)
    #expect(try variants == space.variants(5, seed: 3))
    #expect(try variants != space.variants(5, seed: 4))
    for variant in variants { #expect(try space.variant(code: variant.code) == variant) }
    #expect(throws: VariantError.unknownCode("ZZZZZ")) { try space.variant(code: "ZZZZZ") }
  }
}
