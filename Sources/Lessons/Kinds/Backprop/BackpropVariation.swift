import Networks
import Numerics

/// Other weights for the same network, one decimal each.
extension BackpropKind {
  static let variation = Variation<BackpropRun> { run, generator in
    var network = run.network
    for depth in network.layers.indices {
      for unit in network.layers[depth].biases.indices {
        // A bias that the lesson leaves out stays out.
        if !network.layers[depth].biases[unit].isZero {
          network.layers[depth].biases[unit] = generator.tenths(-5...5)
        }
        for input in network.layers[depth].weights.indices {
          network.layers[depth].weights[input][unit] = generator.tenths(-7...7)
        }
      }
    }
    guard network.complaint == nil else { return nil }
    let other = BackpropRun(network, rate: run.rate)
    guard other.after.network.complaint == nil, isGood(other) else { return nil }
    return [
      "hidden": text(network.layers[0]), "output": text(network.layers[1]),
    ]
  }

  /// Whether every printed result can be told from the others of its line-up, none of them is 0,
  /// the step makes the loss smaller, and no digit is lost on the way.
  private static func isGood(_ run: BackpropRun) -> Bool {
    let pass = run.pass
    func differ(_ numbers: [PaperNumber]) -> Bool {
      Set(numbers.map { $0.formula }).count == numbers.count
        && numbers.allSatisfy { $0.doubleValue != 0 }
    }
    let gradients = run.network.parameters.map { run.gradient($0) }
    return pass.sums.allSatisfy(differ) && pass.outputs.allSatisfy(differ)
      && pass.deltas.joined().allSatisfy { abs($0.doubleValue) >= 0.005 }
      && gradients.allSatisfy { abs($0.doubleValue) >= 0.002 }
      && Set(pass.deltas[0].map { $0.formula }).count == pass.deltas[0].count
      && run.after.loss.doubleValue < pass.loss.doubleValue && run.kinks == 0
      && run.agreeing == run.network.parameters.count
  }

  private static func text(_ layer: PaperNetwork.Layer) -> FieldText {
    .mapping([
      .init("weights", .list(layer.weights.map { .decimals($0) })),
      .init("biases", .decimals(layer.biases)),
    ])
  }
}
