import Foundation
import Testing

/// Compares a text with the file `Goldens/NAME` beside the test. A file that is missing is
/// written, and the test fails, so that nobody records one without looking at it. To record a
/// changed one again, delete it and run the test twice.
public func expectGolden(
  _ text: String, _ name: String, file: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    .appendingPathComponent("Goldens")
  let url = folder.appendingPathComponent(name)
  guard let data = try? Data(contentsOf: url) else {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    Issue.record("recorded \(name): look at it, then run again", sourceLocation: sourceLocation)
    return
  }
  let golden = String(decoding: data, as: UTF8.self)
  if golden == text { return }
  let (old, new) = (golden.split(separator: "\n"), text.split(separator: "\n"))
  let first = zip(old, new).enumerated().first { $1.0 != $1.1 }
  let index = first?.offset ?? min(old.count, new.count)
  Issue.record(
    """
    \(name) differs in line \(index + 1):
    golden: \(index < old.count ? old[index] : "(ends)")
    now:    \(index < new.count ? new[index] : "(ends)")
    """, sourceLocation: sourceLocation)
}
