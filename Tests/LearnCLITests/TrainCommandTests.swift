import Glibc
import Networks
import Testing

@testable import LearnCLI

/// `train`, `evaluate` and `models`, from the command line to the files.
@Suite struct TrainCommandTests {
  let folder: String

  init() {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    folder = "\(base)/learn-train-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    mkdir(folder, 0o755)
  }

  private func run(_ words: String) -> (code: ExitCode, output: String, messages: String) {
    let output = Output(descriptor: -1)
    let messages = Output(descriptor: -1)
    let context = CommandContext(
      output: output, messages: messages, environment: { _ in nil }, binaryFolder: nil,
      isInteractive: false, root: Learn.commands)
    let code = Learn.run(words.split(separator: " ").map(String.init), in: context)
    output.flush()
    messages.flush()
    return (code, output.gathered, messages.gathered)
  }

  private func exists(_ name: String) -> Bool { access("\(folder)/\(name)", F_OK) == 0 }

  @Test func aTrainingWritesModelAndHistory() throws {
    let path = "\(folder)/m.safetensors"
    let (code, output, _) = run(
      "train mlp-002 --data digits --limit 320 --epochs 2 --json --output \(path)")
    #expect(code == .success)
    let lines = output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix(#"{"epoch":1,"seconds":"#))
    #expect(lines[0].hasSuffix(#""validationLoss":null,"validationAccuracy":null}"#))
    #expect(lines[2].hasPrefix(#"{"result":"done","parameters":118282,"testLoss":"#))
    let model = try Model(path: path)
    #expect(model.preprocessing == .unitColumns && model.name == "mlp-002" && model.seed == 1)
    #expect(exists("m.csv") && !exists("m.safetensors.checkpoint"))

    let evaluated = run("evaluate \(path) --json")
    #expect(evaluated.code == .success)
    #expect(evaluated.output.hasPrefix(#"{"images":2000,"loss":"#))
    let table = run("evaluate \(path)").output
    #expect(table.contains("recall %") && table.contains("precision %"))
  }

  @Test func threadsAndValidationDoNotChangeTheFile() throws {
    for threads in [1, 2] {
      let (code, output, _) = run(
        "train cnn-001 --data digits --limit 200 --epochs 1 --threads \(threads) "
          + "--output \(folder)/t\(threads).safetensors")
      #expect(code == .success)
      #expect(output.contains("Epoch 1 of 1: ") && output.contains("Test: loss "))
    }
    let models = try [1, 2].map { try Model(path: "\(folder)/t\($0).safetensors") }
    #expect(models[0].safeTensors.bytes == models[1].safeTensors.bytes)
  }

  @Test func whatCannotBeDoneIsSaid() {
    #expect(run("train cnn-002").code == .usage)
    #expect(run("train cnn-002").messages.contains("Did you mean"))
    #expect(run("train cnn-001 --recipe adam").code == .usage)
    #expect(run("train cnn-001 --data nowhere").code == .missingInput)
    #expect(run("evaluate \(folder)/none.safetensors").code == .missingInput)
    #expect(run("evaluate /proc/version").code == .badData)
    let resumed = run("train cnn-001 --limit 20 --resume --output \(folder)/r.safetensors")
    #expect(resumed.code == .missingInput && resumed.messages.contains("checkpoint"))
    let diverging = run(
      "train hidden-004 --limit 200 --epochs 4 --rate 1e9 --output \(folder)/d.safetensors")
    #expect(diverging.code == .success || diverging.code == .failure)
    let unwritable = run("train mlp-002 --limit 20 --epochs 1 --output /proc/x.safetensors")
    #expect(unwritable.code == .cannotWrite)
  }

  @Test func modelsShowsKerasTotals() {
    let list = run("models").output
    for total in ["81,066", "118,282", "37,610", "887,530", "65,194", "407,050", "535,818"] {
      #expect(list.contains(total))
    }
    let table = run("models cnn-004").output
    #expect(table.contains("1,384,704") && table.contains("1,387,434") && table.contains("5408"))
    #expect(run("models cnn").code == .usage)
    #expect(run("models --json").output.hasPrefix(#"[{"name":"cnn-000""#))
  }
}
