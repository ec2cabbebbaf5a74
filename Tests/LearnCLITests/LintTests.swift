import Foundation
import LearnCLI
import Testing

/// `learn lint` over several files and folders: each is checked, whatever the others lack.
@Suite(.serialized) struct LintTests {
  static let good = BadInputTests.good
  static let bad = good.replacingOccurrences(of: "gate: AND", with: "gate: NAN")
  static let withoutData =
    good + """


      ```experiment
      name: seven
      convolution:
        image: {data: nowhere, digit: 7}
        kernel: blur
      ```

      It made {{gate.mistaks}} mistakes.

      """

  func folder(_ files: [String: String]) throws -> String {
    let folder = try Program.scratch()
    for (name, text) in files {
      try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    return folder
  }

  @Test func everyFileIsCheckedWhateverTheOthersLack() throws {
    let folder = try folder(["a.md": Self.withoutData, "b.md": Self.bad, "c.md": Self.good])
    let run = try Program.run(["lint", "a.md", "none.md", "b.md", "c.md"], in: folder)
    #expect(run.code == 65)
    let lines = run.messages.split(separator: "\n").map(String.init)
    #expect(lines.count == 5, "\(run.messages)")
    #expect(lines[0].hasPrefix("a.md:27:3: error: cannot "), "\(run.messages)")
    #expect(lines[0].contains("nowhere"))
    #expect(lines[1].hasPrefix("a.md:31:9: error: "), "\(run.messages)")
    #expect(lines[2] == "Error: There is no file 'none.md'.")
    #expect(lines[3].hasPrefix("b.md:14:9: error: unknown gate \"NAN\""), "\(run.messages)")
    #expect(lines[4] == "3 files checked, 3 errors, 0 warnings, 1 file could not be read")
  }

  @Test func aFolderStandsForItsLessons() throws {
    let folder = try folder([
      "b.md": Self.bad, "a.md": Self.good, "README.md": "none", "notes.txt": "none",
    ])
    for word in [".", "./", folder] {
      let run = try Program.run(["lint", word], in: folder)
      #expect(run.code == 65)
      #expect(run.messages.contains("/b.md:14:9: error: unknown gate"), "\(run.messages)")
      #expect(run.messages.hasSuffix("2 files checked, 1 error, 0 warnings\n"))
    }
    let empty = try Program.scratch()
    let run = try Program.run(["lint", empty])
    #expect(run.code == 66)
    #expect(run.messages == "Error: There are no lessons in '\(empty)'.\nNo file checked\n")
  }

  @Test func whatIsNoFileIsRefused() throws {
    let folder = try folder([:])
    #expect(mkfifo(folder + "/pipe.md", 0o600) == 0)
    for word in ["./pipe.md", "/dev/zero"] {
      let run = try Program.run(["lint", word], in: folder)
      #expect(run.code == 66)
      #expect(
        run.messages == "Error: '\(word)' is a pipe or a device, not a file.\n"
          + "No file checked, 1 file could not be read\n")
    }
  }

  @Test func aMissingFileIsNotGood() throws {
    let run = try Program.run(["lint", "missing.md"])
    #expect(run.code == 66)
    #expect(
      run.messages == "Error: There is no file 'missing.md'.\n"
        + "No file checked, 1 file could not be read\n")
  }

  /// Words that name nothing are told before anything is played.
  @Test func aNameThatNoLessonHas() throws {
    let run = try Program.run(["lint", "perceptron-amd"])
    #expect(run.code == 64)
    #expect(run.messages.contains("Did you mean 'perceptron-and'?"))
  }

  @Test func pagesAreCounted() throws {
    let task = """


      ```question
      ask: What does it do?
      text: It learns.
      lines: 40
      ```
      """
    let one = Self.good.replacingOccurrences(of: "seed: 1", with: "seed: 1\npages: 1")
      .replacingOccurrences(of: "steps: all", with: "paper: none")
    let folder = try folder([
      "many.md": one + task + task + task + "\n",
      "few.md": one.replacingOccurrences(of: "pages: 1", with: "pages: 2") + task + "\n",
      "none.md": one + "\n",
    ])
    let many = try Program.run(["lint", "many.md"], in: folder)
    #expect(many.code == 0)
    #expect(
      many.messages.hasPrefix("many.md:7:8: warning: the worksheet has "), "\(many.messages)")
    #expect(many.messages.contains(" pages, the lesson allows 1; "), "\(many.messages)")
    #expect(many.messages.hasSuffix("1 file checked, 0 errors, 1 warning\n"))
    #expect(
      try Program.run(["lint", "few.md"], in: folder).messages
        == "1 file checked, 0 errors, 0 warnings\n")
    let none = try Program.run(["lint", "none.md"], in: folder)
    #expect(none.messages.contains("none.md:7:8: warning: "), "\(none.messages)")
    #expect(none.messages.contains("has nothing to fill in"))
  }

  /// Commands that a lesson prints call it as it was called.
  @Test(arguments: [
    ("./my gate.md", "learn lesson './my gate.md' --experiment gate --"),
    ("../lessons/gate.md", "learn lesson ../lessons/gate.md --experiment gate --"),
  ])
  func commandsTakeThePathThatWasGiven(_ word: String, _ command: String) throws {
    let folder = try Program.scratch() + "/lessons"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let file = word.split(separator: "/").last.map(String.init) ?? word
    try Self.good.replacingOccurrences(of: "steps: all", with: "steps: [epoch 1, last 1 epochs]")
      .write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
    let run = try Program.run(["lesson", word, "--format", "svg"], in: folder)
    #expect(run.code == 0)
    #expect(run.output.replacingOccurrences(of: "\n", with: " ").contains(command), "\(run.output)")
    #expect(!run.output.contains("learn lesson gate"))
  }
}
