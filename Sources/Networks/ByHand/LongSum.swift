import Numerics

/// A sum of very many products told in numbers: its largest terms with their factors, each product
/// from the printed factors, and all other terms as one number.
public struct LongSum: Sendable {
  /// Which terms are told, the largest first.
  public let top: [Int]
  public let first: [PaperNumber]
  public let second: [PaperNumber]
  public let products: [PaperNumber]
  /// All other terms.
  public let others: PaperNumber
  /// What is added besides, the bias.
  public let bias: PaperNumber?
  /// Of the printed products, the others and the bias.
  public let sum: PaperNumber
  /// With all digits, and as many of them as the sum has.
  public let value: Double
  public let exact: PaperNumber

  /// - Parameters:
  ///   - places: Digits after the point of the factors and of the products.
  ///   - printed: The first factors where they stand elsewhere with other digits.
  public init(
    _ a: [Double], _ b: [Double], places: Int, printed: [PaperNumber]? = nil, bias: Double? = nil,
    telling count: Int = 3
  ) {
    precondition(a.count == b.count, "\(a.count) and \(b.count) factors")
    let terms = zip(a, b).map { $0 * $1 }
    top = Array(
      terms.indices.sorted { (-abs(terms[$0]), $0) < (-abs(terms[$1]), $1) }.prefix(count))
    first = top.map { printed?[$0] ?? PaperNumber(rounding: a[$0], to: places) }
    second = top.map { PaperNumber(rounding: b[$0], to: places) }
    products = zip(first, second).map { PaperNumber.product($0, $1, places: places) }
    let told = Set(top)
    let rest = terms.indices.reduce(0.0) { told.contains($1) ? $0 : $0 + terms[$1] }
    others = PaperNumber(rounding: rest, to: places)
    self.bias = bias.map { PaperNumber(rounding: $0, to: places) }
    var parts = products + [others]
    if let bias = self.bias { parts.append(bias) }
    self.parts = parts
    sum = PaperNumber.sum(parts)
    value = terms.reduce(bias ?? 0) { $0 + $1 }
    exact = PaperNumber(rounding: value, to: places)
  }

  /// What is added up on the page: the products, the others, the bias.
  public let parts: [PaperNumber]
}
