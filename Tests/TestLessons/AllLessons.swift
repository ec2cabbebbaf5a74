import Foundation
import Lessons

/// The lessons of the checkout, each played once however many tests of however many rooms ask for
/// it.
public enum AllLessons {
  /// The folder of the checkout.
  public static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
  public static let folder = root + "/Lessons"

  /// What lies in the folder, in the order of the course.
  public static let names = LessonLibrary(folders: [folder]).lessons().map(\.name)

  /// The lessons whose names begin with `prefix`.
  public static func names(of prefix: String) -> [String] { names.filter { $0.hasPrefix(prefix) } }

  public static func path(_ name: String) -> String { "\(folder)/\(name).md" }

  private static let lock = NSLock()
  nonisolated(unsafe) private static var known: [String: PlayedLesson] = [:]

  public static func played(_ name: String) throws -> PlayedLesson {
    try lock.withLock {
      if let lesson = known[name] { return lesson }
      let lesson = try LessonFile.play(path(name), options: options)
      known[name] = lesson
      return lesson
    }
  }

  /// The lesson as it is, but for the language of what the engine says around it; its sentences and
  /// numbers stay.
  public static func played(_ name: String, language: String) throws -> PlayedLesson {
    let text = try String(contentsOfFile: path(name), encoding: .utf8)
    let copy = "\(scratch)/\(name).\(language).md"
    try "---\nlanguage: \(language)\(text.dropFirst(3))"
      .write(toFile: copy, atomically: true, encoding: .utf8)
    return try lock.withLock { try LessonFile.play(copy, options: options) }
  }

  /// What is wrong with the lesson, told by a second reading of it.
  public static func lint(_ name: String) throws -> [String] {
    // A network that the lesson trains is in the cache then.
    _ = try played(name)
    return try LessonFile.lint(path(name), options: options).map(\.text)
  }

  /// A network that is trained for one test serves all.
  public static let options = PlayOptions(cacheFolder: scratch)
  private static let scratch: String = {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("learn-lessons-\(getpid())").path
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: AllLessons.scratch) }
    return folder
  }()
}

extension PlayedLesson {
  /// Every figure of the text, on the screen and on paper.
  public var figures: [PlayedFigure] {
    (blocks + paperBlocks + worksheetBlocks).compactMap {
      if case .figure(let played) = $0 { played } else { nil }
    }
  }
}
