import Datasets
import Drawing
import Figures
import Networks
import Numerics

/// The pictures and the arithmetic of a network that is wired by hand, row by row of its truth
/// table.
struct WiredPictures {
  private let run: WiredKind.Run
  private let title: String
  let words: Words

  var network: ThresholdNetwork { run.network }
  var rows: [LabelledPoint] { run.rows }
  var symbols: NetworkSymbols { run.symbols }

  init(_ run: WiredKind.Run, _ world: World) {
    self.run = run
    title = world.title
    words = world.words
  }

  func answer(_ row: Int) -> Int { run.answer(row) }

  /// The network with the values of a row in its units, up to the unit of this number (from 1);
  /// without a row it is idle.
  ///
  /// - Parameter isOpen: Whether the last of these units is asked for.
  func diagram(row: Int?, upTo last: Int? = nil, isOpen: Bool = false) -> NetworkDiagram {
    let firings = row.map { network.firings(rows[$0].inputs) }
    let symbols = self.symbols
    var layers: [[NetworkDiagram.Unit]] = [
      (0..<network.inputCount).map { place in
        .init(
          symbol: symbols.input(place), value: row.map { rows[$0].inputs[place].formula } ?? "")
      }
    ]
    var edges: [[NetworkDiagram.Edge]] = []
    for (depth, layer) in network.layers.enumerated() {
      layers.append(
        layer.enumerated().map { place, unit in
          let number = symbols.number(depth, place)
          let isKnown = number <= last ?? .max && !(isOpen && number == last)
          var shown = NetworkDiagram.Unit(
            symbol: symbols.output(depth, place), name: unit.name,
            value: isKnown ? firings.map { "\($0[depth][place].output)" } ?? "" : "",
            bias: unit.perceptron.weights[0].formula, isCurrent: number == last)
          shown.quantity = row.map { Quantity(step: $0 + 1, .output, number - 1) }
          return shown
        })
      edges.append(
        layer.enumerated().flatMap { to, unit in
          unit.perceptron.weights.dropFirst().enumerated().map { from, weight in
            .init(
              from: from, to: to, weight: weight.formula,
              isCurrent: symbols.number(depth, to) == last)
          }
        })
    }
    return NetworkDiagram(
      title: title, layers: layers, edges: edges,
      layerNames: symbols.layerNames(words))
  }

  /// The inputs' plane with the line of every unit of the first layer; nil for other numbers of
  /// inputs than two.
  func lines(visited: Int? = nil) -> PlanePlot? {
    guard network.inputCount == 2 else { return nil }
    let lines = network.layers[0].enumerated().map { place, unit in
      PlanePlot.Line(
        unit.perceptron, label: symbols.output(0, place), name: unit.name)
    }
    let described = zip(network.layers[0], network.layers[0].indices).map { unit, place in
      words(
        "Unit {1} ({2}) has the line {3} and is TRUE on the side where this sum is above 0.",
        PlainFormula.text(symbols.output(0, place)), unit.name,
        "0 = " + PlainFormula.text(Boundary(weights: unit.perceptron.weights).sum))
    }
    var plane = PlanePlot(
      title: title, description: ([pointsText] + described).joined(separator: " "),
      x: -0.7...1.7, y: -0.7...1.7, axisNames: ["x_1", "x_2"],
      marks: rows.enumerated().map { place, row in
        PlanePlot.Mark(row, at: row.inputs, isVisited: place == visited)
      }, lines: lines)
    plane.givenDescription = pointsText
    return plane
  }

  /// The plane of two hidden outputs: where the rows have moved to, and the output unit's line.
  func hiddenPlane(visited: Int? = nil) -> PlanePlot? {
    guard network.layers.count == 2, network.layers[0].count == 2, network.layers[1].count == 1
    else { return nil }
    let unit = network.layers[1][0]
    let hidden = rows.map { network.firings($0.inputs)[0].map { ExactDecimal($0.output) } }
    let moved = zip(rows, hidden).map { row, place in
      "\(row.inputsText) → \(LabelledPoint(place, isTrue: row.isTrue).inputsText)"
    }
    var plane = PlanePlot(
      title: title,
      description: words(
        "The rows as the hidden units see them: {1}. The output unit's line is {2}.",
        moved.joined(separator: ", "),
        "0 = "
          + PlainFormula.text(
            Boundary(weights: unit.perceptron.weights).sum(of: "h"))),
      x: -0.7...1.7, y: -0.7...1.7, axisNames: ["h_1", "h_2"],
      marks: rows.enumerated().map { place, row in
        PlanePlot.Mark(row, at: hidden[place], isVisited: place == visited)
      }, lines: [PlanePlot.Line(unit.perceptron, label: symbols.output(1, 0), name: unit.name)],
      hatchesSides: true)
    plane.markPrefix = words("from")
    plane.asksForMarks = true
    plane.givenDescription = words("The empty plane of {1} and {2}.", "h1", "h2")
    return plane
  }

  private var pointsText: String {
    func list(_ isTrue: Bool) -> String {
      rows.filter { $0.isTrue == isTrue }.map { $0.inputsText }.joined(separator: ", ")
    }
    return words("Should be TRUE: {1}. Should be FALSE: {2}.", list(true), list(false))
  }
}

extension PlanePlot.Line {
  init(_ perceptron: Perceptron, label: String, name: String) {
    self.init(
      constant: perceptron.weights[0].doubleValue, x: perceptron.weights[1].doubleValue,
      y: perceptron.weights[2].doubleValue,
      label: label + (name.isEmpty ? "" : "\\;\\text{\(name)}"))
  }
}

extension PlanePlot.Mark {
  init(_ point: LabelledPoint, at place: [ExactDecimal], isVisited: Bool) {
    self.init(
      place[0].doubleValue, place[1].doubleValue, isTrue: point.isTrue,
      label: PlainFormula.tuple(point.inputs), isVisited: isVisited)
  }
}
