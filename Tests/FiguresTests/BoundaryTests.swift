import Datasets
import Drawing
import Networks
import Numerics
import TestSupport
import Testing

@testable import Figures

struct BoundaryTests {
  @Test(arguments: [
    ("1 -1 -0.8", "x_2 = -1.25 \\cdot x_1 + 1.25", "1 - x_1 - 0.8 \\cdot x_2"),
    ("0.4 -0.6 -0.6", "x_2 = -x_1 + \\frac{2}{3}", "0.4 - 0.6 \\cdot x_1 - 0.6 \\cdot x_2"),
    ("0 0.2 0.2", "x_2 = -x_1", "0.2 \\cdot x_1 + 0.2 \\cdot x_2"),
    ("0.2 0.2 0", "x_1 = -1", "0.2 + 0.2 \\cdot x_1"), ("0 0 -0.2", "x_2 = 0", "-0.2 \\cdot x_2"),
    ("0 3 0", "x_1 = 0", "3 \\cdot x_1"),
  ])
  func equations(weights: String, equation: String, sum: String) {
    let boundary = Boundary(weights: decimals(weights))
    #expect(boundary.equation == equation)
    #expect(boundary.sum == sum)
    #expect(PlainFormula.text(equation) == boundary.description(.english))
  }

  @Test func noLine() {
    #expect(Boundary(weights: decimals("0 0 0")).form == .none(isTrue: false))
    #expect(Boundary(weights: decimals("0.4 0 0")).form == .none(isTrue: true))
    #expect(Boundary(weights: decimals("0.4 0 0")).equation == nil)
  }

  /// The two parts of a window share it, on the sides that the perceptron says.
  @Test func halfPlanesCoverTheWindow() {
    for weights in ["0.8 -1 -1", "0 0 -0.2", "0.2 0.2 0", "-0.4 0.4 0.2", "0 1 -1", "5 0.1 0.2"] {
      let numbers = decimals(weights)
      let window = PlaneScale(
        x: -0.7...1.7, y: -0.7...1.7, fitting: Size(240, 240), at: .zero)
      guard let line = PlaneLine(numbers) else { continue }
      func area(_ corners: [Point]) -> Double {
        guard corners.count > 2 else { return 0 }
        var sum = 0.0
        for (i, p) in corners.enumerated() {
          let q = corners[(i + 1) % corners.count]
          sum += p.x * q.y - q.x * p.y
        }
        return abs(sum) / 2
      }
      let positive = line.part(isPositive: true, of: window)
      let negative = line.part(isPositive: false, of: window)
      #expect(abs(area(positive) + area(negative) - 240 * 240) < 1e-6)
      func z(_ p: Point) -> Double {
        line.value(-0.7 + p.x / 100, -0.7 + (240 - p.y) / 100)
      }
      #expect(positive.allSatisfy { z($0) > -1e-9 })
      #expect(negative.allSatisfy { z($0) < 1e-9 })
      let ends = line.ends(in: window)
      #expect((ends == nil) == (area(positive) < 1e-9 || area(negative) < 1e-9))
    }
  }

  @Test(arguments: ["1 -1 -0.8", "0 0 -0.2", "0.2 0.4 0", "-0.4 0.4 0.2", "9 0.2 0.2"])
  func weightVectorHasItsTrueLengthAndStandsAtRightAngles(weights: String) throws {
    let plot = BoundaryPlot(
      points: Gate.and.truthTable(), weights: decimals(weights), title: "", words: .english)
    let drawing = BoundaryDrawing(plot: plot, size: Size(600, 540), context: testContext)
    let arrow = try #require(drawing.weightArrow)
    let w = decimals(weights).map(\.doubleValue)
    let d = arrow.to - arrow.from
    let length = (d.x * d.x + d.y * d.y).squareRoot() / drawing.scale.unit
    #expect(abs(length - (w[1] * w[1] + w[2] * w[2]).squareRoot()) < 1e-9)
    if let ends = PlaneLine(decimals(weights))?.ends(in: drawing.scale) {
      let along = ends.1 - ends.0
      #expect(abs(along.x * d.x + along.y * d.y) < 1e-6)
    }
  }

