import Testing

@testable import Lessons

/// Lessons that a teacher might write by mistake, and what each is told.
@Suite struct BrokenLessonTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    /// What is replaced in a good lesson, and by what.
    var old: String
    var new: String
    /// `line:column: error: …`
    var told: String

    var testDescription: String { name }
  }

  static let good = """
    ---
    title: NOR
    summary: One more gate.
    minutes: 20
    ---

    # NOR

    It starts with {{nor.start.weights}}.

    ```experiment
    name: nor
    perceptron:
      gate: NOR
      weights: [0.2, 0.1, -0.1]
      rate: 0.1
    expect:
      ends: converged
    ```

    ```table
    of: nor
    blank: [sum]
    ```

    ```question
    ask: How many mistakes?
    number: nor.mistakes
    ```

    """

  static let cases = [
    Case(
      name: "unknown gate", old: "gate: NOR", new: "gate: NRO",
      told: "14:9: error: unknown gate \"NRO\"; did you mean \"NOR\"?"),
    Case(
      name: "unknown key", old: "rate: 0.1", new: "rte: 0.1",
      told: "16:3: error: unknown key \"rte\"; did you mean \"rate\"?"),
    Case(
      name: "too few weights", old: "[0.2, 0.1, -0.1]", new: "[0.2, 0.1]",
      told:
        "15:12: error: 2 weights given, 3 needed: one for the bias and one for each input"),
    Case(
      name: "a weight that is no number", old: "0.1, -0.1", new: "half, -0.1",
      told: "15:18: error: “half” is not a decimal number; write it like 0.8 or -1"),
    Case(
      name: "a rate of 0", old: "rate: 0.1", new: "rate: 0",
      told:
        "16:9: error: \"rate:\" needs a number above 0 and below 1000000, with at most 9 digits "
        + "after the point, this is \"0\""),
    Case(
      name: "a missing title", old: "title: NOR\n", new: "",
      told: "2:1: error: \"title:\" is missing"),
    Case(
      name: "an unknown block", old: "```table", new: "```tabel",
      told: "21:1: error: unknown block \"tabel\"; did you mean \"table\"?"),
    Case(
      name: "an unknown experiment", old: "of: nor", new: "of: nro",
      told: "22:5: error: unknown experiment \"nro\"; did you mean \"nor\"?"),
    Case(
      name: "a reference that leads nowhere", old: "{{nor.start.weights}}",
      new: "{{nor.start.wieghts}}",
      told:
        "9:16: error: start has nothing called \"wieghts\"; did you mean \"weights\"?"),
    Case(
      name: "an expectation that fails", old: "ends: converged", new: "ends: cycle",
      told: "18:9: error: ends: the lesson expects cycle, the engine gives converged"),
    Case(
      name: "a quantity that cannot be blanked", old: "blank: [sum]", new: "blank: [summ]",
      told: "23:9: error: unknown quantity to blank \"summ\"; did you mean \"sum\"?"),
    Case(
      name: "a question without an answer", old: "number: nor.mistakes\n", new: "",
      told:
        "27:1: error: this question has no answer; give number:, choices: or text:"),
    Case(
      name: "a formula that cannot be read", old: "It starts", new: "It $\\fraq{1}{2}$ starts",
      told: "9:5: error: in the formula: unknown command \\fraq; did you mean \"\\frac\"?"),
    Case(
      name: "a brace that is not closed", old: "weights}}.", new: "weights.",
      told: "9:16: error: \"{{\" is not closed on its line; put \"}}\" after it"),
  ]

  @Test func theGoodOneIsGood() throws {
    #expect(try diagnostics(Self.good) == [])
  }

  @Test(arguments: cases) func isTold(_ broken: Case) throws {
    try #require(Self.good.contains(broken.old))
    let told = try diagnostics(Self.good.replacing(broken.old, with: broken.new))
    #expect(told.contains(broken.told), "\(told)")
  }

  @Test func allErrorsAtOnce() throws {
    let text = Self.good.replacing("gate: NOR", with: "gate: NRO")
      .replacing("rate: 0.1", with: "rate: -1").replacing("minutes: 20", with: "minutes: soon")
    #expect(try diagnostics(text).count == 3)
  }

  @Test func duplicatePointsWithDifferentLabels() throws {
    let text = Self.good.replacing(
      "gate: NOR", with: "points: [{at: [0, 1], is: TRUE}, {at: [0, 1.0], is: FALSE}]")
    #expect(
      try diagnostics(text) == [
        "14:36: error: (0, 1) stands here twice with different labels; "
          + "no perceptron can learn both; keep one"
      ])
  }

  @Test func brokenYAMLIsToldWithItsLine() throws {
    let told = try diagnostics(Self.good.replacing("[0.2, 0.1, -0.1]", with: "[0.2, 0.1"))
    let first = try #require(told.first)
    #expect(
      first == "15:12: error: the bracket \"[\" that opens here is not closed; put \"]\" after its "
        + "last item")
  }

  @Test(arguments: [
    ([UInt8](), "the file is empty"), ([0x50, 0x4B, 0, 1], "this is a binary file"),
    ([0x2D, 0x2D, 0x2D, 0x0A, 0xFF, 0xFE, 0x41], "the file is not UTF-8"),
    (Array("no front matter".utf8), "a lesson begins with its front matter"),
    (Array("---\ntitle: x\n".utf8), "the front matter has no end"),
  ])
  func whatIsNoLesson(_ bytes: [UInt8], _ told: String) throws {
    let all = try withFile(bytes) { try LessonFile.lint($0).map(\.message) }
    #expect(all.first?.hasPrefix(told) == true, "\(all)")
  }

  @Test func whatIsTooLarge() throws {
    let bytes = [UInt8](repeating: 0x61, count: LessonSource.largest + 1)
    let all = try withFile(bytes) { try LessonFile.lint($0).map(\.message) }
    #expect(all == ["the file is larger than 10 MB"])
  }

  @Test func missingFilesAndFolders() {
    #expect(throws: LessonFileError.missing(path: "/nowhere/at-all.md")) {
      try LessonFile.lint("/nowhere/at-all.md")
    }
    #expect(throws: LessonFileError.folder(path: "/tmp")) { try LessonFile.lint("/tmp") }
    for device in ["/dev/null", "/dev/zero"] {
      #expect(throws: LessonFileError.notAFile(path: device)) { try LessonFile.lint(device) }
    }
  }

  /// The diagnostics without the file's name.
  private func diagnostics(_ text: String) throws -> [String] {
    try withFile(Array(text.utf8)) { path in
      try LessonFile.lint(path).map { String($0.text.dropFirst(path.count + 1)) }
    }
  }
}
