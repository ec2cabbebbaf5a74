import Foundation
import Testing

/// Runs of the built program on a real pseudo-terminal.
@Suite(.serialized) struct TerminalRunTests {
  /// What a walk opens and gives back.
  static let screen = (enter: "\u{1B}[?1049h", leave: "\u{1B}[?1049l")

  /// The walk opens, takes keys, and gives the terminal back.
  @Test func theWalk() throws {
    let terminal = try PseudoTerminal(["lesson", "perceptron-nand", "--format", "pdf"])
    #expect(try terminal.type("\r\r", after: "The perceptron learns NAND"))
    #expect(try terminal.type("e", after: "\u{1B}["))
    #expect(try terminal.type("?", after: "\u{1B}["))
    #expect(try terminal.type("x", after: "\u{1B}["))
    #expect(try terminal.type("q", after: "\u{1B}["))
    let end = try terminal.end()
    #expect(end.text.contains(Self.screen.leave))
    #expect(end.text.contains("code 0"))
    #expect(try terminal.isGivenBack)
    #expect(
      end.messages == "Wrote 1 file in Output/perceptron-nand: perceptron-nand.pdf\n")
    #expect(
      Program.files(in: terminal.folder + "/Output") == ["perceptron-nand/perceptron-nand.pdf"])
  }

  @Test func controlCEndsAWalkWith130() throws {
    let terminal = try PseudoTerminal(["lesson", "perceptron-nand"])
    #expect(try terminal.type("\u{3}", after: "The perceptron learns NAND"))
    let end = try terminal.end()
    #expect(end.text.contains(Self.screen.leave))
    #expect(end.text.contains("code 130"))
    #expect(end.messages == "")
    #expect(try terminal.isGivenBack)
    // What is there is whole.
    #expect(Program.files(in: terminal.folder + "/Output").allSatisfy { !$0.contains("/.") })
  }

  /// A terminal that knows no sequences gets lines of text and nothing else.
  @Test(arguments: ["dumb", ""]) func aDumbTerminalGetsPlainText(_ name: String) throws {
    let terminal = try PseudoTerminal(
      ["lesson", "perceptron-nand", "--format", "pdf"], environment: ["TERM": name])
    let end = try terminal.end()
    #expect(!end.text.contains("\u{1B}"))
    #expect(end.text.contains("The perceptron learns NAND"))
    #expect(end.text.contains("Epoch 2 · step 8"))
    #expect(end.text.contains("code 0"))
    #expect(end.messages.hasPrefix("Wrote 1 file in "))
  }

  @Test func aLessonWithItsMaps() throws {
    let terminal = try PseudoTerminal([
      "lesson", "cnn", "--render-feature-maps", "--epochs", "1", "--format", "svg",
    ])
    #expect(try terminal.type("q", after: Self.screen.enter))
    let end = try terminal.end()
    #expect(end.text.contains(Self.screen.leave))
    #expect(end.text.contains("code 0"))
    let files = Program.files(in: terminal.folder + "/Output/cnn")
    let maps = files.filter { $0.hasPrefix("feature-maps/") }
    #expect(maps.count > 300 && files.count > maps.count + 40)
    // The progress of the training stood there before, and was taken away.
    let lines = end.messages.split(separator: "\n").suffix(3)
    #expect(
      lines.first?.contains("Wrote \(files.count - maps.count) files in Output/cnn: ") == true)
    #expect(
      lines.dropFirst().first?.hasPrefix("Wrote \(maps.count) files in Output/cnn/feature-maps: ")
        == true)
    #expect(lines.last == "\(files.count) files in all")
  }

  /// A walk without the library for pictures is a walk without pictures, and says so.
  @Test func withoutChafaThereAreNoPictures() throws {
    let folder = try Program.scratch()
    try "".write(toFile: folder + "/libchafa.so.0", atomically: true, encoding: .utf8)
    let terminal = try PseudoTerminal(
      ["lesson", "perceptron-nand", "--format", "pdf"],
      environment: ["LD_LIBRARY_PATH": folder], in: folder)
    #expect(try terminal.type("q", after: "The perceptron learns NAND"))
    let end = try terminal.end()
    #expect(end.text.contains("code 0"))
    #expect(end.messages.contains("the walk had no pictures"))
    #expect(end.messages.contains("Install: sudo apt-get install libchafa0\n"))
    #expect(end.messages.contains("perceptron-nand.pdf"))
  }
}
