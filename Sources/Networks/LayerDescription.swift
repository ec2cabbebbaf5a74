import Numerics

/// One layer, described by data: its kind and its settings. What they mean stands with the kind, in
/// `Layers`; so do the functions that make descriptions: `.dense(units: 10, activation: .softmax)`.
public struct LayerDescription: Hashable, Sendable, CustomStringConvertible {
  /// The word by which layers are numbered and tensors named: `conv` in `conv1.kernel`.
  public let kind: String
  /// Every setting, standards put in.
  public let settings: Settings

  init<L: LayerKind>(_ layer: L) {
    kind = L.name
    settings = layer.settings
  }

  /// The layer that an author asks for.
  ///
  /// - Parameter settings: in the forms that the word declares, with all that it requires.
  public init(_ word: LayerWord, _ settings: Settings) {
    let entry = LayerList<Float>.all.first { entry in
      entry.words.contains { $0.word == word.word }
    }
    guard let entry else { preconditionFailure("no layer is called \(word.word)") }
    kind = entry.name
    self.settings = entry.completed(word.preset.merging(settings))
  }

  /// A layer out of a model file.
  init(_ entry: LayerEntry<Float>, _ settings: Settings) {
    kind = entry.name
    self.settings = entry.completed(settings)
  }

  /// All words by which authors ask for layers, in the order of the documentation.
  public static var words: [LayerWord] { LayerList<Float>.all.flatMap { $0.words } }

  func entry<T: Real>(_: T.Type) -> LayerEntry<T> {
    guard let entry = LayerList<T>.named(kind) else {
      preconditionFailure("\(kind) is missing in the list of layers")
    }
    return entry
  }

  private var facts: LayerEntry<Float>.Facts { entry(Float.self).facts(settings) }

  /// The layer as its own type; nil if it is of another kind.
  func read<L: LayerKind>(as _: L.Type) -> L? { kind == L.name ? L(settings) : nil }

  /// Kind and settings: equal layers have equal text.
  public var description: String {
    let text = settings.text
    return text.isEmpty ? kind : "\(kind) {\(text)}"
  }

  /// What the layer is, in a few words.
  public var summary: String { facts.summary }

  /// The activation behind the layer's weighted sums; linear where it has none.
  public var activation: Activation { facts.activation }

  /// True where a sample's numbers depend on the others of its batch while training.
  var mixesSamples: Bool { facts.mixesSamples }

  /// The side of the windows of which it keeps the largest number; see `LayerKind`.
  var sideOfMaxima: Int? { facts.sideOfMaxima }

  func parameters(for input: Shape) -> [Parameter] {
    entry(Float.self).parameters(settings, input)
  }

  /// The shape of the output for one sample.
  ///
  /// - Throws: `NetworkError` naming `name`, what came in and what the layer needs.
  public func outputShape(for input: Shape, name: String) throws(NetworkError) -> Shape {
    switch entry(Float.self).outputShape(settings, input) {
    case .success(let shape): return shape
    case .failure(let error): throw NetworkError(layer: name, error.reason)
    }
  }

  /// What is wrong with given weights: another number than an input of that shape needs.
  func faultOfValues(for input: Shape, name: String) -> NetworkError? {
    for parameter in parameters(for: input) {
      if case .values(let values) = parameter.start, values.count != parameter.shape.count {
        return NetworkError(
          layer: name,
          "its \(parameter.name) needs \(parameter.shape.count) values, "
            + "\(values.count) are given")
      }
    }
    return nil
  }
}
