import Drawing
import Foundation
import Lessons
import Rendering
import TestSupport
import Testing

@testable import Presenting

/// The text twin, recomputed with a pencil.
@Suite struct PageTwinTests {
  /// Every chain `a = b ≈ c` of the notes holds: exactly after "=", to the digits shown after "≈".
  /// Names stand for what earlier lines printed, rounded as it is.
  @Test(arguments: PageLessons.names)
  func chainsOfArithmeticHold(_ name: String) throws {
    let text = try PageLessons.pages(name, .notes, measurer: FixedMeasurer()).text
    var known: [String: Double] = [:]
    var checked = 0
    for line in text.split(separator: "\n") where !line.hasPrefix("Picture:") {
      guard let printed = PrintedLine(String(line.split(separator: ", because")[0])) else {
        continue
      }
      // Shares start from the printed powers of e, not from the sums above them.
      let names = line.contains("/S") ? [:] : known
      let computable = printed.parts.filter { (try? Pencil.decimal($0.text, names)) != nil }
      if computable.count > 1 {
        checked += 1
        #expect(printed.fault(names) == nil)
      }
      if let result = printed.result { known[printed.symbol] = result }
    }
    #expect(checked >= Self.chains[name] ?? 0, "only \(checked) lines were computed")
  }

  /// How many lines of arithmetic there are at least.
  private static let chains = ["mlp-xor": 4, "backprop": 60, "convolution": 8, "pooling": 1]

  /// What the twin says in numbers is printed, on the same page. Of the descriptions of pictures
  /// only what a picture shows without digits is left out.
  @Test(arguments: PageLessons.names, PageKind.allCases)
  func numbersOfTheTwinArePrinted(_ name: String, _ kind: PageKind) throws {
    let fonts = try Fonts()
    let pages = try PageLessons.pages(name, kind, measurer: PangoMeasurer(fonts))
    guard let printed = try PrintedFile(pages.document, fonts: fonts) else { return }
    let sheets = try printed.text().split(separator: "\u{C}", omittingEmptySubsequences: false)
    var said = pages.text.components(separatedBy: .newlines).split { $0.hasPrefix("— ") }
    said.removeAll { $0.allSatisfy(\.isEmpty) }
    #expect(said.count == pages.document.pages.count)
    for (page, lines) in said.enumerated() {
      let found = Set(Self.numbers(String(sheets[page])))
      for line in lines {
        let line = line.hasPrefix("Picture:") ? Undrawn.removed(from: line) : line
        let missing = Self.numbers(line).filter { !found.contains($0) }
        #expect(missing.isEmpty, "page \(page + 1): \(line.prefix(300))")
      }
    }
  }

  /// What pictures show by place, length or shade is really there to be left out.
  @Test func everyExceptionIsNeeded() throws {
    let text = try PageLessons.names.map {
      try PageLessons.pages($0, .handout, measurer: FixedMeasurer()).text
    }.joined(separator: "\n")
    let pictures = text.split(separator: "\n").filter { $0.hasPrefix("Picture:") }.map(String.init)
    for exception in Undrawn.all {
      #expect(
        pictures.contains { Undrawn.removed(from: $0, only: exception) != $0 }, "\(exception.why)")
    }
  }

  private static func numbers(_ text: String) -> [String] {
    text.replacingOccurrences(of: "\u{2212} ", with: "\u{2212}")
      .split { !($0.isNumber && $0.isASCII || $0 == ".") }
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: ".")) }
      .filter { !$0.isEmpty }
  }

  @Test func worksheetsTwinHidesTheAnswers() throws {
    let open = try PageLessons.pages("perceptron-nand", .worksheet, measurer: FixedMeasurer())
    let key = try PageLessons.pages("perceptron-nand", .key, measurer: FixedMeasurer())
    #expect(open.text.contains("____ (3a)"))
    #expect(!key.text.contains("____ (3a)"))
    #expect(key.text.contains("[x]"))
    #expect(!open.text.contains("[x]"))
  }
}
