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

  /// No word of a figure, a step or a page stays English in a German lesson.
  @Test func germanHasEveryWord() throws {
    let german = Set(Catalogue.forms(of: "de"))
    let asked = try Self.asked()
    #expect(asked.count > 250)
    for (word, file) in asked {
      #expect(german.contains(word), "“\(word)” of \(file) is not in the German catalogue")
    }
  }

  /// Values have their places in either language.
  @Test func placesForValuesAgree() {
    let german = Catalogue.words(language: "de")
    func places(_ text: String) -> Set<String> {
      Set(text.matches(of: #/\{\d\}/#).map { String($0.output) })
    }
    for word in Catalogue.forms(of: "de") {
      #expect(places(word) == places(german(word)), "\(word)")
      #expect(word.contains("$") == german(word).contains("$"), "\(word)")
    }
  }

  @Test func anUnknownWordStaysEnglish() {
    #expect(Catalogue.words(language: "de-AT")("Worksheet") == "Arbeitsblatt")
    #expect(Catalogue.words(language: "fr")("Worksheet") == "Worksheet")
    #expect(Catalogue.words(language: "de")("no such word") == "no such word")
  }
}
