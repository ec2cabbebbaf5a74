/// A scale of values along an edge of a picture.
public struct Axis: Equatable, Sendable {
  public struct Tick: Equatable, Sendable {
    public var value: Double
    /// The value as exact text, with as many digits as its neighbours need.
    public var label: String
  }

  /// The values at its two ends.
  public var range: ClosedRange<Double>
  /// The places of the two ends, in points; the first may be the larger one (y grows downwards).
  public var start: Double
  public var end: Double

  public init(_ range: ClosedRange<Double>, from start: Double, to end: Double) {
    self.range = range
    self.start = start
    self.end = end
  }

  /// The place of a value, in points; values outside the range lie outside the picture.
  public func position(_ value: Double) -> Double {
    let extent = range.upperBound - range.lowerBound
    if extent == 0 { return (start + end) / 2 }
    return start + (value - range.lowerBound) / extent * (end - start)
  }

  /// Points a unit.
  public var scale: Double {
    let extent = range.upperBound - range.lowerBound
    return extent == 0 ? 0 : abs(end - start) / extent
  }

  /// Round values within the range, about `count` of them: multiples of 1, 2 or 5 and a power of
  /// ten.
  public func ticks(_ count: Int = 5) -> [Tick] { Self.ticks(range, count) }

  public static func ticks(_ range: ClosedRange<Double>, _ count: Int = 5) -> [Tick] {
    let extent = range.upperBound - range.lowerBound
    guard extent > 0, extent.isFinite, count > 0 else {
      let places = range.lowerBound == range.lowerBound.rounded() ? 0 : 3
      return [
        Tick(value: range.lowerBound, label: NumberText.short(range.lowerBound, places))
      ]
    }
    let (mantissa, exponent) = step(extent / Double(count))
    // Multiples are counted in whole numbers, so that 0.1 + 0.2 is 0.3.
    let (up, down) = exponent >= 0 ? (ten(exponent), 1) : (1, ten(-exponent))
    func value(_ k: Double) -> Double { k * Double(mantissa) * up / down }
    let unit = value(1)
    let slack = unit * 1e-9
    var k = ((range.lowerBound - slack) / unit).rounded(.up)
    var ticks: [Tick] = []
    while value(k) <= range.upperBound + slack, ticks.count < 1000 {
      let v = k == 0 ? 0 : value(k)
      ticks.append(Tick(value: v, label: NumberText.fixed(v, max(0, -exponent))))
      k += 1
    }
    return ticks
  }

  /// The smallest 1, 2 or 5 times a power of ten that is at least `raw`.
  private static func step(_ raw: Double) -> (mantissa: Int, exponent: Int) {
    var exponent = 0
    var m = raw
    while m > 5 {
      m /= 10
      exponent += 1
    }
    while m <= 0.5 {
      m *= 10
      exponent -= 1
    }
    return (m <= 1 ? 1 : m <= 2 ? 2 : 5, exponent)
  }

  private static func ten(_ n: Int) -> Double { (0..<n).reduce(1) { p, _ in p * 10 } }
}
