import Drawing

/// What the quantities of a dense network are called on pages, as formulas. Units are numbered
/// through from the first hidden one: unit 3 of a 2–2–1 network is its output, with $z_3$, $b_3$.
public struct NetworkSymbols {
  public var inputs: Int
  /// Units of each layer, the output layer last.
  public var layers: [Int]

  public init(inputs: Int, layers: [Int]) {
    self.inputs = inputs
    self.layers = layers
  }

  /// The number of a unit, from 1.
  public func number(_ layer: Int, _ unit: Int) -> Int {
    layers[..<layer].reduce(0, +) + unit + 1
  }

  private func isOutput(_ layer: Int) -> Bool { layer == layers.count - 1 }

  public func input(_ place: Int) -> String { "x_\(index(place + 1))" }

  /// `h_1`, or `\hat{y}` for the only unit of the last layer.
  public func output(_ layer: Int, _ unit: Int) -> String {
    guard isOutput(layer) else { return "h_\(index(number(layer, unit)))" }
    return layers[layer] == 1 ? "\\hat{y}" : "\\hat{y}_\(index(unit + 1))"
  }

  /// What a layer gets: inputs, or the outputs of the layer before.
  public func incoming(_ layer: Int, _ place: Int) -> String {
    layer == 0 ? input(place) : output(layer - 1, place)
  }

  public func sum(_ layer: Int, _ unit: Int) -> String { "z_\(index(number(layer, unit)))" }
  public func bias(_ layer: Int, _ unit: Int) -> String { "b_\(index(number(layer, unit)))" }
  public func delta(_ layer: Int, _ unit: Int) -> String { "\\delta_\(index(number(layer, unit)))" }

  /// `w_{12}` from input 1 to unit 2 of the first layer, `v_1` from unit 1 to the only output.
  public func weight(_ layer: Int, from: Int, to: Int) -> String {
    let letter = ["w", "v", "u"][min(layer, 2)]
    if layers[layer] == 1, layer > 0 { return "\(letter)_\(index(from + 1))" }
    let places = from < 9 && to < 9 ? "\(from + 1)\(to + 1)" : "\(from + 1),\(to + 1)"
    return "\(letter)_{\(places)}"
  }

  /// `b_1 + w_{11} \cdot x_1 + w_{21} \cdot x_2`
  public func weightedSum(_ layer: Int, _ unit: Int) -> String {
    let width = layer == 0 ? inputs : layers[layer - 1]
    let terms = (0..<width).map {
      "\(weight(layer, from: $0, to: unit)) \\cdot \(incoming(layer, $0))"
    }
    return ([bias(layer, unit)] + terms).joined(separator: " + ")
  }

  private func index(_ number: Int) -> String { number > 9 ? "{\(number)}" : "\(number)" }

  /// Words below the columns of a diagram.
  public func layerNames(_ words: Words) -> [String] {
    let hidden = layers.count - 1
    return [words("inputs")]
      + (0..<hidden).map {
        hidden == 1 ? words("hidden layer") : words("hidden layer {1}", "\($0 + 1)")
      }
      + [words("output")]
  }
}
