import Foundation
import TestSupport
import Testing

@testable import Presenting

/// Every table of every lesson, recomputed from its own cells and from what stands around it.
@Suite struct TwinTableTests {
  /// What key and notes say: both show answers, each some of what the other leaves out.
  private func pages(_ name: String) throws -> String {
    try [PageKind.key, .notes].map {
      try PageLessons.pages(name, $0, measurer: FixedMeasurer()).text
    }.joined(separator: "\n")
  }

  private func number(_ text: String) throws -> Double { try Pencil.decimal(text) }

  /// A head that no test knows is a table that nobody has recomputed.
  @Test(arguments: PageLessons.names) func everyTableIsKnown(_ name: String) throws {
    let known: [Set<String>] = [
      ["z", "output", "d"], ["x1", "x2", "target"], ["epoch", "mistakes"], ["z1", "h1"],
      ["L", "wrong"], ["difference"], ["chain rule"], ["rate", "L"], ["operation"],
      ["epoch", "test accuracy"], ["products"], ["window"], ["class", "e^z"],
    ]
    for table in TwinTable.all(in: try pages(name)) {
      let head = Set(table.header)
      #expect(known.contains { $0.isSubset(of: head) }, "\(table.header)")
      #expect(!table.rows.isEmpty)
    }
  }

  /// Each row of a table of steps follows from the row before it.
  @Test(arguments: ["perceptron-and", "perceptron-or", "perceptron-nand", "perceptron-xor"])
  func stepsFollowFromEachOther(_ name: String) throws {
    let rate = try Pencil.value("0.2")
    var checked = 0
    for table in TwinTable.all(in: try pages(name)) where table.header.contains("output") {
      var last: [Rational] = []
      for row in table.rows {
        let cells = try row.map { try Pencil.value($0) }
        defer { last = cells }
        guard !last.isEmpty, cells[0] == last[0] + Rational(1) else { continue }
        let (weights, inputs) = (Array(last[7...]), [Rational(1), cells[1], cells[2]])
        let z = zip(weights, inputs).reduce(Rational(0)) { $0 + $1.0 * $1.1 }
        #expect(z == cells[4], "z in \(row)")
        let output = Rational(z.over > 0 ? 1 : 0)
        #expect(output == cells[5], "output in \(row)")
        let d = cells[3] - output
        #expect(d == cells[6], "d in \(row)")
        #expect(zip(weights, inputs).map { $0 + rate * d * $1 } == Array(cells[7...]), "\(row)")
        checked += 1
      }
    }
    #expect(checked >= 3)
  }

