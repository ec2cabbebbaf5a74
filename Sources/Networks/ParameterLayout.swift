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
    func add(_ layer: Int, _ name: String, _ shape: Shape, isTrainable: Bool = true) {
      entries.append(
        Entry(
          name: "\(network.layerNames[layer]).\(name)", shape: shape, layer: layer,
          isTrainable: isTrainable, offset: offset))
      offset += (shape.count + 15) / 16 * 16
    }
    for (index, layer) in network.layers.enumerated() {
      let input = network.inputShape(of: index)
      switch layer {
      case .dense(let units, _, _, _):
        add(index, "kernel", [input.count, units])
        add(index, "bias", [units])
      case .convolution(let filters, let kernel, _, _, _, _, _):
        add(index, "kernel", [kernel.height, kernel.width, input[2], filters])
        add(index, "bias", [filters])
      case .batchNormalization:
        let channels: Shape = [input.dimensions.last ?? 1]
        add(index, "gamma", channels)
        add(index, "beta", channels)
        add(index, "mean", channels, isTrainable: false)
        add(index, "variance", channels, isTrainable: false)
      case .pooling, .activation, .dropout, .flatten: break
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
