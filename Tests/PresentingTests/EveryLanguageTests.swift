import Figures
import Foundation
import Testing

@testable import Lessons
@testable import Presenting

/// All that the program says, in every language.
@Suite struct EveryLanguageTests {
  /// A folder with a language of the test's own, whose letters are not those of English: what is
  /// read in them was asked for by the catalogue.
  private static let folder: String = {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("learn-languages-\(getpid())").path
    try? FileManager.default.createDirectory(
      atPath: folder + "/Languages", withIntermediateDirectories: true)
    let lines =
      Catalogue.forms.map { "\($0) | \(strange($0))" } + [
        "1.5 | 1,5", "12,345 | 12 345", "(1, 2) | (1; 2)",
      ]
    try? lines.joined(separator: "\n").write(
      toFile: folder + "/Languages/xx.txt", atomically: true, encoding: .utf8)
    atexit { try? FileManager.default.removeItem(atPath: EveryLanguageTests.folder) }
    return folder
  }()

  /// The form in Hebrew letters, values and formulas as they are.
  private static func strange(_ form: String) -> String {
    var isFormula = false
    return String(
      form.replacing(#/(\d)\.(\d)/#) { "\($0.output.1),\($0.output.2)" }.map { character in
        if character == "$" { isFormula.toggle() }
        guard !isFormula, character.isASCII, character.isLetter else { return character }
        let scalar = Int(character.asciiValue ?? 97) % 27
        return Character(UnicodeScalar(0x5D0 + scalar) ?? "א")
      })
  }

  /// Names that every language shares: what the lesson calls things, truth values, functions,
  /// commands, keys of a keyboard and of the codes of blanks.
  private static func names(_ kind: AnyKind) -> Set<String> {
    let own = kind.example.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    return Set(
      own + ["TRUE", "FALSE", "ReLU", "max", "exp", "learn", "lesson", "task", "Esc", "Adam"])
  }

  @Test(arguments: AnyKind.all.map(\.key)) func nothingIsSaidOutsideTheCatalogue(key: String) throws
  {
    let kind = try #require(AnyKind.all.first { $0.key == key })
    let spoken = try SpokenLesson(kind, language: "xx", folder: Self.folder)
    let names = Self.names(kind)
    let texts = try spoken.texts(on: [.worksheet, .notes])
    #expect(texts.count > 60)
    #expect(texts.keys.contains { $0.contains("0,5; −1") })
    for (text, place) in texts where !text.contains("learn lesson") {
      for match in text.matches(of: #/[A-Za-z]{3,}[0-9]*/#) {
        let word = String(match.output)
        // Layers are called by their kind and number: conv1.
        guard !names.contains(word), word.last?.isNumber == false else { continue }
        Issue.record("\(key), \(place): “\(word)” in “\(text.prefix(160))”")
      }
      if text.contains(#/[0-9]\.[0-9]/#) {
        Issue.record("\(key), \(place): a decimal point in “\(text.prefix(160))”")
      }
    }
  }

  /// A form that the language says differently, and that is no part of its own forms, is nowhere.
  @Test(arguments: AnyKind.all.map(\.key)) func noEnglishFormIsLeft(key: String) throws {
    let kind = try #require(AnyKind.all.first { $0.key == key })
    for language in Catalogue.languages.dropFirst() {
      let words = Catalogue.words(language: language)
      let own = " " + Catalogue.forms.map { words($0) }.joined(separator: "\n") + " "
      let english = Catalogue.forms.compactMap { form -> String? in
        let part = Self.longestPart(form)
        guard words(form) != form, part.count > 2, !Self.has(own, part) else { return nil }
        return part
      }
      let texts = try SpokenLesson(kind, language: language, folder: Self.folder)
        .texts(on: [.worksheet])
      let all = texts.keys.filter { !$0.contains("learn lesson") }.joined(separator: "\n")
      for form in english where Self.has(all, form) {
        let place = texts.first { Self.has($0.key, form) }
        Issue.record(
          "\(key) in \(language): “\(form)” in \(place?.value ?? ""), “\(place?.key ?? "")”")
      }
    }
  }

  /// The longest piece of a form between its values.
  private static func longestPart(_ form: String) -> String {
    form.split(separator: #/\{\d\}/#).map { $0.trimmingCharacters(in: .whitespaces) }
      .max { $0.count < $1.count } ?? ""
  }

  /// Whether `text` has `part` as words of its own. Searched by bytes: strings are slow.
  private static func has(_ text: String, _ part: String) -> Bool {
    // Digits, too: conv1 is a name.
    func isLetter(_ byte: CChar) -> Bool {
      byte < 0 || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
    return text.withCString { text in
      part.withCString { part in
        let length = strlen(part)
        var start = text
        while let hit = strstr(start, part) {
          let opens =
            hit == UnsafeMutablePointer(mutating: text) || !isLetter(hit[-1]) || !isLetter(hit[0])
          if opens, !isLetter(hit[length]) || !isLetter(hit[length - 1]) { return true }
          start = UnsafePointer(hit + 1)
        }
        return false
      }
    }
  }
}
