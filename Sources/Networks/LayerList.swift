import Numerics

/// All kinds of layers. Generic, since what computes and traces a layer is made for one kind of
/// number; whoever asks for nothing of the sort takes `Float`.
enum LayerList<T: Real> {
  /// In the order of the documentation.
  static var all: [LayerEntry<T>] {
    [
      LayerEntry(DenseLayer.self),
      LayerEntry(ConvolutionLayer.self),
      LayerEntry(PoolingLayer.self),
      LayerEntry(MinPoolingLayer.self),
      LayerEntry(ActivationLayer.self),
      LayerEntry(DropoutLayer.self),
      LayerEntry(BatchNormalizationLayer.self),
      LayerEntry(FlattenLayer.self),
    ]
  }

  static func named(_ name: String) -> LayerEntry<T>? { all.first { $0.name == name } }
}

/// A kind of layer with its type forgotten: what a description's settings mean.
struct LayerEntry<T: Real> {
  /// What a layer is, as far as others plan with it.
  struct Facts {
    var summary: String
    var activation: Activation
    var mixesSamples: Bool
    var sideOfMaxima: Int?
  }

  let name: String
  let words: [LayerWord]
  let saved: [Setting]
  /// The settings as the layer itself says them, with every standard put in.
  let completed: (Settings) -> Settings
  let facts: (Settings) -> Facts
  let outputShape: (Settings, Shape) -> Result<Shape, NetworkError>
  let parameters: (Settings, Shape) -> [Parameter]
  let work: (Settings, Site<T>) -> LayerWork<T>
  let trace: (Settings, LayerRecord<T>, LayerTraceReader<T>) -> LayerTrace<T>

  init<L: LayerKind>(_: L.Type) {
    name = L.name
    words = L.words
    saved = L.saved
    completed = { L($0).settings }
    facts = {
      let layer = L($0)
      return Facts(
        summary: layer.summary, activation: layer.activation, mixesSamples: layer.mixesSamples,
        sideOfMaxima: layer.sideOfMaxima)
    }
    outputShape = { settings, input in
      do throws(NetworkError) {
        return .success(try L(settings).outputShape(for: input))
      } catch {
        return .failure(error)
      }
    }
    parameters = { L($0).parameters(for: $1) }
    work = { L($0).work(at: $1) }
    trace = { L($0).trace($1, $2) }
  }
}
