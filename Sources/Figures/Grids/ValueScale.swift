import Drawing

/// How the numbers of a grid become colours. White always means 0.
public enum ValueScale: Equatable, Sendable {
  /// Pixels: 0 is paper, `top` is ink.
  case ink(top: Double)
  /// Values that are never negative, such as maps after ReLU: 0 is paper, `top` the full colour.
  case oneSided(top: Double)
  /// Signed values from `-limit` to `limit`. Negative cells are also hatched where no number stands
  /// in them, so that the sign survives a black-and-white copy.
  case diverging(limit: Double)

  /// The scale that suits `values`: one-sided where none is negative.
  public static func fitting(_ values: some Sequence<Double>) -> ValueScale {
    var low = 0.0
    var high = 0.0
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    let limit = max(high, -low)
    return low < 0
      ? .diverging(limit: limit) : .oneSided(top: limit > 0 ? limit : 1)
  }

  /// The symmetric scale that holds all of `values`.
  public static func signed(_ values: some Sequence<Double>) -> ValueScale {
    let limit = values.reduce(0.0) { $1.isFinite ? max($0, abs($1)) : $0 }
    return .diverging(limit: limit > 0 ? limit : 1)
  }

  /// The largest magnitude that has a colour of its own.
  public var limit: Double {
    switch self {
    case .ink(let top), .oneSided(let top): top
    case .diverging(let limit): limit
    }
  }

  /// Places after the point that show two figures of the largest value, two at least; so gradients
  /// of a thousandth do not read as zeros.
  public var places: Int { max(figures, 2) }

  /// Places after the point that show two figures of the largest value, none of a large one.
  var figures: Int {
    var digits = 0
    var limit = limit
    while limit < 10, limit > 0, digits < 9 {
      limit *= 10
      digits += 1
    }
    return digits
  }

  public var isSigned: Bool {
    if case .diverging = self { true } else { false }
  }

  func color(_ value: Double, _ theme: Theme) -> Color {
    guard value.isFinite else { return theme.paper }
    switch self {
    case .ink(let top):
      return theme.paper.mixed(with: theme.ink, top > 0 ? max(value / top, 0) : 0)
    case .oneSided(let top): return ColorScale(0...max(top, 0), theme: theme).color(value)
    case .diverging(let limit):
      return ColorScale(-max(limit, .leastNonzeroMagnitude)...limit, theme: theme).color(value)
    }
  }

  /// The colour of a cell that has its number printed in it.
  func numberedColor(_ value: Double, _ theme: Theme) -> Color {
    theme.paper.mixed(with: color(value, theme), theme.numberedCells)
  }

  /// Ink or paper, whichever reads better on the cell.
  func textColor(_ value: Double, _ theme: Theme) -> Color {
    let cell = numberedColor(value, theme).luminance
    let onInk = (cell + 0.05) / (theme.ink.luminance + 0.05)
    return onInk >= 1.05 / (cell + 0.05) ? theme.ink : theme.paper
  }
}
