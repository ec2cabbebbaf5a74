import Foundation
import Testing
import VectorKernels

@testable import Numerics

/// Matrix products, at every level that this processor has.
@Suite struct ProductTests {
  /// A product of random numbers in matrices with room around them.
  struct Example {
    var m: Int
    var n: Int
    var k: Int
    var isTransposed: (a: Bool, b: Bool)
    var isAdding: Bool
    var a: [Float]
    var b: [Float]
    var c: [Float]
    var steps: (a: Int, b: Int, c: Int)

    init(seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      func size(_ largest: Int) -> Int {
        random.index(below: 4) == 0 ? 1 + random.index(below: largest) : 1 + random.index(below: 40)
      }
      (m, n, k) = (size(130), size(140), size(600))
      isTransposed = (random.index(below: 2) == 0, random.index(below: 2) == 0)
      isAdding = random.index(below: 2) == 0
      steps = (
        (isTransposed.a ? m : k) + random.index(below: 9),
        (isTransposed.b ? k : n) + random.index(below: 9), n + random.index(below: 9)
      )
      func numbers(_ count: Int) -> [Float] { (0..<count).map { _ in Float(random.normal()) } }
      a = numbers(steps.a * (isTransposed.a ? k : m))
      b = numbers(steps.b * (isTransposed.b ? n : k))
      c = numbers(steps.c * m)
    }

    /// The matrix C after the product, with what lies between its rows.
    func result(_ kernels: learn_kernels) -> [Float] {
      var result = c
      kernels.multiply(
        m, n, k, a, isTransposed.a ? 1 : steps.a, isTransposed.a ? steps.a : 1, b,
        isTransposed.b ? 1 : steps.b, isTransposed.b ? steps.b : 1, isAdding ? 1 : 0, &result,
        steps.c)
      return result
    }

    /// The same without loops for a processor.
    func plainResult() -> [Float] {
      var (a, b, result) = (a, b, c)
      a.withUnsafeMutableBufferPointer { a in
        b.withUnsafeMutableBufferPointer { b in
          result.withUnsafeMutableBufferPointer { c in
            guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else {
              return
            }
            let left =
              isTransposed.a
              ? Matrix(a, rows: k, columns: m, stride: steps.a).transposed
              : Matrix(a, rows: m, columns: k, stride: steps.a)
            let right =
              isTransposed.b
              ? Matrix(b, rows: n, columns: k, stride: steps.b).transposed
              : Matrix(b, rows: k, columns: n, stride: steps.b)
            multiplyInOrder(
              left, right, into: Matrix(c, rows: m, columns: n, stride: steps.c), adding: isAdding)
          }
        }
      }
      return result
    }

    /// One number of the result, and the sum of its terms' magnitudes.
    func exact(_ i: Int, _ j: Int) -> (value: Double, size: Double) {
      var value = isAdding ? Double(c[i * steps.c + j]) : 0
      var size = abs(value)
      for l in 0..<k {
        let term =
          Double(a[isTransposed.a ? l * steps.a + i : i * steps.a + l])
          * Double(b[isTransposed.b ? j * steps.b + l : l * steps.b + j])
        value += term
        size += abs(term)
      }
      return (value, size)
    }
  }

  static let levels = FloatKernels.available.indices

  @Test(arguments: levels, 0..<40) func areThoseOfTheFormula(_ level: Int, _ seed: UInt64) {
    let example = Example(seed: seed)
    let result = example.result(FloatKernels.available[level])
    for place in result.indices {
      let (i, j) = (place / example.steps.c, place % example.steps.c)
      if j >= example.n {
        #expect(result[place] == example.c[place], "something was written beside the matrix")
        continue
      }
      let (value, size) = example.exact(i, j)
      // Each of k + 1 roundings is at most half a unit in the last place of a partial sum.
      let tolerance = Double(example.k + 1) * Double(Float.ulpOfOne) / 2 * size
      #expect(abs(Double(result[place]) - value) <= tolerance)
    }
  }

  /// The order of each sum is the same at every level: the oldest one has the bits of the plain
  /// loops, and those with fused multiplication have each other's.
  @Test(arguments: 0..<40) func bitsFollowFromTheFormula(seed: UInt64) {
    let example = Example(seed: seed)
    let plain = example.plainResult()
    var fused: [Float]?
    for kernels in FloatKernels.available {
      let result = example.result(kernels)
      if Self.isFused(kernels) {
        if let fused { #expect(result.map(\.bitPattern) == fused.map(\.bitPattern)) }
        fused = result
      } else {
        #expect(result.map(\.bitPattern) == plain.map(\.bitPattern))
      }
    }
  }

  /// Whether products are added without being rounded before: (1 + 2⁻¹²)² − (1 + 2⁻¹¹) is 2⁻²⁴ then,
  /// else 0.
  static func isFused(_ kernels: learn_kernels) -> Bool {
    var c: [Float] = [0]
    kernels.multiply(
      1, 1, 2, [-1, 0x1.001p0], 2, 1, [0x1.002p0, 0x1.001p0], 1, 1, 0, &c, 1)
    #expect(c[0] == 0 || c[0] == 0x1p-24)
    return c[0] != 0
  }

  /// What the system says that the processor has is what we find and what we use: whatever its
  /// model, it never gets the loops of an older one.
  @Test func theProcessorGetsTheBestLoops() throws {
    let text = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
    let line = text.split(separator: "\n").first { $0.hasPrefix("flags") }
    let flags = Set((line ?? "").split(separator: " ").map(String.init))
    #if arch(x86_64)
      #expect(FloatKernels.levels.contains("x86-64"))
      let hasAVX2 = flags.isSuperset(of: ["avx2", "fma"])
      #expect(FloatKernels.levels.contains("x86-64-v3") == hasAVX2)
      let hasAVX512 =
        hasAVX2 && flags.isSuperset(of: ["avx512f", "avx512dq", "avx512bw", "avx512vl"])
      #expect(FloatKernels.levels.contains("x86-64-v4") == hasAVX512)
      for kernels in FloatKernels.available {
        #expect(Self.isFused(kernels) == (String(cString: kernels.level) != "x86-64"))
      }
    #endif
    if ProcessInfo.processInfo.environment["LEARN_CPU_LEVEL"] == nil {
      #expect(FloatKernels.level == FloatKernels.levels.last)
    }
  }
}
