import Drawing
import Networks
import Numerics

/// Backpropagation of one sample told unit by unit: forward, loss, back, update, loss after.
public struct BackpropFigures: Sendable {
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
  public let title: String
  public let steps: [Step]
  let words: Words

  public var network: PaperNetwork { pass.network }

  /// - Throws: `NetworkError` as `PaperNetwork.network()` does.
  public init(
    _ network: PaperNetwork, rate: ExactDecimal, places: Int = 4, title: String,
    words: Words
  ) throws {
    pass = PaperPass(network, places: places)
    after = PaperPass(pass.updated(rate: rate), places: places)
    self.rate = rate
    self.title = title
    self.words = words
    var nudges: [PaperParameter: NudgeTest] = [:]
    for parameter in network.parameters {
      nudges[parameter] = try NudgeTest(network, parameter, places: places)
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

  var symbols: NetworkSymbols {
    NetworkSymbols(inputs: network.inputs.count, layers: network.layers.map(\.biases.count))
  }

  /// A weight's or bias's name, as a formula.
  public func symbol(_ parameter: PaperParameter) -> String {
    parameter.from.map { symbols.weight(parameter.layer, from: $0, to: parameter.to) }
      ?? symbols.bias(parameter.layer, parameter.to)
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

  // MARK: The diagram

  /// The network with all that is known at a step: values up to a unit on the way there, gradients
  /// from the output back to a unit on the way back.
  public func diagram(at step: Step, title: String? = nil) -> NetworkDiagram {
    let shown = step == .lossAfter || step == .hiddenAfter ? after : pass
    let symbols = self.symbols
    let known = self.known(at: step)
    var layers: [[NetworkDiagram.Unit]] = [
      network.inputs.enumerated().map { .init(symbol: symbols.input($0), value: $1.formula) }
    ]
    var edges: [[NetworkDiagram.Edge]] = []
    for (depth, layer) in shown.network.layers.enumerated() {
      layers.append(
        layer.biases.enumerated().map { unit, bias in
          let number = symbols.number(depth, unit)
          let parameter = PaperParameter(layer: depth, from: nil, to: unit)
          return .init(
            symbol: symbols.output(depth, unit),
            value: number <= known.outputs ? shown.outputs[depth][unit].formula : "",
            bias: bias.formula,
            gradient: known.gradients.contains(number) ? gradient(parameter).formula : "",
            isCurrent: known.current.contains(number))
        })
      edges.append(
        layer.biases.indices.flatMap { to in
          layer.weights.indices.map { from in
            let parameter = PaperParameter(layer: depth, from: from, to: to)
            let number = symbols.number(depth, to)
            return .init(
              from: from, to: to, weight: layer.weights[from][to].formula,
              gradient: known.gradients.contains(number) ? gradient(parameter).formula : "",
              isCurrent: known.current.contains(number))
          }
        })
    }
    let isBack: Bool
    if case .backward = step { isBack = true } else { isBack = false }
    var diagram = NetworkDiagram(
      title: title ?? self.title, layers: layers, edges: edges,
      direction: isBack ? .backward : .forward, layerNames: symbols.layerNames(words))
    diagram.note = note(at: step)
    return diagram
  }

  /// Beside the outputs: the right answer, and the loss once it is known.
  private func note(at step: Step) -> [String] {
    let target =
      network.target.count == 1
      ? "y = \(network.target[0].formula)" : "y = " + PlainFormula.tuple(network.target)
    switch step {
    case .forward, .softmax, .hiddenAfter: return [target]
    case .lossAfter:
      return [target, "L \(sign(after.loss)) \(after.loss.formula)"]
    case .loss, .backward, .update:
      return [target, "L \(sign(pass.loss)) \(pass.loss.formula)"]
    }
  }

  func sign(_ number: PaperNumber) -> String { number.isRounded ? "\\approx" : "=" }

  private func known(at step: Step) -> (outputs: Int, gradients: Set<Int>, current: Set<Int>) {
    let all = network.layers.map(\.biases.count).reduce(0, +)
    let last = Set(network.layers[1].biases.indices.map { symbols.number(1, $0) })
    switch step {
    case .forward(let layer, let unit):
      let number = symbols.number(layer, unit)
      // The outputs of softmax are known together.
      let isSum = layer == 1 && network.output == .softmax
      return (isSum ? symbols.number(1, 0) - 1 : number, [], [number])
    case .softmax, .loss: return (all, [], last)
    case .backward(let layer, let unit):
      let number = symbols.number(layer, unit)
      var done: Set<Int> = []
      for case .backward(let l, let u) in steps.prefix(1 + (steps.firstIndex(of: step) ?? 0)) {
        done.insert(symbols.number(l, u))
      }
      return (all, done, [number])
    case .update: return (all, Set(1...all), [])
    case .hiddenAfter:
      let hidden = network.layers[0].biases.count
      return (hidden, [], Set(1...hidden))
    case .lossAfter: return (all, [], last)
    }
  }

  // MARK: The loss against one weight

  /// The loss while one parameter goes from `reach` below to `reach` above its value, and the
  /// tangent whose slope is the derivative.
  ///
  /// - Throws: `NetworkError` as `PaperNetwork.network()` does.
  public func lossCurve(_ parameter: PaperParameter, reach: Int = 8) throws -> CurvePlot {
    let center = network[parameter]
    let name = PlainFormula.text(symbol(parameter))
    let curve = try (-50...50).map { step in
      var moved = network
      moved[parameter] += ExactDecimal(Int128(step * reach * 2), scale: 2)
      return CurvePlot.Place(moved[parameter].doubleValue, try moved.exactLoss())
    }
    let slope = gradient(parameter)
    let here = try network.exactLoss()
    return CurvePlot(
      title: title,
      description: words(
        "The loss falls or rises between {1} and {2} while {3} goes from {4} to {5}. At {3} = {6} "
          + "it is {7}, and the tangent there has the slope {8}.",
        NumberText.fixed(curve.map(\.y).min() ?? 0, 4),
        NumberText.fixed(curve.map(\.y).max() ?? 0, 4), name,
        NumberText.short(curve[0].x, 2), NumberText.short(curve[100].x, 2),
        center.description, NumberText.fixed(here, 4), slope.text),
      curve: curve, track: [.init(center.doubleValue, here)],
      tangent: (slope.doubleValue, words("slope {1}", slope.text)), xAxis: name,
      yAxis: words("loss L"))
  }
}
