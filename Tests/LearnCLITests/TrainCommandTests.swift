import Datasets
import Glibc
import Networks
import Numerics
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

  @Test(arguments: ["cnn-001 --rate 1e8", "hidden-004 --rate 1e9"])
  func aTrainingThatDivergesAtOnceFailsAndWritesNothing(network: String) throws {
    let path = "\(folder)/d.safetensors"
    let diverged = run("train \(network) --limit 200 --epochs 4 --json --output \(path)")
    #expect(diverged.code == .failure)
    #expect(diverged.messages.contains("The training diverged in epoch "))
    #expect(diverged.messages.contains("the learning rate 1"))
    #expect(diverged.messages.contains("so no model is written. Try '--rate 0."))
    #expect(diverged.output.contains(#"{"result":"diverged","reason":"#))
    #expect(diverged.output.hasSuffix(#""model":null}"# + "\n"))
    #expect(!exists("d.safetensors") && !exists("d.csv") && !exists("d.safetensors.checkpoint"))
  }

  @Test func aTrainingThatDivergesLeavesAnEarlierModelAlone() throws {
    let path = "\(folder)/e.safetensors"
    #expect(run("train cnn-001 --limit 100 --epochs 1 --output \(path)").code == .success)
    let before = try Model(path: path)
    let diverged = run("train cnn-001 --limit 100 --epochs 3 --rate 1e8 --output \(path)")
    #expect(diverged.code == .failure)
    #expect(try Model(path: path) == before)
  }

  /// Losses grow by a factor an epoch, until they are beyond the bound: the epochs before are kept.
  @Test func aTrainingThatDivergesLaterKeepsItsLastGoodEpoch() throws {
    let text = """
      input: [28, 28, 1]
      layers:
        - flatten
        - dense: {units: 10}
      loss: meanSquaredError
      training:
        optimizer: {gradientDescent: {rate: 0.5}}
        batch: all
        epochs: 60
      """
    let file = try file("line.yaml", text)
    let path = "\(folder)/line.safetensors"
    let diverged = run("train \(file) --limit 200 --output \(path)")
    #expect(diverged.code == .failure)
    let finished = diverged.output.split(separator: "\n").count
    #expect(finished > 2)
    #expect(
      diverged.messages.contains("diverged in epoch \(finished + 1), by step \(finished + 1): "))
    // What the last one left was already too far off.
    let epochs = finished - 1
    #expect(
      diverged.messages.contains(
        "\(path) holds the network after epoch \(epochs). Try '--rate 0.05'."))
    let short = run("train \(file) --limit 200 --epochs \(epochs) --output \(folder)/s.safetensors")
    #expect(short.code == .success)
    let models = try ["line", "s"].map { try Model(path: "\(folder)/\($0).safetensors") }
    #expect(models[0].network == models[1].network)
    #expect(exists("line.csv"))
    let checkpoint = try Checkpoint(path: path + ".checkpoint")
    #expect(checkpoint.model.network == models[1].network && checkpoint.state.epoch == epochs)
  }

  /// What `--outputs` writes are the numbers that the network gives, to the last bit.
  @Test func outputsOfEachImageAreWritten() throws {
    let path = "\(folder)/o.safetensors"
    #expect(run("train mlp-002 --limit 100 --epochs 1 --output \(path)").code == .success)
    let evaluated = run("evaluate \(path) --outputs \(folder)/o.csv --json")
    #expect(evaluated.code == .success)
    let bytes = try #require(fopen("\(folder)/o.csv", "r"))
    defer { fclose(bytes) }
    var text = [CChar](repeating: 0, count: 4 << 20)
    let count = fread(&text, 1, text.count, bytes)
    let lines = String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      .split(separator: "\n").map { $0.split(separator: ",") }
    #expect(lines.count == 2001)
    #expect(lines[0].joined(separator: ",") == "image,label,answer,0,1,2,3,4,5,6,7,8,9")
    let model = try Model(path: path)
    let images = DigitRecipe().dataset().test
    for place in [0, 1, 777, 1999] {
      let expected = try model.network(model.preprocessing.tensor(of: images, at: place)).values
      let row = lines[place + 1]
      #expect(row[0] == "\(place)" && row[1] == "\(images.labels[place])")
      let numbers = row[3...].compactMap { Float($0) }
      #expect(zip(numbers, expected).allSatisfy { abs($0 - $1) < 1e-6 } && numbers.count == 10)
      #expect(Int(row[2]) == numbers.indices.max { numbers[$0] < numbers[$1] })
    }
    let unwritable = run("evaluate \(path) --outputs \(folder)/none/o.csv")
    #expect(unwritable.code == .cannotWrite && unwritable.messages.contains("none/o.csv"))
  }

  /// A pupil's three drawings are too few to keep one apart, and are not learned from.
  @Test func allImagesTestAModel() throws {
    let path = "\(folder)/all.safetensors"
    #expect(run("train mlp-002 --limit 100 --epochs 1 --output \(path)").code == .success)
    let rows = (0..<3).map { row in "\(row)" + String(repeating: ",\(row + 1)", count: 784) }
    let own = try file("own.csv", rows.joined(separator: "\n"))
    let refused = run("evaluate \(path) --data \(own)")
    #expect(refused.code == .badData && refused.messages.contains("--all"))
    let tested = run("evaluate \(path) --data \(own) --all")
    #expect(tested.code == .success && tested.output.hasPrefix("3 images: loss "))
    #expect(run("evaluate \(path) --all --json").output.hasPrefix(#"{"images":12000,"#))
  }

  @Test(arguments: [
    ("--epochs 0", "Please give a whole number from 1 to 100000."),
    ("--batch 0", "Please give a whole number from 1 to 1000000."),
    ("--batch -5", "invalid for '--batch <n>'"),
    ("--limit 0", "invalid for '--limit <n>'"),
    ("--threads 0", "Please give a whole number from 1 to 256."),
    ("--seed first", "Please give a whole number of at least 0."),
    ("--rate nan", "Please give a number from 0.0 to 1000000000.0."),
    ("--rate -0.1", "invalid for '--rate <r>'"),
  ])
  func optionsOutOfRangeAre64(option: String, message: String) {
    let answer = run("train cnn-001 \(option) --output \(folder)/x.safetensors")
    #expect(answer.code == .usage)
    #expect(answer.messages.contains(message))
    #expect(!exists("x.safetensors"))
  }

  @Test func aLimitBeyondTheDataIsNoted() throws {
    let rows = (0..<12).map { row in "\(row % 2)" + String(repeating: ",\(row)", count: 784) }
    let path = try file("few.csv", rows.joined(separator: "\n"))
    let trained = run(
      "train mlp-002 --data \(path) --epochs 1 --limit 50 --output \(folder)/m.safetensors")
    #expect(trained.code == .success)
    #expect(
      trained.messages.hasPrefix("Note: few has 10 training images, fewer than '--limit 50'."))
  }

  /// One weight that is no number, or so large that the answers are none.
  @Test(arguments: [(Float.nan, "holds something that is no number"), (3e38, "are no numbers")])
  func modelsWithoutNumbersSayNothing(_ value: Float, _ message: String) throws {
    let path = "\(folder)/nan-\(value).safetensors"
    #expect(run("train mlp-002 --limit 20 --epochs 1 --output \(path)").code == .success)
    var model = try Model(path: path)
    for entry in model.network.layout.entries {
      let tensor = try #require(model.network[entry.name])
      try model.network.set(
        entry.name, to: Tensor(tensor.shape, tensor.values.map { value.isNaN ? value : $0 * value })
      )
    }
    try model.write(to: path)
    let answer = run("evaluate \(path)")
    #expect(answer.code == .failure && answer.output.isEmpty)
    #expect(answer.messages.contains(message), "\(answer.messages)")
  }

  /// Ten outputs for two classes: the model can be read again, and says so beforehand.
  @Test func fewerClassesThanOutputsTrainAllTheSame() throws {
    let rows = (0..<14).map { row in "\(row % 2)" + String(repeating: ",\(row)", count: 784) }
    mkdir("\(folder)/cats", 0o755)
    _ = try file("cats/train.csv", rows.joined(separator: "\n"))
    _ = try file("cats/classes.txt", "cat\ndog\n")
    let path = "\(folder)/cats.safetensors"
    let trained = run("train mlp-002 --data \(folder)/cats --epochs 1 --output \(path)")
    #expect(trained.code == .success)
    #expect(trained.messages.hasPrefix("Note: cats has 2 classes, mlp-002 10 outputs"))
    #expect(try Model(path: path).classNames.prefix(3) == ["cat", "dog", "2"])
    #expect(run("evaluate \(path) --data \(folder)/cats").output.contains("dog"))
  }

  @Test func whatTheTestImagesLackIsSaidBeforeTheTraining() throws {
    mkdir("\(folder)/odd", 0o755)
    let row = { (label: Int) in "\(label)" + String(repeating: ",1", count: 784) + "\n" }
    _ = try file("odd/train.csv", row(0) + row(1))
    _ = try file("odd/test.csv", row(0) + row(11))
    _ = try file("odd/classes.txt", (0..<12).map { "c\($0)\n" }.joined())
    let answer = run("train mlp-002 --data \(folder)/odd --output \(folder)/odd.safetensors")
    #expect(answer.code == .badData && answer.output.isEmpty)
    #expect(
      answer.messages
        == "Error: dense3: has 10 outputs, but there is an image with the label 11.\n")
  }

  private func file(_ name: String, _ text: String) throws -> String {
    let path = "\(folder)/\(name)"
    let stream = try #require(fopen(path, "w"))
    fputs(text, stream)
    fclose(stream)
    return path
  }

  @Test func whatCannotBeDoneIsSaid() {
    #expect(run("train cnn-002").code == .usage)
    #expect(run("train cnn-002").messages.contains("Did you mean"))
    #expect(run("train cnn-001 --recipe adam").code == .usage)
    #expect(run("train cnn-001 --data nowhere").code == .missingInput)
    for command in ["train cnn-001 --data", "data info", "data verify"] {
      let misspelt = run("\(command) mnits")
      #expect(misspelt.code == .missingInput)
      #expect(misspelt.messages.hasSuffix("of this name. Did you mean 'mnist'?\n"))
    }
    #expect(!run("data info mnist").messages.contains("Did you mean"))
    #expect(run("data info digts").messages.contains("Did you mean 'digits'?"))
    #expect(run("evaluate \(folder)/none.safetensors").code == .missingInput)
    #expect(run("evaluate /proc/version").code == .badData)
    let resumed = run("train cnn-001 --limit 20 --resume --output \(folder)/r.safetensors")
    #expect(resumed.code == .missingInput && resumed.messages.contains("checkpoint"))
    let unwritable = run("train mlp-002 --limit 20 --epochs 1 --output /proc/x.safetensors")
    #expect(unwritable.code == .cannotWrite && unwritable.output.isEmpty)
    mkdir("\(folder)/taken", 0o755)
    mkdir("\(folder)/taken/mlp-002.safetensors", 0o755)
    let taken = run("train mlp-002 --limit 20 --epochs 1 --output \(folder)/taken")
    #expect(taken.code == .cannotWrite && taken.output.isEmpty)
    #expect(taken.messages.contains("mlp-002.safetensors: Is a directory."))
    let inside = run("train mlp-002 --limit 20 --epochs 1 --output \(folder)/b/")
    #expect(inside.code == .success && exists("b/mlp-002.safetensors"))
    let deep = run("train mlp-002 --limit 20 --epochs 1 --output \(folder)/a/b/m.safetensors")
    #expect(deep.code == .success && exists("a/b/m.safetensors"))
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
