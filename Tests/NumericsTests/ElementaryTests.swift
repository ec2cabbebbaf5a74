import Glibc
import Testing

@testable import Numerics

/// Our elementary functions against those of the C library in more digits, and their bits against
/// bits written down: they are the same on every processor.
@Suite struct ElementaryTests {
  /// A function, its arguments, and the units in the last place that it may be off.
  struct Example: Sendable, CustomStringConvertible {
    var name: String
    var range: ClosedRange<Double>
    var bound: Double
    var ours: @Sendable (Double) -> Double
    var theirs: @Sendable (Double) -> Double
    /// The hash of the bits of 10,000 values.
    var bits: UInt64
    var description: String { "\(name) in \(range)" }
  }

  static let examples: [Example] = [
    .init(
      name: "exp", range: -745...709, bound: 1, ours: Double.exponential, theirs: Glibc.exp,
      bits: 0xabb1_f0e3_c323_0293),
    .init(
      name: "exp", range: -2...2, bound: 1, ours: Double.exponential, theirs: Glibc.exp,
      bits: 0x835a_5ed4_1a83_a0e0),
    .init(
      name: "log", range: 0...10, bound: 1, ours: Double.logarithm, theirs: Glibc.log,
      bits: 0x588d_346a_4e3c_6ddf),
    .init(
      name: "log", range: 0.5...1.5, bound: 1, ours: Double.logarithm, theirs: Glibc.log,
      bits: 0x3b01_390c_cc59_a207),
    .init(
      name: "log1p", range: -0.999...3, bound: 1, ours: Double.logarithmOfOnePlus,
      theirs: Glibc.log1p, bits: 0x5b53_51ef_ba9d_d9c7),
    .init(
      name: "log1p", range: 0...1e18, bound: 1, ours: Double.logarithmOfOnePlus,
      theirs: Glibc.log1p, bits: 0xf72d_d3ec_bf34_7aaa),
    .init(
      name: "tanh", range: -22...22, bound: 2.5, ours: Double.hyperbolicTangent,
      theirs: Glibc.tanh, bits: 0xa3a6_cf86_32fc_7626),
    .init(
      name: "tanh", range: -1...1, bound: 2.5, ours: Double.hyperbolicTangent,
      theirs: Glibc.tanh, bits: 0xb4e2_8d2b_1721_ced2),
    .init(
      name: "sin", range: -10...10, bound: 1, ours: Double.sine, theirs: Glibc.sin,
      bits: 0x3f68_2e88_9b16_e450),
    .init(
      name: "sin", range: -1e6...1e6, bound: 1, ours: Double.sine, theirs: Glibc.sin,
      bits: 0x9a4b_e8ba_028f_bf36),
    .init(
      name: "cos", range: -10...10, bound: 1, ours: Double.cosine, theirs: Glibc.cos,
      bits: 0xb045_e986_56c0_4414),
    .init(
      name: "cos", range: -1e6...1e6, bound: 1, ours: Double.cosine, theirs: Glibc.cos,
      bits: 0xbc22_56d8_c71e_2c30),
  ]

  /// Arguments spread over a range, the same everywhere.
  static func arguments(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
    var generator = SeededGenerator(seed: 11)
    return (0..<count).map { _ in
      range.lowerBound + (range.upperBound - range.lowerBound) * generator.unit()
    }
  }

