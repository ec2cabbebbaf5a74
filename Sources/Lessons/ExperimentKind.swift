/// A kind of experiment that a lesson can hold, found by the key that names it in an `experiment`
/// block. A new kind is one line in `all` and a file of its own.
struct ExperimentKind: Sendable {
  /// `perceptron`
  var key: String
  /// Reads the value of the key and plays it; nil, with diagnostics, where something is wrong.
  /// Throws what the world does wrong: a data set that cannot be read.
  var play: @Sendable (YAMLNode, ExperimentContext) throws -> (any Experiment)?

  static let all: [ExperimentKind] = [
    ExperimentKind(key: "perceptron", play: PerceptronExperiment.play),
    ExperimentKind(key: "wired", play: WiredExperiment.play),
    ExperimentKind(key: "backprop", play: BackpropExperiment.play),
    ExperimentKind(key: "descent", play: DescentExperiment.play),
    ExperimentKind(key: "sigmoid-layer", play: SigmoidLayerExperiment.play),
    ExperimentKind(key: "network", play: NetworkExperiment.play),
    ExperimentKind(key: "convolution", play: ConvolutionExperiment.play),
    ExperimentKind(key: "pooling", play: PoolingExperiment.play),
    ExperimentKind(key: "image-network", play: ImageNetworkReader.play),
  ]
}

/// What an experiment may use besides its own block.
struct ExperimentContext {
  var name: String
  /// The lesson's title, which heads the pictures of its steps.
  var title: String
  /// Words of figures and arithmetic in the lesson's language.
  var words: Catalogue
  var seed: UInt64
  var options: PlayOptions
  var findings: Findings

  var override: ExperimentOverride? { options.overrides[name] }
}
