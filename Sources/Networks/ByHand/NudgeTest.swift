import Numerics

/// What happens to the loss when one parameter is nudged up and down:
/// (L(w + ε) − L(w − ε)) / 2ε with ε = 0.01 and losses to seven decimals.
public struct NudgeTest: Hashable, Sendable {
  public static let epsilon = ExactDecimal(1, scale: 2)
  static let lossPlaces = 7

  public var parameter: PaperParameter
  public var up: PaperNumber
  public var down: PaperNumber
  /// From the printed losses.
  public var quotient: PaperNumber
  /// How far the slope of the chord may be from that of the curve, twice what halving the nudge
  /// changes: the chord's error falls to a quarter.
  public let bend: Double
  /// Whether a unit's ReLU bends between the two nudges: there the loss has no slope to find.
  public let crossesKink: Bool

  public init(_ network: PaperNetwork, _ parameter: PaperParameter, places: Int) {
    self.parameter = parameter
    func pass(_ change: ExactDecimal) -> ExactPass {
      var nudged = network
      nudged[parameter] += change
      return ExactPass(nudged)
    }
    let (above, below) = (pass(Self.epsilon), pass(-Self.epsilon))
    up = PaperNumber(rounding: above.loss, to: Self.lossPlaces)
    down = PaperNumber(rounding: below.loss, to: Self.lossPlaces)
    let half = ExactDecimal(5, scale: 3)
    bend =
      2 * abs(50 * (above.loss - below.loss) - 100 * (pass(half).loss - pass(-half).loss))
    crossesKink =
      network.activations[0] == .relu
      && zip(above.sums[0], below.sums[0]).contains { ($0 > 0) != ($1 > 0) }
    // 1 / 0.02 is 50, so the quotient is exact before it is rounded.
    quotient = PaperNumber(
      rounding: ExactDecimal(50) * (up.value - down.value), to: places, isPadded: true)
  }

  /// ΔL, exact.
  public var difference: ExactDecimal { up.value - down.value }
}
