import Drawing
import Rendering

@testable import Presenting

/// A worksheet and its key, read back from their PDF files and laid over each other.
struct Overlay {
  /// Above the foot of the page.
  private static let foot = 50.0

  let worksheet: PrintedFile
  let key: PrintedFile
  /// Words of the worksheet that the key does not have at their places.
  private(set) var lost: [PrintedWord] = []
  /// Words that only the key has.
  private(set) var answers: [PrintedWord] = []
  /// The words at the foot of each page but its number, in the order of reading.
  private(set) var feet: [(worksheet: String, key: String)] = []

  /// nil where Poppler is not installed.
  init?(_ worksheet: LessonPages, _ key: LessonPages, fonts: Fonts) throws {
    guard let open = try PrintedFile(worksheet.document, fonts: fonts),
      let answered = try PrintedFile(key.document, fonts: fonts)
    else { return nil }
    self.worksheet = open
    self.key = answered
    func isFoot(_ word: PrintedWord) -> Bool {
      word.top > open.heights[word.page - 1] - Self.foot && !Self.isPageNumber(word)
    }
    for page in 1...max(open.heights.count, 1) {
      func foot(_ words: [PrintedWord]) -> String {
        words.filter { $0.page == page && isFoot($0) }
          .sorted { ($0.bottom.rounded(), $0.x) < ($1.bottom.rounded(), $1.x) }
          .map(\.text).joined(separator: " ")
      }
      feet.append((foot(open.words), foot(answered.words)))
    }
    var rest = Dictionary(grouping: answered.words.filter { !isFoot($0) }) { word in
      "\(word.page) \(word.text)"
    }
    for word in open.words where !isFoot(word) {
      let place = "\(word.page) \(word.text)"
      if let match = rest[place]?.firstIndex(where: word.matches) {
        rest[place]?.remove(at: match)
      } else {
        lost.append(word)
      }
    }
    answers = rest.values.flatMap { $0 }
  }

  /// `2`, `/`, `5`: no word of a footer of these tests has so few letters.
  private static func isPageNumber(_ word: PrintedWord) -> Bool {
    word.text.count < 3 && word.text.allSatisfy { $0.isNumber || $0 == "/" } || word.text == "·"
  }

  /// Rows of dots, page by page, in which ink of the worksheet is missing on the key; nil where
  /// Poppler is not installed.
  ///
  /// - Parameter grounds: Places on each page where an answer may lighten what lies below it.
  func missingInk(apartFrom grounds: [[Rect]]) throws -> [(page: Int, row: Int)]? {
    guard let open = try worksheet.ink(), let answered = try key.ink() else { return nil }
    guard open.count == answered.count, grounds.count == open.count else { return [(0, 0)] }
    return open.indices.flatMap { page in
      open[page].rowsMissing(in: answered[page], apartFrom: grounds[page])
        .filter { Double($0) < Double(open[page].height) - Self.foot }
        .map { (page + 1, $0) }
    }
  }
}
