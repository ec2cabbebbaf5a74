import Figures
import Networks
import Numerics

/// Reads the value of `backprop:`: one sample, its right answer, the weights of a hidden layer and
/// an output layer, and the rate of the step.
struct BackpropReader {
  private let keys: YAMLMapping
  private var findings: Findings { keys.findings }

  init?(_ node: YAMLNode, _ context: ExperimentContext) {
    guard
      let keys = YAMLMapping(
        node, what: "backpropagation",
        keys: ["inputs", "target", "hidden", "output", "activation", "rate"],
        findings: context.findings)
    else { return nil }
    self.keys = keys
  }

  func read() -> (PaperNetwork, ExactDecimal)? {
    let inputs = decimals("inputs", 1...6)
    let target = decimals("target", 1...6)
    let output = keys.word("activation", PaperNetwork.Output.self) ?? .sigmoid
    let rate = keys.required("rate").flatMap { TaskReader(keys).decimal($0) }
    let hiddenNode = keys.required("hidden")
    let outputNode = keys.required("output")
    guard let inputs, let target, let rate, let hiddenNode, let outputNode else { return nil }
    let rateNode = keys["rate"] ?? keys.node
    guard rate > 0, rate.magnitude <= 100, rate.scale <= 4 else {
      findings.error(
        "the learning rate is \(rate); it has to be greater than 0, at most 100, with at most 4 "
          + "digits after the point", at: rateNode)
      return nil
    }
    guard let hidden = layer(hiddenNode, inputs: inputs.count, units: nil),
      let last = layer(outputNode, inputs: hidden.biases.count, units: target.count),
      isGood(target, for: output)
    else { return nil }
    let network = PaperNetwork(
      inputs: inputs, target: target, layers: [hidden, last], output: output)
    if let complaint = network.complaint {
      findings.error(complaint, at: outputNode, hint: "make the weights and biases smaller")
      return nil
    }
    if let complaint = PaperPass(network).updated(rate: rate).complaint {
      findings.error(
        "after the step \(complaint)", at: rateNode, hint: "make the learning rate smaller")
      return nil
    }
    return (network, rate)
  }

  private func isGood(_ target: [ExactDecimal], for output: PaperNetwork.Output) -> Bool {
    let place = keys["target"] ?? keys.node
    switch output {
    case .sigmoid:
      guard target.count == 1 else {
        findings.error(
          "a sigmoid output has one target, here are \(target.count)", at: place,
          hint: "write activation: softmax for several outputs")
        return false
      }
    case .softmax:
      guard target.count > 1, target.count(where: { $0 == .one }) == 1,
        target.count(where: \.isZero) == target.count - 1
      else {
        findings.error(
          "the target of softmax has a single 1 among zeros", at: place,
          hint: "write [1, 0] for the first of two classes")
        return false
      }
    }
    return true
  }

  /// `{weights: [[…], …], biases: […]}`, a row of weights for each input of the layer.
  private func layer(_ node: YAMLNode, inputs: Int, units: Int?) -> PaperNetwork.Layer? {
    guard
      let layer = YAMLMapping(
        node, what: "a layer", keys: ["weights", "biases"], findings: findings),
      let place = layer.required("weights"), let biasPlace = layer.required("biases")
    else { return nil }
    let reader = TaskReader(layer)
    let rows = (layer.list("weights") ?? []).map { reader.decimals($0) }
    guard let biases = reader.decimals(biasPlace) else { return nil }
    let weights = rows.compactMap { $0 }
    guard weights.count == rows.count else { return nil }
    guard weights.count == inputs else {
      findings.error(
        "\(weights.count) rows of weights given, \(inputs) needed", at: place,
        hint: "a row for each input of the layer")
      return nil
    }
    let count = units ?? biases.count
    guard count >= 1, count <= 6, biases.count == count,
      weights.allSatisfy({ $0.count == count })
    else {
      findings.error(
        "each row needs \(max(count, 1)) weights, and there are as many biases (at most 6)",
        at: place)
      return nil
    }
    let all = weights.joined() + biases
    guard all.allSatisfy({ $0.scale <= 4 && $0.magnitude < 100 }) else {
      findings.error(
        "weights have at most 4 digits after the point and lie between -100 and 100", at: place)
      return nil
    }
    return PaperNetwork.Layer(weights: weights, biases: biases)
  }

  private func decimals(_ key: String, _ count: ClosedRange<Int>) -> [ExactDecimal]? {
    guard let node = keys.required(key) else { return nil }
    let items = keys.list(key) ?? []
    let reader = TaskReader(keys)
    let numbers = items.compactMap { reader.decimal($0) }
    guard numbers.count == items.count else { return nil }
    guard count.contains(numbers.count),
      numbers.allSatisfy({ $0.scale <= 4 && $0.magnitude < 100 })
    else {
      findings.error(
        "\"\(key):\" takes \(count.lowerBound) to \(count.upperBound) numbers between -100 and "
          + "100 with at most 4 digits after the point", at: node)
      return nil
    }
    return numbers
  }
}
