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

  /// Lines of one kind, and below them in one line those that are another number with all digits.
  static func corrected(
    _ told: [(line: Derivation.Line, printed: PaperNumber, exact: Double)], _ words: Words
  ) -> [Derivation.Line] {
    let lines = told.map { $0.line }
    let corrections = told.compactMap { line, printed, exact -> String? in
      printed.correction(from: exact).map { "\(line.symbol) \\approx \($0.formula)" }
    }
    guard !corrections.isEmpty else { return lines }
    let parts = corrections.enumerated().map { place, correction in
      Derivation.Part(
        .none, correction + (place + 1 < corrections.count ? "," : ""), .result)
    }
    return lines + [
      Derivation.Line(.exact, "\\text{\(words("with all digits"))}", parts)
    ]
  }
}

extension [Derivation] {
  /// The same without what all digits give: beside a blank it would be the answer.
  public var withoutCorrections: [Derivation] {
    map { Derivation($0.title, $0.lines.filter { $0.code != .exact }) }
  }
}
