import Datasets
import Drawing
import Networks
import Numerics
import TestSupport
import Testing

@testable import Figures
@testable import Lessons

/// A network of hand-wired perceptrons, and a worse one, row by row.
struct WiredTests {
  static let xor = WiredPictures(
    WiredKind.Run(
      network: ThresholdNetwork(
        inputCount: 2,
        layers: [
          [
            .init(name: "OR", perceptron: Perceptron(weights: decimals("-0.5 1 1"))),
            .init(name: "NAND", perceptron: Perceptron(weights: decimals("1.5 -1 -1"))),
          ], [.init(name: "AND", perceptron: Perceptron(weights: decimals("-1.5 1 1")))],
        ]), rows: Gate.xor.truthTable()), testWorld("XOR"))

  static let crooked = WiredPictures(
    WiredKind.Run(
      network: ThresholdNetwork(
        inputCount: 3,
        layers: [
          [
            .init(name: "", perceptron: Perceptron(weights: decimals("0.25 -0.5 1 0"))),
            .init(name: "B", perceptron: Perceptron(weights: decimals("0 0.125 0 -3"))),
            .init(name: "C", perceptron: Perceptron(weights: decimals("-1 1 1 1"))),
          ], [.init(name: "D", perceptron: Perceptron(weights: decimals("0 -0.75 0.5 1")))],
        ]), rows: Gate.xor.truthTable(inputs: 3)), testWorld("Three inputs"))

  @Test func xorComesOutRight() {
    #expect((0..<4).map { Self.xor.answer($0) } == [0, 1, 1, 0])
    #expect((1...4).allSatisfy { !Self.xor.moment($0).isMistake })
    #expect((1...8).contains { Self.crooked.moment($0).isMistake })
  }

  /// Every printed line, recomputed from the other numbers printed beside it.
  @Test(arguments: [true, false]) func everyLineIsTrue(isXOR: Bool) throws {
    let figures = isXOR ? Self.xor : Self.crooked
    for row in figures.rows.indices {
      let moment = figures.moment(row + 1)
      var printed: [String: Rational] = [:]
      for (place, input) in figures.rows[row].inputs.enumerated() {
        printed["x\(place + 1)"] = try Pencil.value(input.description)
      }
      var checked = 0
      for line in moment.stages.flatMap(\.derivation.lines).map(\.plainText) {
        let sides = line.split(separator: ", because")[0].split(separator: " = ")
          .map(String.init)
        let numbers = sides.dropFirst().compactMap { try? Pencil.value($0) }
        #expect(Set(numbers.map { "\($0)" }).count == 1, "\(line)")
        let value = try #require(numbers.last)
        if line.hasPrefix("z") {
          // The symbols, with what is printed elsewhere: weights in the diagram, h above.
          var known = printed
          let diagram = try #require(moment.stages[0].figure.base as? NetworkDiagram)
          for (depth, layer) in diagram.layers.enumerated().dropFirst() {
            for (to, unit) in layer.enumerated() {
              let number = figures.symbols.number(depth - 1, to)
              known["b\(number)"] = try Pencil.value(PlainFormula.text(unit.bias))
            }
            for edge in diagram.edges[depth - 1] {
              let name = figures.symbols.weight(depth - 1, from: edge.from, to: edge.to)
              known[PlainFormula.text(name)] = try Pencil.value(PlainFormula.text(edge.weight))
            }
          }
          #expect(try Pencil.value(sides[1], known) == value, "\(line)")
          #expect(numbers.count == 2)
        }
        if line.contains("because") {
          let z = try #require(printed[String(line.split(separator: " ").dropLast(2).last ?? "")])
          #expect(value == Rational(z.over > 0 ? 1 : 0), "\(line)")
        }
        if sides[0] == "d" {
          let target = Rational(figures.rows[row].target)
          let output = try #require(printed["ŷ"])
          #expect(value == target + Rational(-1) * output)
        }
        printed[sides[0]] = value
        checked += 1
      }
      #expect(checked == figures.network.layers.joined().count * 2 + 1)
    }
  }

  @Test func slipsAreWrongAndPredictionsRight() throws {
    for row in 1...4 {
      let predictions = Self.xor.moment(row).stages.compactMap(\.prediction)
      #expect(predictions.count == 1)
      for prediction in predictions {
        #expect(prediction.slips.allSatisfy { $0.value != prediction.expected })
        #expect(!prediction.slips.isEmpty)
      }
    }
  }

  @Test func hiddenPlaneGathersPoints() throws {
    let plane = try #require(Self.xor.hiddenPlane())
    #expect(plane.marks.count == 4)
    let gathered = plane.gathered(within: 0.1) { Point($0.x, $0.y) }
    #expect(gathered.count == 3)
    #expect(gathered.contains { $0.label == "(0, 1),\\;(1, 0)" })
    #expect(Self.crooked.hiddenPlane() == nil && Self.crooked.lines() == nil)
  }

  @Test(arguments: [Size(600, 500), Size(300, 260), Size(1080, 560)])
  func figuresStayInsideTheirBoxes(size: Size) throws {
    let figures: [AnyFigure] = [
      Self.xor.diagram(row: 1).erased, Self.xor.diagram(row: 1, upTo: 2).erased,
      Self.crooked.diagram(row: 5).erased, try #require(Self.xor.lines(visited: 2)).erased,
      try #require(Self.xor.hiddenPlane()).erased,
    ]
    for figure in figures {
      for theme in [Theme.screen, .print] {
        let context = DrawingContext(
          theme: theme, measurer: TestSupport.FixedMeasurer(), words: .english)
        let box = figure.layout(fitting: size, in: context)
        #expect(box.width <= size.width + 0.01 && box.height <= size.height + 0.01)
        let scene = Scene(
          size: Size(box.width, box.height), items: [box.placed(topLeft: .zero)])
        let bounds = try #require(scene.items.bounds())
        #expect(bounds.minX >= -1 && bounds.minY >= -1, "\(figure.title) \(bounds)")
        #expect(
          bounds.maxX <= box.width + 1 && bounds.maxY <= box.height + 1,
          "\(figure.title) \(bounds) in \(box.width) × \(box.height)")
      }
    }
  }
}
