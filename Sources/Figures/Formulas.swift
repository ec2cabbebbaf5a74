import Drawing
import Numerics

extension DrawingContext {
  /// A formula in the subset of LaTeX's mathematics, set in the theme's ink.
  ///
  /// The program's own formulas are well-formed, and a lesson's are checked when it is read; what
  /// still cannot be parsed is shown as it was written.
  func formula(
    _ source: String, size: Double, isBold: Bool = false, color: Color? = nil
  ) -> Box {
    let color = color ?? theme.ink
    let size = max(size, theme.leastDigit)
    if var math = try? Math.parse(source).written(in: words.numerals) {
      math.leastScript = theme.leastDigit
      return math.layout(
        size: size, weight: isBold ? .bold : .regular, color: color, measurer: measurer)
    }
    let font = Font(.mono, size: size * 0.9)
    let metrics = measurer.measure(source, font: font)
    return Box(
      width: metrics.width, ascent: metrics.ascent, descent: metrics.descent,
      items: [.text(TextRun(source, at: .zero, font: font, color: color, width: metrics.width))])
  }
}

extension Words {
  /// A formula as one line of text, its numbers in these numerals: `w₁′ = −1 + 0,2·(−1)·0`. What is
  /// no formula stands as it was written.
  public func formula(_ source: String) -> String {
    (try? Math.parse(source).written(in: numerals).plainText) ?? source
  }
}

/// Formulas as plain text, with points.
public enum PlainFormula {
  public static func text(_ source: String) -> String {
    (try? Math.parse(source).plainText) ?? source
  }

  /// `(0, -1)`, as a formula.
  public static func tuple(_ numbers: [ExactDecimal]) -> String {
    "(" + numbers.map { $0.formula }.joined(separator: ", ") + ")"
  }
}

extension Derivation.Line {
  /// `w0′ = 0.8 + 0.2·(−1)·1 = 0.8 − 0.2 = 0.6`
  public var plainText: String { text { PlainFormula.text($0) } }

  /// The same in a reader's numerals.
  public func text(_ words: Words) -> String { text { words.formula($0) } }

  private func text(_ plain: (String) -> String) -> String {
    var text = plain(symbol)
    for part in parts {
      let formula = plain(part.formula)
      switch part.relation {
      case .none: text += formula.hasPrefix(",") ? formula : " " + formula
      default: text += " \(part.relation.rawValue) \(formula)"
      }
    }
    return text
  }
}

extension Derivation {
  /// The same in a reader's numerals.
  public func text(_ words: Words) -> String {
    ((title.isEmpty ? [] : [title + ":"]) + lines.map { $0.text(words) }).joined(separator: "\n")
  }

  /// The text twin: the title, then a line for each quantity.
  public var plainText: String {
    ((title.isEmpty ? [] : [title + ":"]) + lines.map { $0.plainText }).joined(separator: "\n")
  }
}
