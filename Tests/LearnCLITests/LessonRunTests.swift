import Foundation
import LearnCLI
import Testing

/// Whole runs of the built program.
@Suite(.serialized) struct LessonRunTests {
  @Test func aLessonLeavesItsFilesTwiceTheSame() throws {
    let folder = try Program.scratch()
    for name in ["a", "b"] {
      let run = try Program.run(["lesson", "perceptron-nand", "--output", name], in: folder)
      #expect(run.code == 0, "\(run.messages)")
      let count = Program.files(in: folder + "/" + name).count
      #expect(
        run.messages
          == "Wrote \(count) files in \(name): \(count - 1) pictures (PNG), perceptron-nand.pdf\n")
      #expect(run.output.contains("The perceptron learns NAND"))
    }
    let files = Program.files(in: folder + "/a")
    #expect(files.filter { $0.hasPrefix("source/step-") }.count == 8)
    #expect(files.contains("source/step-001.png") && files.contains("source/overview.png"))
    #expect(files.filter { $0.hasSuffix(".pdf") } == ["perceptron-nand.pdf"])
    #expect(files.allSatisfy { !$0.contains("/.") && !$0.hasPrefix(".") })
    #expect(files == Program.files(in: folder + "/b"))
    for file in files {
      #expect(
        FileManager.default.contents(atPath: "\(folder)/a/\(file)")
          == FileManager.default.contents(atPath: "\(folder)/b/\(file)"), "\(file)")
    }
  }

  @Test func withoutOutputTheFilesGoBelowTheCurrentFolder() throws {
    let folder = try Program.scratch()
    let run = try Program.run(["lesson", "perceptron-nand", "--format", "svg"], in: folder)
    #expect(run.code == 0)
    let files = Program.files(in: folder)
    #expect(files.contains("Output/perceptron-nand/source/step-008.svg"))
    #expect(files.allSatisfy { $0.hasSuffix(".svg") })
  }

  @Test func jsonIsAllThereIs() throws {
    let folder = try Program.scratch()
    let run = try Program.run(
      ["lesson", "perceptron-nand", "--json", "--experiment", "source"], in: folder)
    #expect(run.code == 0)
    #expect(run.messages == "")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 9)
    #expect(
      lines.first
        == #"{"experiment":"source","step":1,"epoch":1,"inputs":["0","0"],"target":1,"sum":"0.8","output":1,"error":0,"weights":["0.8","-1","-1"]}"#
    )
    #expect(
      lines.last
        == #"{"experiment":"source","result":"converged","epoch":2,"step":8,"weights":["1.2","-0.8","-0.8"]}"#
    )
    #expect(Program.files(in: folder) == [])
    let one = try Program.run(["lesson", "perceptron-nand", "--json", "--step", "3"], in: folder)
    #expect(one.output.split(separator: "\n").count == 2)
    #expect(one.output.hasPrefix(#"{"experiment":"source","step":3,"#))
  }

  /// The lesson and its maps: text, pictures, PDF, and at the end where they lie and how many.
  @Test func aLessonWithItsMapsWhereThereIsNoTerminal() throws {
    let folder = try Program.scratch()
    let run = try Program.run(
      ["lesson", "cnn", "--render-feature-maps", "--epochs", "1", "--output", "out/"], in: folder)
    #expect(run.code == 0, "\(run.messages)")
    #expect(run.output.contains("--- "), "the walk's steps as text")
    let files = Program.files(in: folder)
    let maps = files.filter { $0.hasPrefix("out/feature-maps/") }
    let pages = maps.filter { $0.hasSuffix(".pdf") }.count
    let tables = maps.filter { $0.hasSuffix(".csv") }.count
    let pictures = files.count { $0.hasSuffix(".png") } - pages
    #expect(maps.count == 2 * pages + tables && pages > 100 && tables > 100 && pictures > 40)
    #expect(
      run.messages == """
        Wrote \(pictures + 1) files in out: \(pictures) pictures (PNG), cnn.pdf
        Wrote \(maps.count) files in out/feature-maps: \(pages) pictures (PNG), \(pages) pages (PDF), \
        \(tables) tables (CSV)
        \(files.count) files in all

        """)
    let trace = try Program.run(
      ["lesson", "cnn", "--render-feature-maps", "--json", "--epochs", "1"], in: folder)
    #expect(trace.code == 64)
    #expect(trace.messages.contains("Give either '--render-feature-maps' or '--json'."))
    #expect(Program.files(in: folder) == files)
  }

  @Test func someStepsAlone() throws {
    let folder = try Program.scratch()
    let run = try Program.run(
      ["lesson", "perceptron-nand", "--from", "2", "--to", "3", "--format", "svg"], in: folder)
    #expect(run.output.contains(" · step 2 ") && run.output.contains(" · step 3"))
    #expect(!run.output.contains(" · step 4"))
  }

  @Test func namesAndTitlesWhereThereIsNoTerminal() throws {
    let run = try Program.run(["list"])
    #expect(run.output.contains("perceptron-and\tThe perceptron learns AND\n"))
    #expect(!run.output.contains("\u{1B}"))
  }

  /// A reader who goes away is no error, and the files are written all the same.
  @Test func aClosedPipeIsSilent() throws {
    let folder = try Program.scratch()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.arguments = [
      "-c",
      "\"$0\" lesson perceptron-and --format pdf 2>errors | head -1 >/dev/null; "
        + "echo ${PIPESTATUS[0]} >code", Program.folder + "/learn",
    ]
    try process.run()
    process.waitUntilExit()
    #expect(
      try String(contentsOfFile: folder + "/errors", encoding: .utf8)
        == "Wrote 1 file in Output/perceptron-and: perceptron-and.pdf\n")
    #expect(try String(contentsOfFile: folder + "/code", encoding: .utf8) == "0\n")
    #expect(
      Program.files(in: folder).contains("Output/perceptron-and/perceptron-and.pdf"))
  }
}
