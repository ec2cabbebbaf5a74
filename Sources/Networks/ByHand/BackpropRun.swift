import Numerics

/// Backpropagation of one sample, unit by unit: forward, loss, back, update, loss after; each
/// derivative with its nudge.
public struct BackpropRun: Sendable {
  public enum Step: Hashable, Sendable {
    case forward(layer: Int, unit: Int)
    case softmax
    case loss
    case backward(layer: Int, unit: Int)
    case update
    /// The hidden layer with the new weights.
    case hiddenAfter
    case lossAfter
  }

  public let pass: PaperPass
  /// After the update.
  public let after: PaperPass
  /// Both without rounding, each with its own weights.
  public let exact: ExactPass
  public let exactAfter: ExactPass
  public let rate: ExactDecimal
  public let nudges: [PaperParameter: NudgeTest]
  public let steps: [Step]

  public var network: PaperNetwork { pass.network }

  public init(_ network: PaperNetwork, rate: ExactDecimal, places: Int = 4) {
    pass = PaperPass(network, places: places)
    after = PaperPass(pass.updated(rate: rate), places: places)
    exact = ExactPass(network)
    exactAfter = ExactPass(after.network)
    self.rate = rate
    var nudges: [PaperParameter: NudgeTest] = [:]
    for parameter in network.parameters {
      nudges[parameter] = NudgeTest(network, parameter, places: places)
    }
    self.nudges = nudges
    let units = [0, 1].flatMap { depth in
      network.layers[depth].biases.indices.map { (depth, $0) }
    }
    let isSoftmax = network.output == .softmax
    steps =
      units.map { Step.forward(layer: $0.0, unit: $0.1) } + (isSoftmax ? [.softmax] : [])
      + [.loss]
      + (units.filter { $0.0 == 1 } + units.filter { $0.0 == 0 }).map {
        Step.backward(layer: $0.0, unit: $0.1)
      } + [.update, .hiddenAfter, .lossAfter]
  }

  /// ∂L/∂w as printed.
  public func gradient(_ parameter: PaperParameter) -> PaperNumber {
    parameter.from.map { pass.weightGradients[parameter.layer][$0][parameter.to] }
      ?? pass.deltas[parameter.layer][parameter.to]
  }

  /// What the step does to the loss, from the printed ones.
  public var change: PaperNumber { PaperNumber(after.loss.value - pass.loss.value) }

  /// How many parameters have a derivative that is, digit for digit, the quotient of its nudge.
  public var identical: Int {
    network.parameters.count { gradient($0).value == nudges[$0]?.quotient.value }
  }

  /// How many derivatives agree with their nudge but for what rounding and the chord's bend leave.
  public var agreeing: Int { network.parameters.count { agrees($0) } }

  /// How many nudges go over a place where ReLU bends, and find no slope.
  public var kinks: Int { network.parameters.count { nudges[$0]?.crossesKink == true } }

  /// Whether the chain rule and the nudge find the same: the derivative with all digits, and the
  /// quotient, off by half of its last digit, as far as the chord follows the curve.
  public func agrees(_ parameter: PaperParameter) -> Bool {
    guard let nudge = nudges[parameter], !nudge.crossesKink else { return false }
    let unit = ExactDecimal(1, scale: pass.places).doubleValue
    return abs(exact.gradient(parameter) - nudge.quotient.doubleValue) < unit + nudge.bend
  }
}
