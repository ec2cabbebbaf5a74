import Numerics

/// What a unit of a network on paper makes of its sum z: its value, its slope, and both as
/// formulas. A new one is a case here, with an arm in each switch.
public enum PaperActivation: String, Hashable, Sendable, CaseIterable {
  /// σ(z) = 1 / (1 + e^−z), with the slope a·(1 − a).
  case sigmoid
  /// tanh(z), with the slope 1 − a².
  case tanh
  /// max(0, z), with the slope 1 where z > 0 and 0 elsewhere: at z = 0 itself there is none, and
  /// one takes 0.
  case relu
  /// z itself, with the slope 1.
  case linear
  /// e^z of each output as a share of all of them. It has no slope of its own: the loss behind it
  /// gives ∂L/∂z.
  case softmax

  /// Those that bend each sum for itself, as hidden units have to.
  public static let hidden: [PaperActivation] = [.sigmoid, .tanh, .relu]
  /// Those of which an answer can be read.
  public static let outputs: [PaperActivation] = [.sigmoid, .tanh, .linear, .softmax]

  /// Whether it keeps every z within −1 and 1.
  var isBounded: Bool { self != .relu && self != .linear }

  /// a of z, without rounding.
  func exact(_ z: Double) -> Double {
    switch self {
    case .sigmoid: Numerics.sigmoid(z)
    case .tanh: Double.hyperbolicTangent(z)
    case .relu: z > 0 ? z : 0
    case .linear, .softmax: z
    }
  }

  /// ∂a/∂z of z, without rounding.
  func exactSlope(_ z: Double) -> Double {
    let a = exact(z)
    return switch self {
    case .sigmoid: a * (1 - a)
    case .tanh: 1 - a * a
    case .relu: z > 0 ? 1 : 0
    case .linear, .softmax: 1
    }
  }

  /// a of a printed z.
  func output(_ z: PaperNumber, places: Int) -> PaperNumber {
    switch self {
    case .sigmoid, .tanh: return PaperNumber(rounding: exact(z.doubleValue), to: places)
    case .relu, .linear, .softmax:
      guard self != .relu || z.value.signum > 0 else { return PaperNumber(0) }
      var a = PaperNumber(z.value)
      a.places = z.places
      return a
    }
  }

  /// ∂a/∂z from the printed a and z.
  func slope(_ a: PaperNumber, _ z: PaperNumber, places: Int) -> PaperNumber {
    func padded(_ slope: ExactDecimal) -> PaperNumber {
      PaperNumber(rounding: slope, to: places, isPadded: true)
    }
    return switch self {
    case .sigmoid: padded(a.value * (.one - a.value))
    case .tanh: padded(.one - a.value * a.value)
    case .relu: PaperNumber(z.value.signum > 0 ? 1 : 0)
    case .linear, .softmax: PaperNumber(1)
    }
  }

  // MARK: Formulas

  /// `\sigma(z_1)`
  public func formula(_ z: String) -> String {
    switch self {
    case .sigmoid: "\\sigma(\(z))"
    case .tanh: "\\tanh(\(z))"
    case .relu: "\\max(0, \(z))"
    case .linear, .softmax: z
    }
  }

  /// The slope by the symbol or the digits of a: `a \cdot (1 - a)`; nil where it is told in words.
  ///
  /// - Parameter a: negative digits in brackets.
  public func slopeFormula(_ a: String) -> String? {
    switch self {
    case .sigmoid: "\(a) \\cdot (1 - \(a))"
    case .tanh: "1 - \(a)^2"
    case .relu, .linear, .softmax: nil
    }
  }
}
