import Networks
import Numerics

/// Numbers as pages print them, as parts of a line of arithmetic.
extension PaperNumber {
  /// "≈" before a number that was rounded.
  public var relation: Derivation.Part.Relation { isRounded ? .approximately : .equals }

  /// The last part of a line: `≈ 0.4134`.
  public var result: Derivation.Part { .init(relation, formula, .result) }
}
