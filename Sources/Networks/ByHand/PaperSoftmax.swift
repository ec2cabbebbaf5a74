import Numerics

/// Softmax, loss and the gradients that the way back begins with, computed from the printed z, so
/// that a pencil gets the same.
public struct PaperSoftmax: Sendable {
  /// z of the last layer, with three places.
  public let logits: [PaperNumber]
  /// e to the power of each printed z: three places, of large ones fewer.
  public let powers: [PaperNumber]
  public let total: PaperNumber
  /// The probabilities: four places, more where the rounding would make a 1, so that two figures of what
  /// is missing to it are seen.
  public let shares: [PaperNumber]
  /// −ln of the printed probability of the right class.
  public let loss: PaperNumber
  /// Share minus target of each class.
  public let errors: [PaperNumber]
  /// The same without rounding: z, e^z, their sum, the shares and the loss.
  public let exact: (z: [Double], powers: [Double], total: Double, shares: [Double], loss: Double)

  /// Above that an e^z has more digits than a line.
  public static let largestLogit = 40.0

  /// - Parameter exactLoss: Stands where the printed probability is 0, which has no logarithm.
  public init(_ z: [Double], label: Int, exactLoss: Double) {
    precondition(z.allSatisfy { $0 <= Self.largestLogit }, "z = \(z.max() ?? 0)")
    let logits = z.map { PaperNumber(rounding: $0, to: 3) }
    let values = logits.map { Double.exponential($0.doubleValue) }
    let sum = values.reduce(0) { $0 + $1 }
    // What the winner leaves to the others: with one place nothing might be left of them.
    let rest = 1 - (values.max() ?? 0) / sum
    let places = sum < 1000 || (rest < 0.0005 && sum < 1e12) ? 3 : 1
    let powers = values.map { PaperNumber(rounding: $0, to: places) }
    let total = PaperNumber.sum(powers)
    let parts = powers.map { total.value.isZero ? 0 : $0.doubleValue / total.doubleValue }
    let digits =
      (parts.max() ?? 0) > 0.9995
      ? max(6, PaperNumber.places(showing: 1 - (parts.max() ?? 0), atLeast: 6)) : 4
    let shares = parts.map { PaperNumber(rounding: $0, to: digits) }
    let exactPowers = z.map { Double.exponential($0) }
    let exactTotal = exactPowers.reduce(0) { $0 + $1 }
    exact = (z, exactPowers, exactTotal, exactPowers.map { $0 / exactTotal }, exactLoss)
    self.logits = logits
    self.powers = powers
    self.total = total
    self.shares = shares
    loss =
      shares[label].value.signum > 0
      ? PaperNumber(rounding: -Double.logarithm(shares[label].doubleValue), to: digits)
      : PaperNumber(rounding: exactLoss, to: 3)
    errors = shares.indices.map { place in
      PaperNumber(
        rounding: shares[place].value - (place == label ? ExactDecimal.one : .zero), to: digits,
        isPadded: true)
    }
  }

  /// The class with the largest z.
  public var winner: Int { logits.indices.max { logits[$0].value < logits[$1].value } ?? 0 }
}

extension PaperNumber {
  /// 1 / (1 + e^−z) of a printed z.
  public static func sigmoid(_ z: PaperNumber, places: Int) -> PaperNumber {
    PaperNumber(rounding: 1 / (1 + Double.exponential(-z.doubleValue)), to: places)
  }
}
