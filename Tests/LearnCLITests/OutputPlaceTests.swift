import Foundation
import Testing

/// Where outputs go, and where they do not.
@Suite struct OutputPlaceTests {
  private func write(_ text: String, _ path: String) throws {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// By whatever path: itself, another spelling, a link, a hard link.
  @Test(arguments: ["gate.md", "./gate.md", "link", "same", "under/../gate.md"])
  func aLessonIsNotReplacedByItsHandout(_ output: String) throws {
    let folder = try Program.scratch()
    try write(BadInputTests.good, folder + "/gate.md")
    symlink("gate.md", folder + "/link")
    link(folder + "/gate.md", folder + "/same")
    mkdir(folder + "/under", 0o755)
    let run = try Program.run(["handout", "gate.md", "-o", output], in: folder)
    #expect(run.code == 73)
    #expect(run.messages.contains("this run reads it"), "\(run.messages)")
    #expect(
      try String(contentsOfFile: folder + "/gate.md", encoding: .utf8) == BadInputTests.good)
    #expect(Program.files(in: folder) == ["gate.md", "link", "same"])
  }

  /// The model's place, and that of the history beside it, before anything is trained.
  @Test func trainingReplacesNeitherImagesNorNetwork() throws {
    let folder = try Program.scratch()
    let rows = (0..<12).map { row in "\(row % 2)" + String(repeating: ",\(row)", count: 784) }
    try write(rows.joined(separator: "\n"), folder + "/own.csv")
    try write(
      "input: [28, 28, 1]\nlayers: [flatten, {dense: 2}]\ntraining: {epochs: 1}\n",
      folder + "/net.yaml")
    for (words, place) in [
      (["mlp-002", "--data", "own.csv", "-o", "own.safetensors"], "own.csv"),
      (["./net.yaml", "--data", "own.csv", "-o", "net.yaml"], "net.yaml"),
    ] {
      let run = try Program.run(["train"] + words, in: folder)
      #expect(run.code == 73 && run.output.isEmpty)
      #expect(run.messages.contains("\(place): this run reads it"), "\(run.messages)")
    }
    #expect(Program.files(in: folder) == ["net.yaml", "own.csv"])
    let trained = try Program.run(
      ["train", "./net.yaml", "--data", "own.csv", "-o", "m.safetensors"], in: folder)
    #expect(trained.code == 0, "\(trained.messages)")
    let evaluated = try Program.run(
      ["evaluate", "m.safetensors", "--data", "own.csv", "--outputs", "m.safetensors"], in: folder)
    #expect(evaluated.code == 73, "\(evaluated.messages)")
    // What the program keeps for itself, it may write anew.
    for _ in 0..<2 {
      let again = try Program.run(
        ["train", "./net.yaml", "--data", "own.csv", "-o", "m.safetensors"], in: folder)
      #expect(again.code == 0, "\(again.messages)")
    }
  }

  /// A folder, there or not, takes the file under its usual name.
  @Test(arguments: ["od/", "new/deep/", "od"]) func foldersTakeTheFile(_ output: String) throws {
    let folder = try Program.scratch()
    try write(BadInputTests.good, folder + "/gate.md")
    mkdir(folder + "/od", 0o755)
    let run = try Program.run(["handout", "gate.md", "-o", output], in: folder)
    #expect(run.code == 0, "\(run.messages)")
    let place = output.hasSuffix("/") ? output : output + "/"
    #expect(Program.files(in: folder) == ["gate.md", place + "gate-handout.pdf"].sorted())
  }
}
