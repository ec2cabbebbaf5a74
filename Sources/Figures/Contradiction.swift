import Datasets
import Numerics

/// Why no line separates some points: two TRUE ones and two FALSE ones whose sums are equal, as in
/// XOR. Adding the inequalities of each pair gives the same sum, once above 0 and once not.
public struct Contradiction: Equatable, Sendable {
  public let isTrue: [LabelledPoint]
  public let isFalse: [LabelledPoint]

  /// Finds such points among those of two inputs; nil where there are none.
  public init?(among points: [LabelledPoint]) {
    func pairs(_ label: Bool) -> [[LabelledPoint]] {
      let some = points.filter { $0.isTrue == label && $0.inputs.count == 2 }
      return some.indices.flatMap { i in some.indices.filter { $0 > i }.map { [some[i], some[$0]] }
      }
    }
    for positive in pairs(true) {
      for negative in pairs(false) where Self.sum(positive) == Self.sum(negative) {
        isTrue = positive
        isFalse = negative
        return
      }
    }
    return nil
  }

  static func sum(_ pair: [LabelledPoint]) -> [ExactDecimal] {
    zip(pair[0].inputs, pair[1].inputs).map { $0 + $1 }
  }

  /// z at a point, zero terms left out: `w_0 + w_2`.
  static func sumFormula(_ inputs: [ExactDecimal], bias: Int = 1) -> String {
    Boundary.linear([
      (Fraction(Int128(bias)), "w_0"), (Fraction(inputs[0], dividedBy: 1), "w_1"),
      (Fraction(inputs[1], dividedBy: 1), "w_2"),
    ])
  }

  /// The points in the order of the argument.
  public var points: [LabelledPoint] { [isFalse[0]] + isTrue + [isFalse[1]] }

  /// The argument in six moments: four inequalities, and the two sums that contradict each other.
  public func moments(title: String, words: Words) -> [Moment] {
    let derivations = points.map { inequality($0, words) } + [sums(words), end(words)]
    return derivations.indices.map { place in
      let figure = InequalityFigure(self, stage: place + 1, title: title, words: words)
      return Moment(
        index: place + 1, count: derivations.count, epoch: nil,
        heading: words("Step {1} of {2}", "\(place + 1)", "\(derivations.count)"),
        isMistake: false,
        stages: derivations.prefix(place + 1).map { Stage(derivation: $0, figure: figure) })
    }
  }

  private func inequality(_ point: LabelledPoint, _ words: Words) -> Derivation {
    let x = point.inputs
    return Derivation(
      point.isTrue
        ? words("{1} should be TRUE, so z > 0", point.inputsText)
        : words("{1} should be FALSE, so z ≤ 0", point.inputsText),
      [
        Derivation.Line(
          "inequality", "z",
          [
            .init(
              .equals, "w_0 + w_1 \\cdot \(x[0].operand) + w_2 \\cdot \(x[1].operand)", .numbers),
            .init(
              .equals, Self.sumFormula(x) + (point.isTrue ? " > 0" : " \\le 0"), .result),
          ])
      ])
  }

  private func sums(_ words: Words) -> Derivation {
    func line(_ pair: [LabelledPoint], _ sign: String) -> Derivation.Line {
      let parts = pair.map { point -> String in
        let sum = Self.sumFormula(point.inputs)
        return sum.contains(" ") ? "(\(sum))" : sum
      }.joined(separator: " + ")
      let names = pair.map { "z" + PlainFormula.tuple($0.inputs) }
      return Derivation.Line(
        "sum", names[0],
        [
          .init(.none, "{} + " + names[1], .symbols), .init(.equals, parts, .numbers),
          .init(.equals, Self.sumFormula(Self.sum(pair), bias: 2) + " \(sign) 0", .result),
        ])
    }
    return Derivation(
      words("Add the two of each kind"), [line(isTrue, ">"), line(isFalse, "\\le")])
  }

  private func end(_ words: Words) -> Derivation {
    let total = Self.sumFormula(Self.sum(isTrue), bias: 2)
    return Derivation(
      words("The same sum cannot be both: no such weights exist"),
      [
        Derivation.Line(
          "contradiction", "0",
          [.init(.none, "< \(total) \\le 0", .result)])
      ])
  }
}
