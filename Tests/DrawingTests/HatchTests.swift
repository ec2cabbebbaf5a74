import Drawing
import TestSupport
import Testing

@Suite struct HalfPlaneTests {
  let frame = Rect(0, 0, 10, 10)

  @Test func cutsARectangle() {
    // x > 4
    let part = HalfPlane(a: 1, b: 0, c: -4).clipping(frame)
    #expect(area(part) == 60)
    #expect(part.allSatisfy { $0.x >= 4 })
  }

  @Test func bothSidesMakeTheWhole() {
    for c in stride(from: -25.0, through: 25, by: 3.7) {
      let side = HalfPlane(a: 1.3, b: -0.7, c: c)
      let sum = area(side.clipping(frame)) + area(side.opposite.clipping(frame))
      #expect(abs(sum - 100) < 1e-9)
    }
  }

  @Test func noLineAtAllIsAllOrNothing() {
    #expect(HalfPlane(a: 0, b: 0, c: 1).clipping(frame) == frame.corners)
    #expect(HalfPlane(a: 0, b: 0, c: 0).clipping(frame).isEmpty)
    #expect(HalfPlane(a: 0, b: 0, c: 1).boundary(in: frame) == nil)
  }

  @Test func lineThroughTwoCorners() throws {
    let ends = try #require(HalfPlane(a: 1, b: -1, c: 0).boundary(in: frame))
    #expect(Set([ends.0, ends.1]) == [Point(0, 0), Point(10, 10)])
  }

  @Test func lineOutsideTheFrame() {
    let side = HalfPlane(a: 0, b: 1, c: 3)
    #expect(side.boundary(in: frame) == nil)
    #expect(area(side.clipping(frame)) == 100)
    #expect(side.opposite.clipping(frame).isEmpty)
  }
}

@Suite struct HatchTests {
  static let shapes: [[Point]] = [
    Rect(3, 4, 50, 30).corners,
    [Point(0, 0), Point(40, 5), Point(20, 60)],
    HalfPlane(a: 1, b: 2, c: -80).clipping(Rect(0, 0, 60, 60)),
  ]

  @Test(arguments: shapes, [0.0, 45, 90, 135, 30])
  func linesStayInside(_ polygon: [Point], _ angle: Double) {
    let path = Hatch.lines(in: polygon, spacing: 4, angle: angle)
    #expect(path.elements.count >= 8)
    #expect(path.points.allSatisfy { isInside($0, polygon, slack: 1e-6) })
  }

  @Test(arguments: shapes)
  func dotsStayInside(_ polygon: [Point]) {
    let path = Hatch.dots(in: polygon, spacing: 6, radius: 0.7)
    #expect(path.elements.count >= 10)
    #expect(path.points.allSatisfy { isInside($0, polygon, slack: 0.3) })
  }

  @Test func linesAreEvenlySpaced() {
    let path = Hatch.lines(in: Rect(0.5, 0.5, 20, 20).corners, spacing: 4, angle: 0)
    #expect(path.points.map(\.y) == [4, 4, 8, 8, 12, 12, 16, 16, 20, 20])
  }

  @Test func nothingGivesNothing() {
    #expect(Hatch.lines(in: [], spacing: 4).elements.isEmpty)
    #expect(Hatch.dots(in: [Point(1, 1), Point(2, 2)], spacing: 4, radius: 1).elements.isEmpty)
  }

  @Test func arrowEndsAtItsTip() {
    let arrow = Arrow(from: Point(0, 0), to: Point(30, 40), headLength: 10)
    #expect(arrow.head.points.first == Point(30, 40))
    #expect(arrow.shaft.points.last == Point(25.2, 33.6))
    #expect(Arrow(from: .zero, to: .zero, headLength: 5).head.elements.isEmpty)
  }
}

private func area(_ polygon: [Point]) -> Double {
  abs(
    polygon.enumerated().reduce(0) { sum, element in
      let (p, q) = (element.element, polygon[(element.offset + 1) % polygon.count])
      return sum + p.x * q.y - q.x * p.y
    }) / 2
}

private func isInside(_ point: Point, _ polygon: [Point], slack: Double) -> Bool {
  let sides = polygon.enumerated().map { index, p in
    let q = polygon[(index + 1) % polygon.count]
    return (q.x - p.x) * (point.y - p.y) - (q.y - p.y) * (point.x - p.x)
  }
  return sides.allSatisfy { $0 >= -slack * 100 } || sides.allSatisfy { $0 <= slack * 100 }
}
