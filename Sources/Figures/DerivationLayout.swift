import Drawing

/// Sets the derivations of a picture below each other: a small grey heading, then lines whose
/// equals signs stand in one column.
public struct DerivationLayout {
  public var derivations: [Derivation]
  /// Size of the formulas, in points; headings and spaces follow it.
  public var size: Double

  public init(_ derivations: [Derivation], size: Double) {
    self.derivations = derivations
    self.size = size
  }

  /// The lines in `width` points; lines that are too long break before a relation sign.
  public func layout(width: Double, in context: DrawingContext) -> Box {
    var items: [Item] = []
    // Long left sides align among themselves only, so that they do not push all others away.
    let widths = derivations.map { $0.lines.map { formula($0.symbol, context).width } }
    let common = widths.joined().filter { $0 <= size * 3.2 }.max() ?? 0
    var y = 0.0
    var rightmost = 0.0
    for (place, derivation) in derivations.enumerated() {
      if place > 0 { y += size * 0.95 }
      let widest = widths[place].max() ?? 0
      let column = max(common, widest) + size * 0.55
      if !derivation.title.isEmpty {
        let font = Font(.text, size: size * 0.78, weight: .semibold)
        for line in Self.lines(derivation.title, width: width, font: font, context) {
          y += size * 0.8
          items.append(line.placed(at: Point(0, y)))
          y += size * 0.2
        }
        y += size * 0.35
      }
      for line in derivation.lines {
        let rows = rows(of: line, width: width - column, context)
        for (row, pieces) in rows.enumerated() {
          // A fraction on the left side needs its room, too.
          let boxes = pieces.map { $0.box } + (row == 0 ? [formula(line.symbol, context)] : [])
          let ascent = max(size * 0.95, (boxes.map { $0.ascent }.max() ?? 0) + size * 0.12)
          let descent = max(size * 0.45, (boxes.map { $0.descent }.max() ?? 0) + size * 0.12)
          y += ascent
          if row == 0 {
            items.append(
              .group(
                Group(offset: Point(0, y), tag: nil, formula(line.symbol, context).items)))
          }
          for piece in pieces {
            items.append(piece.box.placed(at: Point(column + piece.x, y)))
            rightmost = max(rightmost, column + piece.x + piece.box.width)
          }
          y += descent
        }
      }
    }
    // A single part that is wider than a row cannot be broken: whoever asks sees it.
    return Box(width: max(width, rightmost), ascent: 0, descent: y, items: items)
  }

  /// A heading in lines that fit.
  private static func lines(
    _ text: String, width: Double, font: Font, _ context: DrawingContext
  ) -> [TextRun] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      let longer = lines.last.map { $0 + " " + word } ?? String(word)
      if !lines.isEmpty, context.measurer.measure(longer, font: font).width <= width {
        lines[lines.count - 1] = longer
      } else {
        lines.append(String(word))
      }
    }
    return lines.map { TextRun.measured($0, font, context.theme.muted, context) }
  }

  private struct Piece {
    var box: Box
    var x: Double
  }

  /// The parts of a line in rows. A line that opens with symbols and does not fit gets a row for
  /// each part; others break where they must.
  private func rows(
    of line: Derivation.Line, width: Double, _ context: DrawingContext
  ) -> [[Piece]] {
    let parts = line.parts.map { part -> (relation: Box, box: Box, isNote: Bool) in
      (
        relation(part.relation, context),
        formula(part.formula, context, isBold: part.kind == .result), part.kind == .note
      )
    }
    let gap = size * 0.28
    let total = parts.reduce(0) { $0 + $1.relation.width + gap + $1.box.width + gap }
    // A sum is told like a proof, a row for each part; a short line stays one line.
    let breaksEach =
      line.parts.first?.kind == .symbols && parts.count > 2
      && (total > width || parts[0].box.width + parts[1].box.width > size * 14)
    var rows: [[Piece]] = [[]]
    var x = 0.0
    for (place, part) in parts.enumerated() {
      let space = part.isNote ? 0 : gap
      let needed = part.relation.width + space + part.box.width
      if place > 0, !part.isNote ? (breaksEach || x + needed > width) : x + needed > width {
        rows.append([])
        x = 0
      }
      if part.relation.width > 0 {
        rows[rows.count - 1].append(Piece(box: part.relation, x: x))
        x += part.relation.width + space
      }
      rows[rows.count - 1].append(Piece(box: part.box, x: x))
      x += part.box.width + (place + 1 < parts.count && parts[place + 1].isNote ? 0 : gap)
    }
    return rows
  }

  private func relation(
    _ relation: Derivation.Part.Relation, _ context: DrawingContext
  ) -> Box {
    relation == .none
      ? Box(width: 0, ascent: 0, descent: 0, items: [])
      : formula(relation == .equals ? "=" : "\\approx", context)
  }

  private func formula(_ source: String, _ context: DrawingContext, isBold: Bool = false) -> Box {
    context.formula(source, size: size, isBold: isBold)
  }
}
