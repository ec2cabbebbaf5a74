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

  public init(_ network: PaperNetwork, _ parameter: PaperParameter, places: Int) {
    self.parameter = parameter
    func loss(_ change: ExactDecimal) -> PaperNumber {
      var nudged = network
      nudged[parameter] += change
      return PaperNumber(rounding: nudged.exactLoss(), to: Self.lossPlaces)
    }
    up = loss(Self.epsilon)
    down = loss(-Self.epsilon)
    // 1 / 0.02 is 50, so the quotient is exact before it is rounded.
    quotient = PaperNumber(
      rounding: ExactDecimal(50) * (up.value - down.value), to: places, isPadded: true)
  }

  /// ΔL, exact.
  public var difference: ExactDecimal { up.value - down.value }
}
