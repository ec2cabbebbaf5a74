import Glibc

/// The folders in which lessons are found by name.
public struct LessonLibrary: Sendable {
  public var folders: [String]

  public init(folders: [String]) {
    self.folders = folders
  }

  /// Names of all lessons, in alphabetical order.
  public var names: [String] { paths.keys.sorted() }

  /// The file of the lesson called `name`; nil where there is none.
  public func path(of name: String) -> String? { paths[name] }

  /// The front matter of all lessons, in the order of the curriculum. Files that are no lessons
  /// are left out; linting tells what is wrong with them.
  public func lessons() -> [Lesson] {
    names.compactMap { name in
      paths[name].flatMap { try? LessonFile.header($0, languageFolders: folders) }
    }
    .sorted { ($0.order, $0.name) < ($1.order, $1.name) }
  }

  /// The names of all lesson files in a folder, in alphabetical order; nil where it is no folder
  /// that can be read.
  public static func files(in folder: String) -> [String]? {
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    var files: [String] = []
    while let entry = readdir(directory) {
      let file = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if file.hasSuffix(".md"), file != "README.md", !file.hasPrefix(".") { files.append(file) }
    }
    return files.sorted()
  }

  /// The text of a lesson in another language, `lesson.de.md` beside `lesson.md`; nil where there
  /// is none.
  public static func translation(of path: String, in language: String) -> String? {
    guard path.hasSuffix(".md") else { return nil }
    let main = String(language.prefix { $0 != "-" })
    return [language, main, language.lowercased(), main.lowercased()].lazy
      .map { "\(path.dropLast(3)).\($0).md" }
      .first { access($0, R_OK) == 0 }
  }

  /// A name in an earlier folder hides the same name in a later one. The texts of a lesson in other
  /// languages have no names of their own.
  private var paths: [String: String] {
    var found: [String: String] = [:]
    let catalogue = Catalogue(folders: folders)
    for folder in folders {
      let files = Self.files(in: folder) ?? []
      for file in files {
        let name = String(file.dropLast(3))
        if let tag = FrontMatter.translation(file, catalogue),
          files.contains("\(name.dropLast(tag.count + 1)).md")
        {
          continue
        }
        if found[name] == nil { found[name] = "\(folder)/\(file)" }
      }
    }
    return found
  }
}
