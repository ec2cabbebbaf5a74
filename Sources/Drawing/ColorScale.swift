/// Colours for the cells of a map: white at 0, darker the farther a value lies from it.
///
/// A map with both signs uses two hues; because a photocopy keeps only their darkness, negative
/// cells are marked as well (`SignMark`).
public struct ColorScale: Equatable, Sendable {
  /// The values at its ends; a scale for both signs reaches equally far to both sides.
  public let range: ClosedRange<Double>
  /// At the upper end.
  public let positive: Color
  /// At the lower end of a scale for both signs.
  public let negative: Color

  public var isDiverging: Bool { range.lowerBound < 0 }

  /// A scale for values from 0 (or from `limits.lowerBound`, if that is above 0) to the upper end,
  /// or, if there are negative ones, for both signs.
  public init(_ limits: ClosedRange<Double>, theme: Theme) {
    if limits.lowerBound < 0 {
      let reach = max(abs(limits.lowerBound), abs(limits.upperBound))
      range = -reach...reach
    } else {
      range = limits
    }
    // The far end is darker than the theme's own colour: more steps can be told apart.
    positive = theme.positive.mixed(with: .black, 0.25)
    negative = theme.negative.mixed(with: .black, 0.15)
  }

  /// How far a value lies from the white end, 0 … 1.
  public func strength(_ value: Double) -> Double {
    if isDiverging { return min(abs(value) / range.upperBound, 1) }
    let extent = range.upperBound - range.lowerBound
    return extent > 0 ? min(max((value - range.lowerBound) / extent, 0), 1) : 0
  }

  public func color(_ value: Double) -> Color {
    Color.white.mixed(with: isDiverging && value < 0 ? negative : positive, strength(value))
  }

  /// Ink or white, whichever reads better on the cell.
  public func textColor(_ value: Double, ink: Color) -> Color {
    let cell = color(value).luminance
    let onInk = (cell + 0.05) / (ink.luminance + 0.05)
    return onInk >= 1.05 / (cell + 0.05) ? ink : .white
  }

  /// The mark that a cell of this value bears, if any.
  public func mark(_ value: Double) -> SignMark? {
    isDiverging && value < 0 ? .negative : nil
  }

  /// The scale as a bar from its lower to its upper end, as many cells as asked for.
  public func bar(_ cells: Int) -> [Color] {
    (0..<cells).map { index in
      let t = cells > 1 ? Double(index) / Double(cells - 1) : 0
      return color(range.lowerBound + t * (range.upperBound - range.lowerBound))
    }
  }
}

/// A sign that colour alone would not show in grey print.
public enum SignMark: Equatable, Sendable {
  /// Values below 0.
  case negative

  /// A diagonal across a cell without a number, a small corner in one that holds a number.
  public func items(in cell: Rect, color: Color, holdsNumber: Bool) -> [Item] {
    let side = min(cell.width, cell.height)
    if holdsNumber {
      let c = max(min(0.22 * side, 7), 2)
      let corner = Path.polyline(
        [
          Point(cell.minX, cell.minY), Point(cell.minX + c, cell.minY),
          Point(cell.minX, cell.minY + c),
        ], closed: true)
      return [.path(PathItem(corner, fill: color))]
    }
    let d = 0.22 * side
    let line = Path.line(
      Point(cell.minX + d, cell.maxY - d), Point(cell.maxX - d, cell.minY + d))
    return [
      .path(PathItem(line, stroke: Stroke(color, width: max(0.07 * side, 0.4), cap: .round)))
    ]
  }
}
