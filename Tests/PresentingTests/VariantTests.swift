import Drawing
import Lessons
import Numerics
import Rendering
import TestSupport
import Testing

@testable import Presenting

@Suite struct VariantTests {
  private func sheets(_ count: Int, seed: UInt64 = 7) throws -> [VariantBook.Sheet] {
    let base = try PageLessons.played("perceptron-and")
    return try VariantSpace(of: base).variants(count, seed: seed).map { variant in
      let options = PlayOptions(overrides: variant.overrides)
      return VariantBook.Sheet(
        variant: variant, played: try PageLessons.played("perceptron-and", options: options))
    }
  }

  /// In tenths, by whole numbers, from the override alone: nothing of the program's arithmetic.
  private func trained(_ override: ExperimentOverride) throws -> [[Int]] {
    func tenths(_ text: String) throws -> Int {
      try Int((#require(Double(text)) * 10).rounded())
    }
    var weights = try #require(override.numbers("weights").first).map(tenths)
    let rate = try tenths(#require(override.numbers("rate").first?.first))
    let listed = [[0, 0, 0], [1, 1, 1], [0, 1, 0], [1, 0, 0]]
    let samples = try override.numbers("order").map { point in
      try #require(listed.first { point == ["\($0[0])", "\($0[1])"] })
    }
    var rows: [[Int]] = []
    for _ in 0..<20 {
      var mistakes = 0
      for sample in samples {
        let z = weights[0] + weights[1] * sample[0] + weights[2] * sample[1]
        let output = z > 0 ? 1 : 0
        let d = sample[2] - output
        mistakes += abs(d)
        weights[0] += rate * d
        weights[1] += rate * d * sample[0]
        weights[2] += rate * d * sample[1]
        rows.append([z, output, d] + weights)
      }
      if mistakes == 0 { return rows }
    }
    return []
  }

  @Test func thirtySheetsDifferAndKeepTheConstraints() throws {
    let sheets = try sheets(30)
    #expect(Set(sheets.map(\.variant.code)).count == 30)
    #expect(
      Set(sheets.map { $0.variant.overrides["gentle"]?.numbers("weights") ?? [] }).count == 30)
    for sheet in sheets {
      let rows = try trained(#require(sheet.variant.overrides["gentle"]))
      let epochs = rows.count / 4
      #expect((3...6).contains(epochs), "\(sheet.variant.code): \(epochs) epochs")
      #expect(rows.contains { $0[2] == 1 } && rows.contains { $0[2] == -1 })
      #expect(rows.allSatisfy { $0[3...].allSatisfy { abs($0) <= 20 } })
    }
  }

  @Test func everyAnswerOfEveryKeyComesOut() throws {
    let sheets = try sheets(30)
    let maker = PageMaker(measurer: FixedMeasurer(), words: .english)
    let book = try VariantBook(sheets, request: PageRequest(kind: .key), maker: maker) { _, _ in ""
    }
    var checked = 0
    for (sheet, tasks) in zip(sheets, book.tasks) {
      let rows = try trained(#require(sheet.variant.overrides["gentle"]))
      for blank in tasks.flatMap(\.blanks) {
        guard case .quantity("gentle", let step, let code, let component) = blank.question else {
          continue
        }
        let row = rows[step - 1]
        let expected =
          switch code {
          case "sum": Double(row[0]) / 10
          case "output": Double(row[1])
          case "error": Double(row[2])
          default: Double(row[3 + component]) / 10
          }
        #expect(Double(blank.answer) == expected, "\(sheet.variant.code) \(blank.code)")
        checked += 1
      }
    }
    #expect(checked >= 30 * 30)
    #expect(Set(book.tasks.map { $0.flatMap(\.blanks).map(\.answer) }).count == 30)
  }

  @Test func everySheetBeginsOnAFront() throws {
    let sheets = try sheets(6)
    let maker = PageMaker(measurer: FixedMeasurer(), words: .english)
    let book = try VariantBook(sheets, request: PageRequest(kind: .key), maker: maker) {
      "\($1) \($0.variant.code)"
    }
    #expect(book.worksheets.pages.count.isMultiple(of: 2))
    // One leaf with all answers before the keys.
    #expect(book.key.pages.count == book.worksheets.pages.count + 2)
    let fronts = book.worksheets.pages.indices.filter { index in
      book.worksheets.pages[index].items.textRuns().contains { $0.text == "Date" }
    }
    #expect(fronts.count == 6)
    #expect(fronts.allSatisfy { $0.isMultiple(of: 2) })
    for (sheet, front) in zip(sheets, fronts) {
      let runs = book.worksheets.pages[front].items.textRuns().map(\.text)
      #expect(runs.contains("worksheet \(sheet.variant.code)"))
      let answers = book.key.pages[front + 2].items.textRuns().map(\.text)
      #expect(answers.contains("key \(sheet.variant.code)"))
    }
  }

  @Test func aCodeMakesItsVariantAgain() throws {
    let space = try VariantSpace(of: PageLessons.played("perceptron-or"))
    for variant in try space.variants(5, seed: 3) {
      #expect(try space.variant(code: variant.code) == variant)
      #expect(try space.variant(code: variant.code.lowercased()) == variant)
    }
    #expect(throws: VariantError.unknownCode("ZZZZZ")) { try space.variant(code: "ZZZZZ") }
  }

  @Test func sameSeedSameVariants() throws {
    let space = try VariantSpace(of: PageLessons.played("perceptron-nand"))
    #expect(try space.variants(10, seed: 1) == space.variants(10, seed: 1))
    #expect(try space.variants(10, seed: 1) != space.variants(10, seed: 2))
  }

  @Test(arguments: [0, 1, 31, 32, 1023, 667_000, 9_999_999])
  func codesAreReadBack(_ number: Int) {
    let code = VariantCode.text(number)
    #expect(VariantCode.number(code) == number)
    // One wrong letter is noticed.
    var wrong = Array(code)
    wrong[0] = wrong[0] == "2" ? "3" : "2"
    #expect(VariantCode.number(String(wrong)) == nil)
  }

  @Test func aLessonWithoutATableHasNoVariants() {
    let lesson = SmallLesson.played()
    #expect(throws: VariantError.nothingVaries(lesson: "small")) { try VariantSpace(of: lesson) }
  }

  /// A text that points at an epoch which no variant reaches must not be tried for ever.
  @Test func aTextThatFitsNoVariantEndsTheSearch() throws {
    let space = try VariantSpace(of: PageLessons.played("perceptron-and"))
    var tried = 0
    #expect(throws: VariantError.noneFits(tried: 400)) {
      try space.variants(3, seed: 7) { _ in
        tried += 1
        return false
      }
    }
    #expect(tried == 400)
  }

  /// What stands in `original` blocks may point at what variants do not have.
  @Test(arguments: ["perceptron-and", "perceptron-or", "perceptron-nand", "perceptron-xor"])
  func gatesHaveVariants(_ name: String) throws {
    let base = try PageLessons.played(name)
    let variants = try VariantSpace(of: base).variants(3, seed: 7) { variant in
      do {
        _ = try PageLessons.played(name, options: PlayOptions(overrides: variant.overrides))
        return true
      } catch is LessonErrors {
        return false
      }
    }
    #expect(variants.count == 3)
  }
}
