import Drawing

/// A small network as circles and lines: layers from left to right, values in the units, weights
/// on the connections; on the way back gradients stand below the weights and dashed arrows point
/// to the left.
public struct NetworkDiagram: Figure, Equatable {
  public struct Unit: Equatable, Sendable {
    /// A formula that stands above the unit: `h_1`.
    public var symbol: String
    /// A word beside the symbol: `NAND`; may be empty.
    public var name: String
    /// What came out of it; empty where it has not been computed yet.
    public var value: String
    /// The bias, below the unit; empty for inputs.
    public var bias: String
    /// The loss's derivative by the bias; empty where the way back has not come so far.
    public var gradient: String
    /// The unit that is computed at this moment, drawn heavy.
    public var isCurrent: Bool
    /// What `value` and `gradient` tell, where they are not empty.
    public var quantity: Quantity?
    public var gradientQuantity: Quantity?

    public init(
      symbol: String, name: String = "", value: String = "", bias: String = "",
      gradient: String = "", isCurrent: Bool = false
    ) {
      self.symbol = symbol
      self.name = name
      self.value = value
      self.bias = bias
      self.gradient = gradient
      self.isCurrent = isCurrent
    }
  }

  /// A connection from unit `from` of one layer to unit `to` of the next, both from 0.
  public struct Edge: Equatable, Sendable {
    public var from: Int
    public var to: Int
    public var weight: String
    /// The loss's derivative by the weight; empty where the way back has not come so far.
    public var gradient: String
    /// Used at this moment, drawn heavy.
    public var isCurrent: Bool
    /// What `gradient` tells, where it is not empty.
    public var gradientQuantity: Quantity?

    public init(
      from: Int, to: Int, weight: String, gradient: String = "", isCurrent: Bool = false
    ) {
      self.from = from
      self.to = to
      self.weight = weight
      self.gradient = gradient
      self.isCurrent = isCurrent
    }
  }

  public enum Direction: Equatable, Sendable { case forward, backward }

  public var title: String
  public var caption: String
  /// Inputs first.
  public var layers: [[Unit]]
  /// Those between layer k and layer k + 1 at place k.
  public var edges: [[Edge]]
  /// Which way the current connections are used.
  public var direction: Direction
  /// Words below the layers: "inputs", "hidden layer", "output".
  public var layerNames: [String]
  /// Formulas that stand below the last layer: the right answer, the loss.
  public var note: [String] = []
  /// What the notes after the first tell.
  public var noteQuantities: [Quantity] = []
  /// What the units put out, all gradients and the loss are answers that pupils fill in.
  public var isTask = false

  public init(
    title: String, caption: String = "", layers: [[Unit]], edges: [[Edge]],
    direction: Direction = .forward, layerNames: [String] = []
  ) {
    precondition(edges.count + 1 == layers.count, "\(layers.count) layers, \(edges.count) gaps")
    self.title = title
    self.caption = caption
    self.layers = layers
    self.edges = edges
    self.direction = direction
    self.layerNames = layerNames
  }

  public var quantities: [Quantity] {
    if isTask { return [] }
    let units = layers.joined().flatMap { unit in
      (unit.value.isEmpty ? [] : [unit.quantity])
        + (unit.gradient.isEmpty ? [] : [unit.gradientQuantity])
    }
    let weights = edges.joined().map { $0.gradient.isEmpty ? nil : $0.gradientQuantity }
    return (units + weights).compactMap { $0 } + (note.count > 1 ? noteQuantities : [])
  }

  /// The same with nothing computed at this moment.
  public var atRest: NetworkDiagram {
    var diagram = self
    for layer in layers.indices {
      for unit in layers[layer].indices { diagram.layers[layer][unit].isCurrent = false }
    }
    for gap in edges.indices {
      for edge in edges[gap].indices { diagram.edges[gap][edge].isCurrent = false }
    }
    return diagram
  }

  public func description(_ words: Words) -> String { text(words, isOpen: false) }
  public func openDescription(_ words: Words) -> String {
    isTask ? text(words, isOpen: true) : ""
  }

  private func text(_ words: Words, isOpen: Bool) -> String {
    var sentences: [String] = []
    for (depth, layer) in layers.enumerated() {
      let name = layerNames.indices.contains(depth) ? layerNames[depth] + ": " : ""
      let units = layer.map { text($0, words, isOpen: isOpen && depth > 0) }
      sentences.append(name + units.joined(separator: "; ") + ".")
      guard depth < edges.count else { continue }
      let connections = edges[depth].map { edge in
        let from = PlainFormula.text(layer[edge.from].symbol)
        let to = PlainFormula.text(layers[depth + 1][edge.to].symbol)
        return "\(from) → \(to) " + PlainFormula.text(edge.weight)
          + (isOpen ? "" : derivative(edge.gradient, words))
      }
      if !connections.isEmpty { sentences.append(connections.joined(separator: "; ") + ".") }
    }
    let note = isOpen ? note.prefix(1) : note[...]
    if !note.isEmpty { sentences.append(note.map(PlainFormula.text).joined(separator: ", ") + ".") }
    return sentences.joined(separator: " ")
  }

  private func text(_ unit: Unit, _ words: Words, isOpen: Bool) -> String {
    var text = PlainFormula.text(unit.symbol)
    if !unit.name.isEmpty { text += " (\(unit.name))" }
    if !unit.value.isEmpty, !isOpen { text += " = " + PlainFormula.text(unit.value) }
    if !unit.bias.isEmpty { text += ", " + words("bias") + " " + PlainFormula.text(unit.bias) }
    return text + (isOpen ? "" : derivative(unit.gradient, words))
  }

  private func derivative(_ gradient: String, _ words: Words) -> String {
    gradient.isEmpty ? "" : " (" + words("derivative {1}", PlainFormula.text(gradient)) + ")"
  }
}

extension NetworkDiagram {
  public func legend(_ words: Words) -> [LegendEntry] {
    var entries: [LegendEntry] = []
    let all = edges.joined()
    if all.contains(where: { $0.isCurrent }) {
      entries.append(
        direction == .forward
          ? .init(.arrow, words("computed at this moment")) : .init(.dashed, words("the way back")))
    }
    if all.contains(where: { !$0.gradient.isEmpty }) {
      entries.append(.init(.word("←"), words("derivative of the loss by the weight above it")))
    }
    return entries
  }
}
