import Networks
import Numerics

/// How a page writes a carried network down: its layers in flow notation, and all its weights in a
/// row, layer by layer, the kernel before the bias.
///
/// ```yaml
/// [{name: conv1, window: [28, 28, 1, 5, 5, 1, 1, valid], maps: 8, activation: relu},
///  {name: pool1, window: [24, 24, 8, 2, 2, 2, 2, valid], rule: largest},
///  {name: flatten1}, {name: dense1, inputs: 256, units: 128, activation: relu}]
/// ```
enum CarriedPlan {
  // MARK: Writing

  static func json(_ network: CarriedNetwork) -> TraceJSON {
    .list(
      network.layers.map { layer in
        var members = [JSONMember("name", .string(layer.name))]
        switch layer.work {
        case .convolution(let window, let kernel, _, let activation):
          members += [
            JSONMember("window", json(window)), JSONMember("maps", .integer(kernel.shape[3])),
            JSONMember("activation", .string(activation.rawValue)),
          ]
        case .dense(let kernel, _, let activation):
          members += [
            JSONMember("inputs", .integer(kernel.shape[0])),
            JSONMember("units", .integer(kernel.shape[1])),
            JSONMember("activation", .string(activation.rawValue)),
          ]
        case .pooling(let window, let rule):
          members += [
            JSONMember("window", json(window)), JSONMember("rule", .string(word(rule))),
          ]
        case .activation(let activation):
          members.append(JSONMember("activation", .string(activation.rawValue)))
        case .pass: members.append(JSONMember("pass", .bool(true)))
        case .flatten: break
        }
        return .object(members)
      })
  }

  static func weights(_ network: CarriedNetwork) -> [Float] {
    var weights: [Float] = []
    for layer in network.layers {
      switch layer.work {
      case .convolution(_, let kernel, let bias, _), .dense(let kernel, let bias, _):
        weights += kernel.values
        weights += bias.values
      case .pooling, .activation, .pass, .flatten: break
      }
    }
    return weights
  }

  private static func json(_ window: Window) -> TraceJSON {
    let numbers = [
      window.inputHeight, window.inputWidth, window.channels, window.height, window.width,
      window.strideY, window.strideX,
    ]
    return .list(
      numbers.map { .integer($0) }
        + [.string((isValid(window) ? Window.Padding.valid : .same).rawValue)])
  }

  private static func isValid(_ window: Window) -> Bool {
    window
      == Window(
        input: (window.inputHeight, window.inputWidth, window.channels),
        size: (window.height, window.width), stride: (window.strideY, window.strideX),
        padding: .valid)
  }

  private static func word(_ rule: PoolingRule) -> String {
    switch rule {
    case .largest: "largest"
    case .mean: "mean"
    case .smallest: "smallest"
    }
  }

  // MARK: Reading

  /// The network of a plan; nil where the plan cannot be read or `weights` are too few or too many.
  static func network(_ plan: YAMLNode, weights: [Float]) -> CarriedNetwork? {
    var place = 0
    func tensor(_ dimensions: [Int]) -> Tensor<Float>? {
      guard dimensions.allSatisfy({ (1...4096).contains($0) }) else { return nil }
      let shape = Shape(dimensions)
      guard shape.count <= weights.count - place else { return nil }
      defer { place += shape.count }
      return Tensor(shape, Array(weights[place..<place + shape.count]))
    }
    var layers: [CarriedNetwork.Layer] = []
    for node in plan.items {
      guard let name = node.text("name") else { return nil }
      let activation = node.text("activation").flatMap { Activation(rawValue: $0) }
      let work: CarriedNetwork.Layer.Work
      if let given = node.value("window") {
        guard let window = window(given) else { return nil }
        if let maps = node.integer("maps") {
          guard let activation,
            let kernel = tensor([window.height, window.width, window.channels, maps]),
            let bias = tensor([maps])
          else { return nil }
          work = .convolution(window, kernel: kernel, bias: bias, activation)
        } else {
          guard let rule = rule(node.text("rule")) else { return nil }
          work = .pooling(window, rule)
        }
      } else if let inputs = node.integer("inputs"), let units = node.integer("units") {
        guard let activation, let kernel = tensor([inputs, units]), let bias = tensor([units])
        else { return nil }
        work = .dense(kernel: kernel, bias: bias, activation)
      } else if let activation {
        work = .activation(activation)
      } else {
        work = node.text("pass") == nil ? .flatten : .pass
      }
      layers.append(CarriedNetwork.Layer(name, work))
    }
    return place == weights.count && !layers.isEmpty ? CarriedNetwork(layers) : nil
  }

  private static func window(_ node: YAMLNode) -> Window? {
    let texts = node.items.compactMap { $0.scalar }
    let numbers = texts.prefix(7).compactMap { Int($0) }
    guard texts.count == 8, numbers.count == 7, numbers.allSatisfy({ (1...4096).contains($0) }),
      let padding = Window.Padding(rawValue: texts[7])
    else { return nil }
    return Window(
      input: (numbers[0], numbers[1], numbers[2]), size: (numbers[3], numbers[4]),
      stride: (numbers[5], numbers[6]), padding: padding)
  }

  private static func rule(_ word: String?) -> PoolingRule? {
    switch word {
    case "largest": .largest
    case "mean": .mean
    case "smallest": .smallest
    default: nil
    }
  }
}
