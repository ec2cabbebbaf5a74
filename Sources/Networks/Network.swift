import Numerics

/// A network with its parameters: a value, computed with by `Execution`, trained by `Training`.
public struct Network<Scalar: Real>: Sendable {
  public let description: NetworkDescription
  public let layout: ParameterLayout
  /// All parameters in one row, as `layout` says.
  public internal(set) var parameters: [Scalar]

  /// A network with fresh parameters, drawn from the seed by each layer's initialiser.
  public init(_ description: NetworkDescription, seed: UInt64) {
    self.init(blank: description)
    for (index, layer) in description.layers.enumerated() {
      // Each layer draws from a stream of its own: changing one leaves the others as they were.
      var generator = SeededGenerator(seed: seed, stream: 1_000 + UInt64(index))
      for parameter in layer.parameters(for: description.inputShape(of: index)) {
        let values = parameter.start.values(for: parameter.shape, using: &generator)
        let range = layout.entry(index, parameter.name).range
        parameters.replaceSubrange(range, with: values.map { Scalar($0) })
      }
    }
  }

  /// A network with given parameters.
  ///
  /// - Throws: `NetworkError` naming a tensor that is missing, unknown or of another shape.
  public init(_ description: NetworkDescription, parameters: [String: Tensor<Scalar>]) throws {
    // The tensors are checked first: a damaged file must not make room for what it lacks.
    let layout = ParameterLayout(description)
    for entry in layout.entries {
      let layer = description.layerNames[entry.layer]
      guard let tensor = parameters[entry.name] else {
        throw NetworkError(layer: layer, "the tensor \(entry.name) is missing")
      }
      guard tensor.shape == entry.shape else {
        throw NetworkError(
          layer: layer, "\(entry.name) is \(tensor.shape), but \(entry.shape) is needed")
      }
    }
    for name in parameters.keys.sorted() where layout.entry(named: name) == nil {
      throw NetworkError("the network has no tensor \(name)")
    }
    self.init(blank: description)
    for entry in layout.entries {
      if let tensor = parameters[entry.name] {
        self.parameters.replaceSubrange(entry.range, with: tensor.values)
      }
    }
  }

  /// The same network in another precision.
  public init<Other>(_ other: Network<Other>) {
    description = other.description
    layout = other.layout
    parameters = other.parameters.map { Scalar($0) }
  }

  private init(blank description: NetworkDescription) {
    self.description = description
    layout = ParameterLayout(description)
    parameters = [Scalar](repeating: 0, count: layout.length)
  }

  /// A tensor by its name, `conv1.kernel`; nil if the network has none of that name.
  public subscript(name: String) -> Tensor<Scalar>? {
    layout.entry(named: name).map { Tensor($0.shape, Array(parameters[$0.range])) }
  }

  /// Replaces one tensor.
  ///
  /// - Throws: `NetworkError` if there is none of that name or its shape differs.
  public mutating func set(_ name: String, to tensor: Tensor<Scalar>) throws {
    guard let entry = layout.entry(named: name) else {
      throw NetworkError("the network has no tensor \(name)")
    }
    guard entry.shape == tensor.shape else {
      throw NetworkError("\(name) is \(entry.shape), not \(tensor.shape)")
    }
    parameters.replaceSubrange(entry.range, with: tensor.values)
  }

  public var parameterCount: Int { layout.parameterCount }
}

extension Network: Equatable {
  public static func == (a: Network, b: Network) -> Bool {
    a.description == b.description && a.parameters == b.parameters
  }
}
