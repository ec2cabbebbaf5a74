import Drawing
import Figures
import Networks
import Numerics

/// Pictures of backpropagation.
struct BackpropPictures {
  typealias Step = BackpropRun.Step

  let run: BackpropRun
  let title: String
  let words: Words

  init(_ run: BackpropRun, _ world: World) {
    self.run = run
    title = world.title
    words = world.words
  }

  var network: PaperNetwork { run.network }
  var pass: PaperPass { run.pass }
  var after: PaperPass { run.after }
  var rate: ExactDecimal { run.rate }
  var nudges: [PaperParameter: NudgeTest] { run.nudges }
  var steps: [Step] { run.steps }
  var symbols: NetworkSymbols { run.symbols }
  func symbol(_ parameter: PaperParameter) -> String { run.symbol(parameter) }
  func gradient(_ parameter: PaperParameter) -> PaperNumber { run.gradient(parameter) }

  // MARK: The diagram

  /// The network with all that is known at a step: values up to a unit on the way there, gradients
  /// from the output back to a unit on the way back.
  ///
  /// - Parameter uncovered: How many stages of the step are told; nil for all.
  func diagram(at step: Step, uncovered: Int? = nil) -> NetworkDiagram {
    let isAfter = step == .lossAfter || step == .hiddenAfter
    let shown = isAfter ? after : pass
    let symbols = self.symbols
    let known = self.known(at: step, uncovered: uncovered ?? .max)
    var layers: [[NetworkDiagram.Unit]] = [
      network.inputs.enumerated().map { .init(symbol: symbols.input($0), value: $1.formula) }
    ]
    var edges: [[NetworkDiagram.Edge]] = []
    for (depth, layer) in shown.network.layers.enumerated() {
      layers.append(
        layer.biases.enumerated().map { unit, bias in
          let number = symbols.number(depth, unit)
          let parameter = PaperParameter(layer: depth, from: nil, to: unit)
          var drawn = NetworkDiagram.Unit(
            symbol: symbols.output(depth, unit),
            value: number <= known.outputs ? shown.outputs[depth][unit].formula : "",
            bias: bias.formula,
            gradient: known.gradients.contains(number) ? gradient(parameter).formula : "",
            isCurrent: known.current.contains(number))
          drawn.quantity = quantity(ofOutput: depth, unit, isAfter: isAfter)
          drawn.gradientQuantity = quantity(ofGradient: parameter)
          return drawn
        })
      edges.append(
        layer.biases.indices.flatMap { to in
          layer.weights.indices.map { from in
            let parameter = PaperParameter(layer: depth, from: from, to: to)
            let number = symbols.number(depth, to)
            var edge = NetworkDiagram.Edge(
              from: from, to: to, weight: layer.weights[from][to].formula,
              gradient: known.gradients.contains(number) ? gradient(parameter).formula : "",
              isCurrent: known.current.contains(number))
            edge.gradientQuantity = quantity(ofGradient: parameter)
            return edge
          }
        })
    }
    let isBack: Bool
    if case .backward = step { isBack = true } else { isBack = false }
    var diagram = NetworkDiagram(
      title: title, layers: layers, edges: edges,
      direction: isBack ? .backward : .forward, layerNames: symbols.layerNames(words))
    diagram.note = note(at: step, uncovered: uncovered ?? .max)
    diagram.noteQuantities = [quantity(.loss, in: isAfter ? .lossAfter : .loss)]
    return diagram
  }

  /// Beside the outputs: the right answer, and the loss once it is known.
  private func note(at step: Step, uncovered: Int) -> [String] {
    let target =
      network.target.count == 1
      ? "y = \(network.target[0].formula)" : "y = " + PlainFormula.tuple(network.target)
    switch step {
    case .forward, .softmax, .hiddenAfter: return [target]
    case .loss where uncovered < 1: return [target]
    case .lossAfter where uncovered <= outputStages: return [target]
    case .lossAfter:
      return [target, "L \(sign(after.loss)) \(after.loss.formula)"]
    case .loss, .backward, .update:
      return [target, "L \(sign(pass.loss)) \(pass.loss.formula)"]
    }
  }

