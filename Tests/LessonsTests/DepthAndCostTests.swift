import Glibc
import Testing

@testable import Lessons

/// Texts made to break the reader: what is nested too deep is told with its place, and what is long
/// costs as much more as it is longer.
@Suite(.serialized) struct DepthAndCostTests {
  static let head = "---\ntitle: T\nsummary: S.\nminutes: 5\n---\n\n# One\n\n"

  static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  static let deep: [(name: String, body: String)] = [
    ("quotations", repeated(">", 24_000) + " x"),
    ("list items", repeated("- ", 20_000) + "x"),
    ("numbered items", repeated("1. ", 20_000) + "x"),
    ("lists", (0..<40).map { repeated("  ", $0) + "- x" }.joined(separator: "\n")),
    ("emphasis", repeated("*a ", 20_000) + "b" + repeated("*", 20_000)),
    ("strong emphasis", repeated("**", 20_000) + "a" + repeated("**", 20_000)),
    ("braces", "$" + repeated("{", 16_000) + "x" + repeated("}", 16_000) + "$"),
    ("fractions", "$" + repeated("\\frac{1}{", 5000) + "x" + repeated("}", 5000) + "$"),
    ("powers", "$" + repeated("x^{", 5000) + "x" + repeated("}", 5000) + "$"),
    ("accents", "$" + repeated("\\hat ", 20_000) + "x$"),
    ("brackets", "$" + repeated("\\left(", 5000) + "x" + repeated("\\right)", 5000) + "$"),
    (
      "tables",
      "$" + repeated("\\begin{matrix}", 3000) + "x" + repeated("\\end{matrix}", 3000) + "$"
    ),
    (
      "parts",
      (0..<40).map { repeated("`", 50 - $0) + "reading\n" }.joined()
        + "x\n" + (0..<40).map { repeated("`", 11 + $0) + "\n" }.joined()
    ),
    ("values", "```experiment\nname: " + repeated("{a: ", 3000) + "\n```"),
  ]

  @Test(arguments: deep.map(\.name)) func depthHasALimit(_ name: String) throws {
    let body = try #require(Self.deep.first { $0.name == name }).body
    let found = try withFile(Array((Self.head + body + "\n").utf8)) { try LessonFile.lint($0) }
    let depth = try #require(found.first { $0.message.contains("nested more than") }, "\(found)")
    #expect(depth.severity == .error && depth.line >= 9)
  }

  /// Crowds that nest nothing: they only have to be read.
  @Test(arguments: [
    "*", "_", "`", "[", "![", "<", "&", "$$", "{{", "\\", "~", "***", "[a](b", "*_",
  ])
  func crowdsAreRead(_ crowd: String) throws {
    let text = Self.head + Self.repeated(crowd, 20_000) + " x\n"
    _ = try withFile(Array(text.utf8)) { try LessonFile.lint($0) }
  }

  static let long: [(name: String, body: @Sendable (Int) -> String)] = [
    ("paragraphs", { repeated("word\n\n", $0) }),
    ("formulas", { repeated("$x$ ", $0) }),
    ("references to nothing", { repeated("{{x.y}} ", $0) }),
    ("words", { repeated("word ", 4 * $0) }),
    ("lines", { repeated("word\n", 2 * $0) }),
    ("headings", { repeated("# a\n", $0) }),
    ("emphasis", { repeated("**a** ", $0) }),
    ("backslashes", { repeated("\\* ", 2 * $0) }),
    ("backticks", { n in (1..<n / 8).map { repeated("`", $0 % 60 + 1) }.joined(separator: " ") }),
    ("list items", { repeated("- x\n", $0) }),
    ("one formula", { "$" + repeated("x+", 2 * $0) + "x$" }),
  ]

  /// Four times the text takes four times the time, with room for noise: twice that would be said
  /// of sixteen times, as a quadratic cost has it.
  @Test(arguments: long.map(\.name)) func costGrowsAsTheTextDoes(_ name: String) throws {
    let body = try #require(Self.long.first { $0.name == name }).body
    func seconds(_ count: Int) throws -> Double {
      let bytes = Array((Self.head + body(count) + "\n").utf8)
      return try (0..<2).map { _ in
        let start = Self.now()
        _ = try withFile(bytes) { try LessonFile.lint($0) }
        return Self.now() - start
      }.min() ?? 0
    }
    let times = try [200, 800, 3200].map(seconds)
    // What is too short to be measured is not too slow.
    let least = 0.004
    #expect(times[2] < 8 * max(times[1], least), "\(name): \(times)")
    #expect(times[2] < 40 * max(times[0], least), "\(name): \(times)")
  }

  /// Of this thread alone: other tests run beside it.
  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
