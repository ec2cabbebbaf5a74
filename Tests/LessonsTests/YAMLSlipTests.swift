import Testing

@testable import Lessons

/// YAML's usual slips, in words that an author understands: none of the parser's.
@Suite struct YAMLSlipTests {
  struct Slip: Sendable, CustomTestStringConvertible {
    var name: String
    var old: String
    var new: String
    var told: String
    var testDescription: String { name }
  }

  static let slips = [
    Slip(
      name: "a tab", old: "  weights: [0.2", new: "\tweights: [0.2",
      told: "11:1: error: a tab stands before this line; indent with spaces, two for each level"),
    Slip(
      name: "a bracket not closed", old: "-0.1]", new: "-0.1",
      told: "11:12: error: the bracket \"[\" that opens here is not closed; put \"]\" after its "
        + "last item"),
    Slip(
      name: "a bracket too many", old: "-0.1]", new: "-0.1]]",
      told: "\"]\" closes no bracket; take it away"),
    Slip(
      name: "a colon in a title", old: "title: NOR", new: "title: NOR: one more",
      told: "2:8: error: a text with a colon and a space in it has to stand in quotes; "
        + "write title: \"NOR: one more\""),
    Slip(
      name: "a colon after quotes", old: "title: NOR", new: "title: Say \"NOR\": one more",
      told: "2:8: error: a text with a colon and a space in it has to stand in quotes; "
        + "write title: 'Say \"NOR\": one more'"),
    Slip(
      name: "a no-break space after a key", old: "rate: 0.1", new: "rate:\u{A0}0.1",
      told: "12:8: error: a no-break space stands here, which looks like a space and is none; "
        + "delete it and type a plain space"),
    Slip(
      name: "no-break spaces for indentation", old: "  rate: 0.1", new: "\u{A0}\u{A0}rate: 0.1",
      told: "12:1: error: a no-break space stands here"),
    Slip(
      name: "decimal commas", old: "[0.2, 0.1, -0.1]", new: "[0,2, 0,1, -0,1]",
      told: "11:12: error: decimals are written with a point: [0.2, 0.1, -0.1]; "
        + "put a space after each comma where whole numbers are meant"),
    Slip(
      name: "decimal commas without spaces", old: "[0.2, 0.1, -0.1]", new: "[0,2,0,1,-0,1]",
      told: "; where decimals are meant, write them with a point"),
    Slip(
      name: "a decimal comma", old: "rate: 0.1", new: "rate: 0,1",
      told: "; decimals are written with a point: 0.1"),
    Slip(
      name: "no space after the colon", old: "rate: 0.1", new: "rate:0.1\n  epochs: 5",
      told: "12:3: error: \"rate:0.1\" is no line of a key and its value; put a space after the "
        + "colon"),
    Slip(
      name: "a line indented too deep", old: "  rate: 0.1", new: "  epochs: 9\n    rate: 0.1",
      told: "13:5: error: this line is indented deeper than the one above"),
    Slip(
      name: "a line indented too little", old: "  rate: 0.1", new: " rate: 0.1",
      told: "12:2: error: this line is indented unlike the others of its block"),
    Slip(
      name: "quotes that end early", old: "title: NOR", new: "title: \"NOR\" again",
      told: "error: the quotes end before the text does"),
    Slip(
      name: "an apostrophe", old: "title: NOR", new: "title: 'it's NOR'",
      told: "write '' for an apostrophe between single quotes"),
    Slip(
      name: "a quote not closed", old: "title: NOR", new: "title: \"NOR",
      told: "2:8: error: the quote that opens here is not closed"),
    Slip(
      name: "a text that begins with a star", old: "title: NOR", new: "title: *NOR*",
      told: "2:8: error: a text cannot begin with \"*\"; put the text in quotes"),
    Slip(
      name: "a text that begins with a percent sign", old: "title: NOR", new: "title: %NOR",
      told: "2:8: error: a text cannot begin with \"%\"; put the text in quotes"),
    Slip(
      name: "a text that begins with a reference", old: "title: NOR",
      new: "title: {{nor.mistakes}} mistakes",
      told: "2:8: error: a text that begins with \"{\" has to stand in quotes"),
    Slip(
      name: "a formula between double quotes", old: "title: NOR", new: "title: \"$\\cdot$\"",
      told: "error: a backslash between double quotes is a sign of its own; put the text in single"),
    Slip(
      name: "a formula that turns into a bell", old: "title: NOR", new: "title: \"$\\alpha$\"",
      told: "2:8: error: a backslash between double quotes is a sign of its own"),
    Slip(
      name: "a comma forgotten", old: "[0.2, 0.1, -0.1]", new: "[0.2, \"0.1\" -0.1]",
      told: "error: a comma is missing before this"),
  ]

