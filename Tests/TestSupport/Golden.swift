import Foundation
import Testing

/// Compares a text with the file `Goldens/NAME` beside the test. A file that is missing is
/// written, and so is one that differs while the environment has `RECORD_GOLDENS`; the test fails
/// then, so that nobody records one without looking at it:
///
///     RECORD_GOLDENS=1 swift test --filter SceneGoldenTests; git diff
///
/// - Parameter tolerance: By how much numbers between blanks may differ, where processors and
///   libraries round otherwise.
public func expectGolden(
  _ text: String, _ name: String, tolerance: Double = 0, file: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    .appendingPathComponent("Goldens")
  let url = folder.appendingPathComponent(name)
  let golden = (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) }
  if let golden, golden == text { return }
  let isRecorded = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil
  guard let golden, !isRecorded else {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    Issue.record("recorded \(name): look at it, then run again", sourceLocation: sourceLocation)
    return
  }
  let lines = [golden, text].map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
  for index in 0..<max(lines[0].count, lines[1].count) {
    let (old, new) = (line(index, of: lines[0]), line(index, of: lines[1]))
    if old == new || (tolerance > 0 && isNear(old, new, tolerance)) { continue }
    Issue.record(
      "\(name) differs in line \(index + 1):\ngolden: \(old)\nnow:    \(new)",
      sourceLocation: sourceLocation)
    return
  }
}

private func line(_ index: Int, of lines: [Substring]) -> String {
  index < lines.count ? String(lines[index]) : "(ends)"
}

/// Whether two lines have the same words, and numbers that are nearly the same.
private func isNear(_ a: String, _ b: String, _ tolerance: Double) -> Bool {
  let (a, b) = (a.split(separator: " "), b.split(separator: " "))
  return a.count == b.count
    && zip(a, b).allSatisfy { old, new in
      if old == new { return true }
      guard let x = Double(trimmed(old)), let y = Double(trimmed(new)) else { return false }
      return abs(x - y) <= tolerance * 1.0001
    }
}

/// A number without the colon or comma behind it.
private func trimmed(_ word: Substring) -> Substring {
  word.last == "," || word.last == ":" ? word.dropLast() : word
}
