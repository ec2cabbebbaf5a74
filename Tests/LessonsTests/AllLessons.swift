import Foundation
import Lessons

/// The ten lessons of the checkout, each played once however many tests ask for it.
enum AllLessons {
  static let names = [
    "perceptron-and", "perceptron-or", "perceptron-nand", "perceptron-xor", "mlp-xor", "backprop",
    "hidden-layer", "convolution", "pooling", "cnn",
  ]

  private static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
  private static let lock = NSLock()
  nonisolated(unsafe) private static var known: [String: PlayedLesson] = [:]

  static func played(_ name: String) throws -> PlayedLesson {
    try lock.withLock {
      if let lesson = known[name] { return lesson }
      let lesson = try LessonFile.play("\(root)/Lessons/\(name).md")
      known[name] = lesson
      return lesson
    }
  }
}

extension PlayedLesson {
  /// Every figure of the text, on the screen and on paper.
  var figures: [PlayedFigure] {
    (blocks + paperBlocks + worksheetBlocks).compactMap {
      if case .figure(let played) = $0 { played } else { nil }
    }
  }
}
