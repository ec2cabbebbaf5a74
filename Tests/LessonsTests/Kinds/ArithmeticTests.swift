import Datasets
import Figures
import Networks
import TestSupport
import Testing

@testable import Lessons

/// Every printed line of the runs, recomputed from the other numbers printed beside it.
struct ArithmeticTests {
  static let runs: [(Gate, String)] = [
    (.and, "0.8 -1 -1"), (.or, "0.8 -1 -1"), (.nand, "0.8 -1 -1"), (.xor, "0.8 -1 -1"),
    (.and, "-0.3 -0.2 0.2"), (.nor, "0.7 0.3 -0.6"),
  ]

  @Test func pencilCanCompute() throws {
    #expect(try Pencil.value("0.8 + 0.2·(−1)·1") == Rational(6, 10))
    #expect(try Pencil.value("−2/3·x1 + 1.25", ["x1": Rational(3)]) == Rational(-75, 100))
    #expect(throws: PencilError.self) { try Pencil.value("target − output") }
  }

  @Test(arguments: runs) func everyLineIsTrue(gate: Gate, weights: String) throws {
    let run = try sourceRun(gate, weights: weights)
    for step in run.steps {
      let lines = run.moment(step.index, testWorld("")).stages.map(\.derivation.plainText)
        .joined(separator: "\n").split(separator: "\n").map(String.init)
      try check(lines, step)
    }
  }

  private func check(_ lines: [String], _ step: PerceptronStep) throws {
    var printed: [String: Rational] = [:]
    var weights: [Rational] = []
    for line in lines where line.contains(" = ") && !line.hasSuffix(":") {
      if let constant = line.split(separator: ", so everything is ").first, constant != line {
        let z = try Pencil.value(String(constant.dropFirst("z = ".count)))
        #expect(z == printed["w0′"] && line.hasSuffix(z.over > 0 ? "TRUE" : "FALSE"), "\(line)")
        continue
      }
      let sides = line.split(separator: ", because")[0].components(" = ")
      let symbol = sides[0]
      // Whatever can be computed on one line must agree.
      let numbers = sides.dropFirst().compactMap { try? Pencil.value($0) }
      #expect(Set(numbers.map { "\($0)" }).count <= 1, "\(line)")
      if let value = numbers.last { printed[symbol] = value }
      switch symbol {
      case "z":
        #expect(sides[1] == "w0 + w1·x1 + w2·x2", "\(line)")
        #expect(numbers.count == 2, "\(line)")
        // The weights as they stand in the sum: the first terms of its products.
        weights = try sides[2].replacing("(", with: "").replacing(")", with: "")
          .components(" + ").map { try Pencil.value($0.components("·")[0]) }
        let inputs = try sides[2].replacing("(", with: "").replacing(")", with: "")
          .components(" + ").dropFirst().map { try Pencil.value($0.components("·")[1]) }
        #expect(inputs == step.inputs.map { Rational(Int($0.coefficient)) })
      case "ŷ":
        let z = try #require(printed["z"])
        #expect(line.contains(z.over > 0 ? "TRUE (1), because z > 0" : "FALSE (0), because z ≤ 0"))
        printed["output"] = Rational(z.over > 0 ? 1 : 0)
      case "d":
        #expect(sides[1] == "target − output")
        let output = try #require(printed["output"])
        #expect(printed["d"] == Rational(step.target) + Rational(-1) * output)
      case "w0′", "w1′", "w2′":
        let i = try #require(Int(String(symbol.dropFirst().prefix(1))))
        #expect(numbers.count == 3, "\(line)")
        #expect(try Pencil.value(sides[2].components(" ")[0]) == weights[i], "\(line)")
        #expect(sides[1].contains("0.2·(\(step.error > 0 ? "+" : "−")1)·"), "\(line)")
      case "0":
        for (x1, x2) in [(0, 0), (1, 0), (0, 1), (3, 7)] {
          let values = ["x1": Rational(x1), "x2": Rational(x2)]
          let z = try Pencil.value(sides[1], values)
          let w = try (0...2).map { try #require(printed["w\($0)′"]) }
          #expect(z == w[0] + w[1] * Rational(x1) + w[2] * Rational(x2), "\(line)")
        }
      case "x1", "x2":
        // A point of the line makes z zero.
        let w = try (0...2).map { try #require(printed["w\($0)′"]) }
        for x in [-2, 0, 5] {
          let solved = try Pencil.value(sides[1], ["x1": Rational(x)])
          let (x1, x2) = symbol == "x2" ? (Rational(x), solved) : (solved, Rational(x))
          #expect(w[0] + w[1] * x1 + w[2] * x2 == Rational(0), "\(line)")
        }
      default:
        let i = try #require(Int(String(symbol.dropFirst().prefix(1))), "\(line)")
        #expect(printed[symbol] == weights[i], "\(line)")
      }
    }
    #expect(printed["z"] != nil && printed["d"] != nil)
    #expect(lines.count > 8)
    for (i, weight) in step.after.weights.enumerated() {
      let value = try #require(printed["w\(i)′"] ?? printed["w\(i)"])
      #expect(value == (try Pencil.value(weight.description)))
    }
    #expect(!lines.joined().contains("−0 ") && !lines.joined().contains("-"))
  }
}

extension StringProtocol {
  fileprivate func components(_ separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map { String($0) }
  }
}
