import Testing
import VectorKernels

@testable import Numerics

/// The loops for convolutions, at every level that this processor has, against sums written as the
/// formulas are, in `Double`.
@Suite struct CorrelationTests {
  struct Case: CustomStringConvertible, Sendable {
    var level: Int
    var seed: UInt64
    var description: String { "\(String(cString: FloatKernels.available[level].level)), \(seed)" }
  }

  static let cases = FloatKernels.available.indices.flatMap { level in
    (0..<60).map { Case(level: level, seed: UInt64($0)) }
  }

  /// A random convolution, its numbers, and the way forward and back through it by the formulas.
  struct Problem {
    let window: Window
    let filters: Int
    let pooling: Int?
    let activation: Activation
    let image, kernel, bias, delta: [Float]
    var z: [Double] = []
    var outputs: [Double] = []
    var winners: [Int] = []
    var kernelGradient, biasGradient, imageGradient: [Double]
    let height, width, side: Int

    init?(_ seed: UInt64) {
      var generator = SeededGenerator(seed: seed, stream: 77)
      func below(_ count: Int) -> Int { Int(generator.next() % UInt64(count)) }
      let size = (height: 1 + below(5), width: 1 + below(8))
      let channels = [1, 1, 2, 3, 8, 13, 16, 40][below(8)]
      filters = [1, 3, 7, 8, 9, 16, 20, 33, 40][below(9)]
      pooling = [nil, nil, 1, 2, 2, 3][below(6)]
      activation = [.relu, .linear][below(2)]
      guard
        let window = Window(
          input: (size.height + below(14), size.width + below(19), channels), size: size,
          stride: (1, 1), padding: below(2) == 0 ? .valid : .same),
        window.outputHeight >= pooling ?? 1, window.outputWidth >= pooling ?? 1
      else { return nil }
      self.window = window
      side = pooling ?? 1
      height = window.outputHeight / side * side
      width = window.outputWidth / side * side
      func numbers(_ count: Int) -> [Float] {
        // Eighths: equal maxima occur, and zeros.
        (0..<count).map { _ in Float(below(33) - 16) / 8 }
      }
      image = numbers(window.inputCount)
      kernel = numbers(window.patchCount * filters)
      bias = numbers(filters)
      delta = numbers(height / side * (width / side) * filters)
      kernelGradient = [Double](repeating: 0, count: kernel.count)
      biasGradient = [Double](repeating: 0, count: filters)
      imageGradient = [Double](repeating: 0, count: image.count)
      computeForward()
      computeBackward()
    }

    /// Calls with the places in image and kernel of every product that makes up a sum.
    func forEachProduct(
      _ i: Int, _ j: Int, _ body: (_ image: Int, _ tap: Int) -> Void
    ) {
      for y in 0..<window.height {
        for x in 0..<window.width {
          let (row, column) = (i + y - window.padTop, j + x - window.padLeft)
          guard (0..<window.inputHeight).contains(row), (0..<window.inputWidth).contains(column)
          else { continue }
          for c in 0..<window.channels {
            body(
              (row * window.inputWidth + column) * window.channels + c,
              (y * window.width + x) * window.channels + c)
          }
        }
      }
    }

    private mutating func computeForward() {
      z = [Double](repeating: 0, count: height * width * filters)
      for i in 0..<height {
        for j in 0..<width {
          for f in 0..<filters {
            var sum = 0.0
            forEachProduct(i, j) { sum += Double(image[$0]) * Double(kernel[$1 * filters + f]) }
            z[(i * width + j) * filters + f] = sum
          }
        }
      }
      for i in 0..<height / side {
        for j in 0..<width / side {
          for f in 0..<filters {
            let values = (0..<side * side).map {
              z[((i * side + $0 / side) * width + j * side + $0 % side) * filters + f]
            }
            let winner = values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
            let sum = values[winner] + Double(bias[f])
            winners.append(winner)
            outputs.append(activation == .relu ? max(sum, 0) : sum)
          }
        }
      }
    }

    private mutating func computeBackward() {
      for square in delta.indices {
        let f = square % filters
        let place = square / filters
        let (i, j) = (place / (width / side), place % (width / side))
        let winner = winners[square]
        guard activation != .relu || outputs[square] > 0 else { continue }
        let d = Double(delta[square])
        biasGradient[f] += d
        forEachProduct(i * side + winner / side, j * side + winner % side) { pixel, tap in
          kernelGradient[tap * filters + f] += d * Double(image[pixel])
          imageGradient[pixel] += d * Double(kernel[tap * filters + f])
        }
      }
    }
  }

