import Drawing
import Figures

/// A figure in cells of a terminal: what is drawn, which of its labels stand there as letters, and
/// what its marks mean. Where too many of its numbers have no room, they stand there as a text
/// instead.
struct SymbolPicture {
  /// Points that a cell stands for. Labels of 13 points then take about a cell a letter.
  static let cell = Size(8, 16)

  let drawing: SymbolDrawing
  let placement: SymbolPlacement
  let scene: Scene
  /// Below the picture.
  let legend: [StyledLine]
  /// In place of the picture; nil where that can be read.
  let table: [StyledLine]?

  /// Sizes for letters of a cell.
  static func context(_ measurer: any TextMeasurer, words: Words) -> DrawingContext {
    var theme = Theme.screen
    theme.formula = 14
    theme.label = 13
    theme.small = 12.5
    return DrawingContext(theme: theme, measurer: measurer, words: words)
  }

  init(_ slot: WalkScreen.Slot, isColored: Bool, in context: DrawingContext) {
    let entries = slot.figure.legend(context.words)
    legend = SymbolLegend.lines(
      entries, columns: slot.columns, most: slot.rows >= 16 ? 3 : slot.rows >= 11 ? 2 : 0)
    let rows = slot.rows - legend.count
    let size = Size(Double(slot.columns) * Self.cell.width, Double(rows) * Self.cell.height)
    let box = slot.figure.layout(fitting: Size(size.width - 8, size.height - 8), in: context)
    let corner = Point(
      max(0, (size.width - box.width) / 2), max(0, (size.height - box.height) / 2))
    let whole = [box.placed(topLeft: corner)]
    drawing = SymbolDrawing(whole, theme: context.theme, isColored: isColored)
    scene = Scene(size: size, background: context.theme.paper, items: drawing.items)
    placement = SymbolPlacement(
      drawing.labels, columns: slot.columns, rows: rows, cell: Self.cell)
    table =
      placement.isIllegible
      ? Self.table(of: slot.figure, columns: slot.columns, rows: rows, context.words) : nil
  }

  /// The figure's numbers in words, a row of a grid a line; nil where they do not fit.
  private static func table(of figure: AnyFigure, columns: Int, rows: Int, _ words: Words)
    -> [StyledLine]?
  {
    let text = figure.description(words).replacing("; ", with: "\n").replacing(": ", with: ":\n")
    let lines = text.split(separator: "\n").flatMap {
      StyledLine(String($0)).wrapped(to: columns, indent: 2)
    }
    return lines.count <= rows ? lines : nil
  }
}

/// What the marks of a picture mean, in lines of a terminal.
enum SymbolLegend {
  /// As many entries as `most` lines hold, lines and dots before all others.
  static func lines(_ entries: [LegendEntry], columns: Int, most: Int) -> [StyledLine] {
    var lines: [StyledLine] = []
    let sides = entries.filter { $0.symbol == .hatch || $0.symbol == .dots }
    for entry in sides + entries.filter({ !sides.contains($0) }) {
      var text = StyledLine(sign(entry.symbol), .bold)
      text.append(" " + entry.text, .muted)
      if let last = lines.last, last.columns + 2 + text.columns <= columns {
        lines[lines.count - 1].append("  ", .plain)
        for span in text.spans { lines[lines.count - 1].append(span.text, span.style) }
      } else if lines.count < most, text.columns <= columns {
        lines.append(text)
      }
    }
    return lines
  }

  private static func sign(_ symbol: LegendEntry.Symbol) -> String {
    switch symbol {
    case .disc: "●"
    case .square: "□"
    case .ring: "( )"
    case .cross: "×"
    case .hatch: String(SymbolPattern.hatch)
    case .dots: String(SymbolPattern.dots)
    case .arrow: "→"
    case .solid: "─"
    case .dashed: "╌"
    case .word(let word): word
    case .series(let number): ["─", "╌", "┄", "═"][number % 4]
    case .patch: "▒"
    }
  }
}

/// What stands on the two sides of a boundary: the lines and dots of the picture.
enum SymbolPattern {
  static let hatch: Character = "╱"
  static let dots: Character = "·"
}
