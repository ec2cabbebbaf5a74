import Numerics

/// Network descriptions and recipes as JSON, in the metadata of model files.
extension NetworkDescription {
  var json: JSONValue {
    .object([
      "input": .array(inputShape.dimensions.map { .number(Double($0)) }),
      "layers": .array(layers.map { $0.json }),
      "loss": .string(loss.rawValue),
    ])
  }

  /// - Throws: `NetworkError` if the value describes no network.
  init(json: JSONValue) throws(NetworkError) {
    guard let input = json["input"]?.array, input.count <= 8, let layers = json["layers"]?.array,
      let loss = json["loss"]?.string.flatMap(Loss.init(rawValue:))
    else { throw NetworkError("the architecture needs input, layers and loss") }
    var dimensions: [Int] = []
    var product = 1
    for value in input {
      let extent = try LayerDescription.positive(value, "input")
      dimensions.append(extent)
      product = product.multipliedReportingOverflow(by: extent).partialValue
      guard product > 0, product <= Self.largestOutput else {
        throw NetworkError("an input of \(Shape(dimensions)) is too large to compute with")
      }
    }
    guard layers.count <= Self.largestDepth else {
      throw NetworkError("\(layers.count) layers are too many")
    }
    var descriptions: [LayerDescription] = []
    for layer in layers { descriptions.append(try LayerDescription(json: layer)) }
    try self.init(inputShape: Shape(dimensions), layers: descriptions, loss: loss)
  }
}

extension LayerDescription {
  var json: JSONValue {
    var members: [String: JSONValue] = ["kind": .string(kind)]
    for setting in entry(Float.self).saved { members[setting.key] = settings[setting]?.json }
    return .object(members)
  }

  /// Initialisers are not kept: the parameters themselves are in the file.
  init(json: JSONValue) throws(NetworkError) {
    let kind = json["kind"]?.string ?? "none"
    guard let entry = LayerList<Float>.named(kind) else {
      throw NetworkError("the architecture has a layer of an unknown kind: \(kind)")
    }
    var settings = Settings()
    for setting in entry.saved {
      guard let value = json[setting.key] else {
        throw NetworkError("a \(kind) layer of the architecture has no \(setting.key)")
      }
      settings[setting] = try SettingValue(json: value, setting)
    }
    self.init(entry, settings)
  }

  static func positive(_ value: JSONValue?, _ key: String) throws(NetworkError) -> Int {
    guard let number = value?.integer, number > 0, number <= 1 << 24 else {
      throw NetworkError("\(key) of the architecture must be a whole number above 0")
    }
    return number
  }
}

extension SettingValue {
  /// Nil for what no model file keeps.
  fileprivate var json: JSONValue? {
    switch self {
    case .integer(let value): .number(Double(value))
    case .extent(let value):
      .array([.number(Double(value.height)), .number(Double(value.width))])
    case .number(let value): .number(value)
    case .word(let value): .string(value)
    case .flag(let value): .bool(value)
    case .initializer: nil
    }
  }

  /// A setting out of a model file. Whole numbers may be larger there than authors may write them:
  /// the layer checks the shapes.
  fileprivate init(json: JSONValue, _ setting: Setting) throws(NetworkError) {
    switch (setting.form, json) {
    case (.integer, _): self = .integer(try LayerDescription.positive(json, setting.key))
    case (.extent, .array(let sides)) where sides.count == 2:
      self = .extent(
        Extent(
          try LayerDescription.positive(sides[0], setting.key),
          try LayerDescription.positive(sides[1], setting.key)))
    case (.number, .number(let value)), (.part, .number(let value)): self = .number(value)
    case (.word(let words), .string(let word)) where words.contains(word): self = .word(word)
    case (.flag, .bool(let value)): self = .flag(value)
    default:
      throw NetworkError("a layer of the architecture has no known \(setting.key)")
    }
  }
}
