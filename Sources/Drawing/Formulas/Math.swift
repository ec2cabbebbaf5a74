/// A formula, read from the subset of LaTeX's mathematics that the lessons use (listed in
/// `MathCommands`).
///
/// ```swift
/// let math = try Math.parse("w_0' = 0.8 + 0.2 \\cdot (+1) \\cdot 1 = \\result{1}")
/// math.plainText  // "w0′ = 0.8 + 0.2·(+1)·1 = 1"
/// ```
public struct Math: Equatable, Sendable {
  /// Whether a formula stands by itself, with full-size fractions and limits above and below its
  /// sums, or in a line of text.
  public enum Style: Equatable, Sendable { case display, inline }

  /// The formula as written.
  public let source: String
  let node: MathNode
  /// How its numbers are written.
  let numerals: Numerals
  /// Scripts of a larger formula go no lower, in points.
  public var leastScript = 0.0

  /// Reads a formula.
  ///
  /// - Throws: `MathError` with the place of the first mistake and the nearest valid command.
  public static func parse(_ source: String) throws(MathError) -> Math {
    var parser = MathParser(source)
    return Math(source: source, node: try parser.parse(), numerals: .point)
  }

  /// The formula with its numbers, and the lists of them, as a language writes them: `-0.5` becomes
  /// −0,5, and `(0.8, -1)` becomes (0,8; −1).
  public func written(in numerals: Numerals) -> Math {
    if numerals == self.numerals { return self }
    return Math(source: source, node: node.written(in: numerals), numerals: numerals)
  }

  /// Every command that formulas may use, without its backslash, sorted.
  public static var commands: [String] { MathCommands.all }

  /// The text twin in Unicode, on one line but for tables; what it says can be computed.
  public var plainText: String { MathText(numerals: numerals).plain(node) }

  /// The text twin for a worksheet: blanks stand open, `____ [3c]`.
  public var worksheetText: String {
    MathText(isBlank: true, numerals: numerals).plain(node)
  }

  /// Sets the formula; the box is at least as high as a line of text of the same size.
  ///
  /// - Parameters:
  ///   - size: The em of the text around it, in points.
  ///   - style: By itself, or in a line of text.
  public func layout(
    size: Double, weight: Font.Weight = .regular, color: Color, style: Style = .display,
    measurer: any TextMeasurer
  ) -> Box {
    let setting = MathSetting(
      size: size, weight: weight, color: color, isDisplay: style == .display, measurer: measurer,
      leastScript: leastScript)
    var box = setting.box(of: node).box
    box.ascent = max(box.ascent, 0.76 * size)
    box.descent = max(box.descent, 0.24 * size)
    return box
  }

  /// The formula's parts between its outermost relations, each with the relation before it: where
  /// a long formula may be broken into lines.
  var pieces: [Math] {
    guard case .row(let nodes) = node else { return [self] }
    var pieces: [[MathNode]] = [[]]
    for node in nodes {
      if case .symbol(let symbol) = node, symbol.role == .relation, pieces.last != [] {
        pieces.append([])
      }
      pieces[pieces.count - 1].append(node)
    }
    return pieces.map {
      Math(source: source, node: .row($0), numerals: numerals, leastScript: leastScript)
    }
  }
}
