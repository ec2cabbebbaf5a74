import Foundation
import Testing

/// `learn handout` and `learn check`, run as their users run them.
@Suite struct HandoutTests {
  private func learn(_ words: String..., in folder: String? = nil) throws -> Program {
    try Program.run(words, in: folder)
  }

  @Test func namesItsFilesAfterTheLesson() throws {
    let folder = try Program.scratch()
    let run = try learn("handout", "perceptron-nand", "--worksheet", "--key", in: folder)
    #expect(run.code == 0, "\(run.messages)")
    #expect(
      Program.files(in: folder) == [
        "Output/perceptron-nand/perceptron-nand-key.pdf",
        "Output/perceptron-nand/perceptron-nand-worksheet.pdf",
      ])
    #expect(run.output.isEmpty)
  }

  @Test func textGoesToStandardOutputAlone() throws {
    let folder = try Program.scratch()
    let run = try learn("handout", "perceptron-nand", "--key", "--text", in: folder)
    #expect(run.code == 0)
    #expect(run.output.contains("learn handout perceptron-nand --key --seed 1"))
    #expect(Program.files(in: folder).isEmpty)
  }

  /// Each page's foot has the command that makes that page again: run it, and compare.
  @Test(arguments: [
    ["--worksheet"], ["--key"], ["--notes"], [],
    ["--worksheet", "--paper", "letter", "--large", "--blanks", "weights,sum", "--fade", "0"],
    ["--key", "--two-up", "--font", "andika", "--name", "Zo\u{eb} O’Neil"],
  ])
  func theFootMakesItsPagesAgain(_ options: [String]) throws {
    let first = try Program.run(["handout", "perceptron-nand", "--seed", "3", "--text"] + options)
    #expect(first.code == 0, "\(first.messages)")
    let foot = try #require(first.output.split(separator: "\n").last { $0.contains(" · learn ") })
    let command = try #require(foot.components(separatedBy: " · learn ").first)
    #expect(command.hasPrefix("learn handout perceptron-nand"))
    let folder = try Program.scratch()
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    shell.currentDirectoryURL = URL(fileURLWithPath: folder)
    shell.arguments = [
      "-c",
      "learn() { \(Program.folder)/learn \"$@\"; }; \(command) --text > again.txt;"
        + "\(command) -o again.pdf",
    ]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    #expect(try String(contentsOfFile: folder + "/again.txt", encoding: .utf8) == first.output)
    let one = try Program.run(
      ["handout", "perceptron-nand", "--seed", "3", "-o", "first.pdf"] + options, in: folder)
    #expect(one.code == 0)
    let files = try ["first.pdf", "again.pdf"].map {
      try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0))
    }
    #expect(files[0] == files[1])
  }

  /// The foot of a variant's sheet has the command that makes it again, to the letter.
  @Test func aVariantIsMadeAgainByItsFoot() throws {
    let class30 = try learn(
      "handout", "perceptron-or", "--variants", "3", "--seed", "7", "--worksheet", "--text")
    #expect(class30.code == 0, "\(class30.messages)")
    let sheets = class30.output.components(separatedBy: "== ").filter { !$0.isEmpty }
    let code = try #require(sheets.last { $0.count > 9 }?.prefix(5))
    let one = try learn(
      "handout", "perceptron-or", "--variant", String(code), "--worksheet", "--text")
    #expect(one.code == 0, "\(one.messages)")
    let rows = one.output.split(separator: "\n").filter { $0.contains(" | ") }
    #expect(rows.count > 5)
    #expect(rows.allSatisfy { class30.output.contains($0) })
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    let folder = try Program.scratch()
    for name in ["a.pdf", "b.pdf"] {
      let run = try learn(
        "handout", "perceptron-and", "--variants", "4", "--key", "-o", name, in: folder)
      #expect(run.code == 0, "\(run.messages)")
    }
    let files = try ["a.pdf", "b.pdf"].map {
      try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0))
    }
    #expect(files[0] == files[1])
    #expect(files[0].count > 10_000)
  }

  @Test(
    arguments: [
      (["perceptron-and", "--paper", "a3"], 64, "Please choose 'a4' or 'letter'"),
      (["perceptron-and", "--blanks", "weihgts", "--worksheet"], 64, "it computes sum, output"),
      (["perceptron-and", "--large", "--two-up"], 64, "exclude each other"),
      (["perceptron-and", "--name", "Ada"], 64, "--name is for --worksheet and --key"),
      (["perceptron-and", "--variants", "2", "--name", "Ada"], 64, "a class has a list"),
      (["perceptron-and", "--variant", "ABCDE"], 64, "is no variant of this lesson"),
      (["perceptron-and", "--variants", "5000"], 64, "at most 1000"),
      (["words.md", "--variants", "2"], 64, "whose numbers could be changed"),
      (["perceptron-and", "--roster", "missing.csv"], 66, "Cannot read the table: missing.csv"),
      (
        ["perceptron-and", "--roster", "column.csv"], 65, "column.csv:1: the column name is missing"
      ),
      (["perceptron-and", "--roster", "signs.csv"], 65, "No installed font has the characters"),
      (["words.md", "--worksheet"], 64, "has nothing to fill in"),
      (["perceptron-and", "--worksheet", "--name", "Ada\nBen"], 64, "line break"),
      (["words.md", "-o", "words.md"], 73, "this run reads it"),
      (["perceptron-and", "-o", "/dev/full"], 73, "No space left on device"),
      (["perceptron-and", "-o", "words.md/x.pdf"], 73, "Cannot write"),
      ([], 64, "Missing argument '<lesson>'"),
    ] as [([String], Int32, String)])
  func saysWhatIsWrong(_ words: [String], _ code: Int32, _ message: String) throws {
    let folder = try Program.scratch()
    let files = [
      "column.csv": "kid;class\nAda;7b\n", "signs.csv": "name\n\u{13000}\n",
      "words.md": "---\ntitle: Words\nsummary: Words.\nminutes: 5\n---\n\n# Words\n\nOnly words.\n",
    ]
    for (name, text) in files {
      try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }
    let run = try Program.run(["handout"] + words, in: folder)
    #expect(run.code == code, "\(run.messages)")
    #expect(run.messages.contains(message), "\(run.messages)")
    #expect(Program.files(in: folder).sorted() == files.keys.sorted())
  }

  /// Lessons whose steps are not followed through: every blank has its code, the key's answers get
  /// all marks, and one slip costs one blank.
  ///
  /// - Parameter hasSteps: Whether quantities of steps are asked, which a perceptron's lesson would
  ///   follow through: then a note says that this one does not.
  @Test(arguments: [("convolution", true), ("pooling", true), ("backprop", true)])
  func checkMarksOtherLessons(_ name: String, _ hasSteps: Bool) throws {
    let folder = try Program.scratch()
    func marked(_ answers: [(code: String, answer: String)]) throws -> [[String]] {
      let lines = answers.map { "Ada;\($0.code);\($0.answer)" }
      try (["name;code;answer"] + lines).joined(separator: "\n")
        .write(toFile: folder + "/answers.csv", atomically: true, encoding: .utf8)
      let run = try learn("check", name, "answers.csv", "--csv", in: folder)
      #expect(run.code == 0, "\(run.messages)")
      #expect(run.messages.contains("followed through") == hasSteps, "\(run.messages)")
      return run.output.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }.filter { $0.count == 7 }
    }
    let blanks = try marked([("nothing", "1")])
    #expect(blanks.count > 5)
    let numbers = blanks.filter { Double($0[4]) != nil }.map { (code: $0[2], answer: $0[4]) }
    #expect(numbers.count >= 3)
    let right = try marked(numbers).filter { Double($0[4]) != nil }
    #expect(right.allSatisfy { $0[5] == "right" }, "\(right)")
    var slip = numbers
    slip[1].answer = "17.25"
    let verdicts = try marked(slip).filter { Double($0[4]) != nil }.map { $0[5] }
    #expect(verdicts.count { $0 == "right" } == numbers.count - 1)
    #expect(verdicts[1] == "wrong")
    var odd = numbers
    odd[0].answer = "¿"
    #expect(try marked(odd).contains { $0[2] == numbers[0].code && $0[5] == "unreadable" })
  }

  /// One mistyped code keeps nobody else from their marks.
  @Test func unknownVariantsAreToldAndTheRestIsMarked() throws {
    let folder = try Program.scratch()
    try "name,variant,code,answer\nAda,XYZZY,Q3,B\nBob,,Q3,B\nCleo,,,B\n"
      .write(toFile: folder + "/answers.csv", atomically: true, encoding: .utf8)
    let run = try learn("check", "perceptron-and", "answers.csv", in: folder)
    #expect(run.code == 65)
    #expect(run.output.contains("Bob: ") && !run.output.contains("Ada"))
    #expect(run.messages.contains("answers.csv:2: "), "\(run.messages)")
    #expect(run.messages.contains("answers.csv:4: this line has no code"), "\(run.messages)")
  }

  @Test func checkMarksAFileOfASpreadsheet() throws {
    let folder = try Program.scratch()
    try "\u{FEFF}Name;Variant;Code;Answer\r\nAda;;Q3;B\r\nBob;;q3;x y\r\n"
      .write(toFile: folder + "/answers.csv", atomically: true, encoding: .utf8)
    let run = try learn("check", "perceptron-and", "answers.csv", in: folder)
    #expect(run.code == 0, "\(run.messages)")
    #expect(run.output.contains("Ada: "))
    #expect(run.output.contains("2 sheets"))
    let table = try learn("check", "perceptron-and", "answers.csv", "--csv", in: folder)
    #expect(table.output.hasPrefix("name,variant,code,answer,expected,verdict,slip\nAda,,3b,"))
  }
}
