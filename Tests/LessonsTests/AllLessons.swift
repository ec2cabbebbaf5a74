import Foundation
import Lessons

/// The ten lessons of the checkout, each played once however many tests ask for it.
enum AllLessons {
  static let names = [
    "perceptron-and", "perceptron-or", "perceptron-nand", "perceptron-xor", "mlp-xor", "backprop",
    "hidden-layer", "convolution", "pooling", "cnn",
  ]

  static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
  private static let lock = NSLock()
  nonisolated(unsafe) private static var known: [String: PlayedLesson] = [:]

  static func played(_ name: String) throws -> PlayedLesson {
    try lock.withLock {
      if let lesson = known[name] { return lesson }
      let lesson = try LessonFile.play("\(root)/Lessons/\(name).md", options: options)
      known[name] = lesson
      return lesson
    }
  }

  /// The lesson as it is, but for the language of what the engine says around it; its sentences and
  /// numbers stay.
  static func played(_ name: String, language: String) throws -> PlayedLesson {
    let text = try String(contentsOfFile: "\(root)/Lessons/\(name).md", encoding: .utf8)
    let path = "\(scratch)/\(name).\(language).md"
    try "---\nlanguage: \(language)\(text.dropFirst(3))"
      .write(toFile: path, atomically: true, encoding: .utf8)
    return try lock.withLock { try LessonFile.play(path, options: options) }
  }

  /// A network that is trained for one test serves all.
  static let options = PlayOptions(cacheFolder: scratch)
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
  var figures: [PlayedFigure] {
    (blocks + paperBlocks + worksheetBlocks).compactMap {
      if case .figure(let played) = $0 { played } else { nil }
    }
  }
}
