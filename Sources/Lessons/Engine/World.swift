import Figures

/// What a kind may use besides its own block: passed in, with no value that anything takes by
/// itself.
public struct World: Sendable {
  /// The name that the lesson gave the experiment.
  public let name: String
  /// The lesson's title, which heads the pictures of its steps.
  public let title: String
  /// Words of figures and arithmetic in the lesson's language.
  public let words: Words
  public let seed: UInt64
  /// Data, caches and threads of kinds that train on images.
  public let options: PlayOptions
}
