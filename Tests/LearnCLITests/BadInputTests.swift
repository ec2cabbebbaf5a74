import Foundation
import LearnCLI
import Numerics
import Testing

/// Every kind of bad input, given to the built program: its exit code, its message, and nothing
/// half-written.
@Suite(.serialized) struct BadInputTests {
  static let good = """
    ---
    title: A gate
    summary: For tests.
    minutes: 5
    level: beginner
    seed: 1
    ---

    # A gate

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
    """

  /// A lesson file with one thing changed; the folder it is in and its name.
  func lesson(_ text: String) throws -> String {
    let folder = try Program.scratch()
    try text.write(toFile: folder + "/bad.md", atomically: true, encoding: .utf8)
    return folder
  }

  @Test func theGoodOneIsGood() throws {
    let folder = try lesson(Self.good)
    let run = try Program.run(["lint", "bad.md"], in: folder)
    #expect(run.code == 0)
    #expect(run.output == "")
  }

  @Test(arguments: [
    (["leson"], "Unknown command 'leson'. Did you mean 'lesson'?"),
    (["lesson", "perceptron-and", "--outptu", "x"], "Did you mean '--output'?"),
    (
      ["lesson", "perceptron-amd"],
      "Unknown lesson 'perceptron-amd'. Did you mean 'perceptron-and'?"
    ),
    (["lesson", "nothing-like-it"], "'learn list' shows all of them."),
    (["lesson", "perceptron-and", "--format", "pgn"], "Did you mean 'png'?"),
    (["lesson", "perceptron-and", "--experiment", "sorce"], "Did you mean 'source'?"),
    (["lesson", "perceptron-or", "--step", "49"], "has steps 1 to 48."),
    (["lesson", "perceptron-or", "--step", "0"], "Please give a whole number of at least 1."),
    (["lesson", "perceptron-or", "--from", "9", "--to", "3"], "'--from' is 9, after '--to' 3."),
    (["lesson", "perceptron-or", "--step", "1", "--from", "2"], "Give either"),
    (["lesson", "perceptron-or", "--seed", "-1"], "invalid for '--seed <n>'"),
    (["lesson"], "Missing expected argument '<lesson>'. 'learn list' shows all of them."),
    (["handout"], "Missing argument '<lesson>'. 'learn list' shows all of them."),
    (["train"], "Missing expected argument '<network>'. 'learn models' shows all of them."),
    (
      ["lesson", "perceptron-and", "--experiment", "foo"],
      "Unknown experiment 'foo'. Please choose 'gentle', 'source', 'hand', or 'hasty'."
    ),
    (["version"], "Unknown command 'version'. Did you mean '--version'?"),
    (
      ["lesson", "perceptron-and", "--format", "gif"],
      "Please choose 'png', 'pdf', 'svg', or 'html'.\n"
    ),
    (["completions", "tcsh"], "Unknown shell 'tcsh'. Please choose 'bash', 'zsh', or 'fish'.\n"),
    (["new", "bad name/"], "'bad name/' is no name for a lesson"),
    (["models", "mine"], "Unknown network 'mine'. 'learn models' shows all of them."),
    (["train", "cnn-001", "--recipe", "x"], "Unknown recipe of cnn-001 'x'. There is none."),
    (["train", "cnn-003", "--recipe", "x"], "Please choose 'flips' or 'plain'."),
    (["new", "My Gate"], "is no name for a lesson"),
  ])
  func usageIs64(_ words: [String], _ message: String) throws {
    let folder = try Program.scratch()
    let run = try Program.run(words, in: folder)
    #expect(run.code == 64)
    #expect(run.output == "")
    #expect(run.messages.contains(message), "\(run.messages)")
    #expect(Program.files(in: folder) == [])
  }

