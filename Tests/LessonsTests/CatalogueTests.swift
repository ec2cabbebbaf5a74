import Foundation
import Testing

@testable import Lessons

/// The words of the interface in the languages of lessons.
@Suite struct CatalogueTests {
  private static let sources =
    String(#filePath.split(separator: "Tests/LessonsTests")[0]) + "Sources"

  /// Every text that the sources look up: `words("…")`, in parts joined by `+`, too.
  private static func asked() throws -> [(word: String, file: String)] {
    let call = #/words\(\s*((?:"(?:[^"\\]|\\.)*"(?:\s*\+\s*)?)+)/#
    let literal = #/"((?:[^"\\]|\\.)*)"/#
    let files = FileManager.default.enumerator(atPath: sources)?.allObjects as? [String] ?? []
    return try files.filter { $0.hasSuffix(".swift") }.flatMap { file in
      try String(contentsOfFile: sources + "/" + file, encoding: .utf8).matches(of: call).map {
        ($0.output.1.matches(of: literal).map { String($0.output.1) }.joined(), file)
      }
    }
  }

  /// No word of a figure, a step or a page stays English in a lesson in another language.
  @Test(arguments: Catalogue.languages.dropFirst()) func hasEveryWord(language: String) throws {
    let known = Set(Catalogue.forms(of: language))
    let missing = try Self.asked().filter { !known.contains($0.word) }
    #expect(try Self.asked().count > 250)
    #expect(missing.map { "\($0.word) (\($0.file))" } == [], "not in \(language).txt")
  }

  /// Values have their places in either language.
  @Test(arguments: Catalogue.languages.dropFirst()) func placesForValuesAgree(language: String) {
    let other = Catalogue.words(language: language)
    func places(_ text: String) -> Set<String> {
      Set(text.matches(of: #/\{\d\}/#).map { String($0.output) })
    }
    for word in Catalogue.forms(of: language) {
      #expect(places(word) == places(other(word)), "\(word)")
      #expect(word.contains("$") == other(word).contains("$"), "\(word)")
    }
  }

  @Test func anUnknownWordStaysEnglish() {
    #expect(Catalogue.words(language: "de-AT")("Worksheet") == "Arbeitsblatt")
    #expect(Catalogue.words(language: "fr")("Worksheet") == "Fiche d’exercices")
    #expect(Catalogue.words(language: "de")("no such word") == "no such word")
  }
}
