import Numerics

/// A point that a perceptron has to learn: its inputs, and whether it should say TRUE.
public struct LabelledPoint: Hashable, Sendable {
  /// x1, x2, …, without the 1 that the bias weight is multiplied by.
  public var inputs: [ExactDecimal]
  public var isTrue: Bool

  public init(_ inputs: [ExactDecimal], isTrue: Bool) {
    self.inputs = inputs
    self.isTrue = isTrue
  }

  /// 1 for TRUE, 0 for FALSE.
  public var target: Int { isTrue ? 1 : 0 }

  /// `(0, 1)`.
  public var inputsText: String {
    "(" + inputs.map { $0.description }.joined(separator: ", ") + ")"
  }
}
