import Foundation
import Testing

@testable import Lessons

/// The words of the interface in the languages of lessons.
@Suite struct CatalogueTests {
  private static let sources =
    String(#filePath.split(separator: "Tests/LessonsTests")[0]) + "Sources"

  /// What each file of the sources looks up.
  private static let asked: [(file: String, words: AskedWords)] = {
    let files = FileManager.default.enumerator(atPath: sources)?.allObjects as? [String] ?? []
    return files.sorted().filter { $0.hasSuffix(".swift") }.compactMap { file in
      (try? String(contentsOfFile: sources + "/" + file, encoding: .utf8)).map {
        (file, AskedWords(in: $0))
      }
    }
  }()

  /// What a page says of the fields that its reader may change.
  private static let fieldHelp = Set(
    AnyKind.all.filter { PageEngine.kinds.contains($0.key) }.flatMap { $0.fields.map(\.help) })

  /// No word of a figure, a step or a page stays English in a lesson in another language.
  @Test(arguments: Catalogue.languages.dropFirst()) func hasEveryWord(language: String) throws {
    let known = Set(Catalogue.forms(of: language))
    let asked = Self.asked.flatMap { file, words in words.texts.map { ($0, file) } }
    #expect(Set(asked.map { $0.0 }).count > 250)
    let missing = asked.filter { !known.contains($0.0) }
    #expect(missing.map { "\($0.0) (\($0.1))" } == [], "not in \(language).txt")
    #expect(Self.fieldHelp.count > 20 && Self.fieldHelp.subtracting(known) == [])
  }

  /// Where a word is looked up that a variable holds, no test sees that it is in the catalogue.
  @Test func wordsAreLookedUpByTheirText() {
    let rooms = ["Figures/", "Lessons/", "Presenting/"]
    let indirect = Set(
      Self.asked.filter { asked in rooms.contains { asked.file.hasPrefix($0) } }
        .flatMap { $0.words.indirect })
    // Functions of the same name that look nothing up: of axes, stations, options, fields, languages.
    let others: Set = ["context", "station", "run", "[String]", "valid", "shown", "tag"]
    // The help of a field, which pages show: `fieldHelp`.
    #expect(indirect.subtracting(others) == ["field.help"])
  }

  @Test func callsAreRead() {
    let found = AskedWords(
      in: """
        a = words("one", b) + otherwords("no") + words(
          isTrue ? "two" : "three", (c))
        func words(_ x: Int) {} ; t = words("long " + "er, (x) \\"q\\"") + words(name)
        """)
    #expect(found.texts == ["one", "two", "three", "long er, (x) \"q\""])
    #expect(found.indirect == ["name"])
  }

  /// The files of the program are as teachers' have to be: no fault, no form that nobody says.
  @Test(arguments: Catalogue.languages.dropFirst()) func filesAreGood(language: String) throws {
    let path = "\(Self.sources)/Lessons/Languages/\(language).txt"
    #expect(try Catalogue.check(path).map(\.text) == [])
    let other = Catalogue.words(language: language)
    #expect(other.numerals == .comma)
    for form in Catalogue.forms(of: language)
    where other(form).contains(#/\d\.\d/#) && !form.contains("is no number") {
      Issue.record("\(language): a decimal point in \(other(form))")
    }
    let asked = Set(Self.asked.flatMap { $0.words.texts })
      .union(LanguageFile.samples).union(Self.fieldHelp)
    #expect(Set(Catalogue.forms(of: language)).subtracting(asked) == [])
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
