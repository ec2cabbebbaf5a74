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
  public let rate: ExactDecimal
  public let nudges: [PaperParameter: NudgeTest]
  public let steps: [Step]

  public var network: PaperNetwork { pass.network }

  public init(_ network: PaperNetwork, rate: ExactDecimal, places: Int = 4) {
    pass = PaperPass(network, places: places)
    after = PaperPass(pass.updated(rate: rate), places: places)
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

  /// How many parameters have a derivative that is, digit for digit, the quotient of its nudge.
  public var agreeing: Int {
    network.parameters.count { gradient($0).value == nudges[$0]?.quotient.value }
  }
}
