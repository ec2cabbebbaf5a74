import Testing
import VectorKernels

@testable import Numerics

/// The other loops, at every level that this processor has, against the generic ones in `Double`.
@Suite struct FloatKernelTests {
  static let levels = FloatKernels.available.indices

  /// Numbers between −1 and 1, some of them 0.
  static func numbers(_ count: Int, _ stream: UInt64) -> [Float] {
    var generator = SeededGenerator(seed: 5, stream: stream)
    return (0..<count).map { _ in Float(Int(generator.next() % 41) - 20) / 20 }
  }

  static func areClose(_ a: [Float], _ b: [Double], tolerance: Double = 1e-6) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { abs(Double($0) - $1) <= tolerance * max(1, abs($1)) }
  }

  @Test(arguments: levels, [1, 7, 8, 16, 37, 100]) func rowsOfNumbers(_ level: Int, _ columns: Int)
  {
    let kernels = FloatKernels.available[level]
    let (rows, stride) = (5, columns + 3)
    let values = Self.numbers(rows * stride, 1)
    let bias = Self.numbers(columns, 2)

    for isRectified in [false, true] {
      var fast = values
      var plain = values.map(Double.init)
      kernels.add_bias(&fast, rows, columns, stride, bias, isRectified ? 1 : 0)
      for row in 0..<rows {
        for column in 0..<columns {
          let sum = plain[row * stride + column] + Double(bias[column])
          plain[row * stride + column] = isRectified ? max(sum, 0) : sum
        }
      }
      #expect(Self.areClose(fast, plain))
    }

    var sums = bias
    kernels.sum_columns(values, rows, columns, stride, &sums)
    let plainSums = (0..<columns).map { column in
      (0..<rows).reduce(Double(bias[column])) { $0 + Double(values[$1 * stride + column]) }
    }
    #expect(Self.areClose(sums, plainSums))

    var delta = Self.numbers(values.count, 3)
    let before = delta
    kernels.rectify(&delta, values, values.count)
    #expect(
      Self.areClose(delta, zip(before, values).map { $1 <= 0 ? 0 : Double($0) }, tolerance: 0))

    var sum = before
    kernels.add(values, &sum, values.count)
    #expect(Self.areClose(sum, zip(before, values).map { Double($0) + Double($1) }))
  }

  @Test(arguments: levels, [1, 28, 57]) func pixels(_ level: Int, _ columns: Int) {
    let kernels = FloatKernels.available[level]
    let rows = 9
    let count = rows * columns
    let bytes = (0..<count).map { UInt8($0 * 37 % 256) }
    let scales = Self.numbers(columns, 11)
    var values = [Float](repeating: .nan, count: count)
    kernels.convert(bytes, 1 / 255, &values, count)
    #expect(values == bytes.map { Float($0) * (1 / 255) })
    kernels.convert_columns(bytes, scales, rows, columns, &values)
    #expect(values == bytes.indices.map { Float(bytes[$0]) * scales[$0 % columns] })
    let mask = bytes.map { $0 % 3 == 0 ? UInt8(1) : 0 }
    let x = Self.numbers(count, 12)
    kernels.apply_mask(mask, 1.25, x, &values, count)
    #expect(values == zip(mask, x).map { $0 == 0 ? 0 : $1 * 1.25 })
  }

  @Test(arguments: levels, [1, 15, 16, 133]) func optimisers(_ level: Int, _ count: Int) {
    let kernels = FloatKernels.available[level]
    var w = Self.numbers(count, 4)
    var m = [Float](repeating: 0, count: count)
    var v = m
    var plain = (w: w.map(Double.init), m: m.map(Double.init), v: v.map(Double.init))
    for step in 0..<10 {
      let g = Self.numbers(count, 10 + UInt64(step))
      kernels.adam(&w, g, &m, &v, count, 0.01, 0.1, 0.001, 1e-7)
      descendWithAdam(
        &plain.w, gradient: g.map(Double.init), mean: &plain.m, meanSquare: &plain.v, count: count,
        rate: 0.01, decay1: 0.1, decay2: 0.001, epsilon: 1e-7)
    }
    #expect(Self.areClose(w, plain.w, tolerance: 1e-5))

    var s = [Float](repeating: 0, count: count)
    plain = (w.map(Double.init), s.map(Double.init), [])
    for step in 0..<10 {
      let g = Self.numbers(count, 30 + UInt64(step))
      kernels.rmsprop(&w, g, &s, count, 0.01, 0.9, 1e-7)
      descendWithRMSprop(
        &plain.w, gradient: g.map(Double.init), meanSquare: &plain.m, count: count, rate: 0.01,
        rho: 0.9, epsilon: 1e-7)
    }
    #expect(Self.areClose(w, plain.w, tolerance: 1e-4))
  }

  /// A part of a run gives the same bits as the run: ranges may be cut anywhere.
  @Test(arguments: levels) func aRunMayBeCut(_ level: Int) {
    let kernels = FloatKernels.available[level]
    let g = Self.numbers(61, 8)
    var whole = Self.numbers(61, 9)
    var cut = whole
    var (m, v) = (Self.numbers(61, 6), Self.numbers(61, 7).map { abs($0) })
    var (cutM, cutV) = (m, v)
    kernels.adam(&whole, g, &m, &v, 61, 0.01, 0.1, 0.001, 1e-7)
    cut.withUnsafeMutableBufferPointer { cut in
      g.withUnsafeBufferPointer { g in
        for range in [0..<5, 5..<38, 38..<61] {
          guard let w = cut.baseAddress, let g = g.baseAddress else { return }
          cutM.withUnsafeMutableBufferPointer { m in
            cutV.withUnsafeMutableBufferPointer { v in
              guard let m = m.baseAddress, let v = v.baseAddress else { return }
              let start = range.lowerBound
              kernels.adam(
                w + start, g + start, m + start, v + start, range.count, 0.01, 0.1, 0.001, 1e-7)
            }
          }
        }
      }
    }
    #expect(whole == cut)
    #expect(m == cutM && v == cutV)
  }

  @Test func theOldestLevelIsAlwaysThere() {
    #expect(!FloatKernels.available.isEmpty)
    #expect(FloatKernels.available.map { String(cString: $0.level) }.contains(FloatKernels.level))
  }

  /// A memory that fades ends at 0: it never comes down to the numbers that processors are slow with.
  @Test(arguments: levels, ["adam", "rmsprop"]) func fadingMemoryEndsAtZero(
    _ level: Int, _ rule: String
  ) {
    let kernels = FloatKernels.available[level]
    // 37: both whole vectors and what is left behind the last one.
    var weights = [Float](repeating: 0.5, count: 37)
    var (mean, square) = (weights, weights)
    let gradients = [Float](repeating: 0, count: 37)
    var seen: Float = 1
    for _ in 0..<1_000 {
      if rule == "adam" {
        kernels.adam(&weights, gradients, &mean, &square, 37, 0, 0.1, 0.1, 1e-7)
        seen = min(seen, mean.filter { $0 != 0 }.min() ?? 1)
      } else {
        kernels.rmsprop(&weights, gradients, &square, 37, 0, 0.9, 1e-7)
        mean = square
      }
      seen = min(seen, square.filter { $0 != 0 }.min() ?? 1)
    }
    #expect(seen >= 1e-30 && seen < 1e-29)
    #expect(mean == gradients && square == gradients)
  }
}
