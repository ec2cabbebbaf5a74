import Figures
import Networks
import Numerics

/// Lines of arithmetic that several scenes share.
extension [PaperNumber] {
  /// Their sum as parts of a line that may be broken after every third of them.
  func sumParts(_ relation: Derivation.Part.Relation = .approximately) -> [Derivation.Part] {
    stride(from: 0, to: count, by: 3).map { first in
      let some = self[first..<Swift.min(first + 3, count)].map { $0.operand }
        .joined(separator: " + ")
      return first == 0
        ? .init(relation, some, .numbers) : .init(.none, "{} + \(some)", .numbers)
    }
  }
}

extension LongSum {
  /// One line a product that is told, then the sum.
  ///
  /// - Parameters:
  ///   - name: the quantity that the sum is.
  ///   - symbols: the sum's formula.
  ///   - term: the formula of a term by its place.
  func lines(
    _ name: String, symbol: String, sum symbols: String, _ world: World, term: (Int) -> String
  ) -> [Derivation.Line] {
    let lines = top.indices.map { place in
      Derivation.Line(
        .products, term(top[place]),
        [
          .init(
            .approximately, "\(first[place].operand) \\cdot \(second[place].operand)", .numbers),
          .init(.approximately, products[place].formula, .result),
        ])
    }
    return lines
      + Derivation.Line(
        name, symbol,
        [.init(.equals, symbols, .symbols)] + parts.sumParts()
          + [.init(.equals, sum.formula, .result)]
      ).corrected(sum, from: value, world.words)
  }

  /// The terms as bars, from the largest to the sum.
  func bars(sum name: String, _ world: World, term: (Int) -> String) -> BarChart {
    func bar(_ label: String, _ value: PaperNumber, isMarked: Bool = false) -> BarChart.Bar {
      .init(label: label, value: value.doubleValue, valueText: value.text, isMarked: isMarked)
    }
    return BarChart(
      title: world.title,
      bars: zip(top, products).map { bar(term($0), $1) }
        + [bar("\\text{\(world.words("all others"))}", others)]
        + (bias.map { [bar("\\text{\(world.words("bias"))}", $0)] } ?? [])
        + [bar(name, sum, isMarked: true)], valueAxis: world.words("what it adds"))
  }
}

extension Derivation.Line {
  /// `n = 28 · 28 = 784`, with words behind it.
  static func count(
    _ name: String, _ symbol: String, _ factors: String, _ result: Int, _ note: String = ""
  )
    -> Derivation.Line
  {
    Derivation.Line(
      name, symbol,
      [.init(.equals, factors, .numbers), .init(.equals, "\(result)", .result)]
        + (note.isEmpty ? [] : [.init(.none, "\\text{ \(note)}", .note)]))
  }
}