  /// How many points are wrong at the end of each epoch, from its weights and the truth table.
  @Test(arguments: [("perceptron-or", [0, 1, 1, 1]), ("perceptron-xor", [0, 1, 1, 0])])
  func epochsCountWhatIsStillWrong(_ name: String, _ gate: [Int]) throws {
    let table = try #require(
      TwinTable.all(in: try pages(name)).first { $0.header.contains("still wrong") })
    #expect(table.rows.count > 3)
    let places = [[0, 0], [0, 1], [1, 0], [1, 1]]
    for (row, wrong) in zip(table.rows, table.column("still wrong")) {
      let w = try row[2...4].map { try Pencil.value($0) }
      let found = zip(places, gate).count { place, target in
        let z = w[0] + w[1] * Rational(place[0]) + w[2] * Rational(place[1])
        return (z.over > 0 ? 1 : 0) != target
      }
      #expect(wrong == Rational(found), "\(row)")
    }
    // XOR never ends without a mistake.
    #expect((table.rows.last?[1] == "0") == (name == "perceptron-or"))
  }

  /// Three perceptrons, their weights taken from the description of the picture.
  @Test func wiredRowsComeOut() throws {
    let text = try pages("mlp-xor")
    var names: [String: Rational] = [:]
    for match in text.matches(of: #/(\w+) → (\w+|ŷ) (−?[\d.]+)[;.] /#) where names.count < 9 {
      names["\(match.1) \(match.2)"] = try Pencil.value(String(match.3))
    }
    for match in text.matches(of: #/(h1|h2|ŷ) \((?:OR|NAND|AND)\), bias (−?[\d.]+)/#) {
      names[String(match.1)] = try Pencil.value(String(match.2.trimmingSuffix(".")))
    }
    var checked = 0
    for table in TwinTable.all(in: text) where table.header.contains("z3") {
      for row in table.rows {
        let cells = try row.map { try Pencil.value($0) }
        func sum(_ unit: String, _ inputs: [(String, Rational)]) throws -> Rational {
          try inputs.reduce(#require(names[unit])) { sum, input in
            try sum + #require(names["\(input.0) \(unit)"]) * input.1
          }
        }
        func fires(_ z: Rational) -> Rational { Rational(z.over > 0 ? 1 : 0) }
        let inputs = [("x1", cells[0]), ("x2", cells[1])]
        let (z1, z2) = (try sum("h1", inputs), try sum("h2", inputs))
        let hidden = [("h1", fires(z1)), ("h2", fires(z2))]
        let z3 = try sum("ŷ", hidden)
        #expect(Array(cells[2...7]) == [z1, fires(z1), z2, fires(z2), z3, fires(z3)], "\(row)")
        #expect(cells[8] == Rational(cells[0] == cells[1] ? 0 : 1))
        checked += 1
      }
    }
    #expect(checked >= 4)
  }

  /// The trained units that the report prints: sums exact, outputs to four digits.
  @Test func sigmoidRowsComeOut() throws {
    let text = try pages("mlp-xor")
    let sums = try ["h1", "h2"].map { unit in
      let line = try Regex("\(unit) \\(\\w+\\): 0 = ([^;]*?)(;|\\. )")
      return try #require(text.firstMatch(of: line)?.output[1].substring).description
    }
    let table = try #require(
      TwinTable.all(in: text).first { $0.header.contains("h2") && !$0.header.contains("z3") })
    #expect(table.rows.count == 4)
    for row in table.rows {
      let names = ["x1": try Pencil.value(row[0]), "x2": try Pencil.value(row[1])]
      for (place, sum) in sums.enumerated() {
        #expect(try Pencil.value(sum, names) == Pencil.value(row[2 + 2 * place]), "\(row)")
        let output = try Pencil.decimal("σ(\(row[2 + 2 * place]))")
        #expect(abs(output - (try number(row[3 + 2 * place]))) <= 0.500001e-4, "\(row)")
      }
    }
  }

  /// Cross-entropy and wrong answers of the trained network's snapshots, from its printed outputs.
  @Test func snapshotsComeOut() throws {
    var checked = 0
    for table in TwinTable.all(in: try pages("mlp-xor")) where table.header.contains("wrong") {
      for row in table.rows {
        let outputs = try row[1...4].map { try number($0) }
        let wrong = zip(outputs, [0, 1, 1, 0]).count { $0 != 0.5 && ($0 > 0.5 ? 1 : 0) != $1 }
        // 0.5000 may have been a little more or less before it was rounded.
        let unsure = outputs.count { $0 == 0.5 }
        #expect((wrong...wrong + unsure).contains(try #require(Int(row[6]))), "\(row)")
        let shares = zip(outputs, [0, 1, 1, 0]).map { $1 == 1 ? $0 : 1 - $0 }
        let loss = shares.reduce(0) { $0 - log($1) } / 4
        // The outputs are rounded for print; the loss is not computed from what is printed.
        let slack = shares.reduce(0) { $0 + 0.5e-4 / $1 } / 4 + 0.5e-4
        #expect(abs(loss - (try number(row[5]))) <= slack * 1.01, "\(row)")
        checked += 1
      }
    }
    #expect(checked >= 6)
  }

  /// The losses to seven digits by passing forward with each weight nudged, and their slopes.
  @Test func nudgesComeOut() throws {
    let table = try #require(
      TwinTable.all(in: try pages("backprop")).first {
        $0.header.contains("difference") && $0.rows.count == 9
      })
    let values = try table.rows.reduce(into: [String: Double]()) { $0[$1[0]] = try number($1[1]) }
    func loss(_ w: [String: Double]) -> Double {
      func sigmoid(_ z: Double) -> Double { 1 / (1 + exp(-z)) }
      func at(_ name: String) -> Double { w[name] ?? .nan }
      let h1 = sigmoid(at("b1") + at("w11") + 0.5 * at("w21"))
      let h2 = sigmoid(at("b2") + at("w12") + 0.5 * at("w22"))
      return 0.5 * pow(sigmoid(at("b3") + at("v1") * h1 + at("v2") * h2) - 1, 2)
    }
    for row in table.rows {
      for (place, way) in [(2, 0.01), (3, -0.01)] {
        var nudged = values
        nudged[row[0], default: 0] += way
        #expect(abs(loss(nudged) - (try number(row[place]))) <= 0.501e-7, "\(row)")
      }
      #expect(try Pencil.value("\(row[2]) − \(row[3])") == Pencil.value(row[4]), "\(row)")
      let slope = try number("(\(row[4]))/0.02")
      #expect(abs(slope - (try number(row[5]))) <= halfDigit(row[5]) + 1e-9, "\(row)")
    }
  }

  /// Each gradient from its factors, and each new weight from its gradient.
  @Test func gradientsComeOut() throws {
    let table = try #require(
      TwinTable.all(in: try pages("backprop")).first { $0.header.contains("factors") })
    #expect(table.rows.count == 9)
    for row in table.rows {
      let gradient = try number(row[3])
      #expect(abs(gradient - (try number(row[4]))) <= halfDigit(row[4]) + 1e-9, "\(row)")
      #expect(row[4] == row[5], "\(row)")
      #expect(
        try Pencil.value("\(row[1]) − 0.5·(\(row[4]))") == Pencil.value(row[6]), "\(row)")
    }
  }

  /// Steps downhill: loss, slope and the next weight, for the points (1, 2) and (2, 4).
  @Test func descentComesOut() throws {
    let text = try pages("backprop")
    #expect(text.contains("e1 = w·x1 − y1 = 0·1 − 2") && text.contains("e2 = w·x2 − y2 = 0·2 − 4"))
    let table = try #require(TwinTable.all(in: text).first { $0.header.contains("rate") })
    for row in table.rows {
      let loss = try number("((\(row[2])·1 − 2)^2 + (\(row[2])·2 − 4)^2)/4")
      let slope = try number("((\(row[2])·1 − 2)·1 + (\(row[2])·2 − 4)·2)/2")
      #expect(abs(loss - (try number(row[3]))) <= halfDigit(row[3]) + 1e-9, "\(row)")
      #expect(abs(slope - (try number(row[4]))) <= halfDigit(row[4]) + 1e-9, "\(row)")
      let next = try number("\(row[2]) − \(row[0])·(\(row[4]))")
      #expect(abs(next - (try number(row[5]))) <= halfDigit(row[5]) + 1e-9, "\(row)")
    }
    #expect(table.rows.count >= 2)
  }

  /// Shapes and numbers of parameters, layer by layer.
  @Test(arguments: [("cnn", [28, 28, 1]), ("hidden-layer", [28, 28, 1])])
  func layersComeOut(_ name: String, _ input: [Int]) throws {
    let table = try #require(
      TwinTable.all(in: try pages(name)).first { $0.header.contains("operation") })
    var shape = input
    for row in table.rows {
      let numbers = row[1].matches(of: #/\d+/#).compactMap { Int($0.output) }
      var parameters = 0
      switch row[1].prefix(while: { $0.isLetter || $0 == " " }) {
      case "convolution ":
        parameters = (numbers[0] * numbers[1] * shape[2] + 1) * numbers[2]
        shape = [shape[0] - numbers[0] + 1, shape[1] - numbers[1] + 1, numbers[2]]
      case "max pooling ": shape = [shape[0] / numbers[0], shape[1] / numbers[1], shape[2]]
      case "flatten": shape = [shape.reduce(1, *)]
      case "dense":
        parameters = (shape[0] + 1) * numbers[0]
        shape = [numbers[0]]
      case "dropout ": break
      default: Issue.record("\(row)")
      }
      #expect(row[2] == shape.map(String.init).joined(separator: " × "), "\(row)")
      #expect(row[3] == "\(parameters)", "\(row)")
    }
    #expect(shape == [10])
  }

  /// Every position of a kernel: its products make z, and ReLU makes the output of z.
  @Test func positionsComeOut() throws {
    let text = try pages("convolution")
    var checked = 0
    for table in TwinTable.all(in: text) where table.header.contains("products") {
      for row in table.rows {
        let products = row[3].split { $0 == ";" || $0 == "," }.map { "(\($0))" }
        #expect(products.count == 9)
        let z = try Pencil.value(products.joined(separator: " + "))
        #expect(try z == Pencil.value(row[4]) && max(z, Rational(0)) == Pencil.value(row[5]))
        checked += 1
      }
    }
    #expect(checked >= 2)
  }

  /// Softmax: powers of e from the sums, shares from the powers, as far as they are rounded.
  @Test func sharesComeOut() throws {
    let text = try pages("cnn")
    let table = try #require(TwinTable.all(in: text).first { $0.header.contains("e^z") })
    let powers = try table.rows.map { try number($0[2]) }
    let sum = powers.reduce(0, +)
    #expect(table.rows.count == 10)
    for (row, power) in zip(table.rows, powers) {
      let z = try number(row[1])
      #expect(
        abs(exp(z) - power) <= exp(z) * halfDigit(row[1]) * 1.01 + halfDigit(row[2]), "\(row)")
      #expect(abs(power / sum - (try number(row[3]))) <= halfDigit(row[3]) * 1.01, "\(row)")
    }
  }

  /// Every window: its largest number, or all of a table their averages.
  @Test func windowsComeOut() throws {
    var kinds: Set<String> = []
    for table in TwinTable.all(in: try pages("pooling")) where table.header[0] == "window" {
      let windows = try table.rows.map { row in
        try row[1].split(separator: ",").map { try Pencil.value(String($0)) }
      }
      let results = table.column("result")
      let means = windows.map { $0.reduce(Rational(0), +).divided(by: Rational($0.count)) }
      let isMaximum = results == windows.map { $0.max() }
      #expect(isMaximum || results == means, "\(table.rows)")
      kinds.insert(isMaximum ? "maximum" : "average")
    }
    #expect(kinds == ["maximum", "average"])
  }
}

extension Substring {
  fileprivate func trimmingSuffix(_ suffix: Character) -> Substring {
    last == suffix ? dropLast() : self
  }
}
