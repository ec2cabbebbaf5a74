import Datasets
import Glibc

/// The world's fault: a lesson file that cannot be read.
public enum LessonFileError: Error, Equatable, Sendable {
  case missing(path: String)
  case folder(path: String)
  /// A pipe or a device: it can be read once only, or without end.
  case notAFile(path: String)
  case unreadable(path: String, reason: String)
}

/// The text of a lesson file, parted into front matter and body.
struct LessonSource {
  /// A lesson is read by people; what is larger than this is something else.
  static let largest = 10 << 20

  var frontMatter: String
  /// The line on which the front matter's YAML begins, counted from 1.
  var frontMatterLine: Int
  var body: String
  /// The line on which the body begins.
  var bodyLine: Int

  /// - Throws: `LessonFileError` where the file cannot be read.
  /// - Returns: nil, with diagnostics, where it is no lesson.
  static func load(_ path: String, findings: Findings) throws(LessonFileError) -> LessonSource? {
    guard let text = try text(path, findings: findings) else { return nil }
    return split(text, findings)
  }

  /// The text of a file that people write, lines ended by a line feed.
  ///
  /// - Throws: `LessonFileError` where it cannot be read.
  /// - Returns: nil, with diagnostics, where it is no text.
  static func text(_ path: String, findings: Findings) throws(LessonFileError) -> String? {
    guard let bytes = try read(path, findings: findings) else { return nil }
    guard !bytes.isEmpty else {
      findings.error(
        "the file is empty", line: 1, column: 1,
        hint: "\"learn new NAME\" writes a lesson to start from")
      return nil
    }
    guard !bytes.contains(0) else {
      findings.error(
        "this is a binary file, not a lesson", line: 1, column: 1,
        hint: "a lesson is a Markdown text in UTF-8")
      return nil
    }
    guard var text = String(validating: bytes, as: UTF8.self) else {
      let place = firstInvalid(bytes)
      findings.error(
        "the file is not UTF-8", line: place.line, column: place.column,
        hint: "save it with the encoding UTF-8")
      return nil
    }
    if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
    return text.split(separator: "\r\n", omittingEmptySubsequences: false)
      .joined(separator: "\n")
  }

  private static func read(_ path: String, findings: Findings) throws(LessonFileError) -> [UInt8]? {
    do throws(ReadFailure) {
      return try readWhole(path, limit: largest)
    } catch {
      switch error {
      case .system(ENOENT), .system(ENOTDIR): throw .missing(path: path)
      case .folder: throw .folder(path: path)
      case .notAFile: throw .notAFile(path: path)
      case .system: throw .unreadable(path: path, reason: error.reason)
      case .tooLarge:
        findings.error(
          "the file is larger than 10 MB", line: 1, column: 1,
          hint: "a lesson is a text; put large data beside it")
        return nil
      }
    }
  }

  private static func firstInvalid(_ bytes: [UInt8]) -> (line: Int, column: Int) {
    var line = 1
    var start = 0
    for (i, byte) in bytes.enumerated() where byte == 10 {
      if String(validating: bytes[start..<i], as: UTF8.self) == nil { break }
      line += 1
      start = i + 1
    }
    var end = start
    while end < bytes.count, bytes[end] != 10,
      String(validating: bytes[start...end], as: UTF8.self) != nil || bytes[end] >= 0xC0
    {
      end += 1
    }
    return (line, String(decoding: bytes[start..<end], as: UTF8.self).count + 1)
  }

  private static func split(_ text: String, _ findings: Findings) -> LessonSource? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first == "---" else {
      findings.error(
        "a lesson begins with its front matter", line: 1, column: 1,
        hint: "write \"---\", then title:, summary: and minutes:, then \"---\"")
      return nil
    }
    guard let end = lines.dropFirst().firstIndex(where: { $0 == "---" }) else {
      findings.error(
        "the front matter has no end", line: 1, column: 1,
        hint: "put a line \"---\" after its last key")
      return nil
    }
    return LessonSource(
      frontMatter: lines[1..<end].joined(separator: "\n"), frontMatterLine: 2,
      body: lines[(end + 1)...].joined(separator: "\n"), bodyLine: end + 2)
  }
}

extension String {
  /// The string of `bytes` where they are valid in `encoding`.
  fileprivate init?(validating bytes: some Collection<UInt8>, as encoding: UTF8.Type) {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    scan: while true {
      switch decoder.decode(&iterator) {
      case .scalarValue: continue
      case .emptyInput: break scan
      case .error: return nil
      }
    }
    self = String(decoding: bytes, as: UTF8.self)
  }
}
