import Drawing
import Testing

@Suite struct LabelPlacerTests {
  @Test func labelsNeverCollide() {
    var placer = LabelPlacer(frame: Rect(0, 0, 200, 200))
    let points = [Point(50, 50), Point(60, 55), Point(150, 150), Point(5, 5), Point(195, 100)]
    let lines = [(Point(0, 0), Point(200, 200)), (Point(0, 120), Point(200, 60))]
    for point in points { placer.avoid(circle: point, radius: 6) }
    for line in lines { placer.avoid(line: line.0, line.1, width: 2) }
    var places: [Rect] = []
    for point in points {
      let other = placer
      guard let place = placer.place(Size(24, 10), near: point, distance: 9) else {
        Issue.record("no place at \(point)")
        continue
      }
      #expect(other.isFree(place))
      #expect(!places.contains { $0.intersects(place) })
      #expect(!points.contains { place.insetBy(-5.9).contains($0) && place.contains($0) })
      places.append(place)
    }
    #expect(places.count == points.count)
  }

  @Test func prefersTheAskedDirection() throws {
    var placer = LabelPlacer(frame: Rect(0, 0, 100, 100))
    let free = placer.place(Size(10, 10), near: Point(50, 50), distance: 5, preferred: 0)
    let place = try #require(free)
    #expect(place == Rect(55, 45, 10, 10))
  }

  @Test func fullFrameHasNoPlace() {
    var placer = LabelPlacer(frame: Rect(0, 0, 50, 50))
    placer.avoid(Rect(0, 0, 50, 50))
    let near = placer.place(Size(10, 10), near: Point(25, 25), distance: 3)
    #expect(near == nil)
    let beside = placer.place(Size(80, 10), along: .zero, Point(50, 50), distance: 3)
    #expect(beside == nil)
  }

  @Test(arguments: [Point(180, 180), Point(180, 20), Point(20, 180), Point(180, 100)])
  func labelBesideItsLineLeavesItFree(_ end: Point) throws {
    let start = Point(20, 100)
    var placer = LabelPlacer(frame: Rect(0, 0, 200, 200))
    placer.avoid(line: start, end, width: 3)
    let free = placer.place(Size(30, 12), along: start, end, distance: 6)
    let place = try #require(free)
    var check = LabelPlacer(frame: placer.frame, clearance: 0)
    check.avoid(line: start, end, width: 3)
    #expect(check.isFree(place))
  }
}
