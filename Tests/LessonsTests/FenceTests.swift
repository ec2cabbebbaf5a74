import Foundation
import TestLessons
import Testing

@testable import Lessons

/// Blocks whose fence is missing, too short or not closed: Markdown loses them without a word.
@Suite struct FenceTests {
  static let question = "```question\nask: How many?\nnumber: nor.mistakes\n```"

  @Test(arguments: [
    "Text.\n\n" + question,
    "````reading\nText.\n\n" + question + "\n\nMore.\n````\n\nEnd.",
    "`````original\n````reading\n" + question + "\n````\n`````\n",
    "````markdown\n```question\nask: shown as it is\n```\n````\n",
    "```\nprogram text\n```\n\n```sh\nlearn list\n```\n",
    "~~~question\nask: How many?\nnumber: nor.mistakes\n~~~",
    "<!-- A remark with a fence\n```question\nand no end: $5 -->\n\n" + question,
    "<!-- On one line. -->\n\n" + question,
    "1. A list\n\n   ```text\n   inside\n   ```\n2. goes on\n\n" + question,
    "Say `question` and ``a ` b``.\n\nquestion\n\nnotes of mine\n",
    "````reading\n```\nprogram text\n```\n````\n",
  ])
  func whatIsRightIsLeftAlone(_ body: String) throws {
    #expect(try LintedLesson.told(body) == [])
  }

