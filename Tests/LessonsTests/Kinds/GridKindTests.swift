import Networks
import Numerics
import Testing

@testable import Lessons

/// What convolutions and poolings say of blocks that are wrong.
struct GridKindTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var block: String
    var told: String
    var testDescription: String { told }
  }

  static let image = "image: [[1, 2, 0], [0, 1, 1], [2, 0, 1]]"

  @Test(arguments: [
    Case(
      block: "\(image)\nkernel: egde",
      told: "2:9: error: unknown kernel \"egde\"; did you mean \"edge\"?"
    ),
    Case(
      block: "\(image)\nkernel: edge\npaddign: 1",
      told: "3:1: error: unknown key \"paddign\"; did you mean \"padding\"?"),
    Case(
      block: "image: [[1, 2], [0]]\nkernel: [[1]]",
      told: "1:17: error: this row has 1 numbers, the first one has 2"),
    Case(
      block: "\(image)\nkernel: edge\ndivisor: 2",
      told: "3:10: error: a kernel that is called by its name has a divisor of its own; leave "
        + "\"divisor:\" out, or give the kernel by its rows"),
    Case(
      block: "\(image)\nkernel: edge\nactivation: rleu",
      told: "3:13: error: unknown activation \"rleu\"; did you mean \"relu\"?"),
    Case(
      block: "image: {digit: 5, nubmer: 3}\nkernel: edge",
      told: "1:19: error: unknown key \"nubmer\"; did you mean \"number\"?"),
    Case(
      block: "image: {digit: 5, number: 999}\nkernel: edge",
      told: "1:8: error: digits has only 20 such images, counted from 0, and none with the number "
        + "999"),
    Case(
      block: "\(image)\nkernel: [[1, 0], [0, 1]]\npadding: same",
      told: "3:10: error: padding: same adds 1 rows and 1 columns of zeros here, which is not the "
        + "same number on every side; give the padding as a number"),
  ]) func convolutionsSay(_ broken: Case) throws {
    #expect(try played(ConvolutionKind.self, broken.block).told == [broken.told])
  }

  @Test(arguments: [
    Case(
      block: "table: [[1, 2], [3, 4]]\nkind: maximun",
      told: "2:7: error: unknown kind \"maximun\"; did you mean \"maximum\"?"),
    Case(
      block: "table: [[1, 2], [3, 4]]\nvary: [3, 1]",
      told: "2:7: error: vary: needs the smallest and the largest whole number of a cell; write "
        + "vary: [0, 3]"),
    Case(
      block: "table: [[1, 2], [3, 4]]\ngradient: [[1, 2]]",
      told: "1:1: error: the gradient needs the shape of the result, 1 × 1"),
  ]) func poolingsSay(_ broken: Case) throws {
    #expect(try played(PoolingKind.self, broken.block).told == [broken.told])
  }

  /// Options that a picture lacks, and tasks where there is nothing to complete.
  @Test func figuresTakeTheirOwnOptionsOnly() throws {
    let block = "\(Self.image)\nkernel: [[1, 0], [0, 1]]"
    let edges = try #require(try played(ConvolutionKind.self, block).experiment)
    let wrong: [(FigureRequest, String)] = [
      (
        FigureRequest(show: "overview", options: ["captoin": "x"]),
        "\"overview\" has no option called \"captoin\""
      ),
      (
        FigureRequest(show: "image", isTask: true),
        "\"image\" has nothing for pupils to complete: it takes no \"task:\""
      ),
      (
        FigureRequest(show: "step", step: 1, isTask: true),
        "\"step\" has nothing for pupils to complete: it takes no \"task:\""
      ),
      (FigureRequest(show: "step"), "step: a number from 1 to 4 is needed here"),
    ]
    for (request, message) in wrong {
      let error = #expect(throws: ReferenceError.self) { _ = try edges.figure(request) }
      #expect(error?.message == message)
    }
    for show in ["map", "overview"] {
      let task = try edges.figure(FigureRequest(show: show, isTask: true))
      #expect(task.openDescription(.english).contains("empty"), "\(show)")
    }
    let kept = try #require(
      try played(PoolingKind.self, "table: [[1, 2], [3, 4]]\ngradient: [[1]]").experiment)
    for show in ["result", "gradient"] {
      let task = try kept.figure(FigureRequest(show: show, isTask: true))
      #expect(task.openDescription(.english).contains("empty"), "\(show)")
    }
    #expect(throws: ReferenceError.self) {
      _ = try kept.figure(FigureRequest(show: "table", isTask: true))
    }
  }

  /// `padding: same` is that of the networks, or an error.
  @Test(arguments: 1...5, 1...3) func sameIsWhatNetworksPad(side: Int, stride: Int) throws {
    let kernel =
      "["
      + (0..<side).map { _ in "[" + (0..<side).map(String.init).joined(separator: ", ") + "]" }
      .joined(separator: ", ") + "]"
    var good = 0
    for size in 5...9 {
      let row = "[" + (0..<size).map(String.init).joined(separator: ", ") + "]"
      let image = "[" + [String](repeating: row, count: size).joined(separator: ", ") + "]"
      let block = "image: \(image)\nkernel: \(kernel)\nstride: \(stride)\npadding: same"
      let window = try #require(
        Window(
          input: (size, size, 1), size: (side, side), stride: (stride, stride), padding: .same))
      let all = max(0, (window.outputHeight - 1) * stride + side - size)
      let found = try played(ConvolutionKind.self, block)
      guard all == 2 * window.padTop else {
        #expect(found.told.count == 1 && found.experiment == nil, "\(size)")
        continue
      }
      let played = try #require(found.experiment, "\(size)")
      #expect(try number(played, "rows") == window.outputHeight)
      #expect(try number(played, "padding") == window.padTop)
      good += 1
    }
    #expect(good > 0 || (side + stride) % 2 == 1)
  }

  /// Words of references, and what is told where there is nothing.
  @Test func referencesLeadSomewhere() throws {
    let block = "\(Self.image)\nkernel: [[1, 0, 1], [0, 1, 0], [1, 0, 2]]\ndivisor: 2"
    let played = try #require(try played(ConvolutionKind.self, block).experiment)
    func plain(_ path: String) throws -> [String] {
      try played.value(try #require(ReferencePath(path))).plain
    }
    #expect(try plain("at(0,0)") == ["3"])
    #expect(try plain("step(1).products") == ["1", "0", "0", "0", "1", "0", "2", "0", "2"])
    for (path, message) in [
      ("at(0,1)", "there is no column 1; they go from 0 to 0"),
      (
        "product",
        "there is no \"product\" here: the matrix product of image and kernel, row by row"
      ),
      (
        "product-at(0,0)",
        "there is no \"product-at(0,0)\" here: a number of the matrix product of image and kernel"
      ), ("rows.x", "\"rows\" is a value: \"x\" cannot follow it"),
    ] {
      let error = #expect(throws: ReferenceError.self) { _ = try plain(path) }
      #expect(error?.message == message)
    }
  }

  private func number(_ experiment: PlayedExperiment, _ path: String) throws -> Int {
    Int(try experiment.value(try #require(ReferencePath(path))).numbers[0])
  }
}
