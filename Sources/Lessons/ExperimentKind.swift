import Figures

/// A kind of experiment that a lesson can hold, found by the key that names it in an `experiment`
/// block. A new kind is one line in `all` and a file of its own.
struct ExperimentKind: Sendable {
  /// `perceptron`
  var key: String
  /// Reads the value of the key and plays it; nil, with diagnostics, where something is wrong.
  /// Throws what the world does wrong: a data set that cannot be read.
  var play: @Sendable (YAMLNode, ExperimentContext) throws -> (any Experiment)?

  static let all = AnyKind.all.map { ExperimentKind($0) }
}

extension ExperimentKind {
  /// A kind that declares what it has.
  init(_ any: AnyKind) {
    key = any.key
    play = { node, context in
      let world = World(
        name: context.name, title: context.title, words: context.words, seed: context.seed,
        options: context.options)
      do throws(KindError) {
        return try any.play(
          node, overrides: context.override?.nodes ?? [:], world: world,
          findings: context.findings)
      } catch {
        guard case .world(let reason) = error else { return nil }
        throw reason
      }
    }
  }
}

/// What an experiment may use besides its own block.
struct ExperimentContext {
  var name: String
  /// The lesson's title, which heads the pictures of its steps.
  var title: String
  /// Words of figures and arithmetic in the lesson's language.
  var words: Words
  var seed: UInt64
  var options: PlayOptions
  var findings: Findings

  var override: ExperimentOverride? { options.overrides[name] }
}
