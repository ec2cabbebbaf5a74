import Drawing
import Figures
import Glibc

/// The words of the interface by language: a file in `Languages` each. Some come with the program,
/// teachers put others beside their lessons. English is the language of the source; a form that a
/// language lacks stays English.
public struct Catalogue: Sendable {
  /// Folders of lessons, whose `Languages` may hold files of words; an earlier one goes first.
  public let folders: [String]

  public init(folders: [String]) {
    self.folders = folders
  }

  // MARK: Those of the program

  /// A new language is a file and a line here.
  private static let files = ["de": PackageResources.de_txt, "fr": PackageResources.fr_txt]

  static let builtIn = files.mapValues {
    LanguageFile(String(decoding: $0, as: UTF8.self), known: nil, findings: Findings(file: ""))
  }

  /// The English forms that the program says: those that its German has.
  public static let forms = (builtIn["de"]?.table.keys.sorted() ?? [])
    .filter { !LanguageFile.samples.contains($0) }

  /// The languages that come with the program, English first.
  public static let languages = ["en"] + files.keys.sorted()

  /// The words of a language that comes with the program.
  ///
  /// - Parameter language: An IETF language tag: `de`, `de-AT`.
  public static func words(language: String) -> Words {
    let file = builtIn[main(language)]
    return Words(
      language: language, numerals: file?.numerals ?? .point, table: file?.table ?? [:])
  }

  /// The English forms that a language translates, sorted.
  static func forms(of language: String) -> [String] {
    (builtIn[language]?.table ?? [:]).keys.sorted()
  }

  /// `de` of `de-AT`.
  static func main(_ tag: String) -> String { tag.prefix { $0 != "-" }.lowercased() }

  // MARK: Those of teachers

  /// The tags of all languages, English first.
  public var languages: [String] {
    let own = folders.flatMap { folder in
      Self.files(in: folder + "/Languages").compactMap { Self.tag(ofFile: $0) }
    }
    return ["en"] + Set(Self.languages.dropFirst() + own).subtracting(["en"]).sorted()
  }

  /// Whether lessons can be shown in a language: `de-AT` can where there is `de`.
  public func knows(_ tag: String) -> Bool {
    !Set(languages).isDisjoint(with: [tag.lowercased(), Self.main(tag)])
  }

  /// The words of a language that is known. What is wrong in a file of a teacher is told at its
  /// place.
  func words(_ tag: String, findings: Findings) -> Words {
    var table: [String: String] = [:]
    var numerals = Numerals.point
    if let file = Self.builtIn[Self.main(tag)] {
      table = file.table
      numerals = file.numerals
    }
    let names = [Self.main(tag), tag.lowercased()].reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    for name in names {
      for folder in folders.reversed() {
        for file in Self.files(in: folder + "/Languages") where Self.tag(ofFile: file) == name {
          let path = folder + "/Languages/" + file
          let own = Findings(file: path)
          defer { findings.add(own.diagnostics.filter { $0.severity == .error }) }
          guard let text = Self.text(path, own) else { continue }
          let words = LanguageFile(text, known: nil, findings: own)
          table.merge(words.table) { $1 }
          if LanguageFile.samples.contains(where: { words.table[$0] != nil }) {
            numerals = words.numerals
          }
        }
      }
    }
    return Words(language: tag, numerals: numerals, table: table)
  }

  private static func text(_ path: String, _ findings: Findings) -> String? {
    do throws(LessonFileError) {
      return try LessonSource.text(path, findings: findings)
    } catch {
      findings.error(
        "the file of words cannot be read", line: 1, column: 1,
        hint: "let it be read, or take it away")
      return nil
    }
  }

  /// All that is wrong with a file of words, and the forms that it lacks, as warnings.
  ///
  /// - Throws: `LessonFileError` where it cannot be read.
  public static func check(_ path: String) throws(LessonFileError) -> [Diagnostic] {
    try LanguageFile.check(path, known: forms)
  }

  /// `it` of `it.txt`; nil for a file of another name.
  static func tag(ofFile name: String) -> String? {
    guard name.hasSuffix(".txt") else { return nil }
    let tag = name.dropLast(4).lowercased()
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    let isTag = parts.allSatisfy { part in
      (2...8).contains(part.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
    return isTag && (2...3).contains(parts[0].count) ? tag : nil
  }

  /// The files of words in a folder, sorted; none where there is no such folder.
  public static func files(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var files: [String] = []
    while let entry = readdir(directory) {
      let file = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if file.hasSuffix(".txt"), !file.hasPrefix(".") { files.append(file) }
    }
    return files.sorted()
  }
}
