import Datasets
import Networks
import Testing

@testable import Lessons

/// What image networks say of blocks and figures that are wrong, and what their references lead to.
struct ImageNetworkTests {
  private static let small = Result {
    try played(
      ImageNetworkKind.self,
      "network: cnn-001\nimages: 100\nepochs: 1\noptimizer: {adam: {rate: 0.002}}\nclass: 3")
  }

  private static func experiment() throws -> PlayedExperiment {
    let found = try small.get()
    return try #require(found.experiment, "\(found.told)")
  }

  @Test(arguments: [
    (
      "network: cnn-001\noptimizer: nonsense",
      "2:12: error: unknown optimiser \"nonsense\"; possible: gradientDescent, momentum, rmsprop, "
        + "adam"
    ),
    (
      "network: cnn-001\noptimizer: {adam: {rat: 0.1}}",
      "2:20: error: unknown key \"rat\"; did you mean \"rate\"?"
    ),
    ("network: cnn-01", "1:10: error: unknown network \"cnn-01\"; did you mean \"cnn-001\"?"),
    (
      "network: cnn-001\nrecipe: fast",
      "2:9: error: unknown recipe \"fast\""
    ),
    (
      "network: cnn-001\nimages: 20\nimage: 3\nclass: 3",
      "4:8: error: \"image:\" and \"class:\" both say which image is followed; keep one of them"
    ),
    (
      "network: cnn-001\nimages: 20\nimage: 9999",
      "3:8: error: there is no test image 9999; digits has 2000, counted from 0"
    ),
    (
      "network: cnn-001\nbatch: none",
      "2:8: error: \"batch:\" needs a whole number from 1 to 100000, this is \"none\""
    ),
  ]) func blocksSay(_ block: String, _ told: String) throws {
    let found = try played(ImageNetworkKind.self, block)
    #expect(found.experiment == nil && found.told.count == 1)
    #expect(found.told.first?.hasPrefix(told) == true, "\(found.told)")
  }

  @Test func optionsReachTheNetwork() throws {
    let experiment = try Self.experiment()
    #expect(try Self.plain("rate", experiment) == ["0.002"])
    #expect(try Self.plain("label", experiment) == ["3"])
    #expect(try Self.plain("epochs", experiment) == ["1"])
  }

  private static func plain(_ path: String, _ experiment: PlayedExperiment) throws -> [String] {
    try experiment.value(try #require(ReferencePath(path))).plain
  }

  /// Layers are called by the names that the network gives them.
  @Test func layersAreFoundByTheirNames() throws {
    let experiment = try Self.experiment()
    #expect(try Self.plain("conv1.rows", experiment) == ["24"])
    #expect(try Self.plain("conv2.kernels", experiment) == ["128"])
    #expect(try Self.plain("pool2.count", experiment) == ["256"])
    for (path, message, hint) in [
      ("conv3.rows", "\"test\" has nothing called \"conv3\"", "conv1"),
      ("conv1.row", "conv1 has nothing called \"row\"", "rows"),
      ("dense1.rows", "there is no \"rows\" here: rows of a map", ""),
      ("conv1", "what of conv1?", "rows"), ("pool1.which", "there is no \"which\" here", ""),
    ] {
      let error = #expect(throws: ReferenceError.self) { _ = try Self.plain(path, experiment) }
      #expect(error?.message.hasPrefix(message) == true, "\(path): \(error?.message ?? "")")
      #expect(hint.isEmpty || error?.valid.contains(hint) == true, "\(path)")
    }
  }

  @Test func figuresTakeTheirOwnOptionsOnly() throws {
    let experiment = try Self.experiment()
    let wrong: [(FigureRequest, String, key: String)] = [
      (
        FigureRequest(show: "maps", options: ["lyer": "conv1"]),
        "\"maps\" has no option called \"lyer\"", "lyer"
      ),
      (
        FigureRequest(show: "maps", options: ["layer": "dense1"]),
        "layer: there is no \"dense1\" here", "layer"
      ), (FigureRequest(show: "maps"), "\"layer:\" is missing: the name of a convolution", "layer"),
      (
        FigureRequest(show: "maps", options: ["layer": "conv1"], isTask: true),
        "\"maps\" has nothing for pupils to complete: it takes no \"task:\"", "task"
      ),
      (
        FigureRequest(show: "channels", options: ["layer": "conv2", "map": "16"]),
        "conv2 has the maps 0 to 15", "map"
      ),
      (
        FigureRequest(show: "pixel", options: ["layer": "conv1", "at": "[3][99,7]"]),
        "a map of conv1 has rows 0 to 23 and columns 0 to 23", "at"
      ),
      (
        FigureRequest(show: "pixel", options: ["layer": "conv1", "at": "3,7"]),
        "at: is written \"[3][12,7]\"", "at"
      ),
      (
        FigureRequest(show: "curves", options: ["of-what": "los"]),
        "of-what: there is no \"los\" here", "of-what"
      ), (FigureRequest(show: "map"), "\"test\" has no figure called \"map\"", ""),
    ]
    for (request, message, key) in wrong {
      let error = #expect(throws: ReferenceError.self) { _ = try experiment.figure(request) }
      #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
      #expect(error?.key == key)
    }
  }

  /// Where a task is allowed, pupils are given something else than the whole.
  @Test func tasksHaveAnswers() throws {
    let experiment = try Self.experiment()
    for (show, options) in [
      ("confusion", [:]), ("patch", ["layer": "conv1"]), ("pooling", ["layer": "pool2"]),
    ] {
      let whole = try experiment.figure(FigureRequest(show: show, options: options))
      let task = try experiment.figure(FigureRequest(show: show, options: options, isTask: true))
      #expect(whole.openDescription(.english).isEmpty, "\(show)")
      #expect(
        !task.openDescription(.english).isEmpty
          && task.openDescription(.english) != task.description(.english), "\(show)")
    }
  }

  /// Each picture that is declared can be drawn, of each layer that it may show.
  @Test func everyPictureIsDrawn() throws {
    let experiment = try Self.experiment()
    var drawn = 0
    for picture in ImageNetworkKind.shows.pictures {
      let named = picture.options.contains { $0.key == "layer" }
      for layer in named ? ["conv1", "conv2", "pool1", "pool2", "dense1", "dense2"] : [""] {
        let request = FigureRequest(show: picture.name, options: named ? ["layer": layer] : [:])
        guard let figure = try? experiment.figure(request) else { continue }
        #expect(!figure.description(.english).isEmpty, "\(picture.name) \(layer)")
        drawn += 1
      }
    }
    #expect(drawn == 34)
  }

  @Test func arithmeticOfScenesIsFoundByName() throws {
    let experiment = try Self.experiment()
    for arithmetic in ImageNetworkKind.shows.arithmetic {
      let found = try experiment.derivations(FigureRequest(show: arithmetic.name))
      #expect(!found.isEmpty && found.allSatisfy { !$0.lines.isEmpty }, "\(arithmetic.name)")
    }
    let first = try experiment.derivations(FigureRequest(show: "", step: 1))
    #expect(try experiment.derivations(FigureRequest(show: "image")) == first)
  }

  /// Every scene of the walk has its words in the table of arithmetic.
  @Test func everySceneIsDeclared() throws {
    let story = try #require(try Self.experiment().imageNetwork)
    let declared = Set(ImageNetworkKind.shows.arithmetic.map { $0.name })
    #expect(story.scenes.allSatisfy { declared.contains($0.show) })
    #expect(declared.count == Set(story.scenes.map { $0.show }).count)
  }
}
