import Numerics

/// Network descriptions and recipes as JSON, in the metadata of model files.
extension NetworkDescription {
  var json: JSONValue {
    .object([
      "input": .array(inputShape.dimensions.map { .number(Double($0)) }),
      "layers": .array(layers.map(\.json)),
      "loss": .string(loss.rawValue),
    ])
  }

  /// - Throws: `NetworkError` if the value describes no network.
  init(json: JSONValue) throws {
    guard let input = json["input"]?.array, input.count <= 8, let layers = json["layers"]?.array,
      let loss = json["loss"]?.string.flatMap(Loss.init(rawValue:))
    else { throw NetworkError("the architecture needs input, layers and loss") }
    let dimensions = try input.map { try LayerDescription.positive($0, "input") }
    var product = 1
    for extent in dimensions {
      product = product.multipliedReportingOverflow(by: extent).partialValue
      guard product > 0, product <= 1 << 26 else {
        throw NetworkError("an input of \(dimensions) is too large to compute with")
      }
    }
    guard layers.count <= 1000 else { throw NetworkError("\(layers.count) layers are too many") }
    try self.init(
      inputShape: Shape(dimensions), layers: layers.map { try LayerDescription(json: $0) },
      loss: loss)
  }
}

extension LayerDescription {
  var json: JSONValue {
    var members: [String: JSONValue] = ["kind": .string(kind)]
    switch self {
    case .dense(let units, let activation, _, _):
      members["units"] = .number(Double(units))
      members["activation"] = .string(activation.rawValue)
    case .convolution(let filters, let kernel, let stride, let padding, let activation, _, _):
      members["filters"] = .number(Double(filters))
      members["kernel"] = kernel.json
      members["stride"] = stride.json
      members["padding"] = .string(padding.rawValue)
      members["activation"] = .string(activation.rawValue)
    case .pooling(let pooling, let window, let stride):
      members["pooling"] = .string(pooling.rawValue)
      members["window"] = window.json
      members["stride"] = (stride ?? window).json
    case .activation(let activation): members["activation"] = .string(activation.rawValue)
    case .dropout(let rate): members["rate"] = .number(rate)
    case .batchNormalization(let momentum, let epsilon):
      members["momentum"] = .number(momentum)
      members["epsilon"] = .number(epsilon)
    case .flatten: break
    }
    return .object(members)
  }

  /// Initialisers are not kept: the parameters themselves are in the file.
  init(json: JSONValue) throws {
    func activation() throws -> Activation {
      guard let name = json["activation"]?.string, let value = Activation(rawValue: name) else {
        throw NetworkError("a layer of the architecture has no known activation")
      }
      return value
    }
    func number(_ key: String) throws -> Double {
      guard let value = json[key]?.number else { throw NetworkError("a layer has no \(key)") }
      return value
    }
    switch json["kind"]?.string {
    case "dense":
      self = .dense(
        units: try Self.positive(json["units"], "units"), activation: try activation())
    case "conv":
      guard let padding = json["padding"]?.string.flatMap(Window.Padding.init(rawValue:)) else {
        throw NetworkError("a convolution of the architecture has no known padding")
      }
      self = .convolution(
        filters: try Self.positive(json["filters"], "filters"),
        kernel: try Extent(json: json["kernel"]), stride: try Extent(json: json["stride"]),
        padding: padding, activation: try activation())
    case "pool":
      guard let kind = json["pooling"]?.string.flatMap(Pooling.init(rawValue:)) else {
        throw NetworkError("a pooling layer of the architecture is neither max nor average")
      }
      self = .pooling(
        kind, window: try Extent(json: json["window"]), stride: try Extent(json: json["stride"]))
    case "activation": self = .activation(try activation())
    case "dropout": self = .dropout(rate: try number("rate"))
    case "norm":
      self = .batchNormalization(momentum: try number("momentum"), epsilon: try number("epsilon"))
    case "flatten": self = .flatten
    case let kind:
      throw NetworkError("the architecture has a layer of an unknown kind: \(kind ?? "none")")
    }
  }

  static func positive(_ value: JSONValue?, _ key: String) throws -> Int {
    guard let number = value?.integer, number > 0, number <= 1 << 24 else {
      throw NetworkError("\(key) of the architecture must be a whole number above 0")
    }
    return number
  }
}

extension Extent {
  fileprivate var json: JSONValue { .array([.number(Double(height)), .number(Double(width))]) }

  fileprivate init(json: JSONValue?) throws {
    guard let sides = json?.array, sides.count == 2 else {
      throw NetworkError("a window of the architecture needs height and width")
    }
    self.init(
      try LayerDescription.positive(sides[0], "a window"),
      try LayerDescription.positive(sides[1], "a window"))
  }
}
