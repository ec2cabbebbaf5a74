import Datasets
import Drawing
import Figures
import Networks
import Numerics

/// Pictures and arithmetic of a layer of sigmoid units, row by row of a truth table.
struct SigmoidLayerPictures {
  private let layer: SigmoidLayer
  private let title: String
  private let words: Words

  init(_ layer: SigmoidLayer, _ world: World) {
    self.layer = layer
    title = world.title
    words = world.words
  }

  private var units: [SigmoidLayer.Unit] { layer.units }
  private var rows: [LabelledPoint] { layer.rows }

  private var symbols: NetworkSymbols {
    // The output layer is not part of this picture.
    NetworkSymbols(inputs: rows[0].inputs.count, layers: [units.count, 0])
  }

  func diagram(row: Int?, upTo last: Int? = nil) -> NetworkDiagram {
    let inputs = rows[0].inputs.indices.map { place in
      NetworkDiagram.Unit(
        symbol: symbols.input(place), value: row.map { rows[$0].inputs[place].formula } ?? "")
    }
    let hidden = units.enumerated().map { place, unit in
      NetworkDiagram.Unit(
        symbol: symbols.output(0, place), name: unit.name,
        value: place <= last ?? .max ? row.map { layer.output($0, place).formula } ?? "" : "",
        bias: unit.weights[0].formula, isCurrent: place == last)
    }
    let edges = units.enumerated().flatMap { to, unit in
      unit.weights.dropFirst().enumerated().map { from, weight in
        NetworkDiagram.Edge(from: from, to: to, weight: weight.formula, isCurrent: to == last)
      }
    }
    return NetworkDiagram(
      title: title, layers: [inputs, hidden], edges: [edges],
      layerNames: [words("inputs"), words("hidden layer")])
  }

  /// The inputs' plane with the line of each unit, for two inputs.
  var lines: PlanePlot? {
    guard rows[0].inputs.count == 2 else { return nil }
    let text = units.enumerated().map { place, unit in
      "\(PlainFormula.text(symbols.output(0, place))) (\(unit.name)): 0 = "
        + PlainFormula.text(Boundary(weights: unit.weights).sum)
    }
    var plane = PlanePlot(
      title: title,
      description: words(
        "The lines where a unit's sum is 0: {1}. On the marked side it is above 0.",
        text.joined(separator: "; ")),
      x: -0.7...1.7, y: -0.7...1.7, axisNames: ["x_1", "x_2"],
      marks: rows.map { .init($0, at: $0.inputs, isVisited: false) },
      lines: units.enumerated().map { place, unit in
        .init(
          constant: unit.weights[0].doubleValue, x: unit.weights[1].doubleValue,
          y: unit.weights[2].doubleValue,
          label: symbols.output(0, place)
            + (unit.name.isEmpty ? "" : "\\;\\text{\(unit.name)}"))
      })
    plane.givenDescription = words(
      "Should be TRUE: {1}. Should be FALSE: {2}.", inputs(true), inputs(false))
    return plane
  }

  private func inputs(_ isTrue: Bool) -> String {
    rows.filter { $0.isTrue == isTrue }.map { $0.inputsText }.joined(separator: ", ")
  }

  /// The plane of two hidden outputs. The line is for the reader to find: only the answer to a
  /// task has one that parts the classes, halfway between them.
  func hiddenPlane(isTask: Bool = false) -> PlanePlot? {
    guard units.count == 2 else { return nil }
    func places(_ isTrue: Bool) -> [Point] {
      rows.indices.filter { rows[$0].isTrue == isTrue }
        .map { Point(layer.output($0, 0).doubleValue, layer.output($0, 1).doubleValue) }
    }
    let line = isTask ? PlaneLine(parting: places(true), from: places(false)) : nil
    let moved = rows.indices.map { row in
      "\(rows[row].inputsText) → (\(layer.output(row, 0).text), \(layer.output(row, 1).text))"
    }
    let given = words("Where the rows go: {1}.", moved.joined(separator: ", "))
    var plane = PlanePlot(
      title: title,
      description: given
        + (line.map {
          " "
            + words(
              "One line that parts them: {1}.",
              "0 = \(NumberText.fixed($0.a, 2)) + \(NumberText.fixed($0.b, 2))·h1 + "
                + "\(NumberText.fixed($0.c, 2))·h2")
        } ?? ""),
      x: -0.4...1.4, y: -0.4...1.4, axisNames: ["h_1", "h_2"],
      marks: rows.indices.map { row in
        .init(
          layer.output(row, 0).doubleValue, layer.output(row, 1).doubleValue,
          isTrue: rows[row].isTrue,
          label: PlainFormula.tuple(rows[row].inputs))
      },
      lines: line.map { [.init(constant: $0.a, x: $0.b, y: $0.c, label: "")] } ?? [],
      hatchesSides: true)
    plane.markPrefix = words("from")
    plane.isTask = isTask
    plane.givenDescription = given
    return plane
  }

  /// Row `index`, 1 … `rows.count`.
  func moment(_ index: Int) -> Moment {
    let row = rows[index - 1]
    return Moment(
      index: index, count: rows.count, epoch: nil,
      heading: words(
        "Row {1} of {2}: the inputs are {3}", "\(index)", "\(rows.count)", row.inputsText),
      isMistake: false,
      stages: units.indices.map { place in
        let unit = units[place]
        let z = symbols.sum(0, place)
        let numbers =
          [unit.weights[0].formula]
          + zip(unit.weights.dropFirst(), row.inputs).map {
            "\($0.operand) \\cdot \($1.operand)"
          }
        let sum = layer.sum(index - 1, place)
        return Stage(
          derivation: Derivation(
            words("Hidden unit {1}", "\(place + 1)") + (unit.name.isEmpty ? "" : " (\(unit.name))"),
            [
              .init(
                .sum, z,
                [
                  .init(.equals, symbols.weightedSum(0, place), .symbols),
                  .init(.equals, numbers.joined(separator: " + "), .numbers),
                  .init(.equals, sum.formula, .result),
                ]),
              .init(
                .output, symbols.output(0, place),
                [
                  .init(.equals, "\\sigma(\(sum.formula))", .numbers),
                  layer.output(index - 1, place).result,
                ]),
            ]), figure: diagram(row: index - 1, upTo: place))
      })
  }
}
