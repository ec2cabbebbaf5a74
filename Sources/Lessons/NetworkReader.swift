import Networks
import Numerics

/// Reads a network out of YAML: in a lesson, or in a network file. The words of the layers and
/// their settings are those that the layers declare.
///
/// ```yaml
/// input: [28, 28, 1]
/// layers:
///   - conv: {filters: 8, kernel: 5, activation: relu}
///   - pool: 2
///   - flatten
///   - dense: {units: 10, activation: softmax}
/// loss: categoricalCrossEntropy
/// ```
struct NetworkReader {
  static let loss = Setting(
    "loss", .word(Loss.allCases.map { $0.rawValue }),
    "what training makes small; default: what goes with the last activation")
  static let keys = ["input", "layers", loss.key]

  let findings: Findings
  private var reader: SettingsReader { SettingsReader(findings: findings) }

  /// - Returns: the network, checked layer by layer; nil with diagnostics where it is impossible.
  func description(_ keys: YAMLMapping) -> NetworkDescription? {
    let before = findings.diagnostics.count
    let input = shape(keys)
    guard let items = keys.required("layers") == nil ? nil : keys.list("layers") else { return nil }
    let layers = items.map { self.layer($0) }
    let given = keys.given(Self.loss.key).flatMap {
      reader.value($0, Self.loss, called: "\"loss:\"")
    }
    let known = layers.compactMap { $0 }
    // Whether layers fit is told even where something else is wrong, as long as all are known.
    guard let input, known.count == layers.count else { return nil }
    var loss = Loss.standard(behind: known.last?.activation ?? .linear)
    if case .word(let word)? = given { loss = Loss(rawValue: word) ?? loss }
    let faults = NetworkDescription.faults(inputShape: input, layers: known, loss: loss)
    for fault in faults {
      findings.error(
        fault.description, at: place(of: fault, known, items) ?? keys.given("layers") ?? keys.node)
    }
    guard findings.diagnostics.count == before else { return nil }
    return try? NetworkDescription(inputShape: input, layers: known, loss: loss)
  }

  /// The item of the layer that the error names: `conv2` is the second convolution.
  private func place(of error: NetworkError, _ layers: [LayerDescription], _ items: [YAMLNode])
    -> YAMLNode?
  {
    var counts: [String: Int] = [:]
    for (layer, item) in zip(layers, items) {
      counts[layer.kind, default: 0] += 1
      if error.layer == "\(layer.kind)\(counts[layer.kind] ?? 0)" { return item }
    }
    return nil
  }

  private func shape(_ keys: YAMLMapping) -> Shape? {
    guard let node = keys.required("input"), let items = keys.list("input") else { return nil }
    let numbers = items.compactMap { $0.scalar.flatMap { Int($0) } }
    guard numbers.count == items.count, [1, 3].contains(numbers.count),
      numbers.allSatisfy({ (1...4096).contains($0) })
    else {
      findings.error(
        "\"input:\" is the number of inputs, or [height, width, channels], each from 1 to 4096",
        at: node)
      return nil
    }
    guard Shape(numbers).count <= NetworkDescription.largestOutput else {
      findings.error("an input of \(Shape(numbers)) is too large to compute with", at: node)
      return nil
    }
    return Shape(numbers)
  }

  private func layer(_ node: YAMLNode) -> LayerDescription? {
    if let word = node.scalar { return layer(word, nil, at: node) }
    guard case .mapping(let pairs) = node.content, pairs.count == 1,
      let word = pairs[0].key.scalar
    else {
      findings.error(
        "a layer is one word, or one word with its settings", at: node,
        hint: "write \"- flatten\" or \"- dense: {units: 10}\"")
      return nil
    }
    return layer(word, pairs[0].value, at: pairs[0].key)
  }

  private func layer(_ name: String, _ value: YAMLNode?, at node: YAMLNode) -> LayerDescription? {
    let words = LayerDescription.words
    guard let word = words.first(where: { $0.word == name }) else {
      findings.unknown("layer", name, at: node, valid: words.map { $0.word })
      return nil
    }
    let settings = reader.settings(
      value, of: word.word, word.settings, short: word.short, at: node)
    return settings.map { LayerDescription(word, $0) }
  }
}
