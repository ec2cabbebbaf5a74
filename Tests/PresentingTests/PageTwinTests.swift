import Drawing
import Foundation
import Lessons
import Rendering
import TestSupport
import Testing

@testable import Presenting

/// The text twin, recomputed with a pencil.
@Suite struct PageTwinTests {
  /// Every chain `a = b = c` of numbers in the twin holds.
  @Test(arguments: PageLessons.names)
  func chainsOfArithmeticHold(_ name: String) throws {
    let text = try PageLessons.pages(name, .handout, measurer: FixedMeasurer()) {
      $0.kind = .notes
    }.text
    var checked = 0
    for line in text.split(separator: "\n") where line.contains(" = ") {
      let values = line.split(separator: ", because")[0].split(separator: "=").compactMap {
        try? Pencil.value(String($0))
      }
      for (one, next) in zip(values, values.dropFirst()) {
        checked += 1
        #expect(one == next, "\(line)")
      }
    }
    if name == "mlp-xor" { #expect(checked >= 4) }
  }

  /// Each row of a table of steps follows from the row before it.
  @Test(arguments: [
    ("perceptron-and", "0.2"), ("perceptron-or", "0.2"), ("perceptron-nand", "0.2"),
    ("perceptron-xor", "0.2"),
  ])
  func tablesOfStepsHold(_ name: String, _ rate: String) throws {
    let rate = try Pencil.value(rate)
    let text = try PageLessons.pages(name, .key, measurer: FixedMeasurer()).text
    var weights: [Rational]?
    var last = 0
    var checked = 0
    for line in text.split(separator: "\n") {
      let cells = line.split(separator: "|").compactMap {
        try? Pencil.value($0.trimmingCharacters(in: .whitespaces))
      }
      guard cells.count == 10, line.split(separator: "|").count == 10 else {
        if line.hasPrefix("step |") { weights = nil }
        continue
      }
      let after = Array(cells[7...])
      if let weights, Int(cells[0].over) == last + 1 {
        let z = weights[0] + weights[1] * cells[1] + weights[2] * cells[2]
        #expect(z == cells[4], "z in \(line)")
        let output = z.over > 0 ? 1 : 0
        #expect(cells[5] == Rational(output), "output in \(line)")
        let d = cells[3] + Rational(-output)
        #expect(cells[6] == d, "d in \(line)")
        let inputs = [Rational(1), cells[1], cells[2]]
        #expect(after == zip(weights, inputs).map { $0 + rate * d * $1 }, "weights in \(line)")
        checked += 1
      }
      weights = after
      last = Int(cells[0].over)
    }
    #expect(checked >= 3)
  }

  /// What the twin says in numbers is printed, too.
  @Test(arguments: PageLessons.names, PageKind.allCases)
  func numbersOfTheTwinArePrinted(_ name: String, _ kind: PageKind) throws {
    let fonts = try Fonts()
    let pages = try PageLessons.pages(name, kind, measurer: PangoMeasurer(fonts))
    guard let printed = try PrintedFile(pages.document, fonts: fonts) else { return }
    let found = Set(Self.numbers(printed.text))
    // The descriptions of pictures say in words what the picture shows without digits.
    let said = pages.text.split(separator: "\n").filter { !$0.hasPrefix("Picture:") }
    for number in Self.numbers(said.joined(separator: "\n")) {
      #expect(found.contains(number), "\(number) is in the twin, not in the PDF")
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
