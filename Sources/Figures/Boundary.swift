import Networks
import Numerics

/// Where a perceptron of two inputs changes its mind: `0 = w0 + w1·x1 + w2·x2`.
public struct Boundary: Hashable, Sendable {
  public enum Form: Hashable, Sendable {
    /// `x2 = slope·x1 + intercept`
    case sloping(slope: Fraction, intercept: Fraction)
    /// `x1 = at`: w2 = 0.
    case vertical(at: Fraction)
    /// No line: w1 = w2 = 0, and z = w0 everywhere.
    case none(isTrue: Bool)
  }

  /// w0, w1, w2.
  public let weights: [ExactDecimal]

  public init(weights: [ExactDecimal]) {
    precondition(weights.count == 3, "a boundary line needs 3 weights, not \(weights.count)")
    self.weights = weights
  }

  public var form: Form {
    if !weights[2].isZero {
      return .sloping(
        slope: -Fraction(weights[1], dividedBy: weights[2]),
        intercept: -Fraction(weights[0], dividedBy: weights[2]))
    }
    if !weights[1].isZero { return .vertical(at: -Fraction(weights[0], dividedBy: weights[1])) }
    return .none(isTrue: weights[0] > 0)
  }

  /// `x_2 = -1.25 x_1 + 1.25`, `x_1 = 0.5`; nil where there is no line.
  public var equation: String? { solved.map { "\($0.symbol) = \($0.value)" } }

  /// The two sides of the equation.
  public var solved: (symbol: String, value: String)? {
    switch form {
    case .none: nil
    case .vertical(let at): ("x_1", at.formula)
    case .sloping(let slope, let intercept):
      ("x_2", Self.linear([(slope, "x_1"), (intercept, "")]))
    }
  }

  /// `1 - x_1 - 0.8 x_2`: z with the weights put in, terms with weight 0 left out.
  public var sum: String { sum(of: "x") }

  /// The same of inputs that have another letter.
  public func sum(of letter: String) -> String {
    Self.linear(
      zip(weights, ["", "\(letter)_1", "\(letter)_2"]).map {
        (Fraction($0.0, dividedBy: 1), $0.1)
      })
  }

  /// Terms added up as one writes them: no zeros, no factor 1.
  static func linear(_ terms: [(factor: Fraction, variable: String)]) -> String {
    var text = ""
    for (factor, variable) in terms where !factor.isZero {
      let size = factor.magnitude.formula
      let term =
        variable.isEmpty ? size : size == "1" ? variable : "\(size) \\cdot \(variable)"
      if text.isEmpty {
        text = (factor.isNegative ? "-" : "") + term
      } else {
        text += (factor.isNegative ? " - " : " + ") + term
      }
    }
    return text.isEmpty ? "0" : text
  }

  /// In words, for text twins.
  public func description(_ words: Words) -> String {
    switch form {
    case .none(let isTrue):
      return isTrue
        ? words("no boundary line: the output is TRUE everywhere")
        : words("no boundary line: the output is FALSE everywhere")
    case .vertical, .sloping: return PlainFormula.text(equation ?? "")
    }
  }
}
