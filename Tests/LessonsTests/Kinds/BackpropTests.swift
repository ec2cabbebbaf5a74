import Drawing
import Networks
import Numerics
import TestSupport
import Testing

@testable import Figures
@testable import Lessons

/// Backpropagation on paper against the engine, against the nudge, and against its own print.
struct BackpropTests {
  static func layer(_ rows: [String], _ biases: String) -> PaperNetwork.Layer {
    .init(weights: rows.map(decimals), biases: decimals(biases))
  }

  /// The networks of the lesson.
  static let small = PaperNetwork(
    inputs: decimals("1 0.5"), target: decimals("1"),
    layers: [layer(["-0.4 -0.1", "0.1 0.6"], "0 0.2"), layer(["0.7", "-0.6"], "-0.5")],
    hidden: .sigmoid, output: .sigmoid, loss: .halfSquaredError)
  static let classes = PaperNetwork(
    inputs: decimals("1 0.5"), target: decimals("1 0"),
    layers: [
      layer(["0.4 -0.2 0.7", "0.6 0.4 -0.4"], "-0.2 -0.2 -0.1"),
      layer(["0.6 0.9", "0.4 -0.3", "0.6 -0.1"], "0 0.2"),
    ], hidden: .sigmoid, output: .softmax, loss: .crossEntropy)

  /// Every pair of activations with every loss that goes with them, on weights from a seed.
  static let mixed: [PaperNetwork] = PaperActivation.hidden.flatMap { hidden in
    PaperActivation.outputs.flatMap { output in
      PaperLoss.allCases.filter { $0.fits(output) }.flatMap { loss -> [PaperNetwork] in
        let several = output == .softmax ? [2, 3] : loss == .crossEntropy ? [1] : [1, 3]
        return several.map { outputs in
          drawn(
            0, inputs: 2, hidden: 3, outputs: outputs, activations: (hidden, output), loss: loss)
        }
      }
    }
  }

  static func figures(_ network: PaperNetwork) -> BackpropPictures {
    BackpropPictures(BackpropRun(network, rate: ExactDecimal(5, scale: 1)), testWorld("T"))
  }

  /// Weights with one digit after the point, drawn from a seed.
  static func drawn(
    _ seed: UInt64, inputs: Int, hidden: Int, outputs: Int, largest: Int = 15,
    activations: (PaperActivation, PaperActivation)? = nil, loss: PaperLoss? = nil
  ) -> PaperNetwork {
    let output = activations?.1 ?? (outputs == 1 ? .sigmoid : .softmax)
    var generator = SeededGenerator(seed: seed)
    func number() -> ExactDecimal {
      ExactDecimal(Int128(generator.index(below: 2 * largest + 1) - largest), scale: 1)
    }
    func layer(_ rows: Int, _ columns: Int) -> PaperNetwork.Layer {
      .init(
        weights: (0..<rows).map { _ in (0..<columns).map { _ in number() } },
        biases: (0..<columns).map { _ in number() })
    }
    return PaperNetwork(
      inputs: (0..<inputs).map { _ in number() },
      target: (0..<outputs).map { ExactDecimal($0 == outputs - 1 ? 1 : 0) },
      layers: [layer(inputs, hidden), layer(hidden, outputs)],
      hidden: activations?.0 ?? .sigmoid, output: output,
      loss: loss ?? .standard(behind: output))
  }

  @Test func lessonNetworksAgreeWithTheirNudgesInEveryDigit() throws {
    let small = Self.figures(Self.small)
    #expect(small.run.agreeing == 9)
    #expect(small.pass.loss.text == "0.2040" && small.after.loss.text == "0.1863")
    let classes = Self.figures(Self.classes)
    #expect(classes.run.agreeing == 17)
    #expect(classes.pass.loss.text == "0.5344" && classes.after.loss.text == "0.2657")
  }

