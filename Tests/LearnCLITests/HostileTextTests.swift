import Foundation
import LearnCLI
import Testing

/// Text from lessons, names of files and tables that would command a terminal: none of it leaves,
/// whatever the command.
@Suite struct HostileTextTests {
  /// ESC with a title and a clipboard, BEL, a C1 beginning of a sequence, an override of direction
  /// and an isolate, CR.
  static let attacks = [
    "\u{1B}]0;owned\u{07}", "\u{1B}]52;c;cm0=\u{1B}\\", "\u{9B}2J", "\u{202E}", "\u{2066}", "\r",
    "\u{7F}", "\u{85}",
  ]
  static let all = attacks.joined()

  static func commands(_ text: String) -> [String] {
    text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 9, 10: false
      case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
      default: false
      }
    }.map { "U+" + String($0.value, radix: 16) }
  }

  private static let lesson = """
    ---
    title: A \u{202E}gate\u{2066}
    summary: Sum\u{202E}mary.
    minutes: 5
    ---

    # Head\(all)ing

    Text \(all) and `code \(all)` and [link](http://x/\u{1B}).

    ```experiment
    name: gate
    perceptron:
      gate: AND
      weights: [0.8, -1, -1]
      rate: 0.2
    ```

    ```walk
    of: gate
    steps: all
    ```

    ```question
    ask: How many \u{202E}?
    number: gate.mistakes
    ```
    """

  private func check(_ words: [String], in folder: String, environment: [String: String] = [:])
    throws
  {
    let run = try Program.run(words, in: folder, environment: environment)
    #expect(Self.commands(run.output) == [], "\(words) to standard output")
    #expect(Self.commands(run.messages) == [], "\(words) to standard error")
    #expect(!(run.output + run.messages).isEmpty, "\(words)")
  }

  @Test func nothingOfALessonCommands() throws {
    let folder = try Program.scratch()
    let name = "an\u{1B}]0;x\u{07}\u{202E}.md"
    for file in [name, "plain.md"] {
      try Self.lesson.replacing("\r", with: "").write(
        toFile: folder + "/" + file, atomically: true, encoding: .utf8)
    }
    try Self.lesson.replacing("gate: AND", with: "gate: A\u{202E}N").write(
      toFile: folder + "/bad\u{9B}.md", atomically: true, encoding: .utf8)
    try "---\ntitle: x\u{1B}y\n---\n".write(
      toFile: folder + "/raw.md", atomically: true, encoding: .utf8)
    let here = ["LEARN_LESSONS": folder]
    for file in [name, "plain.md"] {
      try check(["lesson", "./" + file, "--format", "svg"], in: folder)
      let clean = try Program.run(["lint", file], in: folder)
      #expect(clean.code == 0, "\(clean.messages)")
      try check(["lesson", "./" + file, "--json"], in: folder)
      try check(["handout", "./" + file, "--text"], in: folder)
      try check(["lint", file, "bad\u{9B}.md", "raw.md", "no\u{1B}ne.md"], in: folder)
    }
    try check(["list"], in: folder, environment: here)
    try check(["__complete", "lesson"], in: folder, environment: here)
    try check(["lesson", "x\u{1B}[2J"], in: folder, environment: here)
    try check(["le\u{9B}sson"], in: folder)
    try check(["lesson", "plain.md", "--ex\u{1B}"], in: folder)
    for file in Program.files(in: folder) where file.hasSuffix(".svg") {
      let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
    }
  }

  @Test func nothingOfATableOrAFolderCommands() throws {
    let folder = try Program.scratch()
    try "name,code,answer\n\"Ada\(Self.all)\",1a,\"x\(Self.all)\"\n".write(
      toFile: folder + "/answers.csv", atomically: true, encoding: .utf8)
    try "na\u{1B}me,c\nx,y\n".write(
      toFile: folder + "/bad.csv", atomically: true, encoding: .utf8)
    try check(["check", "perceptron-and", "answers.csv"], in: folder)
    try check(["check", "perceptron-and", "answers.csv", "--csv"], in: folder)
    try check(["check", "perceptron-and", "bad.csv"], in: folder)
    try check(["handout", "perceptron-and", "--roster", "bad.csv"], in: folder)
    try check(["data", "info", "./no\u{1B}[2J"], in: folder)
    try check(["data", "list", "--json"], in: folder, environment: ["LEARN_DATA": "\u{1B}c"])
    try check(["evaluate", "no\u{9D}ne"], in: folder)
    try check(["data", "fetch", "mnist", "--mirror=\u{1B}x"], in: folder)
    try check(["train", "./no\u{1B}.yaml"], in: folder)
    try check(["models", "./no\u{1B}.yaml"], in: folder)
    try check(["data", "fetch", "mnist", "--mirror", "file:///etc/"], in: folder)
  }
}
