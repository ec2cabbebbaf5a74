import Drawing
import Figures
import Lessons
import Rendering
import TestLessons
import Testing

@testable import Presenting

/// Pictures made of symbols: no number is overprinted, none joined with its neighbour.
@Suite struct SymbolPictureTests {
  private static let context = Result {
    SymbolPicture.context(try PangoMeasurer(Fonts()), words: .english)
  }

  /// Each number that stands in the symbols stands in the text twin, or in the picture as it is drawn
  /// elsewhere (the ticks of its axes).
  @Test(arguments: AllLessons.names) func numbersAreThoseOfTheTwin(_ name: String) throws {
    let context = try Self.context.get()
    let lesson = try AllLessons.played(name)
    for (columns, rows) in [(80, 24), (120, 40), (60, 20)] {
      var shown = 0
      for slot in Self.slots(of: lesson, columns: columns, rows: rows) {
        let picture = SymbolPicture(slot, isColored: true, in: context)
        if picture.table != nil { continue }
        let box = slot.figure.layout(
          fitting: Size(
            picture.scene.size.width - 8, picture.scene.size.height - 8), in: context)
        let known = Self.numbers(slot.figure.description(.english))
        // A formula's sign is a text of its own.
        let drawn = box.items.texts.reduce(into: Set<String>()) { $0.formUnion(Self.numbers($1)) }
        for line in picture.placement.lines {
          for number in Self.numbers(line) {
            shown += 1
            let bare = number.filter { $0 != "−" }
            #expect(
              known.contains(number) || drawn.contains(number) || drawn.contains(bare),
              "\(name) \(columns)×\(rows) \(slot.id): \(number) in \(line)")
          }
        }
      }
      if columns == 80, name != "mlp-xor" { #expect(shown > 0) }
    }
  }

  /// In a picture whose numbers do not fit a text stands for it.
  @Test func aTableStandsForWhatDoesNotFit() throws {
    let values = (0..<6).map { _ in (0..<6).map { _ in 123.45 } }.flatMap { $0 }
    let grid = PixelGrid(rows: 6, columns: 6, rounded: values, digits: 2)
    let figure = AnyFigure(GridFigure(title: "", grid: grid, heading: "Table"))
    let slot = WalkScreen.Slot(
      id: "", figure: figure, column: 0, row: 0, columns: 44, rows: 18)
    let picture = SymbolPicture(slot, isColored: true, in: try Self.context.get())
    #expect(picture.placement.isIllegible)
    let table = try #require(picture.table)
    #expect(table.contains { $0.text.contains("123.45 123.45 123.45 123.45 123.45 123.45") })
  }

  @Test func theLegendNamesLinesAndDots() {
    let entries: [LegendEntry] = [
      .init(.disc, "should be TRUE"), .init(.hatch, "says TRUE"), .init(.dots, "says FALSE"),
    ]
    let lines = SymbolLegend.lines(entries, columns: 30, most: 2).map(\.text)
    #expect(lines == ["╱ says TRUE  · says FALSE", "● should be TRUE"])
  }

  /// Every picture that a reader meets who goes through the lesson.
  static func slots(of lesson: PlayedLesson, columns: Int, rows: Int) -> [WalkScreen.Slot] {
    var walk = Walk(lesson, columns: columns, rows: rows)
    var slots: [WalkScreen.Slot] = []
    for _ in 0..<400 {
      if let slot = walk.screen.slot, slot.id != slots.last?.id { slots.append(slot) }
      let before = (walk.place, walk.message)
      walk.press(.enter)
      if before.0 == walk.place, !walk.message.isEmpty { break }
    }
    return slots
  }

  static func numbers(_ text: String) -> Set<String> {
    let parts = text.split { !("0123456789.−".contains($0)) }
    return Set(
      parts.map { part in
        var part = part
        while part.last == "." || part.last == "−" { part.removeLast() }
        return String(part)
      }.filter { $0.contains { $0.isNumber } })
  }
}

extension [Item] {
  /// All texts, those on their side, too.
  fileprivate var texts: [String] {
    flatMap { item -> [String] in
      switch item {
      case .text(let run): [run.text]
      case .group(let group): group.items.texts
      case .link(let link): link.items.texts
      case .path, .raster: []
      }
    }
  }
}