  /// Memory that a fast loop may read some floats beyond; they are no numbers, so that it shows
  /// where one of them has an influence.
  func memory(_ values: [Float]) -> UnsafeMutablePointer<Float> {
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: values.count + 16)
    memory.initialize(from: values, count: values.count)
    (memory + values.count).initialize(repeating: .nan, count: 16)
    return memory
  }

  func memory(_ count: Int) -> UnsafeMutablePointer<Float> {
    memory([Float](repeating: .nan, count: count))
  }

  func expectEqual(
    _ memory: UnsafeMutablePointer<Float>, _ values: [Double], _ what: String,
    _ location: SourceLocation = #_sourceLocation
  ) {
    for (index, value) in values.enumerated() {
      let difference = abs(Double(memory[index]) - value)
      if !(difference <= 1e-4 * max(1, abs(value))) {
        Issue.record(
          "\(what)[\(index)] is \(memory[index]), not \(value)", sourceLocation: location)
        return
      }
    }
    for index in 0..<16 where !memory[values.count + index].isNaN {
      Issue.record("\(what) was written beyond its end", sourceLocation: location)
    }
  }

  @Test(arguments: cases) func bothWaysAreThoseOfTheFormulas(_ test: Case) {
    guard let problem = Problem(test.seed) else { return }
    let correlation = Correlation(
      problem.window, filters: problem.filters, pooling: problem.pooling,
      FloatKernels.available[test.level])
    let kernel = memory(problem.kernel)
    let packed = memory(correlation.packedCount)
    let image = correlation.padded(
      memory(problem.image), scratch: memory(correlation.paddedCount))
    let bias = memory(problem.bias)
    correlation.pack(kernel, into: packed)
    let z = memory(correlation.sumCount)
    correlation.sums(of: image, packed: packed, into: z)
    expectEqual(z, problem.z, "z")

    let outputs = memory(correlation.outputCount)
    let winners = memory(correlation.outputCount)
    if problem.pooling != nil {
      correlation.pool(
        z, bias: bias, activation: problem.activation, into: outputs, winners: winners)
      expectEqual(winners, problem.winners.map(Double.init), "winners")
    } else {
      outputs.update(from: problem.outputs.map(Float.init), count: problem.outputs.count)
    }
    expectEqual(outputs, problem.outputs, "outputs")

    let taps = problem.window.patchCount
    let transposed = memory(taps * problem.filters)
    transpose(
      Matrix(kernel, rows: taps, columns: problem.filters),
      into: Matrix(transposed, rows: problem.filters, columns: taps))
    let gradients = memory([Float](repeating: 0, count: correlation.gradientCount))
    let biasGradient = memory([Float](repeating: 0, count: problem.filters))
    let kernelGradient = memory([Float](repeating: 0, count: problem.kernel.count))
    let inputDelta = memory(problem.image.count)
    correlation.backward(
      Correlation.Backward(
        image: image, delta: memory(problem.delta), outputs: outputs,
        winners: problem.pooling == nil ? nil : UnsafePointer(winners), transposed: transposed,
        gradients: gradients, bias: biasGradient, inputDelta: inputDelta,
        paddedDelta: memory(correlation.paddedCount),
        lists: (memory(correlation.listCount), memory(correlation.listCount))),
      activation: problem.activation)
    correlation.collect(gradients, addingTo: kernelGradient)
    expectEqual(biasGradient, problem.biasGradient, "bias gradient")
    expectEqual(kernelGradient, problem.kernelGradient, "kernel gradient")
    expectEqual(inputDelta, problem.imageGradient, "image gradient")
  }

  /// The random problems are worth something only if they reach every way through the loops.
  @Test func problemsAreOfAllKinds() {
    let problems = (0..<60).compactMap { Problem(UInt64($0)) }
    #expect(problems.count > 40)
    #expect(problems.contains { $0.pooling == 3 })
    #expect(problems.contains { $0.window.padLeft > 0 && $0.pooling == 2 })
    #expect(problems.contains { $0.window.width * $0.window.channels < 8 && $0.pooling == 2 })
    #expect(problems.contains { $0.filters > 16 && $0.window.channels > 8 && $0.pooling == 2 })
    #expect(problems.contains { $0.filters <= 16 && $0.window.channels > 8 && $0.pooling == 2 })
  }
}