  @Test(arguments: [
    ("gate: AND", "gate: NAN", "did you mean \"NAND\"?"),
    ("gate: AND", "gtae: AND", "did you mean \"gate\"?"),
    ("weights: [0.8, -1, -1]", "weights: [0.8, -1]", "2"),
    ("weights: [0.8, -1, -1]", "weights: [0.8, minus, -1]", "minus"),
    ("rate: 0.2", "rate: 0", "rate"),
    ("rate: 0.2", "rate: -0.2", "rate"),
    ("title: A gate\n", "", "title"),
    ("title: A gate", "title: [A gate", "bad.md:"),
    ("of: gate", "of: gaet", "did you mean \"gate\"?"),
    (
      "gate: AND",
      "points:\n    - {at: [0, 1], label: 1}\n    - {at: [0, 1], label: 0}", "bad.md:"
    ),
  ])
  func brokenLessonsAre65(_ old: String, _ new: String, _ message: String) throws {
    let folder = try lesson(Self.good.replacingOccurrences(of: old, with: new))
    let run = try Program.run(["lesson", "./bad.md"], in: folder)
    #expect(run.code == 65)
    #expect(run.output == "")
    #expect(run.messages.contains("bad.md:"), "\(run.messages)")
    #expect(run.messages.contains(message), "\(run.messages)")
    #expect(run.messages.contains(": error: "))
    #expect(Program.files(in: folder) == ["bad.md"])
  }

  @Test(arguments: ["empty", "binary", "latin", "huge"])
  func whatIsNoLessonIs65(_ kind: String) throws {
    let folder = try Program.scratch()
    var bytes: [UInt8]
    switch kind {
    case "empty": bytes = []
    case "binary": bytes = [0x7F, 0x45, 0x4C, 0x46, 0, 1, 2]
    case "latin": bytes = Array("---\ntitle: caf".utf8) + [0xE9, 10]
    default: bytes = [UInt8](repeating: 97, count: 10 << 20 + 1)
    }
    if kind == "huge" { bytes = [UInt8](repeating: 97, count: (10 << 20) + 1) }
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/bad.md"))
    let run = try Program.run(["lesson", "bad.md"], in: folder)
    #expect(run.code == 65)
    #expect(run.messages.hasPrefix("bad.md:"), "\(run.messages)")
    #expect(Program.files(in: folder) == ["bad.md"])
  }

  @Test func missingFilesAndFoldersAre66() throws {
    let folder = try Program.scratch()
    let missing = try Program.run(["lesson", "none.md"], in: folder)
    #expect(missing.code == 66)
    #expect(missing.messages.contains("There is no file 'none.md'."))
    let directory = try Program.run(["lesson", "./"], in: folder)
    #expect(directory.code == 66)
    #expect(directory.messages.contains("is a folder"))
    let none = try Program.run(["list"], in: folder, environment: ["LEARN_LESSONS": folder])
    #expect(none.code == 66)
    #expect(none.messages.contains("Set LEARN_LESSONS"))
  }

  @Test func foldersThatCannotBeWrittenAre73() throws {
    let run = try Program.run(["lesson", "perceptron-nand", "--output", "/proc/none"])
    #expect(run.code == 73)
    #expect(run.output == "")
    #expect(run.messages.contains("/proc/none"))
    let folder = try Program.scratch()
    try "x".write(toFile: folder + "/file", atomically: true, encoding: .utf8)
    let inTheWay = try Program.run(["lesson", "perceptron-nand", "--output", "file"], in: folder)
    #expect(inTheWay.code == 73)
    #expect(inTheWay.messages.contains("a file of that name is in the way"))
    let again = try lesson("kept")
    #expect(try Program.run(["new", "bad"], in: again).code == 73)
    #expect(try String(contentsOfFile: again + "/bad.md", encoding: .utf8) == "kept")
  }

  /// Files may grow to 4 kB only, as on a full disk: nothing is left, neither half nor hidden.
  @Test func aFullDiskLeavesNothingHalfWritten() throws {
    let folder = try Program.scratch()
    let run = try Program.run(
      ["lesson", "perceptron-nand", "--output", "out"], in: folder, limit: 4096)
    #expect(run.code == 73)
    #expect(run.messages.contains("annot write"), "\(run.messages)")
    #expect(Program.files(in: folder) == [])
  }

  @Test func aFullStandardOutputIs73() throws {
    let run = try Program.run(["lesson", "perceptron-nand", "--json"], redirectedTo: "/dev/full")
    #expect(run.code == 73)
    #expect(run.messages.contains("standard output"))
  }

  @Test func aLevelThatTheProcessorHasNotIsNamed() throws {
    let run = try Program.run(["models"], environment: ["LEARN_CPU_LEVEL": "x86-64-v9"])
    #expect(run.code == 64)
    #expect(run.messages.contains("LEARN_CPU_LEVEL is 'x86-64-v9'"))
    let good = try Program.run(
      ["models"], environment: ["LEARN_CPU_LEVEL": FloatKernels.levels[0]])
    #expect(good.code == 0)
  }
}
