import Foundation
import Testing

@testable import Lessons

/// The tables of Lessons/README.md are those that layers and training declare. Where the section
/// is empty it is written, and the test fails, so that somebody looks at it; to make it anew, empty
/// it and run the test twice.
@Suite struct NetworkTablesTests {
  static let start = "<!-- made by NetworkTables: -->\n"
  static let end = "\n<!-- end of what NetworkTables makes -->"

  @Test func theReadMeHasTheTables() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Lessons/README.md")
    let text = try String(contentsOf: url, encoding: .utf8)
    let from = try #require(text.range(of: Self.start)?.upperBound)
    let to = try #require(text.range(of: Self.end, range: from..<text.endIndex)?.lowerBound)
    let written = String(text[from..<to])
    if written.allSatisfy(\.isWhitespace) {
      try text.replacingCharacters(in: from..<to, with: NetworkTables.markdown)
        .write(to: url, atomically: true, encoding: .utf8)
      Issue.record("wrote the tables into \(url.lastPathComponent): look at them, then run again")
      return
    }
    #expect(written == NetworkTables.markdown)
  }

  /// The example above the tables is read as it stands.
  @Test func theExampleOfTheReadMeIsGood() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Lessons/README.md")
    let text = try String(contentsOf: url, encoding: .utf8)
    let section = try #require(text.range(of: "## Networks of your own"))
    let fence = try #require(text.range(of: "```yaml\n", range: section.upperBound..<text.endIndex))
    let close = try #require(text.range(of: "\n```", range: fence.upperBound..<text.endIndex))
    let example = text[fence.upperBound..<close.lowerBound]
    let file = try withFile(Array(example.utf8)) { try NetworkFile.read($0) }
    #expect(file.network.layers.count == 5)
  }
}
