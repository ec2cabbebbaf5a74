import Drawing
import Networks

/// The network that a lesson trains: one of the program's, one that a file beside the lesson
/// describes, or one that the lesson describes in place, as a network file would.
struct NetworkChoice {
  var name: String
  var description: NetworkDescription
  var recipe: Recipe
  /// Other ways to train it, by name.
  var alternatives: [(name: String, recipe: Recipe)] = []

  /// A recipe by its name; the first one without a name.
  func recipe(named name: String?) -> Recipe? {
    name == nil ? recipe : alternatives.first { $0.name == name }?.recipe
  }
}

/// Reads which network a lesson takes.
///
/// ```yaml
/// image-network: {network: cnn-001}            # one of `learn models`
/// image-network: {network: nets/small.yaml}    # a file beside the lesson
/// image-network:                               # or the keys of such a file
///   input: [28, 28, 1]
///   layers: [flatten, dense: {units: 10, activation: softmax}]
///   training: {epochs: 2}
/// ```
struct NetworkChoiceReader {
  /// The keys that describe a network in place; `network:` takes them too.
  static let keys = NetworkReader.keys + ["training"]

  let findings: Findings
  /// The lesson file; paths of network files begin in its folder.
  private var folder: String {
    findings.file.lastIndex(of: "/").map { String(findings.file[...$0]) } ?? ""
  }

  /// - Parameters:
  ///   - block: the keys of the experiment: `network:`, or those of a description.
  ///   - name: what a network described in place is called.
  /// - Returns: nil with diagnostics where there is none, or something is wrong with it.
  func network(of block: YAMLMapping, name: String) -> NetworkChoice? {
    let own = Self.keys.filter { block.given($0) != nil }
    guard let node = block.given("network") else {
      guard !own.isEmpty else {
        findings.error(
          "\"network:\" is missing", at: block.node,
          hint: "name one of learn models or a network file, or give input: and layers:"
        )
        return nil
      }
      return described(block, name: name)
    }
    if let key = own.first, let place = block.given(key) {
      findings.error(
        "\"\(key):\" describes a network beside the one that \"network:\" names", at: place,
        hint: "keep one of them")
      return nil
    }
    if node.isMapping {
      return YAMLMapping(node, what: "a network", keys: Self.keys, findings: findings)
        .flatMap { described($0, name: name) }
    }
    guard let word = block.requiredString("network") else { return nil }
    return Self.isPath(word) ? file(word, at: node) : catalogued(word, at: node)
  }

  /// A word that names a file, not a network of the program.
  static func isPath(_ word: String) -> Bool {
    word.contains("/") || word.hasSuffix(".yaml") || word.hasSuffix(".yml")
  }

  private func described(_ keys: YAMLMapping, name: String) -> NetworkChoice? {
    let network = NetworkReader(findings: findings).description(keys)
    let recipe = RecipeReader(findings: findings).recipe(of: keys)
    guard let network, let recipe else { return nil }
    return NetworkChoice(name: name, description: network, recipe: recipe)
  }

  private func catalogued(_ name: String, at node: YAMLNode) -> NetworkChoice? {
    guard let network = SourceNetwork.named(name) else {
      findings.unknown("network", name, at: node, valid: SourceNetwork.all.map { $0.name })
      return nil
    }
    return NetworkChoice(
      name: name, description: network.description, recipe: network.recipe,
      alternatives: network.alternatives)
  }

  private func file(_ word: String, at node: YAMLNode) -> NetworkChoice? {
    let path = word.hasPrefix("/") ? word : folder + word
    do {
      let file = try NetworkFile.read(path)
      return NetworkChoice(name: file.name, description: file.network, recipe: file.recipe)
    } catch let errors as LessonErrors {
      findings.error(
        "the network file \(word) has errors", at: node, hint: "they follow with their places")
      findings.add(errors.diagnostics)
    } catch LessonFileError.missing {
      findings.error(
        "there is no network file \(path)", at: node,
        hint: "its path begins in the folder of the lesson")
    } catch LessonFileError.folder {
      findings.error("\(path) is a folder, not a network file", at: node)
    } catch LessonFileError.unreadable(_, let reason) {
      findings.error("the network file \(path) cannot be read: \(reason)", at: node)
    } catch {
      findings.error("the network file \(path) cannot be read: \(error)", at: node)
    }
    return nil
  }
}
