import Networks

/// A network and how it is trained, described in a YAML file of its own.
public struct NetworkFile: Equatable, Sendable {
  /// The file's name without its ending.
  public var name: String
  public var network: NetworkDescription
  public var recipe: Recipe

  /// - Throws: `LessonFileError` where the file cannot be read, `LessonErrors` with all that is
  ///   wrong in it.
  public static func read(_ path: String) throws -> NetworkFile {
    let findings = Findings(file: path)
    if let text = try LessonSource.text(path, findings: findings) {
      let file = read(text, path: path, findings: findings)
      if let file, !findings.hasErrors { return file }
    }
    throw LessonErrors(findings.diagnostics)
  }

  private static func read(_ text: String, path: String, findings: Findings) -> NetworkFile? {
    let all = NetworkReader.keys + ["training"]
    do {
      guard let node = try YAMLReader.read(text, firstLine: 1) else {
        findings.error(
          "the file is empty", line: 1, column: 1, hint: "input: and layers: are needed")
        return nil
      }
      guard
        let keys = YAMLMapping(node, what: "a network file", keys: all, findings: findings)
      else { return nil }
      let network = NetworkReader(findings: findings).description(keys)
      let recipe = RecipeReader(findings: findings).recipe(of: keys)
      guard let network, let recipe else { return nil }
      return NetworkFile(name: name(path), network: network, recipe: recipe)
    } catch {
      findings.error(error.message, line: error.line, column: error.column, hint: error.hint)
      return nil
    }
  }

  private static func name(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
  }
}
