import Datasets
import Numerics

/// A layer of sigmoid units with given weights and the rows that it sees: z is exact, σ(z) is
/// rounded to four digits.
public struct SigmoidLayer: Hashable, Sendable {
  public struct Unit: Hashable, Sendable {
    public var name: String
    /// The bias first.
    public var weights: [ExactDecimal]

    public init(name: String, weights: [ExactDecimal]) {
      self.name = name
      self.weights = weights
    }
  }

  public let units: [Unit]
  public let rows: [LabelledPoint]

  public init(units: [Unit], rows: [LabelledPoint]) {
    precondition(
      units.allSatisfy { unit in rows.allSatisfy { $0.inputs.count + 1 == unit.weights.count } },
      "weights for other inputs")
    self.units = units
    self.rows = rows
  }

  /// z = b + Σ w·x of a unit for a row.
  public func sum(_ row: Int, _ unit: Int) -> ExactDecimal {
    zip(units[unit].weights.dropFirst(), rows[row].inputs)
      .reduce(units[unit].weights[0]) { $0 + $1.0 * $1.1 }
  }

  /// σ(z) = 1 / (1 + e^−z)
  public func output(_ row: Int, _ unit: Int) -> PaperNumber {
    PaperNumber(rounding: sigmoid(sum(row, unit).doubleValue), to: 4)
  }
}
