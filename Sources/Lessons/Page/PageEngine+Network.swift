import Drawing
import Figures
import Networks

/// Questions about trained networks that a page carries.
extension PageEngine {
  /// Keeps the numbers of the network that is asked for next: floats of four bytes, the lowest first;
  /// the image as it is seen (0 … 255), as the network takes it, then all weights (`CarriedPlan`).
  public func carry(_ bytes: [UInt8]) { carried = bytes }

  /// `{ask: network, run: digit, title: …, shape: [28, 28, 1], plan: [{name: conv1, …}, …]}`: goes
  /// forward with what was carried, and tells all layers (`NetworkPage.layers`).
  func network(_ node: YAMLNode) -> TraceJSON {
    var numbers: [Float] = []
    numbers.reserveCapacity(carried.count / 4)
    for place in stride(from: 0, to: carried.count - 3, by: 4) {
      var bits: UInt32 = 0
      for offset in 0..<4 { bits |= UInt32(carried[place + offset]) << UInt32(8 * offset) }
      numbers.append(Float(bitPattern: bits))
    }
    carried = []
    let shape = (node.value("shape")?.items ?? []).compactMap { $0.scalar.flatMap { Int($0) } }
    let world = World(
      name: node.text("run") ?? "", title: node.text("title") ?? "", words: words, seed: 1,
      options: PlayOptions())
    guard let run = node.text("run"), let plan = node.value("plan"),
      networks.count < Self.mostRuns || networks[run] != nil,
      let network = NetworkPage(plan: plan, shape: shape, carried: numbers, world)
    else { return Self.error("no such network") }
    networks[run] = network
    return network.layers(.screen)
  }

  /// `{ask: number, run: digit, layer: conv1, map: 3, row: 12, column: 7, width: 480, height: 400,
  /// id: n1}`: how it came about (`NetworkPage.number`).
  func number(_ node: YAMLNode) -> TraceJSON {
    guard let network = node.text("run").flatMap({ networks[$0] }),
      let layer = node.text("layer"), let map = node.integer("map"),
      let row = node.integer("row"), let column = node.integer("column"),
      let answer = network.number(
        PixelAddress(layer: layer, map: map, row: row, column: column),
        id: node.text("id") ?? "number", fitting: size(node),
        in: DrawingContext(theme: .screen, measurer: measurer, words: words))
    else { return Self.error("no such number") }
    return answer
  }

  /// The room that the page has for a picture.
  func size(_ node: YAMLNode) -> Size {
    Size(
      min(max(Double(node.integer("width") ?? 480), 120), 4000),
      min(max(Double(node.integer("height") ?? 400), 120), 4000))
  }
}