  @Test func aFenceTooShortForItsBlocks() throws {
    let told = try LintedLesson.told("```reading\nText.\n\n\(Self.question)\n\nMore.\n```\n")
    #expect(
      told == [
        "15:1: error: \"reading\" holds the block \"question\" (line 18), so its fence has to be "
          + "longer than that one's; write ```` at both of its ends"
      ])
  }

  @Test func aPartThatIsNeverClosed() throws {
    let told = try LintedLesson.told("````reading\nText.\n\n\(Self.question)\n\nMore.\n")
    #expect(
      told == [
        "15:1: error: the block \"reading\" is never closed; put a line ```` where it ends"
      ])
  }

  @Test func aBlockThatIsNotClosed() throws {
    let open = "```question\nask: How many?\nnumber: nor.mistakes\n\n"
    #expect(
      try LintedLesson.told(open + "Text.\n\n" + Self.question) == [
        "15:1: error: the block \"question\" is not closed before \"question\" begins on line 21; "
          + "put a line ``` after its last line"
      ])
    #expect(
      try LintedLesson.told(open) == [
        "15:1: error: the block \"question\" is never closed; put a line ``` where it ends"
      ])
    #expect(
      try LintedLesson.told("````reading\n" + open + "````\n") == [
        "16:1: error: the block \"question\" is not closed before \"reading\" ends on line 20; "
          + "put a line ``` after its last line"
      ])
  }

  @Test func aBlockThatIsNotOpened() throws {
    let told = try LintedLesson.told("ask: How many?\nnumber: 3\n```\n\n" + Self.question)
    #expect(told.count == 1, "\(told)")
    #expect(told[0].hasPrefix("17:1: error: this line opens program text, for it names no block"))
    #expect(told[0].contains("\"question\" on line 19 would be lost in it"))
    let last = try LintedLesson.told("ask: How many?\nnumber: 3\n```\n")
    #expect(last.count == 1, "\(last)")
    #expect(last[0].hasPrefix("17:1: error: this line opens program text"))
  }

  @Test(arguments: ["``question\nask: How many?\n``", "question\nask: How many?\n"])
  func aBlockWithoutItsBackticks(_ body: String) throws {
    let told = try LintedLesson.told(body)
    #expect(
      told == [
        "15:1: error: the block \"question\" has no fence of three backticks; "
          + "write ```question above it and ``` below it"
      ])
  }

  @Test func aRemarkThatIsNeverClosed() throws {
    let told = try LintedLesson.told("<!-- not yet\n\n" + Self.question)
    #expect(
      told == [
        "15:1: error: this remark is never closed: all that follows is lost; "
          + "put --> where it ends"
      ])
    let after = try LintedLesson.told("<!-- here --> Lost text.")
    #expect(
      after == ["15:1: error: what stands behind a remark is lost; begin a new line after -->"])
  }

  /// What stands behind a wrong fence is checked as it was meant.
  @Test func errorsBehindAWrongFenceAreTold() throws {
    let told = try LintedLesson.told(
      "```reading\n\(Self.question)\n```\n\nIt made {{nor.mistaks}} mistakes.\n")
    #expect(told.count == 2, "\(told)")
    #expect(told.last?.hasPrefix("22:9: error: ") == true, "\(told)")
    #expect(told.last?.contains("did you mean \"mistakes\"?") == true, "\(told)")
  }

  /// Blocks that speak of an experiment which a wrong fence lost are not to blame.
  @Test func aLostExperimentIsToldOnce() throws {
    let text = LintedLesson.head.replacing("  rate: 0.1\n```\n", with: "  rate: 0.1\n")
    let told = try LintedLesson.told(whole: text + Self.question + "\n")
    #expect(told.count == 1, "\(told)")
    #expect(told.first?.hasPrefix("7:1: error: the block \"experiment\" is not closed") == true)
  }

  /// Every fence of every lesson, taken away or one backtick shorter, is told.
  @Test(arguments: AllLessons.names) func everyFenceCounts(_ name: String) throws {
    let text = try String(contentsOfFile: "\(AllLessons.root)/Lessons/\(name).md", encoding: .utf8)
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    let places = rows.indices.filter { FenceLine(rows[$0]) != nil }
    #expect(places.count > 10)
    let good = Findings(file: name)
    _ = FenceCheck(text, line: 1, findings: good)
    #expect(good.diagnostics == [])
    for (index, place) in places.enumerated() {
      for new in [Substring(""), rows[place].dropFirst()] {
        // Text alone may end at a longer fence than it begins with.
        let next = index + 1 < places.count ? FenceLine(rows[places[index + 1]]) : nil
        if FenceLine(new) != nil, next?.info.isEmpty == true { continue }
        var broken = rows
        broken[place] = new
        let findings = Findings(file: name)
        let check = FenceCheck(broken.joined(separator: "\n"), line: 1, findings: findings)
        #expect(findings.hasErrors, "\(name):\(place + 1) \"\(new)\" \(check.rows.count)")
        #expect(check.rows.count == rows.count)
      }
    }
  }

  // MARK: Parts

  @Test(arguments: ["reading", "worksheet", "screen", "original"])
  func anExperimentInAPartIsFound(_ part: String) throws {
    let text = LintedLesson.head.replacing("```experiment", with: "````\(part)\n```experiment")
      .replacing("rate: 0.1\n```", with: "rate: 0.1\n```\n````")
    #expect(text != LintedLesson.head)
    #expect(try LintedLesson.told(whole: text + Self.question + "\n") == [])
  }

  @Test func anExperimentInAListIsFound() throws {
    let body = """
      - ```experiment
        name: nand
        perceptron:
          gate: NAND
          weights: [0.2, 0.1, -0.1]
          rate: 0.1
        ```

      It made {{nand.mistakes}} mistakes.
      """
    #expect(try LintedLesson.told(body) == [])
  }

  // MARK: What Markdown has and lessons have not

  @Test(arguments: [
    ("| a | b |\n|---|---|\n| 1 | 2 |", "Markdown tables are not shown; a table block"),
    ("a | b\n:--|--:\n1 | 2", "Markdown tables are not shown; a table block"),
    ("- | a | b |\n  |---|---|\n  | 1 | 2 |", "Markdown tables are not shown; a table block"),
    ("H<sub>2</sub>O", "HTML is not part of a lesson: <sub>; write a formula"),
    ("One<br>two", "HTML is not part of a lesson: <br>; end the line with a backslash"),
    ("<table><tr><td>1</td></tr></table>", "HTML is not part of a lesson: <table>; use a table"),
    ("<div class=\"x\">\n\ntext\n\n</div>", "HTML is not part of a lesson: <div class=\"x\">"),
  ])
  func whatWouldPrintAsItIs(_ body: String, _ message: String) throws {
    let told = try LintedLesson.told(body)
    #expect(told.first?.hasPrefix("15:") == true, "\(told)")
    #expect(told.first?.contains(": error: " + message) == true, "\(told)")
  }

  @Test(arguments: [
    "The distance $|a|$ | and $|b|$\nor less.", "A remark <!-- not seen --> in the line.",
    "<https://example.org> and 3 < 4 and a<b.", "Code: `<br>` and `| a | b |`.",
  ])
  func whatOnlyLooksLikeIt(_ body: String) throws {
    #expect(try LintedLesson.told(body) == [])
  }

  @Test func htmlInAQuestionIsTold() throws {
    let told = try LintedLesson.told(
      "```question\nask: How <b>many</b>?\nnumber: nor.mistakes\n```")
    #expect(told.first == "16:6: error: HTML is not part of a lesson: <b>; write **words**")
  }
}