  static func hash(_ words: [UInt64]) -> UInt64 {
    words.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ $1) &* 0x100_0000_01b3 }
  }

  @Test(arguments: examples) func doublesAreExactToTheLastPlace(_ example: Example) {
    for x in Self.arguments(example.range, 20_000) {
      let (value, other) = (example.ours(x), example.theirs(x))
      // The library's are within one place themselves.
      let place = max(other.magnitude.ulp, .leastNonzeroMagnitude)
      #expect(abs(value - other) <= (example.bound + 1) * place, "\(example.name)(\(x))")
      #if arch(x86_64)
        let exact = Self.inMoreDigits(example.name, Float80(x))
        #expect(
          abs(Float80(value) - exact) <= Float80(example.bound * place), "\(example.name)(\(x))")
      #endif
    }
  }

  #if arch(x86_64)
    static func inMoreDigits(_ name: String, _ x: Float80) -> Float80 {
      switch name {
      case "exp": Glibc.exp(x)
      case "log": Glibc.log(x)
      case "log1p": Glibc.log1p(x)
      case "tanh": Glibc.tanh(x)
      case "sin": Glibc.sin(x)
      default: Glibc.cos(x)
      }
    }
  #endif

  @Test(arguments: examples) func bitsAreTheSameEverywhere(_ example: Example) {
    let words = Self.arguments(example.range, 10_000).map { example.ours($0).bitPattern }
    let bits = Self.hash(words)
    #expect(bits == example.bits, "\(example.name): 0x\(String(bits, radix: 16))")
  }

  @Test func floatsAreExactToTheLastPlace() {
    func check(
      _ range: ClosedRange<Double>, _ ours: (Float) -> Float, _ theirs: (Double) -> Double,
      bound: Double
    ) {
      for argument in Self.arguments(range, 100_000) {
        let x = Float(argument)
        let (value, exact) = (ours(x), theirs(Double(x)))
        let place = Double(max(Float(exact).magnitude.ulp, .leastNonzeroMagnitude))
        #expect(abs(Double(value) - exact) <= bound * place, "\(x): \(value), not \(exact)")
      }
    }
    check(-104...88.7, Float.exponential, Glibc.exp, bound: 1)
    check(-1...1, Float.exponential, Glibc.exp, bound: 1)
    check(0...100, Float.logarithm, Glibc.log, bound: 0.501)
    check(-0.99...10, Float.logarithmOfOnePlus, Glibc.log1p, bound: 0.501)
    check(-10...10, Float.hyperbolicTangent, Glibc.tanh, bound: 0.501)
  }

  @Test func floatBitsAreTheSameEverywhere() {
    let x = Self.arguments(-104...89, 100_000).map { Float($0) }
    let bits = Self.hash(x.map { UInt64(Float.exponential($0).bitPattern) })
    #expect(bits == 0x3852_74a4_14e1_88f6, "0x\(String(bits, radix: 16))")
    // What the compiler does with several at once has the bits of one.
    var many = x
    activate(&many, count: many.count, .sigmoid)
    for (value, z) in zip(many, x) { #expect(value.bitPattern == sigmoid(z).bitPattern) }
  }

  @Test func numbersAtTheEdgesAreTaken() {
    #expect(Double.exponential(0) == 1 && Float.exponential(0) == 1)
    #expect(Double.exponential(.infinity) == .infinity && Float.exponential(.infinity) == .infinity)
    #expect(Double.exponential(-.infinity) == 0 && Float.exponential(-.infinity) == 0)
    #expect(Double.exponential(.nan).isNaN && Float.exponential(.nan).isNaN)
    #expect(Double.exponential(1e300) == .infinity && Float.exponential(3e38) == .infinity)
    #expect(Double.exponential(-745) == .leastNonzeroMagnitude)
    #expect(Float.exponential(-103) == .leastNonzeroMagnitude)
    #expect(Double.logarithm(0) == -.infinity && Double.logarithm(-1).isNaN)
    #expect(Double.logarithm(1) == 0 && Double.logarithm(.infinity) == .infinity)
    #expect(Double.logarithm(.leastNonzeroMagnitude) == Glibc.log(5e-324))
    #expect(Double.logarithm(.nan).isNaN && Double.logarithmOfOnePlus(.nan).isNaN)
    #expect(Double.logarithmOfOnePlus(-1) == -.infinity && Double.logarithmOfOnePlus(-2).isNaN)
    #expect(Double.logarithmOfOnePlus(1e-300) == 1e-300)
    #expect(Double.hyperbolicTangent(.infinity) == 1 && Double.hyperbolicTangent(-100) == -1)
    #expect(Double.hyperbolicTangent(-0.0).sign == .minus && Double.hyperbolicTangent(.nan).isNaN)
    #expect(Double.hyperbolicTangent(1e-310) == 1e-310)
    #expect(Double.sine(.infinity).isNaN && Double.cosine(.nan).isNaN)
    #expect(Double.sine(0) == 0 && Double.cosine(0) == 1)
    // As far off as the angle's own last place allows.
    #expect(abs(Double.sine(1e15) - Glibc.sin(1e15)) < 0.1)
    #expect(Double.sine(1e300).magnitude <= 1)
  }

  @Test func powersAreProducts() {
    #expect(power(0.5, 3) == 0.125 && power(7.0, 0) == 1 && power(Float(2), 20) == 1_048_576)
    for exponent in [1, 10, 1000, 93_750] {
      let expected = Glibc.pow(0.999, Double(exponent))
      #expect(abs(power(0.999, exponent) - expected) <= Double(exponent) * 0x1p-52 * expected)
    }
  }
}