  /// What has no complaint can be told to its end, whatever a teacher's weights; large ones have.
  @Test func everyNetworkWithoutAComplaintCanBeTold() throws {
    var told = 0
    var refused = 0
    for seed in 0..<UInt64(300) {
      let network = Self.drawn(
        seed, inputs: 2, hidden: 2, outputs: Int(seed % 3) + 1,
        largest: [15, 60, 999][Int(seed % 7) / 3])
      let after = network.complaint == nil ? PaperPass(network).updated(rate: 3) : network
      guard network.complaint == nil, after.complaint == nil else {
        refused += 1
        continue
      }
      let figures = BackpropPictures(BackpropRun(network, rate: 3), testWorld("T"))
      #expect(figures.pass.loss.doubleValue < 10_000 && figures.after.loss.value >= .zero)
      told += 1
    }
    #expect(told > 100 && refused > 30, "\(told) told, \(refused) refused")
  }

  /// Of a network of sums that are not too near to where ReLU bends.
  static let smooth = mixed.filter { network in
    network.activations[0] != .relu
      || PaperPass(network).sums[0].allSatisfy { abs($0.doubleValue) > 0.1 }
  }

  /// Half the squared error is no loss of the engine's: n/2 times its mean.
  private func scale(of network: PaperNetwork) -> Double {
    network.loss == .halfSquaredError ? Double(network.target.count) / 2 : 1
  }

  /// The engine's gradients, which know nothing of rounding.
  @Test func gradientsAreTheEngines() throws {
    let networks =
      [Self.small, Self.classes] + Self.mixed
      + (0..<58).map {
        Self.drawn($0, inputs: 2, hidden: Int($0 % 3) + 2, outputs: Int($0 % 2) * 2 + 1)
      }
    for network in networks where network.complaint == nil {
      try expectTheEnginesGradients(network)
    }
  }

