import Numerics

/// How far the outputs of a network on paper are from the right answer: the loss, its slope by an
/// output, and both as formulas. A new one is a case here, with an arm in each switch.
public enum PaperLoss: String, Hashable, Sendable, CaseIterable {
  /// L = ½·Σ(ŷₖ − yₖ)²
  case halfSquaredError = "half squared error"
  /// L = Σ(ŷₖ − yₖ)² / n
  case meanSquaredError = "mean squared error"
  /// L = −Σ yₖ·ln ŷₖ behind softmax, −(y·ln ŷ + (1 − y)·ln(1 − ŷ)) behind one sigmoid; with
  /// either it is one: ∂L/∂z is ŷ − y.
  case crossEntropy = "cross-entropy"

  /// What holds where an author names none.
  public static func standard(behind activation: PaperActivation) -> PaperLoss {
    activation == .softmax ? .crossEntropy : .halfSquaredError
  }

  /// Whether it can stand behind an activation.
  public func fits(_ activation: PaperActivation) -> Bool {
    switch self {
    case .halfSquaredError, .meanSquaredError: activation != .softmax
    case .crossEntropy: activation == .softmax || activation == .sigmoid
    }
  }

  /// Whether ∂L/∂z is ŷ − y, with no slope of the outputs between.
  public var isFused: Bool { self == .crossEntropy }

  /// L without any rounding. Of a single output cross-entropy counts what is missing to 1, too.
  func exact(_ outputs: [Double], _ targets: [Double]) -> Double {
    let squares = zip(outputs, targets).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    switch self {
    case .halfSquaredError: return squares / 2
    case .meanSquaredError: return squares / Double(targets.count)
    case .crossEntropy:
      let pairs =
        targets.count == 1
        ? [(outputs[0], targets[0]), (1 - outputs[0], 1 - targets[0])]
        : Array(zip(outputs, targets))
      return pairs.reduce(0) { $1.1 == 0 ? $0 : $0 - $1.1 * Double.logarithm($1.0) }
    }
  }

  /// ∂L/∂ŷ of an output without any rounding; of cross-entropy ∂L/∂z, with which it is one.
  func exactSlope(_ output: Double, _ target: Double, outputs: Int) -> Double {
    switch self {
    case .halfSquaredError, .crossEntropy: output - target
    case .meanSquaredError: 2 * (output - target) / Double(outputs)
    }
  }

  /// L of printed outputs.
  func printed(_ outputs: [PaperNumber], _ targets: [ExactDecimal], places: Int) -> PaperNumber {
    let errors = zip(outputs, targets).map { $0.value - $1 }
    let squares = errors.reduce(ExactDecimal.zero) { $0 + $1 * $1 }
    switch self {
    case .halfSquaredError:
      return PaperNumber(rounding: ExactDecimal(5, scale: 1) * squares, to: places)
    case .meanSquaredError:
      return PaperNumber(squares, dividedBy: targets.count, places: places)
    case .crossEntropy:
      return PaperNumber(
        rounding: exact(outputs.map { $0.doubleValue }, targets.map { $0.doubleValue }), to: places)
    }
  }

  /// ∂L/∂ŷ of a printed output, where it is not fused.
  func slope(_ output: PaperNumber, _ target: ExactDecimal, outputs: Int, places: Int)
    -> PaperNumber
  {
    var slope: PaperNumber
    switch self {
    case .halfSquaredError, .crossEntropy:
      slope = PaperNumber(rounding: output.value - target, to: places, isPadded: true)
    case .meanSquaredError:
      slope = PaperNumber(
        (output.value - target) * ExactDecimal(2), dividedBy: outputs, places: places)
      slope.places = places
    }
    return slope
  }

  // MARK: Formulas

  /// L by the symbols or the digits of outputs and targets.
  ///
  /// - Parameters:
  ///   - targets: negative digits in brackets.
  ///   - right: the output whose target is 1, behind softmax.
  public func formula(_ outputs: [String], _ targets: [String], right: Int?) -> String {
    let squares = zip(outputs, targets).map { "(\($0) - \($1))^2" }
    let sum =
      squares.count == 1 ? squares[0] : "(\(squares.joined(separator: " + ")))"
    switch self {
    case .halfSquaredError: return "0.5 \\cdot \(sum)"
    case .meanSquaredError:
      return squares.count == 1 ? sum : "\\frac{1}{\(squares.count)} \\cdot \(sum)"
    case .crossEntropy:
      if let right { return "-\\ln(\(outputs[right]))" }
      return "-(\(targets[0]) \\cdot \\ln(\(outputs[0])) + "
        + "(1 - \(targets[0])) \\cdot \\ln(1 - \(outputs[0])))"
    }
  }

  /// ∂L/∂ŷ of one of `outputs` outputs, or ∂L/∂z where it is fused.
  public func slopeFormula(_ output: String, _ target: String, outputs: Int) -> String {
    switch self {
    case .halfSquaredError, .crossEntropy: "\(output) - \(target)"
    case .meanSquaredError:
      (outputs == 1 ? "2" : "\\frac{2}{\(outputs)}") + " \\cdot (\(output) - \(target))"
    }
  }
}