  /// How many stages after the update tell what the outputs are.
  private var outputStages: Int { network.target.count + (network.output == .softmax ? 2 : 0) }

  func sign(_ number: PaperNumber) -> String { number.isRounded ? "\\approx" : "=" }

  private func known(at step: Step, uncovered: Int)
    -> (outputs: Int, gradients: Set<Int>, current: Set<Int>)
  {
    let all = network.layers.map { $0.biases.count }.reduce(0, +)
    let last = Set(network.layers[1].biases.indices.map { symbols.number(1, $0) })
    switch step {
    case .forward(let layer, let unit):
      let number = symbols.number(layer, unit)
      // The outputs of softmax are known together.
      let isSum = layer == 1 && network.output == .softmax
      return (
        isSum ? symbols.number(1, 0) - 1 : uncovered > 0 ? number : number - 1, [], [number]
      )
    case .softmax: return (uncovered > 1 ? all : symbols.number(1, 0) - 1, [], last)
    case .loss: return (all, [], last)
    case .backward(let layer, let unit):
      let number = symbols.number(layer, unit)
      var done: Set<Int> = []
      // The second stage tells the gradients of its own weights.
      let told = (steps.firstIndex(of: step) ?? 0) + (uncovered > 1 ? 1 : 0)
      for case .backward(let l, let u) in steps.prefix(told) {
        done.insert(symbols.number(l, u))
      }
      return (all, done, [number])
    case .update: return (all, Set(1...all), [])
    case .hiddenAfter:
      let hidden = network.layers[0].biases.count
      return (min(uncovered, hidden), [], Set(1...hidden))
    case .lossAfter:
      let before = symbols.number(1, 0) - 1
      if network.output == .softmax { return (uncovered < outputStages ? before : all, [], last) }
      return (min(uncovered, network.target.count) + before, [], last)
    }
  }

  // MARK: The loss against one weight

  /// The loss while one parameter goes from `reach` below to `reach` above its value, and the
  /// tangent whose slope is the derivative.
  func lossCurve(_ parameter: PaperParameter, reach: Int = 8) -> CurvePlot {
    let center = network[parameter]
    let name = PlainFormula.text(symbol(parameter))
    let curve = (-50...50).map { step in
      var moved = network
      moved[parameter] += ExactDecimal(Int128(step * reach * 2), scale: 2)
      return CurvePlot.Place(moved[parameter].doubleValue, moved.exactLoss())
    }
    let slope = gradient(parameter)
    let here = network.exactLoss()
    return CurvePlot(
      title: title,
      description: words(
        "The loss falls or rises between {1} and {2} while {3} goes from {4} to {5}. At {3} = {6} "
          + "it is {7}, and the tangent there has the slope {8}.",
        NumberText.fixed(curve.map { $0.y }.min() ?? 0, 4),
        NumberText.fixed(curve.map { $0.y }.max() ?? 0, 4), name,
        NumberText.short(curve[0].x, 2), NumberText.short(curve[100].x, 2),
        center.description, NumberText.fixed(here, 4), slope.text),
      curve: curve, track: [.init(center.doubleValue, here)],
      tangent: (slope.doubleValue, words("slope {1}", slope.text)), xAxis: name,
      yAxis: words("loss L"))
  }
}

extension BackpropRun {
  var symbols: NetworkSymbols {
    NetworkSymbols(
      inputs: network.inputs.count, layers: network.layers.map { $0.biases.count })
  }

  /// A weight's or bias's name, as a formula.
  func symbol(_ parameter: PaperParameter) -> String {
    parameter.from.map { symbols.weight(parameter.layer, from: $0, to: parameter.to) }
      ?? symbols.bias(parameter.layer, parameter.to)
  }

  /// Its name in references: `v1`, `w12`, `b3`.
  func code(_ parameter: PaperParameter) -> String {
    symbol(parameter).filter { $0.isLetter || $0.isNumber }
  }
}
