import Numerics

/// Where each tensor of a network's parameters lies in one long row of numbers.
public struct ParameterLayout: Sendable {
  public struct Entry: Sendable, Equatable {
    /// `conv1.kernel`
    public var name: String
    public var shape: Shape
    /// The layer's place in its network.
    public var layer: Int
    /// False for the running statistics of batch normalisation: saved, but not learned.
    public var isTrainable: Bool
    public var offset: Int

    public var range: Range<Int> { offset..<offset + shape.count }
  }

  /// In the order of the layers; kernel before bias.
  public let entries: [Entry]
  /// The length of the row. Each tensor begins at a multiple of 16, so it exceeds the number of
  /// parameters.
  public let length: Int

  init(_ network: NetworkDescription) {
    var entries: [Entry] = []
    var offset = 0
    for (index, layer) in network.layers.enumerated() {
      for parameter in layer.parameters(for: network.inputShape(of: index)) {
        entries.append(
          Entry(
            name: "\(network.layerNames[index]).\(parameter.name)", shape: parameter.shape,
            layer: index, isTrainable: parameter.isTrainable, offset: offset))
        offset += (parameter.shape.count + 15) / 16 * 16
      }
    }
    self.entries = entries
    length = offset
  }

  /// All parameters, learned or not, as Keras counts them.
  public var parameterCount: Int { entries.reduce(0) { $0 + $1.shape.count } }

  public func entries(ofLayer layer: Int) -> [Entry] { entries.filter { $0.layer == layer } }

  public func entry(named name: String) -> Entry? { entries.first { $0.name == name } }

  func entry(_ layer: Int, _ part: String) -> Entry {
    guard let entry = entries.first(where: { $0.layer == layer && $0.name.hasSuffix(".\(part)") })
    else { preconditionFailure("layer \(layer) has no \(part)") }
    return entry
  }
}
