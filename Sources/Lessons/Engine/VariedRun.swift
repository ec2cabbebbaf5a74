import Numerics

/// How variants of a worksheet get a run with other numbers.
public struct VariedRun: Sendable {
  /// Values for fields of the block, drawn from a generator; nil where what was drawn is not worth
  /// computing.
  public var draw: @Sendable (inout SeededGenerator) -> [String: FieldText]?
  /// The experiment with these values, where it need not be played from its block: a network that
  /// was trained already follows another image. nil where it has to be.
  public var again: @Sendable ([String: FieldText]) -> PlayedExperiment?
}

/// How a kind's run varies.
struct Variation<Run: Sendable>: Sendable {
  var draw: @Sendable (Run, inout SeededGenerator) -> [String: FieldText]?
  var again: @Sendable (Run, [String: FieldText]) -> Run?

  init(
    again: @escaping @Sendable (Run, [String: FieldText]) -> Run? = { _, _ in nil },
    draw: @escaping @Sendable (Run, inout SeededGenerator) -> [String: FieldText]?
  ) {
    self.draw = draw
    self.again = again
  }
}

extension FieldText {
  static func decimals(_ numbers: [ExactDecimal]) -> FieldText {
    .list(numbers.map { .word($0.asciiText) })
  }
}

extension SeededGenerator {
  /// Tenths between two ends, never 0.
  mutating func tenths(_ range: ClosedRange<Int>) -> ExactDecimal {
    while true {
      let value = range.lowerBound + index(below: range.count)
      if value != 0 { return ExactDecimal(Int128(value), scale: 1) }
    }
  }
}
