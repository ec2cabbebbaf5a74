import Networks
import Numerics

/// Reads a network's layers out of YAML: in a lesson, or in a network file.
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
  static let layerWords = [
    "dense", "conv", "pool", "average-pool", "relu", "sigmoid", "tanh", "softmax", "dropout",
    "batch-normalization", "flatten",
  ]
  static let initializerWords = ["glorotUniform", "heNormal", "varianceScaling", "zeros"]
  static let keys = ["input", "layers", "loss"]

  let findings: Findings

  /// - Returns: the network, checked layer by layer; nil with diagnostics where it is impossible.
  func description(_ keys: YAMLMapping) -> NetworkDescription? {
    let input = shape(keys)
    guard let items = keys.required("layers") == nil ? nil : keys.list("layers") else { return nil }
    let layers = items.map { self.layer($0) }
    let loss = keys.word("loss", Loss.self)
    guard let input, !findings.hasErrors else { return nil }
    let known = layers.compactMap { $0 }
    let chosen =
      loss
      ?? (known.last?.activation == .sigmoid
        ? .binaryCrossEntropy
        : known.last?.activation == .softmax ? .categoricalCrossEntropy : .meanSquaredError)
    do {
      return try NetworkDescription(inputShape: input, layers: known, loss: chosen)
    } catch let error as NetworkError {
      findings.error(error.description, at: place(of: error, known, items) ?? keys.node)
    } catch {
      findings.error("\(error)", at: keys.node)
    }
    return nil
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
        "\"input:\" is the number of inputs, or [height, width, channels]", at: node)
      return nil
    }
    return Shape(numbers)
  }

  // MARK: Layers

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

  private func layer(_ word: String, _ value: YAMLNode?, at node: YAMLNode) -> LayerDescription? {
    switch word {
    case "relu", "sigmoid", "tanh", "softmax":
      return Activation(rawValue: word).map { .activation($0) }
    case "flatten": return .flatten
    case "dense": return dense(value, at: node)
    case "conv": return convolution(value, at: node)
    case "pool", "average-pool":
      return pooling(value, kind: word == "pool" ? .max : .average, at: node)
    case "dropout":
      guard let rate = value?.scalar.flatMap({ Double($0) }), rate >= 0, rate < 1 else {
        findings.error("dropout needs a rate from 0 to below 1", at: value ?? node)
        return nil
      }
      return .dropout(rate: rate)
    case "batch-normalization":
      guard let value else { return .batchNormalization() }
      guard let keys = settings(value, "batch normalization", ["momentum", "epsilon"]) else {
        return nil
      }
      return .batchNormalization(
        momentum: keys.number("momentum", in: 0...1) ?? 0.99,
        epsilon: keys.number("epsilon", in: 1e-12...1) ?? 1e-3)
    default:
      findings.unknown("layer", word, at: node, valid: Self.layerWords)
      return nil
    }
  }

  private func settings(_ node: YAMLNode, _ what: String, _ keys: [String]) -> YAMLMapping? {
    YAMLMapping(node, what: what, keys: keys, findings: findings)
  }

  private func dense(_ value: YAMLNode?, at node: YAMLNode) -> LayerDescription? {
    if let units = value?.scalar.flatMap({ Int($0) }), units > 0 { return .dense(units: units) }
    let known = ["units", "activation", "initializer", "weights", "bias"]
    guard let keys = settings(value ?? node, "a dense layer", known),
      keys.required("units") != nil, let units = keys.integer("units", in: 1...1_000_000)
    else { return nil }
    return .dense(
      units: units, activation: keys.word("activation", Activation.self) ?? .linear,
      initializer: values(keys, "weights") ?? initializer(keys),
      bias: values(keys, "bias") ?? .zeros)
  }

  private func convolution(_ value: YAMLNode?, at node: YAMLNode) -> LayerDescription? {
    let known = [
      "filters", "kernel", "stride", "padding", "activation", "initializer", "weights", "bias",
    ]
    guard let keys = settings(value ?? node, "a convolution", known),
      keys.required("filters") != nil, let filters = keys.integer("filters", in: 1...65_536),
      keys.required("kernel") != nil, let kernel = extent(keys, "kernel")
    else { return nil }
    return .convolution(
      filters: filters, kernel: kernel, stride: extent(keys, "stride") ?? 1,
      padding: keys.word("padding", Window.Padding.self) ?? .valid,
      activation: keys.word("activation", Activation.self) ?? .linear,
      initializer: values(keys, "weights") ?? initializer(keys),
      bias: values(keys, "bias") ?? .zeros)
  }

  private func pooling(_ value: YAMLNode?, kind: LayerDescription.Pooling, at node: YAMLNode)
    -> LayerDescription?
  {
    guard let value else { return .pooling(kind) }
    if let side = value.scalar.flatMap({ Int($0) }), side > 0 {
      return .pooling(kind, window: Extent(side, side))
    }
    guard let keys = settings(value, "pooling", ["window", "stride"]) else { return nil }
    return .pooling(kind, window: extent(keys, "window") ?? 2, stride: extent(keys, "stride"))
  }

  /// `5` or `[5, 3]`.
  private func extent(_ keys: YAMLMapping, _ key: String) -> Extent? {
    guard let node = keys[key], let items = keys.list(key) else { return nil }
    let sides = items.compactMap { $0.scalar.flatMap { Int($0) } }.filter {
      (1...1024).contains($0)
    }
    guard sides.count == items.count, let height = sides.first, let width = sides.last,
      sides.count <= 2
    else {
      findings.error("\"\(key):\" is a size from 1 to 1024, or [height, width]", at: node)
      return nil
    }
    return Extent(height, width)
  }

  private func initializer(_ keys: YAMLMapping) -> Initializer {
    guard let node = keys["initializer"] else { return .glorotUniform }
    switch node.scalar {
    case "glorotUniform": return .glorotUniform
    case "heNormal": return .heNormal
    case "varianceScaling": return .varianceScaling
    case "zeros": return .zeros
    default:
      findings.unknown(
        "initializer", node.scalar ?? node.kind, at: node, valid: Self.initializerWords)
      return .glorotUniform
    }
  }

  /// Given weights, row by row, nested lists or flat.
  private func values(_ keys: YAMLMapping, _ key: String) -> Initializer? {
    guard let node = keys[key] else { return nil }
    var numbers: [Double] = []
    func collect(_ node: YAMLNode) -> Bool {
      switch node.content {
      case .sequence(let items): return items.allSatisfy(collect)
      case .scalar(let text, _):
        guard let number = Double(text), number.isFinite else { return false }
        numbers.append(number)
        return true
      case .mapping: return false
      }
    }
    guard collect(node) else {
      findings.error("\"\(key):\" needs numbers", at: node)
      return nil
    }
    return .values(numbers)
  }
}
