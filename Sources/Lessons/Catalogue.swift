import Figures

/// The words of the interface by language: a file in `Languages` each, with a line for every form:
/// the English one, ` | `, and the other one. English is the language of the source; a word that a
/// language lacks stays English.
public enum Catalogue {
  /// A new language is a file and a line here.
  private static let files = ["de": PackageResources.de_txt, "fr": PackageResources.fr_txt]

  /// - Parameter language: An IETF language tag: `de`, `de-AT`.
  public static func words(language: String) -> Words {
    Words(
      language: language,
      table: tables[String(language.prefix { $0 != "-" }).lowercased()] ?? [:])
  }

  /// The languages that lessons can be shown in, English first.
  public static let languages = ["en"] + files.keys.sorted()

  /// The English forms that a language translates, sorted.
  static func forms(of language: String) -> [String] { (tables[language] ?? [:]).keys.sorted() }

  private static let tables = files.mapValues { pairs(String(decoding: $0, as: UTF8.self)) }

  /// The lines of a file, remarks left out; a later line stands for an earlier one of the same form.
  static func pairs(_ text: String) -> [String: String] {
    text.split(separator: "\n").reduce(into: [:]) { table, line in
      guard line.first != "#" else { return }
      let forms = line.split(separator: " | ").map(String.init)
      precondition(forms.count == 2, "a line of a language without its two forms: \(line)")
      table[forms[0]] = forms[1]
    }
  }
}

extension Lesson {
  /// The words of the interface in its language.
  public var words: Words { Catalogue.words(language: language) }
}
