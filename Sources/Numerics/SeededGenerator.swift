/// The only source of randomness: a SplitMix64 sequence, the same for the same seed on every
/// machine and in every version.
///
/// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014. The state
/// moves by a constant, and each output is a mix of the state, so that any output can also be
/// computed from its number alone (`word(seed:_:)`): dropout masks are made that way.
public struct SeededGenerator: RandomNumberGenerator, Equatable, Sendable {
  /// The whole state; a checkpoint stores it.
  public var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  /// An independent sequence of the same seed: one for the weights, one for the order, and so on.
  public init(seed: UInt64, stream: UInt64) {
    state = Self.word(seed: seed, stream)
  }

  static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  public mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mix(state)
  }

  @inline(__always)
  static func mix(_ state: UInt64) -> UInt64 {
    var z = state
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }

  /// 64 random bits that are a function of the seed and the counters alone, whoever asks first.
  public static func word(seed: UInt64, _ counters: UInt64...) -> UInt64 {
    counters.reduce(mix(seed &+ step)) { mix(($0 ^ $1) &+ step) }
  }

  /// Uniform in [0, 1), a multiple of 2⁻⁵³.
  public mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Uniform in the half-open range.
  public mutating func uniform(_ range: Range<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * unit()
  }

  /// A whole number in 0 ..< bound, each equally likely (Lemire's multiplication, with rejection).
  public mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "no number lies in 0 ..< \(bound)")
    let bound = UInt64(bound)
    let threshold = (0 &- bound) % bound
    while true {
      let product = next().multipliedFullWidth(by: bound)
      if product.low >= threshold { return Int(product.high) }
    }
  }

  /// Normal with mean 0 and deviation 1 (Box and Muller's formula, one of its two values).
  public mutating func normal() -> Double {
    let radius = (-2 * Double.logarithm(1 - unit())).squareRoot()
    return radius * Double.cosine(2 * Double.pi * unit())
  }

  /// Normal with mean 0 and deviation 1, drawn again until within ±2; its deviation is 0.8796.
  public mutating func truncatedNormal() -> Double {
    while true {
      let value = normal()
      if abs(value) < 2 { return value }
    }
  }

  /// True with the given probability.
  public mutating func bool(probability: Double) -> Bool {
    unit() < probability
  }

  /// An index drawn with the given weights, none negative, their sum above zero.
  public mutating func choice(weights: [Double]) -> Int {
    var rest = unit() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      if rest < weight { return index }
      rest -= weight
    }
    return weights.lastIndex { $0 > 0 } ?? 0
  }

  /// 0 ..< count in random order (Fisher and Yates).
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  /// Puts the elements into random order (Fisher and Yates).
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, index(below: last + 1))
    }
  }
}
