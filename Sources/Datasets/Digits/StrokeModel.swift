/// A point of the pen's path. The height of a digit is 1; x grows to the right, y downwards.
struct PathPoint: Equatable, Sendable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// One way to write a digit: strokes of the pen, each a smooth curve through a few points.
struct StrokeModel: Equatable, Sendable {
  struct Stroke: Equatable, Sendable {
    var points: [PathPoint]
    /// Whether the pen turns sharply at the point of the same index.
    var isCorner: [Bool]

    /// Whether it ends where it began, without a corner.
    var isClosed: Bool { points.first == points.last && isCorner.first == false }
  }

  /// How often people write it so, among the ways of the same digit.
  var weight: Double
  var strokes: [Stroke]

  /// - Parameter strokes: points as `x,y` in hundredths of the height, a corner marked by `!`.
  init(_ weight: Double, _ strokes: String...) {
    self.weight = weight
    self.strokes = strokes.map { text in
      var stroke = Stroke(points: [], isCorner: [])
      for word in text.split(separator: " ") {
        let isCorner = word.hasSuffix("!")
        let numbers = word.filter { $0 != "!" }.split(separator: ",").compactMap { Double($0) }
        precondition(numbers.count == 2, "\(word) is no point")
        stroke.points.append(PathPoint(numbers[0] / 100, numbers[1] / 100))
        stroke.isCorner.append(isCorner)
      }
      precondition(stroke.points.count >= 2, "a stroke needs two points: \(text)")
      return stroke
    }
  }
}

extension StrokeModel.Stroke {
  /// The curve as a chain of short straight pieces: a Catmull-Rom spline (tangent at a point half
  /// the way from its predecessor to its successor), which passes through every point and is
  /// interrupted at corners.
  ///
  /// - Parameter pieces: straight pieces from one point to the next.
  func polyline(pieces: Int, into path: inout [PathPoint]) {
    let last = points.count - 1
    path.append(points[0])
    for i in 0..<last {
      let a = points[i]
      let b = points[i + 1]
      // At an end or a corner the curve leaves towards the next point.
      let before = i > 0 ? (isCorner[i] ? a : points[i - 1]) : isClosed ? points[last - 1] : a
      let after =
        i + 1 < last ? (isCorner[i + 1] ? b : points[i + 2]) : isClosed ? points[1] : b
      for piece in 1...pieces {
        let t = Double(piece) / Double(pieces)
        path.append(
          PathPoint(
            catmullRom(before.x, a.x, b.x, after.x, t), catmullRom(before.y, a.y, b.y, after.y, t)))
      }
    }
  }

  /// Catmull, Rom: "A class of local interpolating splines" (1974), uniform, tension ½.
  private func catmullRom(_ p0: Double, _ p1: Double, _ p2: Double, _ p3: Double, _ t: Double)
    -> Double
  {
    let linear = (p2 - p0) * t
    let square = (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t
    let cube = (3 * p1 - p0 - 3 * p2 + p3) * t * t * t
    return p1 + 0.5 * (linear + square + cube)
  }
}
