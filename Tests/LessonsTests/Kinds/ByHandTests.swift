import Drawing
import Figures
import Networks
import Numerics
import TestSupport
import Testing

@testable import Lessons

/// Every printed line of convolutions and poolings by hand, recomputed from the other numbers
/// printed beside it.
struct ByHandTests {
  static func table(_ rows: [[Int]]) -> [[ExactDecimal]] {
    rows.map { $0.map { ExactDecimal($0) } }
  }

  static let image = table([
    [1, 2, 0, 1, 3], [0, 1, 1, 2, 0], [2, 0, 1, 0, 1], [1, 1, 0, 2, 2], [0, 3, 1, 1, 0],
  ])

  struct Case: Sendable, CustomTestStringConvertible {
    var kernel: String
    var stride = 1
    var padding = 0
    var bias = "0"
    var hasReLU = false
    var testDescription: String { "\(kernel), stride \(stride), padding \(padding)" }
  }

  static let cases = [
    Case(kernel: "edge"), Case(kernel: "blur"), Case(kernel: "blur", padding: 1, bias: "-0.5"),
    Case(kernel: "sharpen", stride: 2), Case(kernel: "vertical-edge", padding: 2, hasReLU: true),
    Case(kernel: "horizontal-edge", stride: 3, padding: 1, bias: "1.5", hasReLU: true),
    Case(kernel: "identity", padding: 1),
  ]

  @Test(arguments: cases) func convolutionLinesAreTrue(_ given: Case) throws {
    let kernel = try #require(ExactKernel(named: given.kernel))
    let bias = try #require(ExactDecimal(given.bias))
    let convolution = try ExactConvolution(
      image: Self.image, kernel: kernel, stride: given.stride, padding: given.padding, bias: bias,
      hasReLU: given.hasReLU)
    let moments = ConvolutionMoments(convolution, testWorld("Test"))
    for step in convolution.steps {
      let moment = moments.moment(step.index)
      var printed = try check(moment)
      if !bias.isZero { printed["b"] = try Pencil.value(bias.description) }
      // Naive, from the definition, with plain integers.
      var sum = 0
      for i in 0..<3 {
        for j in 0..<3 {
          let row = step.row * given.stride + i - given.padding
          let column = step.column * given.stride + j - given.padding
          guard (0..<5).contains(row), (0..<5).contains(column) else { continue }
          sum += Int(Self.image[row][column].coefficient) * Int(kernel.weights[i][j].coefficient)
        }
      }
      let z = Rational(sum, kernel.divisor) + (try Pencil.value(bias.description))
      #expect(printed["z"] == z)
      if given.hasReLU { #expect(printed["a"] == (z.over > 0 ? z : Rational(0))) }
      let prediction = try #require(moment.stages[0].prediction)
      #expect(abs(prediction.expected - Double(z.over) / Double(z.under)) < 1e-12)
      #expect(prediction.slips.allSatisfy { $0.value != prediction.expected })
    }
  }

  static let poolingTable = table([[4, 3, 1, 5], [1, 3, 4, 8], [4, 5, 4, 3], [6, 5, 9, 4]])

  @Test(arguments: ExactPooling.Kind.allCases, [(2, 2), (3, 1), (2, 1)])
  func poolingLinesAreTrue(kind: ExactPooling.Kind, window: (Int, Int)) throws {
    let side = (4 - window.0) / window.1 + 1
    let gradient = (0..<side).map { row in
      (0..<side).map { ExactDecimal(Int128(row * 3 - $0 * 2 + 1), scale: 1) }
    }
    let pooling = try ExactPooling(
      table: Self.poolingTable, kind: kind, windowHeight: window.0, windowWidth: window.0,
      stride: window.1, gradient: gradient)
    let moments = PoolingMoments(pooling, testWorld("Test"))
    var total = Rational(0)
    for step in pooling.steps {
      let printed = try check(moments.moment(step.index))
      let values = step.values.joined().map { Int($0.coefficient) }
      let expected =
        kind == .maximum
        ? Rational(values.max() ?? 0) : Rational(values.reduce(0, +), values.count)
      #expect(printed["m"] == expected)
      total = total + (try Pencil.value(gradient[step.row][step.column].description))
    }
    // What is sent back is what came in: no pooling creates or loses gradient.
    let back = try #require(pooling.gradientOfTable()).joined()
      .reduce(Rational(0)) { $0 + Rational(Int($1.numerator), Int($1.denominator)) }
    #expect(back == total)
  }

  @Test func theSourcesTables() throws {
    let kernel = try ExactKernel(Self.table([[3, 3], [5, 2]]))
    let figure11 = try ExactConvolution(image: Self.table([[1, 7], [2, 4]]), kernel: kernel)
    #expect(figure11.steps[0].z.description == "42")
    #expect(figure11.matrixProduct == Self.table([[38, 17], [26, 14]]))
    let average = try ExactPooling(table: Self.poolingTable, kind: .average)
    #expect(average.result.joined().map(\.description) == ["2.75", "4.5", "5", "5"])
    let maximum = try ExactPooling(table: Self.poolingTable, kind: .maximum)
    #expect(maximum.result.joined().map(\.description) == ["4", "8", "6", "9"])
  }

  @Test func impossibleShapesAreErrors() throws {
    let kernel = try #require(ExactKernel(named: "edge"))
    #expect(throws: NetworkError.self) {
      try ExactConvolution(image: Self.table([[1, 2], [3, 4]]), kernel: kernel)
    }
    #expect(throws: NetworkError.self) {
      try ExactConvolution(image: Self.table([[1, 2, 3], [3, 4]]), kernel: kernel, padding: 3)
    }
    #expect(throws: NetworkError.self) {
      try ExactPooling(
        table: Self.poolingTable, kind: .maximum, gradient: Self.table([[1, 2, 3]]))
    }
    #expect(throws: NetworkError.self) {
      try ExactPooling(table: [], kind: .maximum)
    }
  }

  /// Whatever stands on one line must agree; names stand for what earlier lines printed.
  private func check(_ moment: Moment) throws -> [String: Rational] {
    var printed: [String: Rational] = [:]
    for line in moment.stages.flatMap(\.derivation.lines) {
      let text = line.plainText
      let sides = text.components(" = ")
      #expect(sides.count >= 2, "\(text)")
      #expect(!text.contains("−0 ") && !text.contains("-"), "\(text)")
      var numbers: [Rational] = []
      for side in sides.dropFirst() {
        let expression = side.components(" at row")[0]
        if let value = try? Pencil.value(expression, printed) { numbers.append(value) }
      }
      #expect(numbers.count >= 1, "\(text)")
      #expect(Set(numbers.map { "\($0)" }).count == 1, "\(text)")
      printed[sides[0]] = numbers.last
    }
    return printed
  }
}

extension StringProtocol {
  fileprivate func components(_ separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map { String($0) }
  }
}
