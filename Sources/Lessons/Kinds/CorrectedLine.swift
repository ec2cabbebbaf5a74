import Figures
import Networks
import Numerics

extension Derivation.Line {
  /// The line, and below it the number with all digits where rounding on the way has moved a digit
  /// that is printed.
  ///
  /// - Parameters:
  ///   - printed: the line's result.
  ///   - exact: the same without any rounding.
  func corrected(_ printed: PaperNumber, from exact: Double, _ words: Words) -> [Derivation.Line] {
    guard let correction = printed.correction(from: exact) else { return [self] }
    return [
      self,
      Derivation.Line(
        .exact, "\\text{\(words("with all digits"))}",
        [.init(.approximately, correction.formula, .result)]),
    ]
  }
}
