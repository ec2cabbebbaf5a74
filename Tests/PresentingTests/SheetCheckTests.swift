import Drawing
import Figures
import Foundation
import Lessons
import Rendering
import TestLessons
import TestSupport
import Testing

@testable import Presenting

/// What worksheets say in every edition, and on every variant.
@Suite struct SheetCheckTests {
  private func maker() throws -> PageMaker {
    PageMaker(measurer: try PangoMeasurer(Fonts()), words: .english)
  }

  /// Large print, two-up, Letter and more half-blank steps keep all numbers and words, and each of
  /// them can be solved.
  @Test(arguments: PageLessons.names) func editionsKeepWhatTheWorksheetSays(_ name: String) throws {
    let findings = try SheetCheck(maker()).findings(in: PageLessons.played(name))
    #expect(
      findings.map { "\($0.edition.rawValue) \($0.block ?? -1): \($0.fault.rawValue) \($0.words)" }
        == [])
  }

  /// Read from the finished pages, not by the check: the command in the footer is for the teacher.
  @Test(arguments: PageLessons.names) func noDigitOfLargePrintIsSmall(_ name: String) throws {
    let pages = try maker().pages(of: PageLessons.played(name), Edition.large.request(.key))
    let runs = pages.document.pages.flatMap { $0.items.textRuns() }
    let digits = runs.filter { run in run.text.contains { $0.isASCII && $0.isNumber } }
    #expect(digits.count > 20)
    let small = digits.filter { $0.font.size < 14 }
    #expect(small.map { "\($0.text) \($0.font.size)" } == [])
  }

  /// The kernel of `cnn` once stood in large print as grey cells without numbers.
  @Test func aGridWithoutItsNumbersCannotBeSolved() throws {
    func findings(side: Int) throws -> [SheetCheck.Finding] {
      var lesson = SmallLesson.played()
      let values = (0..<side * side).map { Double($0) / 100 }
      func grid(isTask: Bool) -> PixelGrid {
        var grid = PixelGrid(rows: side, columns: side, rounded: values, digits: 2)
        grid.isTask = isTask
        return grid
      }
      let figure = GridEquation(
        title: "", grids: [.init("a", grid(isTask: false)), .init("b", grid(isTask: true))],
        signs: ["="])
      lesson.worksheetBlocks = [
        .figure(PlayedFigure(figure: AnyFigure(figure), of: "a", isTask: true, points: 1))
      ]
      return try SheetCheck(maker()).findings(in: lesson, editions: [.normal])
    }
    #expect(try findings(side: 5) == [])
    #expect(try findings(side: 24).map(\.fault) == [.isUnsolvable])
  }

  @Test func aNumberThatAnEditionDropsIsCut() throws {
    struct Shy: Figure {
      var title: String { "" }
      var caption: String { "" }
      func description(_ words: Words) -> String { "Nothing." }
      func layout(fitting size: Size, in context: DrawingContext) -> Box {
        let text = context.theme.leastDigit > 0 ? "many" : "17"
        return Box(
          width: 50, ascent: 0, descent: 20,
          items: [
            .text(
              TextRun(
                text, at: Point(0, 15), font: Font(.text, size: 9), color: context.theme.ink,
                width: 20))
          ])
      }
    }
    var lesson = SmallLesson.played()
    lesson.worksheetBlocks = [
      .figure(PlayedFigure(figure: AnyFigure(Shy()), of: "a")), .question(SmallLesson.number),
    ]
    let findings = try SheetCheck(maker()).findings(in: lesson)
    #expect(
      findings == [
        .init(edition: .large, block: 0, fault: .lacksNumbers, words: "17")
      ])
  }

  // MARK: Variants

  private func diagnostics(_ name: String, variants: Int, change: (String) -> String) throws
    -> [String]
  {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("sheet-check-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = try String(contentsOfFile: AllLessons.path(name), encoding: .utf8)
    let path = "\(folder)/\(name).md"
    try change(text).write(toFile: path, atomically: true, encoding: .utf8)
    let checked = try LessonFile.check(path, options: AllLessons.options)
    #expect(checked.diagnostics.map(\.text) == [])
    return try VariantCheck(checked, options: AllLessons.options, maker: maker())
      .diagnostics(variants: variants).map { String($0.text.dropFirst(path.count + 1)) }
  }

  @Test func aGoodLessonHasNothingWrong() throws {
    #expect(try diagnostics("perceptron-nand", variants: 5) { $0 } == [])
  }

  /// As it once stood there: the same step on every sheet, a count of steps, and a number.
  @Test func aTypedStepIsNotSoOfVariants() throws {
    let old = """
      ```question
      ask: In one step the sum z is exactly 0. In which?
      text: In step 4. It says FALSE.
      points: 2
      ```

      After all eight steps the bias weight is 1.2.

      """
    let found = try diagnostics("perceptron-nand", variants: 5) { text in
      text.replacing("# The line\n", with: "# The line\n\n" + old)
    }
    #expect(found.count == 3, "\(found)")
    #expect(found.contains { $0.contains("“step 4” is typed") })
    #expect(found.contains { $0.contains("“eight steps” is typed") })
    #expect(found.contains { $0.contains("1.2 is a number of the lesson's own run") })
    // Each at its place, with how many variants.
    #expect(found.allSatisfy { $0.contains(" more)") })
  }

  @Test func whatAVariantHasNotIsTold() throws {
    let found = try diagnostics("perceptron-xor", variants: 4) { text in
      text.replacing("{{source.last.mistakes}}", with: "{{source.epoch(13).mistakes}}")
    }
    #expect(found.count == 1 && found[0].contains("there is no epoch 13"), "\(found)")
  }

  @Test func aConditionThatNeverHoldsIsTold() throws {
    let found = try diagnostics("perceptron-nand", variants: 3) { text in
      text + "\n````when {source.zeros: {min: 40}}\nNever.\n````\n"
    }
    #expect(found.count == 1 && found[0].contains("warning: this condition holds neither"))
  }
}
