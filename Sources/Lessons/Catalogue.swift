import Figures

/// The words of the interface by language. English is the language of the source; a word that a
/// language lacks stays English.
public enum Catalogue {
  /// - Parameter language: An IETF language tag: `de`, `de-AT`.
  public static func words(language: String) -> Words {
    Words(
      language: language,
      table: tables[String(language.prefix { $0 != "-" }).lowercased()] ?? [:])
  }

  /// The languages that lessons can be shown in, English first.
  public static let languages = ["en"] + tables.keys.sorted()

  /// The English forms that a language translates, sorted.
  static func forms(of language: String) -> [String] { (tables[language] ?? [:]).keys.sorted() }

  private static let tables = [
    "de": german.merging(germanSteps) { $1 }.merging(germanFigures) { $1 }
  ]

  /// A table in text: the English form, a bar and the other one on each line.
  static func pairs(_ text: String) -> [String: String] {
    text.split(separator: "\n").reduce(into: [:]) { table, line in
      let forms = line.split(separator: " | ").map(String.init)
      precondition(forms.count == 2, "a line of a catalogue without its two forms: \(line)")
      table[forms[0]] = forms[1]
    }
  }
}

extension Lesson {
  /// The words of the interface in its language.
  public var words: Words { Catalogue.words(language: language) }
}
