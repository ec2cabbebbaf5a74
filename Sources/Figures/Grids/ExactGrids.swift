import Drawing
import Networks
import Numerics

extension PixelGrid {
  /// A grid of exact numbers, printed as they are.
  public init(exact rows: [[ExactDecimal]], scale: ValueScale? = nil) {
    let flat = rows.flatMap { $0 }
    let values = flat.map { $0.doubleValue }
    self.init(
      rows: rows.count, columns: rows.first?.count ?? 0, values: values.map { $0 },
      texts: flat.map { $0.description }, scale: scale ?? .fitting(values))
  }

  /// A grid of exact fractions; only the first `known` cells have a value yet.
  public init(exact rows: [[Fraction]], known: Int? = nil, scale: ValueScale? = nil) {
    let flat = rows.flatMap { $0 }
    let values = flat.map { $0.doubleValue }
    self.init(
      rows: rows.count, columns: rows.first?.count ?? 0,
      values: values.enumerated().map { $0.offset < known ?? .max ? $0.element : nil },
      texts: flat.map { Self.short($0) }, scale: scale ?? .fitting(values))
  }

  /// A number in a cell has room for a few digits only; a longer one is shown by its colour, and
  /// exactly in the arithmetic beside.
  private static func short(_ value: Fraction) -> String { value.description }

  public func outlined(_ outline: Outline) -> PixelGrid {
    var grid = self
    grid.outlines.append(outline)
    return grid
  }
}

extension Fraction {
  /// As an operand: negative numbers in brackets.
  public var operand: String { isNegative ? "(\(formula))" : formula }
}
