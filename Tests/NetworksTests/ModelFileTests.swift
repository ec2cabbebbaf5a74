import Glibc
import Numerics
import Testing

@testable import Networks

@Suite struct ModelFileTests {
  static func model() throws -> Model {
    let description = try NetworkDescription(
      inputShape: [9, 8, 1],
      layers: [
        .convolution(filters: 2, kernel: Extent(3, 2), padding: .same, activation: .relu),
        .pooling(.max), .batchNormalization(), .dropout(rate: 0.25), .flatten,
        .dense(units: 3, activation: .tanh), .dense(units: 3, activation: .softmax),
      ], loss: .categoricalCrossEntropy)
    return Model(
      Network(description, seed: 8), preprocessing: .unitColumns,
      classNames: ["a", "b ö", "\"c\""],
      name: "small", seed: 18, recipe: "Adam 0.001")
  }

  @Test func aModelIsReadAsItWasWritten() throws {
    let model = try Self.model()
    let path = temporaryPath("model.safetensors")
    defer { remove(path) }
    try model.write(to: path)
    let read = try Model(path: path)
    #expect(read.network.parameters == model.network.parameters)
    #expect(read.classNames == model.classNames)
    #expect(read.preprocessing == .unitColumns)
    #expect(read.seed == 18 && read.name == "small" && read.recipe == "Adam 0.001")
    #expect(read.safeTensors.bytes == model.safeTensors.bytes)
  }

