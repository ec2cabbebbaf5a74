import Foundation
import LearnCLI
import TestSupport
import Testing

/// What the real table gives.
@Suite struct HelpTests {
  static let commands = Learn.commands.subcommands.map(\.name)

  @Test(arguments: commands) func everyCommandHasHelp(_ name: String) {
    let help = Run(["help", name])
    #expect(help.code == .success)
    #expect(help.output.hasPrefix("OVERVIEW: "))
    #expect(help.output.contains("USAGE: learn \(name)"))
    #expect(help.output == Run([name, "--help"]).output)
    #expect(help.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test(arguments: commands) func theManualPageNamesEveryCommand(_ name: String) {
    #expect(Run(["help", "--man"]).output.contains("\n.SS learn \(name)"))
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionScripts(_ shell: String) {
    let script = Run(["completions", shell])
    #expect(script.code == .success)
    #expect(script.output.contains("learn __complete"))
  }

  @Test func completionsFollowTheTable() {
    let first = Run(["__complete"]).output
    for name in Self.commands { #expect(first.contains("\(name)\t")) }
    #expect(Run(["__complete", "lesson"]).output.contains("perceptron-and\t"))
    #expect(Run(["__complete", "lesson", "x", "--format"]).output.hasPrefix("png\t"))
    #expect(Run(["__complete", "lesson", "x", "--output"]).output == "*\n")
    for command in ["train", "models"] {
      let network = Run(["__complete", command]).output
      #expect(network.contains("cnn-001\t") && network.contains("\n*\n"))
    }
  }

  /// What bash itself makes of `learn train cn` and a tab, beside a file.
  @Test func bashOffersNetworksAndFiles() throws {
    let folder = try Program.scratch()
    try "".write(toFile: folder + "/cnn-mine.yaml", atomically: true, encoding: .utf8)
    let shell = Process()
    let output = Pipe()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    shell.currentDirectoryURL = URL(fileURLWithPath: folder)
    shell.environment = ["PATH": Program.folder + ":/usr/bin:/bin"]
    shell.arguments = [
      "-c",
      "source <(learn completions bash); COMP_WORDS=(learn train cn); COMP_CWORD=2; _learn; "
        + "printf '%s\\n' \"${COMPREPLY[@]}\"",
    ]
    shell.standardOutput = output
    try shell.run()
    let text = String(
      decoding: try output.fileHandleForReading.readToTheEnd(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(
      text.split(separator: "\n").map(String.init).sorted() == [
        "cnn-000", "cnn-001", "cnn-003", "cnn-003-small", "cnn-004", "cnn-mine.yaml",
      ])
  }

  @Test func unknownCommandsAndShells() {
    #expect(Run(["help", "leson"]).messages.contains("Did you mean 'lesson'?"))
    #expect(Run(["completions", "bsh"]).messages.contains("Did you mean 'bash'?"))
    #expect(Run(["lessn"]).code == .usage)
  }
}
