import Drawing

/// The keys between the two `---` lines.
enum FrontMatter {
  static let keys = [
    "title", "summary", "level", "minutes", "objectives", "prerequisites", "sources", "seed",
    "language", "pages", "order",
  ]

  /// - Parameter asked: The language to show the lesson in; nil for its own.
  static func read(
    _ source: LessonSource, path: String, catalogue: Catalogue, asked: String? = nil,
    findings: Findings
  ) -> Lesson? {
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
    let translated = translation(path, catalogue)
    let own = language(keys, translated: translated, catalogue)
    let shown = asked.flatMap { Catalogue.main($0) == Catalogue.main(own) ? nil : $0 } ?? own
    var lesson = Lesson(
      name: name(path, translated), title: title ?? "", summary: summary ?? "",
      level: level ?? .beginner,
      minutes: minutes ?? 0, objectives: keys.strings("objectives") ?? [],
      prerequisites: keys.strings("prerequisites") ?? [], sources: keys.strings("sources") ?? [],
      seed: UInt64(keys.integer("seed", in: 0...Int.max) ?? 1),
      words: catalogue.words(shown, findings: findings), pages: keys.integer("pages", in: 1...100),
      order: keys.integer("order", in: 0...100_000) ?? 1000)
    lesson.askedLanguage = asked
    lesson.edition = (translated ?? (shown == own ? nil : shown)).map { "." + $0 } ?? ""
    return findings.hasErrors ? nil : lesson
  }

  /// How the lesson's own file writes numbers, whatever language it is shown in.
  static func ownNumerals(_ source: LessonSource, path: String, catalogue: Catalogue) -> Numerals {
    let tag = place(of: "language", in: source)?.scalar ?? translation(path, catalogue) ?? "en"
    return catalogue.words(tag, findings: Findings(file: path)).numerals
  }

  /// Where a key stands; nil where there is none.
  static func place(of key: String, in source: LessonSource) -> YAMLNode? {
    let node = try? YAMLReader.read(source.frontMatter, firstLine: source.frontMatterLine)
    guard case .mapping(let pairs)? = node?.content else { return nil }
    return pairs.first { $0.key.scalar == key }?.value
  }

  /// A tag whose language the catalogue has.
  private static func language(
    _ keys: YAMLMapping, translated: String?, _ catalogue: Catalogue
  ) -> String {
    guard let tag = keys.string("language") else { return translated ?? "en" }
    let known = catalogue.languages
    if catalogue.knows(tag) {
      if let translated, Catalogue.main(translated) != Catalogue.main(tag) {
        keys.findings.error(
          "the file's name says \"\(translated)\", its language is \"\(tag)\"",
          at: keys["language"] ?? keys.node, hint: "change one of them")
      }
      return tag
    }
    let meant = names[tag.lowercased()] ?? names[tag.prefix { $0 != "_" }.lowercased()]
    let near = meant.flatMap { known.contains($0) ? $0 : nil }
    keys.findings.error(
      "unknown language \"\(tag)\"", at: keys["language"] ?? keys.node,
      hint: (near.map { "did you mean \"\($0)\"? " } ?? "")
        + "known: " + known.joined(separator: ", "))
    return "en"
  }

  /// `de` of `lesson.de.md`, the German text of `lesson.md`; nil for other names.
  static func translation(_ path: String, _ catalogue: Catalogue) -> String? {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let parts = file.split(separator: ".")
    guard parts.count > 2, parts.last == "md", let tag = parts.dropLast().last,
      catalogue.languages.contains(tag.lowercased())
    else { return nil }
    return String(tag)
  }

  /// Names by which people call languages, for the tag to be proposed.
  private static let names = [
    "english": "en", "englisch": "en", "anglais": "en", "en": "en", "german": "de",
    "deutsch": "de", "allemand": "de", "ger": "de", "deu": "de", "de": "de", "french": "fr",
    "französisch": "fr", "français": "fr", "francais": "fr", "fra": "fr", "fr": "fr",
  ]

  private static func name(_ path: String, _ translated: String?) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let ending = (translated.map { "." + $0 } ?? "") + ".md"
    return file.hasSuffix(ending) ? String(file.dropLast(ending.count)) : file
  }
}
