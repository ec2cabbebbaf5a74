/// The keys between the two `---` lines.
enum FrontMatter {
  static let keys = [
    "title", "summary", "level", "minutes", "objectives", "prerequisites", "sources", "seed",
    "language", "pages", "order",
  ]

  static func read(_ source: LessonSource, path: String, findings: Findings) -> Lesson? {
    let node: YAMLNode?
    do {
      node = try YAMLReader.read(source.frontMatter, firstLine: source.frontMatterLine)
    } catch {
      findings.error(error.message, line: error.line, column: error.column, hint: error.hint)
      return nil
    }
    guard let node else {
      findings.error("the front matter is empty", line: 1, column: 1, hint: "title: is needed")
      return nil
    }
    guard
      let keys = YAMLMapping(node, what: "the front matter", keys: keys, findings: findings)
    else { return nil }
    let title = keys.requiredString("title")
    let summary = keys.requiredString("summary")
    if keys["minutes"] == nil { _ = keys.required("minutes") }
    let minutes = keys.integer("minutes", in: 1...1000)
    let level = keys.word("level", Lesson.Level.self)
    let lesson = Lesson(
      name: name(path), title: title ?? "", summary: summary ?? "", level: level ?? .beginner,
      minutes: minutes ?? 0, objectives: keys.strings("objectives") ?? [],
      prerequisites: keys.strings("prerequisites") ?? [], sources: keys.strings("sources") ?? [],
      seed: UInt64(keys.integer("seed", in: 0...Int.max) ?? 1),
      language: language(keys) ?? "en", pages: keys.integer("pages", in: 1...100),
      order: keys.integer("order", in: 0...100_000) ?? 1000)
    return findings.hasErrors ? nil : lesson
  }

  /// Where a key stands; nil where there is none.
  static func place(of key: String, in source: LessonSource) -> YAMLNode? {
    let node = try? YAMLReader.read(source.frontMatter, firstLine: source.frontMatterLine)
    guard case .mapping(let pairs)? = node?.content else { return nil }
    return pairs.first { $0.key.scalar == key }?.value
  }

  /// A tag whose language the catalogue has.
  private static func language(_ keys: YAMLMapping) -> String? {
    guard let tag = keys.string("language") else { return nil }
    let main = tag.prefix { $0 != "-" }.lowercased()
    let known = Catalogue.languages
    if known.contains(main) { return tag }
    let meant = names[tag.lowercased()] ?? names[tag.prefix { $0 != "_" }.lowercased()]
    let near = meant.flatMap { known.contains($0) ? $0 : nil }
    keys.findings.error(
      "unknown language \"\(tag)\"", at: keys["language"] ?? keys.node,
      hint: (near.map { "did you mean \"\($0)\"? " } ?? "")
        + "known: " + known.joined(separator: ", "))
    return nil
  }

  /// Names by which people call languages, for the tag to be proposed.
  private static let names = [
    "english": "en", "englisch": "en", "anglais": "en", "en": "en", "german": "de",
    "deutsch": "de", "allemand": "de", "ger": "de", "deu": "de", "de": "de", "french": "fr",
    "französisch": "fr", "français": "fr", "francais": "fr", "fra": "fr", "fr": "fr",
  ]

  private static func name(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.hasSuffix(".md") ? String(file.dropLast(3)) : file
  }
}
