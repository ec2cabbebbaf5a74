import Numerics

/// A sum of very many products told in numbers: its largest terms with their factors, each product
/// from the printed factors, and all other terms as one number.
struct LongSum: Sendable {
  /// Which terms are told, the largest first.
  let top: [Int]
  let first: [Printed]
  let second: [Printed]
  let products: [Printed]
  /// All other terms.
  let others: Printed
  /// What is added besides, the bias.
  let bias: Printed?
  /// Of the printed products, the others and the bias.
  let sum: Printed
  /// With all digits.
  let exact: Printed

  /// - Parameters:
  ///   - digits: Of the factors and of the products.
  init(
    _ a: [Double], _ b: [Double], digits: Int, bias: Double? = nil, telling count: Int = 3
  ) {
    precondition(a.count == b.count, "\(a.count) and \(b.count) factors")
    let terms = zip(a, b).map { $0 * $1 }
    top = Array(
      terms.indices.sorted { (-abs(terms[$0]), $0) < (-abs(terms[$1]), $1) }.prefix(count))
    first = top.map { Printed(a[$0], digits) }
    second = top.map { Printed(b[$0], digits) }
    products = zip(first, second).map { Printed.product($0, $1, digits) }
    let told = Set(top)
    let rest = terms.indices.reduce(0.0) { told.contains($1) ? $0 : $0 + terms[$1] }
    others = Printed(rest, digits)
    self.bias = bias.map { Printed($0, digits) }
    sum = Printed.sum(products + [others] + (self.bias.map { [$0] } ?? []))
    exact = Printed(terms.reduce(bias ?? 0, +), digits)
  }

  var parts: [Printed] { products + [others] + (bias.map { [$0] } ?? []) }

  /// One line a product that is told, then the sum.
  func lines(
    code: String, symbol: String, sum symbols: String, words: Words,
    term: (Int) -> String
  ) -> [Derivation.Line] {
    var lines = top.indices.map { place in
      Derivation.Line(
        "products", term(top[place]),
        [
          .init(
            .approximately, "\(first[place].operand) \\cdot \(second[place].operand)", .numbers),
          .init(.approximately, products[place].formula, .result),
        ])
    }
    lines.append(
      Derivation.Line(
        code, symbol,
        [.init(.equals, symbols, .symbols)] + Printed.parts(parts)
          + [.init(.equals, sum.formula, .result)]))
    if exact != sum {
      lines.append(
        Derivation.Line(
          "exact", "\\text{\(words("with all digits"))}",
          [.init(.approximately, exact.formula, .result)]))
    }
    return lines
  }

  /// The terms as bars, from the largest to the sum.
  func bars(
    title: String, sum name: String, words: Words, term: (Int) -> String
  ) -> BarChart {
    func bar(_ label: String, _ value: Printed, isMarked: Bool = false) -> BarChart.Bar {
      .init(label: label, value: value.value, valueText: value.text, isMarked: isMarked)
    }
    return BarChart(
      title: title,
      bars: zip(top, products).map { bar(term($0), $1) }
        + [bar("\\text{\(words("all others"))}", others)]
        + (bias.map { [bar("\\text{\(words("bias"))}", $0)] } ?? [])
        + [bar(name, sum, isMarked: true)], valueAxis: words("what it adds"))
  }
}