  @Test func taskKeepsTheBoundaryForTheKey() {
    let plot = BoundaryPlot(
      points: Gate.and.truthTable(), weights: decimals("1 -1 -0.8"), style: .task, title: "",
      words: .english)
    let items = plot.layout(fitting: Size(240, 240), in: testContext).items
    let heavy = { (items: [Item]) in
      TestSupport.flattened(items).points.count
    }
    #expect(heavy(items) > heavy(items.withoutAnswers()))
    let empty = BoundaryPlot(
      points: Gate.and.truthTable(), style: .task, title: "", words: .english)
    #expect(
      heavy(items.withoutAnswers())
        == heavy(empty.layout(fitting: Size(240, 240), in: testContext).items))
    #expect(
      plot.openDescription(.english) == empty.openDescription(.english)
        && !plot.openDescription(.english).isEmpty)
    #expect(plot.openLegend(.english) == empty.legend(.english))
    #expect(plot.legend(.english).count > plot.openLegend(.english).count)
  }

  /// Pupils who mark the points on the wrong side find them crossed out on the key.
  @Test func taskCrossesOutWrongPointsOnTheKeyOnly() {
    func points(_ wrong: [Int], _ isOpen: Bool) -> Int {
      let plot = BoundaryPlot(
        points: Gate.or.truthTable(), weights: decimals("1 -0.8 -0.6"), wrong: wrong,
        style: .task, title: "", words: .english)
      let items = plot.layout(fitting: Size(400, 400), in: testContext).items
      return TestSupport.flattened(isOpen ? items.withoutAnswers() : items).points.count
    }
    #expect(points([0, 1], false) > points([], false))
    #expect(points([0, 1], true) == points([], true))
  }

  @Test func casesAreSaid() {
    func text(_ weights: String) -> String {
      BoundaryPlot(
        points: Gate.and.truthTable(), weights: decimals(weights), title: "", words: .english
      ).description
    }
    #expect(text("0.2 0.2 0").contains("x1 = −1. "))
    #expect(text("0.2 0.2 0").contains("outside the picture"))
    #expect(text("-0.2 0 0").contains("FALSE everywhere"))
    #expect(text("0 0 -0.2").contains("Exactly on the line, so FALSE: (0, 0), (1, 0)."))
    #expect(!text("0 0 -0.2").contains("outside"))
  }
}

struct ContradictionTests {
  @Test func onlyInseparableTasksHaveOne() {
    for gate in Gate.allCases {
      let found = Contradiction(among: gate.truthTable()) != nil
      #expect(found == (gate == .xor || gate == .xnor), "\(gate)")
    }
  }

  /// All four inequalities stand in the plane, below each other's reach, at every size.
  @Test(arguments: [Size(460, 210), Size(300, 260), Size(1080, 560)])
  func everyPointHasItsInequality(_ size: Size) throws {
    let argument = try #require(Contradiction(among: Gate.xor.truthTable()))
    let figure = InequalityFigure(argument, title: "", words: .english)
    let texts = figure.layout(fitting: size, in: testContext).items.textRuns().map(\.text)
    // One sign in each name, one at each ray of the number line.
    #expect(texts.filter { $0.contains("≤") }.count == 3)
    #expect(texts.filter { $0.contains(">") }.count == 3)
  }

  @Test func fourInequalitiesAndTheirSums() throws {
    let argument = try #require(Contradiction(among: Gate.xor.truthTable()))
    let last = try #require(argument.moments(title: "", words: .english).last)
    let lines = last.stages.flatMap(\.derivation.lines).map(\.plainText)
    #expect(
      lines == [
        "z = w0 + w1·0 + w2·0 = w0 ≤ 0", "z = w0 + w1·0 + w2·1 = w0 + w2 > 0",
        "z = w0 + w1·1 + w2·0 = w0 + w1 > 0", "z = w0 + w1·1 + w2·1 = w0 + w1 + w2 ≤ 0",
        "z(0, 1) + z(1, 0) = (w0 + w2) + (w0 + w1) = 2·w0 + w1 + w2 > 0",
        "z(0, 0) + z(1, 1) = w0 + (w0 + w1 + w2) = 2·w0 + w1 + w2 ≤ 0", "0 < 2·w0 + w1 + w2 ≤ 0",
      ])
  }
}
