import Datasets
import Testing

@testable import Presenting

/// What screens are made of commands no terminal; names in other writings stay as they are.
@Suite struct PrintableTests {
  @Test(arguments: ["\u{1B}", "\u{07}", "\u{9B}", "\u{7F}", "\u{202E}", "\u{2069}", "\r", "\u{00}"])
  func commandsAreTakenOut(_ command: String) {
    #expect(printable("a\(command)b") == "a\u{FFFD}b")
    #expect(printable("a\(command)b", keepsLines: true) == "a\u{FFFD}b")
    var line = StyledLine("a\(command)", .bold)
    line.append("b\(command)", .bold)
    line.append(command)
    #expect(line.text == "a\u{FFFD}b\u{FFFD}\u{FFFD}" && line.columns == 5)
  }

  @Test(arguments: [
    "Zoë", "−0.5 · x₁ ≥ 0", "مرحبا\u{200F}", "שלום", "日本", "e\u{301}", "👩\u{200D}🏫", "\u{A0}", "°C",
    "a\u{200B}b", "\u{2070}\u{2065}",
  ])
  func otherWritingsStay(_ text: String) {
    #expect(printable(text) == text)
  }

  @Test func linesStayWhereTheyMay() {
    #expect(printable("a\nb\tc", keepsLines: true) == "a\nb\tc")
    #expect(printable("a\nb\tc") == "a b c")
    #expect(printable("a\r\nb", keepsLines: true) == "a\u{FFFD}\nb")
    #expect(printable("abc", limit: 2) == "ab")
  }
}
