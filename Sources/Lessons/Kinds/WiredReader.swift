import Datasets
import Networks
import Numerics

/// Reads the value of `wired:`: what the network shall compute, its hidden units and its output
/// unit, each with a name and weights, the bias first.
struct WiredReader {
  private let keys: YAMLMapping
  private var findings: Findings { keys.findings }

  init?(_ node: YAMLNode, _ context: ExperimentContext) {
    guard
      let keys = YAMLMapping(
        node, what: "a wired network", keys: TaskReader.keys + ["hidden", "output"],
        findings: context.findings)
    else { return nil }
    self.keys = keys
  }

  func read() -> (ThresholdNetwork, [LabelledPoint])? {
    let task = TaskReader(keys).task()
    guard let rows = task, let width = rows.first?.inputs.count else { return nil }
    guard keys.required("hidden") != nil, let output = keys.required("output") else { return nil }
    let hidden = (keys.list("hidden") ?? []).map { unit($0, inputs: width) }
    guard !hidden.isEmpty, hidden.count <= 8 else {
      findings.error("1 to 8 hidden units, here are \(hidden.count)", at: keys.node)
      return nil
    }
    let last = unit(output, inputs: hidden.count)
    let units = hidden.compactMap { $0 }
    guard units.count == hidden.count, let last else { return nil }
    return (ThresholdNetwork(inputCount: width, layers: [units, [last]]), rows)
  }

  private func unit(_ node: YAMLNode, inputs: Int) -> ThresholdNetwork.Unit? {
    guard
      let unit = YAMLMapping(node, what: "a unit", keys: ["name", "weights"], findings: findings),
      let place = unit.required("weights"), let weights = TaskReader(unit).decimals(place)
    else { return nil }
    guard weights.count == inputs + 1 else {
      findings.error(
        "\(weights.count) weights given, \(inputs + 1) needed", at: place,
        hint: "the bias first, then one for each of the \(inputs) inputs of the unit")
      return nil
    }
    let name = unit.string("name") ?? ""
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || " -".contains($0) }) else {
      findings.error("\"\(name)\" is no name for a unit", at: place, hint: "use letters")
      return nil
    }
    return ThresholdNetwork.Unit(name: name, perceptron: Perceptron(weights: weights))
  }
}