  private func expectTheEnginesGradients(_ network: PaperNetwork) throws {
    let pass = PaperPass(network)
    let trace = try network.network().trace(
      of: Tensor([2], network.inputs.map(\.doubleValue)),
      target: Tensor([network.target.count], network.target.map(\.doubleValue)))
    let scale = scale(of: network)
    // What is off by half of a last digit is magnified by the weights behind it.
    let reach =
      network.activations.allSatisfy { $0 == .sigmoid || $0 == .softmax }
      ? 1
      : 1
        + network.layers[1].weights.joined().reduce(0.0) { $0 + abs($1.doubleValue) }
        * pass.outputs.joined().reduce(1.0) { max($0, abs($1.doubleValue)) }
    for (depth, layer) in network.layers.enumerated() {
      let kernel = try #require(trace.gradients["dense\(depth + 1).kernel"])
      let bias = try #require(trace.gradients["dense\(depth + 1).bias"])
      for unit in layer.biases.indices {
        // Each factor is off by at most half of the last digit; a handful of them add up.
        #expect(abs(pass.deltas[depth][unit].doubleValue - scale * bias[unit]) < 6e-4 * reach)
        for from in layer.weights.indices {
          let paper = pass.weightGradients[depth][from][unit].doubleValue
          #expect(
            abs(paper - scale * kernel[from, unit]) < 9e-4 * reach, "layer \(depth) \(from) \(unit)"
          )
        }
      }
    }
    // The logarithm of a small share magnifies the rounding of the share.
    let least = pass.outputs[1].map(\.doubleValue).min() ?? 1
    let bound = (1e-3 + 2e-4 / max(least, 1e-3)) * reach
    #expect(abs(pass.loss.doubleValue - network.exactLoss()) < bound)
  }

  /// The quotient of the nudge is right to the digits shown: next to the engine's gradient.
  @Test func nudgesAreTheEnginesGradients() throws {
    for network in [Self.small, Self.classes] + Self.smooth where network.complaint == nil {
      let run = BackpropRun(network, rate: ExactDecimal(1, scale: 2))
      let trace = try network.network().trace(
        of: Tensor([2], network.inputs.map(\.doubleValue)),
        target: Tensor([network.target.count], network.target.map(\.doubleValue)))
      let scale = scale(of: network)
      for parameter in network.parameters {
        let name = "dense\(parameter.layer + 1)"
        let exact =
          parameter.from.map { trace.gradients["\(name).kernel"]?[$0, parameter.to] ?? 0 }
          ?? trace.gradients["\(name).bias"]?[parameter.to] ?? 0
        let nudge = try #require(run.nudges[parameter])
        // A chord's slope is off by ε²/6 times the third derivative.
        let isCurved = network != Self.small && network != Self.classes
        #expect(
          abs(nudge.quotient.doubleValue - scale * exact) < (isCurved ? 3e-3 : 0.6e-4))
        #expect(nudge.up.places == 7 && nudge.down.places == 7)
      }
    }
  }

  /// Every printed line, recomputed from the other numbers printed with it.
  @Test func everyLineIsTrue() throws {
    let drawn = (2..<8).map {
      Self.drawn($0, inputs: 2, hidden: 2 + Int($0 % 2), outputs: 1 + Int($0 % 3))
    }
    for network in [Self.small, Self.classes] + drawn + Self.mixed
    where network.complaint == nil {
      try expectTrueLines(network)
    }
  }

  private func expectTrueLines(_ network: PaperNetwork) throws {
    let figures = Self.figures(network)
    if figures.after.network.complaint != nil { return }
    var known: [String: Double] = [:]
    for (place, input) in network.inputs.enumerated() { known["x\(place + 1)"] = input.doubleValue }
    for (place, target) in network.target.enumerated() {
      known[network.target.count == 1 ? "y" : "y\(place + 1)"] = target.doubleValue
    }
    func learn(_ network: PaperNetwork) {
      for parameter in network.parameters {
        known[PlainFormula.text(figures.symbol(parameter))] = network[parameter].doubleValue
      }
    }
    learn(network)
    var checked = 0
    for (place, step) in figures.steps.enumerated() {
      if step == .hiddenAfter { learn(figures.after.network) }
      for line in figures.moment(place + 1).stages.flatMap(\.derivation.lines) {
        // ReLU's slope has its reason behind it.
        let halves = line.plainText.replacing(", because ", with: "|").split(separator: "|")
        let printed = try #require(PrintedLine(String(halves[0])))
        #expect(printed.fault() == nil)
        if halves.count > 1 {
          let z = try #require(halves[1].split(separator: " ").first.flatMap { known[String($0)] })
          #expect(printed.result == (z > 0 ? 1 : 0) && halves[1].contains(z > 0 ? ">" : "≤"))
        }
        // The symbols say the same as the numbers.
        // (The shares start from the printed powers, not from z.)
        if !line.plainText.contains("∂"), !line.plainText.contains("/S") {
          #expect(printed.fault(known) == nil)
        }
        known[printed.symbol] = try #require(printed.result)
        if case .backward = step { known[delta: printed.symbol] = printed.result }
        checked += 1
      }
    }
    #expect(checked > 30)
  }

  /// Each update starts from the printed weight and the printed derivative.
  @Test func updatesUseThePrintedDerivatives() throws {
    let figures = Self.figures(Self.small)
    for parameter in Self.small.parameters {
      let expected =
        Self.small[parameter] + -(ExactDecimal(5, scale: 1) * figures.gradient(parameter).value)
      #expect(figures.after.network[parameter] == expected)
    }
  }

  @Test func momentsAreTheSameForwardAndBack() throws {
    let figures = Self.figures(Self.classes)
    let texts = (1...figures.steps.count).map { step in
      figures.moment(step).stages.map { $0.derivation.plainText + $0.figure.description(.english) }
    }
    for step in stride(from: figures.steps.count, through: 1, by: -1) {
      let again = figures.moment(step).stages.map {
        $0.derivation.plainText + $0.figure.description(.english)
      }
      #expect(again == texts[step - 1])
    }
  }
}

extension [String: Double] {
  /// δ is also ∂L/∂z, and each derivative is known by its own name only.
  fileprivate subscript(delta symbol: String) -> Double? {
    get { self[symbol] }
    set { if symbol.hasPrefix("δ") { self[symbol] = newValue } }
  }
}
