import Figures
import Foundation

/// The words of the interface in the language of a lesson. English is the language of the source;
/// a word that a language lacks stays English.
public struct Catalogue: Words, Equatable {
  /// An IETF language tag: `de`.
  public let language: String
  private let table: [String: String]

  public init(language: String) {
    self.language = language
    table = Self.tables[String(language.prefix { $0 != "-" }).lowercased()] ?? [:]
  }

  public func callAsFunction(_ english: String) -> String { table[english] ?? english }

  /// The languages that lessons can be shown in, English first.
  public static let languages = ["en"] + tables.keys.sorted()

  /// The English forms that a language translates, sorted.
  static func words(of language: String) -> [String] { (tables[language] ?? [:]).keys.sorted() }

  private static let tables = [
    "de": german.merging(germanSteps) { $1 }.merging(germanFigures) { $1 }
  ]

  /// A table in text: the English form, a bar and the other one on each line.
  static func pairs(_ text: String) -> [String: String] {
    text.split(separator: "\n").reduce(into: [:]) { table, line in
      let forms = line.components(separatedBy: " | ")
      precondition(forms.count == 2, "a line of a catalogue without its two forms: \(line)")
      table[forms[0]] = forms[1]
    }
  }
}
