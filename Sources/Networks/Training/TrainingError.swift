import Numerics

/// A training that cannot go on.
public enum TrainingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The steps have led away from every answer; the training then holds the state after the last
  /// epoch that was good.
  case diverged(Divergence, epoch: Int, step: Int, rate: Double)

  public var description: String {
    switch self {
    case .diverged(let sign, let epoch, let step, let rate):
      "the training diverged in epoch \(epoch), by step \(step): \(sign); "
        + "the learning rate \(rate) is too large"
    }
  }
}

/// How it shows that a training has diverged.
public enum Divergence: Equatable, Sendable, CustomStringConvertible {
  /// A loss is infinite or no number at all.
  case lossIsNoNumber
  /// A parameter, or what the optimiser remembers of it, is infinite or no number.
  case parameterIsNoNumber(name: String)
  /// The mean loss of an epoch is above `bound`.
  case lossIsTooLarge(loss: Double, bound: Double)

  public var description: String {
    switch self {
    case .lossIsNoNumber: "the loss is no longer a number"
    case .parameterIsNoNumber(let name): "\(name) holds something that is no longer a number"
    case .lossIsTooLarge(let loss, let bound):
      "the mean loss is \(Self.short(loss)), above \(Self.short(bound)): the network gives the "
        + "right answers no chance at all"
    }
  }

  /// No more digits than say how far off everything is.
  private static func short(_ value: Double) -> String {
    value < 1e6 ? "\((value * 10).rounded() / 10)" : "\(Float(value))"
  }
}

extension Loss {
  /// The mean loss of an epoch above which a training has diverged.
  ///
  /// Cross-entropies: −ln of the smallest normal number, 87.3 in 32 bits. A mean above it says that
  /// the right answers get, on the geometric mean, a probability that is 0 in these numbers; a
  /// network that only guesses among ten has 2.3. Squared error: the answers are a thousand times
  /// as far off as the largest target (at least 1).
  func divergenceBound<T: Real>(_: T.Type, largestTarget: Double) -> Double {
    switch self {
    case .categoricalCrossEntropy, .binaryCrossEntropy:
      -Double(T.logarithm(T.leastNormalMagnitude))
    case .meanSquaredError: 1e6 * max(1, largestTarget * largestTarget)
    }
  }
}
