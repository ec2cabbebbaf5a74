import Drawing
import TestSupport
import Testing

@Suite struct ParagraphTests {
  let measurer = FixedMeasurer()
  let font = Font(.text, size: 10)

  private func text(_ text: String) -> Span { .text(text, font: font, color: .black) }

  private func lines(_ spans: [Span], width: Double) -> [String] {
    Paragraph(spans).layout(width: width, measurer: measurer)
      .map { $0.items.textRuns().map(\.text).joined(separator: "|") }
  }

  @Test func breaksBetweenWords() {
    #expect(lines([text("one two three four")], width: 45) == ["one two", "three", "four"])
  }

  @Test(arguments: [30.0, 45, 80, 200])
  func linesAreNoWiderThanAsked(width: Double) {
    let paragraph = Paragraph([text("a bc def ghij a bc def ghij a bc def ghij")])
    let lines = paragraph.layout(width: width, measurer: measurer)
    #expect(lines.allSatisfy { $0.width <= width })
    let words = lines.flatMap { $0.items.textRuns().map(\.text) }.joined(separator: " ")
    #expect(words == "a bc def ghij a bc def ghij a bc def ghij")
  }

  @Test func commaStaysWithItsFormula() throws {
    let math = Span.math(try Math.parse("x"), size: 10, color: .black)
    // "word" 20, space 5, x about 6, "," 5: the comma alone would not fit.
    #expect(lines([text("word "), math, text(", more")], width: 33) == ["word", "x|,", "more"])
  }

  @Test func wordsOfOneFontBecomeOneRun() throws {
    let bold = Span.text("bold", font: Font(.text, size: 10, weight: .bold), color: .black)
    #expect(lines([text("one two "), bold, text(" three")], width: 300) == ["one two|bold|three"])
  }

  @Test func lineBreakEndsTheLine() {
    #expect(lines([text("one"), .lineBreak, text("two")], width: 300) == ["one", "two"])
  }

  @Test func longWordStandsAlone() {
    #expect(lines([text("a incomprehensible b")], width: 30) == ["a", "incomprehensible", "b"])
  }

  @Test func longFormulaBreaksBeforeRelations() throws {
    let math = Span.math(try Math.parse("a + b + c = d + e + f = g"), size: 10, color: .black)
    let broken = lines([math], width: 50)
    #expect(broken.count == 3)
    #expect(broken[1].hasPrefix("="))
  }

  @Test func linkCoversItsWords() throws {
    let link = Span.link(.uri("https://example.org"), [text("go there")])
    let line = try #require(
      Paragraph([text("Please "), link]).layout(width: 300, measurer: measurer).first)
    guard case .link(let area) = line.items.last else {
      Issue.record("no link")
      return
    }
    #expect(area.rect == Rect(35, -8, 40, 10))
    #expect(area.items.textRuns().map(\.text) == ["go there"])
  }

  @Test func linesStandBelowEachOther() {
    let box = Paragraph([text("one two three")], leading: 1.5).box(width: 20, measurer: measurer)
    #expect(box.items.textRuns().map(\.origin.y) == [0, 15, 30])
    #expect(box.descent == 32)
  }
}
