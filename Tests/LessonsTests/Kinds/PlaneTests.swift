import Datasets
import Drawing
import Networks
import Numerics
import TestSupport
import Testing

@testable import Figures
@testable import Lessons

/// Planes as tasks: what pupils are given, and what only the key shows.
struct PlaneTests {
  static let xor = WiredTests.xor

  static let report = SigmoidLayerPictures(
    SigmoidLayer(
      units: [
        .init(name: "NOR", weights: decimals("5.5 -12 -12.5")),
        .init(name: "NAND", weights: decimals("14.8 -10 -10.1")),
      ], rows: Gate.xor.truthTable()), testWorld(""))

  private func texts(_ figure: some Figure, isOpen: Bool) -> [String] {
    let items = figure.layout(fitting: Size(400, 400), in: testContext).items
    return (isOpen ? items.withoutAnswers() : items).textRuns().map(\.text)
  }

  @Test func pupilsFindOutWhereTheRowsGo() throws {
    var plane = try #require(Self.xor.hiddenPlane())
    plane.isTask = true
    #expect(texts(plane, isOpen: false).filter { $0.contains("from") }.count == 3)
    #expect(!texts(plane, isOpen: true).contains { $0.contains("from") })
    #expect(!plane.openDescription(.english).contains("(0, 1)"))
    #expect(plane.openLegend(.english).count == 2)
    #expect(plane.legend(.english).count == 4)
  }

  /// The trained units' plane gives the points, and the key a line between them.
  @Test func theKeyDrawsALineThatParts() throws {
    #expect(try #require(Self.report.hiddenPlane()).lines.isEmpty)
    let plane = try #require(Self.report.hiddenPlane(isTask: true))
    let line = try #require(plane.lines.first)
    for mark in plane.marks {
      let value = line.constant + line.x * mark.x + line.y * mark.y
      #expect((value > 0) == mark.isTrue)
    }
    #expect(texts(plane, isOpen: true).filter { $0.contains("from") }.count == 3)
    #expect(!plane.openDescription(.english).contains("parts them"))
    #expect(plane.description.contains("parts them"))
  }

  /// A line between two random clouds has each on its side and stands halfway.
  @Test func partingLines() throws {
    var generator = SeededGenerator(seed: 5, stream: 0)
    func cloud(_ x: Double) -> [Point] {
      (0..<5).map { _ in
        Point(x + generator.uniform(-1..<1), generator.uniform(-1..<1))
      }
    }
    for _ in 0..<100 {
      let (left, right) = (cloud(-1.2), cloud(1.2))
      let line = try #require(PlaneLine(parting: left, from: right))
      #expect(left.allSatisfy { line.value($0.x, $0.y) > 0 })
      #expect(right.allSatisfy { line.value($0.x, $0.y) < 0 })
      let near = { (points: [Point]) in points.map { abs(line.value($0.x, $0.y)) }.min() ?? 0 }
      #expect(abs(near(left) - near(right)) < 1e-9 * near(left) + 1e-12)
    }
    let corners = [Point(0, 0), Point(1, 1)]
    #expect(PlaneLine(parting: corners, from: [Point(0, 1), Point(1, 0)]) == nil)
    #expect(PlaneLine(parting: corners, from: corners) == nil)
  }

  /// The strokes at a line that runs along a miniature's edge are cut off there.
  @Test func nothingStandsOutOfAMiniature() throws {
    var plane = try #require(Self.xor.lines())
    plane.isMiniature = true
    plane.lines[0].constant = 0.69
    let box = plane.layout(fitting: Size(90, 90), in: testContext)
    func clips(_ items: [Item]) -> Int {
      items.reduce(0) { sum, item in
        guard case .group(let group) = item else { return sum }
        return sum + (group.clip == nil ? 0 : 1) + clips(group.items)
      }
    }
    #expect(clips(box.items) == plane.lines.count)
  }
}
