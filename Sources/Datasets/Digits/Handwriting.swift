import Numerics

/// How far written digits stray from their models. Deviations are of normal distributions, lengths
/// in heights of a digit, unless said otherwise.
///
/// The values were chosen by training on made digits and testing on MNIST's training images.
struct Handwriting: Equatable, Sendable {
  /// Deviation of each point of a model; twice that at the ends of strokes, along both axes.
  var jitter = 0.031
  /// By how much, relatively, the lower end is wider or narrower than the upper one.
  var taper = 0.14
  /// Sideways bend of the whole digit.
  var bow = 0.1
  /// Amplitude of three slow waves that shift the path, each along its own direction.
  var waveAmplitude = 0.06
  /// Their highest frequency, in waves a height.
  var waveFrequency = 1.1
  /// Median width as a share of the digit's usual one, and the deviation of its logarithm.
  var width = 1.0
  var aspectDeviation = 0.22
  /// Lean to the right a height beyond the digit's usual one, and its deviation.
  var shearMean = 0.0
  var shearDeviation = 0.25
  /// Deviation in degrees.
  var rotation = 6.0
  /// Median width of the pen in pixels of the final image, the deviation of its logarithm, and what
  /// it is cut at.
  var pen = 2.15
  var penDeviation = 0.31
  var penRange = 1.3...4.6
  /// Width of the pen's soft edge, in pixels.
  var edge = 1.0..<1.6
  /// Ink: values above 1 make the middle of a stroke solid.
  var gain = 1.1..<1.6

  /// Straight pieces that a curve is made of, from one point of a model to the next.
  static let pieces = 5

  /// A digit as a pen would write it.
  ///
  /// - Returns: the path of each stroke, its height near 1.
  func write(_ model: StrokeModel, habit: StrokeModel.Habit, using random: inout SeededGenerator)
    -> [[PathPoint]]
  {
    var paths: [[PathPoint]] = []
    for var stroke in model.strokes {
      let last = stroke.points.count - 1
      let isClosed = stroke.isClosed
      let usual = habit.jitter * jitter
      for i in 0...last {
        let deviation = (i == 0 || i == last) && !isClosed ? 2 * usual : usual
        stroke.points[i].x += deviation * random.normal()
        stroke.points[i].y += deviation * random.normal()
      }
      if isClosed { stroke.points[last] = stroke.points[0] }
      var path: [PathPoint] = []
      stroke.polyline(pieces: Handwriting.pieces, into: &path)
      paths.append(path)
    }

    let bend = bow * random.normal()
    let widening = taper * random.normal()
    let stretch = habit.width * width * Double.exponential(aspectDeviation * random.normal())
    let lean = habit.lean + shearMean + shearDeviation * random.normal()
    let angle = rotation * random.normal() * Double.pi / 180
    let (sine, cosine) = (Double.sine(angle), Double.cosine(angle))
    let waves = (0..<3).map { _ in Wave(self, &random) }

    for s in paths.indices {
      for i in paths[s].indices {
        let point = paths[s][i]
        // Coordinates from the middle of the model, which is about 0.6 wide.
        var x = point.x - 0.3
        var y = point.y - 0.5
        for wave in waves {
          let shift = wave.shift(at: point)
          x += shift.x
          y += shift.y
        }
        x = x * (1 + 2 * widening * y) * stretch
        x += bend * (0.25 - y * y) * 2
        x -= lean * y
        (x, y) = (cosine * x - sine * y, sine * x + cosine * y)
        paths[s][i] = PathPoint(x, y)
      }
    }
    return paths
  }

  /// A slow sine wave over the paper, which shifts everything along one direction.
  private struct Wave {
    var frequencyX: Double
    var frequencyY: Double
    var phase: Double
    var shiftX: Double
    var shiftY: Double

    init(_ hand: Handwriting, _ random: inout SeededGenerator) {
      let direction = random.uniform(0..<2 * Double.pi)
      let frequency = random.uniform(0..<2 * Double.pi * hand.waveFrequency)
      frequencyX = frequency * Double.cosine(direction)
      frequencyY = frequency * Double.sine(direction)
      phase = random.uniform(0..<2 * Double.pi)
      shiftX = hand.waveAmplitude * random.normal()
      shiftY = hand.waveAmplitude * random.normal()
    }

    func shift(at point: PathPoint) -> PathPoint {
      let height = Double.sine(frequencyX * point.x + frequencyY * point.y + phase)
      return PathPoint(shiftX * height, shiftY * height)
    }
  }
}
