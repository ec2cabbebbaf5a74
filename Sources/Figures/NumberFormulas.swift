import Numerics

extension ExactDecimal {
  /// As a formula: `-0.4`.
  public var formula: String { asciiText }
  /// As a factor, or after a plus sign: negative numbers in brackets, `(-0.4)`.
  public var operand: String { isNegative ? "(\(asciiText))" : asciiText }
}

extension Fraction {
  /// As a formula: the decimal where it ends soon, else `\frac{5}{3}`.
  public var formula: String {
    if let decimal = decimal() { return decimal.formula }
    return (isNegative ? "-" : "") + "\\frac{\(numerator.magnitude)}{\(denominator)}"
  }
}

/// d, which is always written with its sign: `+1`, `-1`, `0`.
public func errorFormula(_ d: Int) -> String { d > 0 ? "+\(d)" : "\(d)" }

/// d as a factor: `(+1)`, `(-1)`, `0`.
public func errorOperand(_ d: Int) -> String { d == 0 ? "0" : "(\(errorFormula(d)))" }

/// The output as the lessons say it: FALSE (0), TRUE (1).
public func outputText(_ output: Int) -> String { output == 1 ? "TRUE (1)" : "FALSE (0)" }
