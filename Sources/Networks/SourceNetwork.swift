import Numerics

/// A network that one of the five source reports built, with the recipe that trains it.
public struct SourceNetwork: Sendable {
  /// `cnn-001`: what it is, and the number of its report.
  public let name: String
  /// One line for a list.
  public let title: String
  /// The data set that the report used.
  public let dataName: String
  public let description: NetworkDescription
  public let recipe: Recipe
  /// Other ways to train it, by name.
  public let alternatives: [(name: String, recipe: Recipe)]
  /// What the report does not say, so that it is ours; empty if it says everything.
  public let note: String

  /// The network of that name, or nil.
  public static func named(_ name: String) -> SourceNetwork? {
    all.first { $0.name == name }
  }

  /// In the order of the curriculum.
  public static let all: [SourceNetwork] = [
    cnn000, mlp002, cnn001, cnn003, cnn003Small, hidden004, mlp004, cnn004,
  ].compactMap { $0 }

  private init?(
    _ name: String, _ title: String, data: String, _ layers: [LayerDescription], _ recipe: Recipe,
    alternatives: [(name: String, recipe: Recipe)] = [], note: String = ""
  ) {
    guard
      let description = try? NetworkDescription(
        inputShape: [28, 28, 1], layers: layers, loss: .categoricalCrossEntropy)
    else { return nil }
    self.name = name
    self.title = title
    dataName = data
    self.description = description
    self.recipe = recipe
    self.alternatives = alternatives
    self.note = note
  }

  private static func relu(_ units: Int) -> LayerDescription {
    .dense(units: units, activation: .relu)
  }

  private static func convolution(
    _ filters: Int, _ kernel: Extent, _ padding: Window.Padding = .valid,
    _ initializer: Initializer = .glorotUniform
  ) -> LayerDescription {
    .convolution(
      filters: filters, kernel: kernel, padding: padding, activation: .relu,
      initializer: initializer)
  }

  private static let softmax10 = LayerDescription.dense(units: 10, activation: .softmax)

  private static let cnn000 = SourceNetwork(
    "cnn-000", "CNN study with ten writers: three blocks of 64 kernels 3×3", data: "mnist",
    [
      convolution(64, 3), .pooling(.max),
      convolution(64, 3), .pooling(.max),
      convolution(64, 3), .pooling(.max),
      .flatten, relu(64), relu(32), softmax10,
    ],
    Recipe(.adam(), batch: 32, epochs: 5, validationFraction: 0.3))

  private static let mlp002 = SourceNetwork(
    "mlp-002", "MLP “Mr. Glassy”: two hidden layers of 128", data: "mnist",
    [.flatten, relu(128), relu(128), softmax10],
    Recipe(.adam(), batch: 32, epochs: 4, preprocessing: .unitColumns))

  private static let cnn001 = SourceNetwork(
    "cnn-001", "CNN for digits: 8 and 16 kernels 5×5", data: "mnist",
    [
      convolution(8, 5, .valid, .varianceScaling), .pooling(.max),
      convolution(16, 5, .valid, .varianceScaling), .pooling(.max),
      .flatten, relu(128), .dropout(rate: 0.2),
      .dense(units: 10, activation: .softmax, initializer: .varianceScaling),
    ],
    Recipe(.adam(), batch: 128, epochs: 5))

  private static let cnn003 = SourceNetwork(
    "cnn-003", "Deep CNN for digits and fashion: four convolutions with dropout", data: "mnist",
    [
      convolution(32, 5, .same), convolution(32, 5, .same), .pooling(.max), .dropout(rate: 0.25),
      convolution(64, 3, .same), convolution(64, 3, .same), .pooling(.max), .dropout(rate: 0.25),
      .flatten, relu(256), .dropout(rate: 0.5), softmax10,
    ],
    recipe003(augmentation003),
    alternatives: [
      ("flips", recipe003(Augmentation(shift: 0.1, rotation: 8, zoom: 0.2, flips: true))),
      ("plain", recipe003(nil)),
    ],
    note: "the part kept for validation and the patience of the early stop are ours; the report "
      + "also flips the images, which makes other digits of digits: 'flips' shows what that costs")

  private static let augmentation003 = Augmentation(shift: 0.1, rotation: 8, zoom: 0.2)

  private static func recipe003(_ augmentation: Augmentation?) -> Recipe {
    Recipe(
      .rmsprop(rate: 0.001, rho: 0.9, epsilon: 1e-8), batch: 850, epochs: 40,
      validationFraction: 0.15, augmentation: augmentation,
      rateReduction: Recipe.RateReduction(), stoppingPatience: 8, keepsBest: true)
  }

  private static let cnn003Small = SourceNetwork(
    "cnn-003-small", "The deep CNN's smaller model: 64 and 32 kernels 3×3", data: "mnist",
    [convolution(64, 3), convolution(32, 3), .pooling(.max), .flatten, softmax10],
    Recipe(.adam(), batch: 128, epochs: 5),
    note: "optimiser, batch and epochs are ours")

  private static let hidden004 = SourceNetwork(
    "hidden-004", "One hidden layer of 512 sigmoids, from scratch", data: "fashion-mnist",
    [.flatten, .dense(units: 512, activation: .sigmoid), softmax10],
    Recipe(.gradientDescent(rate: 0.5), batch: nil, epochs: 150),
    alternatives: [("adam", Recipe(.adam(), batch: 128, epochs: 10))],
    note: "the learning rate is ours; one epoch is one step on all images")

  private static let mlp004 = SourceNetwork(
    "mlp-004", "MLP for fashion: hidden layers of 512 and 256", data: "fashion-mnist",
    [.flatten, relu(512), relu(256), softmax10],
    Recipe(.adam(), batch: 128, epochs: 30),
    note: "softmax in place of the report's sigmoid; optimiser and batch are ours")

  private static let cnn004 = SourceNetwork(
    "cnn-004", "CNN for fashion: 32 kernels 2×2", data: "fashion-mnist",
    [convolution(32, 2), .pooling(.max), .flatten, relu(256), softmax10],
    Recipe(.adam(), batch: 32, epochs: 10),
    note: "optimiser and batch are ours")
}

extension SourceNetwork {
  /// The number of the report, 000 … 004.
  public var source: String { String(name.split(separator: "-")[1]) }

  /// A recipe by its name; the first one without a name.
  public func recipe(named name: String?) -> Recipe? {
    name == nil ? recipe : alternatives.first { $0.name == name }?.recipe
  }
}

extension NetworkDescription {
  /// One line of a summary as Keras prints it.
  public struct SummaryRow: Equatable, Sendable {
    public var name: String
    /// "convolution 5×5, 8 kernels, ReLU"
    public var layer: String
    public var outputShape: Shape
    public var parameters: Int
  }

  /// The layers with the shapes that they put out and the parameters that they have.
  public var summary: [SummaryRow] {
    let layout = ParameterLayout(self)
    return layers.indices.map { index in
      SummaryRow(
        name: layerNames[index], layer: layers[index].summary, outputShape: outputShapes[index],
        parameters: layout.entries(ofLayer: index).reduce(0) { $0 + $1.shape.count })
    }
  }

  /// All parameters, learned or not.
  public var parameterCount: Int { ParameterLayout(self).parameterCount }
}
