import Numerics

/// A kind of layer, whole: the words that authors write, what model files keep, shapes, parameters,
/// the way forward and back, and what a trace shows.
///
/// A new layer is a file in `Layers` with a type that conforms to this, and a line in
/// `LayerList.all`; nothing else has to know of it. Its trace is one of `LayerTrace`'s cases: where
/// none fits, a new case does not compile until every figure says how it is drawn.
protocol LayerKind: Hashable, Sendable {
  /// By which layers are numbered, tensors named and layers kept in model files: `conv` in
  /// `conv1.kernel`.
  static var name: String { get }
  /// The words by which authors ask for it.
  static var words: [LayerWord] { get }
  /// The settings that a model file keeps. Initialisers are none: the parameters are in the file.
  static var saved: [Setting] { get }

  init(_ settings: Settings)
  var settings: Settings { get }

  /// What the layer is, in a few words, for tables.
  var summary: String { get }
  /// The activation behind the layer's weighted sums; linear where it has none.
  var activation: Activation { get }
  /// True where a sample's numbers depend on the others of its batch while training.
  var mixesSamples: Bool { get }
  /// The side of the square windows, side by side, of which it keeps the largest number; nil where
  /// it does something else. Convolutions take such a layer into their own loop.
  var sideOfMaxima: Int? { get }

  /// The shape of the output for one sample.
  ///
  /// - Throws: `NetworkError` saying what came in and what the layer needs.
  func outputShape(for input: Shape) throws(NetworkError) -> Shape
  /// What it learns or keeps, in the order of its tensors.
  func parameters(for input: Shape) -> [Parameter]
  func work<T: Real>(at site: Site<T>) -> LayerWork<T>
  func trace<T: Real>(_ record: LayerRecord<T>, _ reader: LayerTraceReader<T>) -> LayerTrace<T>
}

extension LayerKind {
  static var saved: [Setting] { [] }
  var settings: Settings { [:] }
  var activation: Activation { .linear }
  var mixesSamples: Bool { false }
  var sideOfMaxima: Int? { nil }
  func parameters(for input: Shape) -> [Parameter] { [] }
  func work<T: Real>(at site: Site<T>) -> LayerWork<T> { .none }
}

/// A word by which authors ask for a layer: `conv`, with the settings that may stand behind it.
public struct LayerWord: Sendable {
  public let word: String
  /// What the layer does, as a table of the documentation says it.
  public let help: String
  public let settings: [Setting]
  /// What a single value behind the word means: `pool: 3` is its window.
  public let short: Setting?
  /// What the word itself settles: `average-pool` is pooling by the mean.
  let preset: Settings

  init(
    _ word: String, _ help: String, _ settings: [Setting] = [], short: Setting? = nil,
    preset: Settings = [:]
  ) {
    self.word = word
    self.help = help
    self.settings = settings
    self.short = short
    self.preset = preset
  }
}

/// A tensor that belongs to a layer.
struct Parameter: Hashable, Sendable {
  /// `kernel`
  var name: String
  var shape: Shape
  var start: Initializer
  /// False for the running statistics of batch normalisation: saved, but not learned.
  var isTrainable = true
}

/// Where in a network a layer works, and for how much at once.
struct Site<T: Real> {
  /// The layer's place in its network.
  var layer: Int
  var input: Shape
  /// What the operation computes behind its sums; linear where that is a step of its own.
  var activation: Activation
  /// Keeps every intermediate result apart.
  var isTracing: Bool
  /// The side of the max pooling behind the layer that it may take in; nil where there is none.
  var pooledSide: Int?
  var layout: ParameterLayout
  /// The most samples of a batch.
  var capacity: Int
  var threads: Int
}

/// What computes a layer.
enum LayerWork<T: Real> {
  /// No number changes before the activation.
  case none
  /// Each sample by itself. `layers` counts this layer and those behind it that are taken in.
  case each(any Operation<T>, layers: Int)
  /// The whole batch at once.
  case batch(any BatchOperation<T>)
}

extension Setting {
  static let activation = Setting(
    "activation", .word(Activation.allCases.map { $0.rawValue }), "what follows the weighted sums",
    standard: .word("linear"))
  static let initializer = Setting(
    "initializer", .initializer, "how the weights begin", standard: .initializer(.glorotUniform))
  static let weights = Setting(
    "weights", .weights, "every weight, a row for each input, in place of an initialiser")
  static let bias = Setting(
    "bias", .weights, "every bias", standard: .initializer(.zeros))
}

extension Settings {
  /// How a kernel begins: given weights before an initialiser.
  var kernelStart: Initializer { initializer(.weights) ?? initializer(.initializer) ?? .zeros }
  var biasStart: Initializer { initializer(.bias) ?? .zeros }
  var activation: Activation { Activation(rawValue: word(.activation)) ?? .linear }
}