  /// A pipe is written to; no file takes its place, nor a folder's.
  @Test func devicesAndPipesStay() throws {
    let path = temporaryPath("pipe")
    defer { remove(path) }
    #expect(mkfifo(path, 0o600) == 0)
    let reader = open(path, O_RDWR | O_NONBLOCK)
    defer { close(reader) }
    try File.write([1, 2, 3], to: path, "write")
    var bytes = [UInt8](repeating: 0, count: 9)
    #expect(read(reader, &bytes, 9) == 3 && bytes[0...3] == [1, 2, 3, 0])
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    #expect(throws: ModelFileError.self) { try File.write([1], to: "/", "write") }
    // Opening a pipe that nobody writes to would wait for ever.
    #expect(throws: ModelFileError(.unreadable, "read", path: path, "it is not a file")) {
      _ = try File.read(path, "read")
    }
  }

  @Test func theHeaderIsSortedAndAligned() throws {
    let bytes = try Self.model().safeTensors.bytes
    let length = Int(bytes[0]) | Int(bytes[1]) << 8
    #expect(length % 8 == 0)
    let header = String(decoding: bytes[8..<8 + length], as: UTF8.self)
    let names = ["__metadata__", "conv1.bias", "conv1.kernel", "dense1.bias", "norm1.variance"]
    let places = names.compactMap { header.firstRange(of: "\"\($0)\"")?.lowerBound }
    #expect(places.count == names.count)
    #expect(places == places.sorted())
  }

  /// Each kind of damage and a part of what it is told.
  @Test func damageIsNamed() throws {
    let model = try Self.model()
    let good = model.safeTensors
    func reason(_ bytes: [UInt8]) -> String {
      do {
        _ = try Model(SafeTensors(bytes: bytes))
        return ""
      } catch let failure as SafeTensors.Failure {
        return failure.reason
      } catch {
        return "\(error)"
      }
    }
    func header(_ text: String, data: Int = 0) -> [UInt8] {
      var bytes: [UInt8] = []
      withUnsafeBytes(of: UInt64(text.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
      return bytes + Array(text.utf8) + [UInt8](repeating: 0, count: data)
    }
    #expect(reason([1, 2, 3]).contains("too few"))
    #expect(reason([0, 0, 0, 0x54, 2, 0, 0, 0] + [0]).contains("claims 9999220736"))
    #expect(reason(Array(good.bytes.dropLast(5))).contains("the file holds"))
    #expect(reason(Array(good.bytes.prefix(100))).contains("cut short"))
    #expect(reason(header("{\"a\":")).contains("no JSON"))
    #expect(reason(header("[]")).contains("no JSON object"))
    let place = #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[OFFSETS]}}"#
    #expect(
      reason(header(place.replacing("OFFSETS", with: "-8,0"), data: 8)).contains("should lie"))
    #expect(reason(header(place.replacing("OFFSETS", with: "0,4"), data: 8)).contains("its shape"))
    #expect(reason(header(place.replacing("OFFSETS", with: "0,8"), data: 8)).contains("no model"))
    var other = good
    other.tensors["dense1.bias"] = nil
    #expect(reason(other.bytes).contains("dense1.bias is missing"))
    other = good
    other.tensors["dense1.bias"] = Tensor([4], [1, 2, 3, 4])
    #expect(reason(other.bytes).contains("dense1.bias is 4, but 3 is needed"))
    other = good
    other.tensors["extra"] = Tensor([1], [1])
    #expect(reason(other.bytes).contains("no tensor extra"))
    other = good
    other.metadata["architecture"] = other.metadata["architecture"]?.replacing("tanh", with: "tan")
    #expect(reason(other.bytes).contains("no known activation"))
    other.metadata["architecture"] =
      #"{"input":[16000000,3,1],"layers":[{"kind":"flatten"}],"loss":"meanSquaredError"}"#
    #expect(reason(other.bytes).contains("large"))
  }

  @Test func missingAndUnwritableFilesAreNamed() throws {
    #expect(throws: ModelFileError.self) { _ = try Model(path: "/nowhere/at/all") }
    do {
      _ = try Model(path: "/nowhere/at/all")
    } catch let error as ModelFileError {
      #expect(error.kind == .missing)
    }
    do {
      try Self.model().write(to: "/proc/nothing.safetensors")
      Issue.record("written where nothing can be written")
    } catch let error as ModelFileError {
      #expect(error.kind == .unwritable)
    }
  }

  /// 10,000 damaged files: each is read or refused, none crashes, hangs or takes much memory.
  @Test func damagedFilesAreReadOrRefused() throws {
    let good = try Self.model().safeTensors.bytes
    var random = SeededGenerator(seed: 99)
    let headerEnd = 8 + Int(good[0]) | Int(good[1]) << 8
    var refused = 0
    for round in 0..<10_000 {
      var bytes = good
      switch round % 4 {
      case 0: bytes[random.index(below: headerEnd)] = UInt8(truncatingIfNeeded: random.next())
      case 1:
        let place = random.index(below: headerEnd)
        bytes[place] = Array("0123456789-{}[],\":eE.")[random.index(below: 21)].asciiValue ?? 0
      case 2: bytes.removeLast(random.index(below: bytes.count))
      default:
        for _ in 0..<8 {
          bytes[random.index(below: bytes.count)] ^= 1 << UInt8(random.index(below: 8))
        }
      }
      do {
        _ = try Model(SafeTensors(bytes: bytes))
      } catch {
        refused += 1
      }
    }
    #expect(refused > 5_000)
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #expect(usage.ru_maxrss < 1_000_000, "resident memory above 1 GB")
  }

  @Test func damagedCheckpointsAreReadOrRefused() throws {
    let training = try TrainingTests.training(epochs: 1)
    _ = try training.run()
    let model = Model(training.network, classNames: [], name: "x", seed: 1, recipe: "")
    let path = temporaryPath("fuzz.checkpoint")
    defer { remove(path) }
    try Checkpoint(model: model, state: training.currentState, identity: "i").write(to: path)
    #expect(try Checkpoint(path: path).state == training.currentState)
    let good = try File.read(path, "read")
    var random = SeededGenerator(seed: 3)
    for _ in 0..<300 {
      var bytes = good
      bytes[random.index(below: 3000)] = UInt8(truncatingIfNeeded: random.next())
      try File.write(bytes, to: path, "write")
      if let checkpoint = try? Checkpoint(path: path) {
        _ = try? TrainingTests.training(epochs: 1, from: checkpoint.state)
      }
    }
  }
}
