import Numerics

/// What a unit of a network on paper makes of its sum z: its value, its slope, and both as
/// formulas. A new one is a case here, with an arm in each switch.
public enum PaperActivation: String, Hashable, Sendable, CaseIterable {
  /// σ(z) = 1 / (1 + e^−z), with the slope a·(1 − a).
  case sigmoid
  /// e^z of each output as a share of all of them. It has no slope of its own: the loss behind it
  /// gives ∂L/∂z.
  case softmax

  /// Those that take each sum for itself.
  var isElementwise: Bool { self != .softmax }

  /// a of z, without rounding.
  func exact(_ z: Double) -> Double {
    switch self {
    case .sigmoid: Numerics.sigmoid(z)
    case .softmax: z
    }
  }

  /// a of a printed z.
  func output(_ z: PaperNumber, places: Int) -> PaperNumber {
    switch self {
    case .sigmoid: .sigmoid(z, places: places)
    case .softmax: z
    }
  }

  /// ∂a/∂z from the printed a and z.
  func slope(_ a: PaperNumber, _ z: PaperNumber) -> ExactDecimal {
    switch self {
    case .sigmoid: a.value * (.one - a.value)
    case .softmax: .one
    }
  }

  // MARK: Formulas

  /// `\sigma(z_1)`
  public func formula(_ z: String) -> String {
    switch self {
    case .sigmoid: "\\sigma(\(z))"
    case .softmax: z
    }
  }

  /// The slope by the symbol or the digits of a: `a \cdot (1 - a)`.
  public func slopeFormula(_ a: String) -> String {
    switch self {
    case .sigmoid: "\(a) \\cdot (1 - \(a))"
    case .softmax: "1"
    }
  }
}