  @Test(arguments: slips) func isToldInPlainWords(_ slip: Slip) throws {
    try #require(LintedLesson.head.contains(slip.old))
    let text = LintedLesson.head.replacing(slip.old, with: slip.new)
    let told = try LintedLesson.told(
      whole: text + "It made {{nor.mistakes}} mistakes, $w$.\n")
    #expect(told.count == 1, "\(told)")
    #expect(told.first?.contains(slip.told) == true, "\(told)")
    for word in ["this is not YAML", "mapping", "scalar", "block end", "flow", "token"] {
      #expect(told.allSatisfy { !$0.contains(word) }, "\(told)")
    }
  }

  @Test(arguments: [
    "ask: [0, 1, 1]", "ask: [[0,0], [0,1], [1,0]]", "ask: [0,1,1]", "ask: [a,b, c]",
    "ask: [10, 5]", "ask: [0.5, 1]",
  ])
  func listsOfNumbersAreLeftAlone(_ text: String) throws {
    let findings = Findings(file: "")
    let node = try #require(try YAMLReader.read(text, firstLine: 1))
    _ = node.mendingDecimalCommas(findings)
    #expect(findings.diagnostics == [])
  }

  /// A no-break space within a sentence is a fine thing: "Combien ?"
  @Test func noBreakSpacesInTextsAreRight() throws {
    let text = LintedLesson.head.replacing(
      "title: NOR", with: "title: \"NOR\u{A0}: combien\u{A0}?\"")
    #expect(try LintedLesson.told(whole: text + "Text.\n") == [])
  }

  @Test func textsTakenForSomethingElse() throws {
    let told = try LintedLesson.told(
      "```question\nask: {a text}\nnumber: nor.mistakes\nhints:\n  - Look: here\n```")
    #expect(told.count == 2, "\(told)")
    #expect(told.allSatisfy { $0.hasSuffix("holds \": \" stands in quotes") }, "\(told)")
  }

  @Test(arguments: [
    ("Deutsch", "did you mean \"de\"? known: "), ("German", "did you mean \"de\"? known: "),
    ("de_AT", "did you mean \"de\"? known: "),
    ("tlh", "unknown language \"tlh\"; known: en, de, fr"),
  ])
  func unknownLanguages(_ word: String, _ message: String) throws {
    let text = LintedLesson.head.replacing("minutes: 20", with: "minutes: 20\nlanguage: \(word)")
    let told = try LintedLesson.told(whole: text + "Text.\n")
    #expect(told.count == 1, "\(told)")
    #expect(told.first?.hasPrefix("5:11: error: unknown language \"\(word)\"") == true, "\(told)")
    #expect(told.first?.contains(message) == true, "\(told)")
  }

  @Test(arguments: Catalogue.languages + ["de-AT", "en-GB", "DE"])
  func knownLanguages(_ tag: String) throws {
    let text = LintedLesson.head.replacing("minutes: 20", with: "minutes: 20\nlanguage: \(tag)")
    #expect(try LintedLesson.told(whole: text + "Text.\n") == [])
  }
}
