import Testing

@testable import Datasets

@Suite struct DigitsTests {
  @Test func sameSeedSameDigits() {
    let some = madeDigits(300, seed: 7)
    #expect(some == madeDigits(300, seed: 7))
    #expect(madeDigits(1000, seed: 7).prefix(300) == some)
    #expect(madeDigits(300, seed: 8).pixels != some.pixels)
  }

  @Test func recipeGivesTwoDifferentParts() {
    let data = DigitRecipe(trainCount: 50, testCount: 30, seed: 3).dataset()
    #expect(data.train.count == 50)
    #expect(data.test.count == 30)
    #expect(data.imageShape == [28, 28, 1])
    #expect(data.train.prefix(30).pixels != data.test.pixels)
    #expect(data.train.classCounts(10) == [Int](repeating: 5, count: 10))
  }

  /// MNIST: a box of 20 × 20 pixels, the centre of mass in the middle of 28 × 28.
  @Test func digitsAreNormalisedAsMNISTIs() {
    let digits = madeDigits(1000, seed: 1)
    for i in 0..<digits.count {
      let image = Array(digits.image(i))
      var (mass, massX, massY) = (0.0, 0.0, 0.0)
      var columns: ClosedRange<Int>?
      var rows: ClosedRange<Int>?
      for y in 0..<28 {
        for x in 0..<28 where image[y * 28 + x] > 0 {
          let value = Double(image[y * 28 + x])
          mass += value
          massX += value * (Double(x) + 0.5)
          massY += value * (Double(y) + 0.5)
          columns = min(columns?.lowerBound ?? x, x)...max(columns?.upperBound ?? x, x)
          rows = min(rows?.lowerBound ?? y, y)...max(rows?.upperBound ?? y, y)
        }
      }
      #expect(abs(massX / mass - 14) < 0.6, "digit \(i)")
      #expect(abs(massY / mass - 14) < 0.6, "digit \(i)")
      let extent = max(columns?.count ?? 0, rows?.count ?? 0)
      // The soft edge may reach one pixel further on either side.
      #expect((19...23).contains(extent), "digit \(i) is \(extent) pixels long")
    }
  }

  @Test func everyDigitHasSeveralWays() {
    #expect(StrokeModel.all.count == 10)
    for models in StrokeModel.all {
      #expect(models.count >= 7)
      for model in models {
        #expect(model.weight > 0)
        let points = model.strokes.flatMap(\.points)
        #expect(points.allSatisfy { (-0.1...1).contains($0.x) && (-0.1...1.1).contains($0.y) })
      }
    }
  }

  /// A spline passes through its points, and a corner ends one curve and begins another.
  @Test func curvePassesThroughItsPoints() throws {
    let stroke = try #require(StrokeModel(1, "0,0 50,20! 40,100").strokes.first)
    var path: [PathPoint] = []
    stroke.polyline(pieces: 4, into: &path)
    #expect(path.count == 9)
    #expect(abs(path[4].x - 0.5) + abs(path[4].y - 0.2) < 1e-12)
    #expect(path.last.map { abs($0.x - 0.4) + abs($0.y - 1) < 1e-12 } == true)
    // Straight between two points whose ends are both free or corners.
    for point in path[1...3] { #expect(abs(point.y - 0.4 * point.x) < 1e-12) }
  }

  /// The shade of a pixel tells how far it is from the pen's path.
  @Test func penDrawsByDistance() {
    var drawing = PenDrawing()
    var image = [UInt8](repeating: 0, count: 784)
    image.withUnsafeMutableBufferPointer {
      drawing.draw(
        [[PathPoint(0, 0), PathPoint(0, 1)]], pen: 3, edge: 1, gain: 1, into: $0)
    }
    // A vertical line 17 pixels long and 3 wide, soft over the outer pixel: its middle lies on a
    // pixel's left edge, so the nearest columns are 0.5 away, the next 1.5 and the last beyond.
    #expect(Array(image[14 * 28 + 11...14 * 28 + 16]) == [0, 128, 255, 255, 128, 0])
    #expect(image[3 * 28 + 14] == 0)
    #expect(image[25 * 28 + 14] == 0)
  }
}
