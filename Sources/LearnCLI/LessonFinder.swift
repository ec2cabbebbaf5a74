import Glibc
import Lessons

/// Finds lessons by name or by path, wherever the program is called from.
struct LessonFinder {
  var library: LessonLibrary
  var folders: [String]

  init(_ context: CommandContext) {
    if let named = context.environment("LEARN_LESSONS"), !named.isEmpty {
      folders = named.split(separator: ":").map(String.init)
    } else {
      folders = Self.folders(beside: context.binaryFolder)
    }
    library = LessonLibrary(folders: folders)
  }

  /// Installed, lessons lie in `../share/learn/lessons`; in a checkout, the binary lies some
  /// folders below the one that has `Lessons`.
  private static func folders(beside binary: String?) -> [String] {
    guard var folder = binary else { return [] }
    var found = [parent(of: folder) + "/share/learn/lessons"]
    for _ in 0..<5 where folder != "/" {
      found.append(folder + "/Lessons")
      folder = parent(of: folder)
    }
    return found.filter { access($0, R_OK | X_OK) == 0 }
  }

  private static func parent(of folder: String) -> String {
    let cut = folder.lastIndex(of: "/") ?? folder.startIndex
    return cut == folder.startIndex ? "/" : String(folder[..<cut])
  }

  /// The file of a lesson: a path if it holds a slash or ends in `.md`, else a name. Where a
  /// language is asked for, the lesson's text in it if there is one.
  ///
  /// - Throws: `UsageError` for a name that no lesson has, with the nearest one, and for a language
  ///   that is not known.
  func path(of word: String, in invocation: Invocation) throws -> String {
    let path = try original(of: word, in: invocation)
    guard let language = try language(beside: path, in: invocation) else { return path }
    return LessonLibrary.translation(of: path, in: language) ?? path
  }

  /// The language that is asked for; nil where none is.
  ///
  /// - Parameter path: The file of a lesson; there may be languages beside it.
  /// - Throws: `UsageError` for one that is not known.
  func language(beside path: String?, in invocation: Invocation) throws -> String? {
    guard let tag = invocation.value("language") else { return nil }
    let slash = path?.lastIndex(of: "/")
    let beside = slash.flatMap { slash in path.map { String($0[..<slash]) } } ?? "."
    let catalogue = Catalogue(folders: [beside] + folders)
    guard catalogue.knows(tag) else {
      throw UsageError.unknown(
        "language", tag, valid: catalogue.languages,
        hint: UsageError.choice(among: catalogue.languages), path: invocation.path)
    }
    return tag
  }

  private func original(of word: String, in invocation: Invocation) throws -> String {
    if word.contains("/") || word.hasSuffix(".md") { return word }
    if let path = library.path(of: word) { return path }
    try checkThereAreLessons()
    throw UsageError.unknown(
      "lesson", word, valid: library.names, hint: ArgumentDescription.lessonHint)
  }

  /// The files that a word stands for: those of a folder, or one. The files of a folder are in
  /// alphabetical order, then its files of words; README.md is none of them.
  ///
  /// - Throws: `UsageError` for a name that neither a lesson nor a folder has.
  func files(of word: String, in invocation: Invocation) throws -> [String] {
    if word.hasSuffix(".txt") { return [word] }
    let isName = !word.contains("/") && library.path(of: word) != nil
    guard !isName, let files = LessonLibrary.files(in: word) else {
      return [try path(of: word, in: invocation)]
    }
    let folder = word.hasSuffix("/") ? word : word + "/"
    let words = Catalogue.files(in: folder + "Languages").map { folder + "Languages/" + $0 }
    return files.map { folder + $0 } + words
  }

  /// - Throws: `CommandFailure` where no folder has any lesson.
  func checkThereAreLessons() throws {
    guard library.names.isEmpty else { return }
    let places = folders.isEmpty ? "beside the program" : "in " + folders.joined(separator: ", ")
    throw CommandFailure(
      "There are no lessons \(places). Set LEARN_LESSONS to a folder that has some.",
      code: .missingInput)
  }
}
