import Lessons
import Networks

/// A network that the command line names: a source's, or one that a file describes.
enum NamedNetwork {
  case source(SourceNetwork)
  case file(NetworkFile)

  /// What stands for a network on the command line.
  static let argumentHelp = "A name from 'learn models', or a network file."
  static let hint = "'learn models' shows all of them."
  static let names = SourceNetwork.all.map(\.name)

  /// A word with a slash or an ending is a file.
  ///
  /// - Throws: `UsageError` for a name that no network has, and what reading a file throws.
  init(_ word: String, in invocation: Invocation) throws {
    if let source = SourceNetwork.named(word) {
      self = .source(source)
    } else if word.contains("/") || word.contains(".") {
      self = .file(try NetworkFile.read(word))
    } else {
      throw UsageError.unknown(
        "network", word, valid: Self.names,
        hint: Self.hint + " A file is named with its ending.", path: invocation.path)
    }
  }

  var name: String {
    switch self {
    case .source(let network): network.name
    case .file(let file): file.name
    }
  }

  var description: NetworkDescription {
    switch self {
    case .source(let network): network.description
    case .file(let file): file.network
    }
  }

  var recipe: Recipe {
    switch self {
    case .source(let network): network.recipe
    case .file(let file): file.recipe
    }
  }

  /// Other ways to train it, by name: a file has none.
  var alternatives: [(name: String, recipe: Recipe)] {
    switch self {
    case .source(let network): network.alternatives
    case .file: []
    }
  }

  /// The recipe of that name, the first one for nil.
  ///
  /// - Throws: `UsageError` for a name that no recipe has.
  func recipe(named wanted: String?, in invocation: Invocation) throws -> Recipe {
    guard let wanted else { return recipe }
    if let found = alternatives.first(where: { $0.name == wanted }) { return found.recipe }
    let names = alternatives.map(\.name)
    throw UsageError.unknown(
      "recipe of \(name)", wanted, valid: names, hint: UsageError.choice(among: names),
      path: invocation.path)
  }
}
