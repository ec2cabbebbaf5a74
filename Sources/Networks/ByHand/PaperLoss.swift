import Numerics

/// How far the outputs of a network on paper are from the right answer: the loss, its slope by an
/// output, and both as formulas. A new one is a case here, with an arm in each switch.
public enum PaperLoss: String, Hashable, Sendable, CaseIterable {
  /// L = ½·(ŷ − y)²
  case halfSquaredError = "half squared error"
  /// L = −Σ yₖ·ln ŷₖ behind softmax, with which it is one: ∂L/∂z is ŷ − y.
  case crossEntropy = "cross-entropy"

  /// What holds where an author names none.
  public static func standard(behind activation: PaperActivation) -> PaperLoss {
    activation == .softmax ? .crossEntropy : .halfSquaredError
  }

  /// Whether ∂L/∂z is ŷ − y, with no slope of the outputs between.
  public var isFused: Bool { self == .crossEntropy }

  /// L without any rounding.
  func exact(_ outputs: [Double], _ targets: [Double]) -> Double {
    let pairs = zip(outputs, targets)
    switch self {
    case .halfSquaredError: return pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / 2
    case .crossEntropy:
      return pairs.reduce(0) { $1.1 == 0 ? $0 : $0 - $1.1 * Double.logarithm($1.0) }
    }
  }

  /// L of printed outputs.
  func printed(_ outputs: [PaperNumber], _ targets: [ExactDecimal], places: Int) -> PaperNumber {
    switch self {
    case .halfSquaredError:
      let errors = zip(outputs, targets).map { $0.value - $1 }
      let squares = errors.reduce(ExactDecimal.zero) { $0 + $1 * $1 }
      return PaperNumber(rounding: ExactDecimal(5, scale: 1) * squares, to: places)
    case .crossEntropy:
      return PaperNumber(
        rounding: exact(outputs.map { $0.doubleValue }, targets.map { $0.doubleValue }), to: places)
    }
  }

  /// ∂L/∂ŷ of a printed output, where it is not fused.
  func slope(_ output: PaperNumber, _ target: ExactDecimal, places: Int) -> PaperNumber {
    PaperNumber(rounding: output.value - target, to: places, isPadded: true)
  }

  // MARK: Formulas

  /// L by the symbols or the digits of outputs and targets.
  ///
  /// - Parameter right: the output whose target is 1, behind softmax.
  public func formula(_ outputs: [String], _ targets: [String], right: Int?) -> String {
    switch self {
    case .halfSquaredError: "0.5 \\cdot (\(outputs[0]) - \(targets[0]))^2"
    case .crossEntropy: "-\\ln(\(outputs[right ?? 0]))"
    }
  }

  /// ∂L/∂ŷ of one output, or ∂L/∂z where it is fused.
  public func slopeFormula(_ output: String, _ target: String) -> String {
    "\(output) - \(target)"
  }
}
