import Numerics

/// Where the numbers of an image or a table come from: rows that the lesson gives, or an image of a
/// data set.
enum GridSource: Sendable {
  case rows([[ExactDecimal]])
  /// Of the test images of a data set, the one at `number` (from 0) among those of the class
  /// `digit`, or among all.
  case image(data: String?, digit: Int?, number: Int)

  /// What sums of products stay exact with.
  static let limits = DecimalLimits(places: 6, below: 1_000_000)

  /// A key that holds rows of numbers, or says which image it is.
  static func field(_ key: String, _ help: String) -> Field<GridSource> {
    Field<GridSource>(
      key, form: "rows of numbers, or {data, digit, number} of a test image", help: help,
      control: .table
    ) { (node: YAMLNode, findings: Findings) -> GridSource? in
      guard case .mapping = node.content else {
        return numbers(key, help).read(node, findings).map { .rows($0) }
      }
      let errors = findings.errorCount
      let words = ["data", "digit", "number"]
      guard let keys = YAMLMapping(node, what: "an image", keys: words, findings: findings)
      else { return nil }
      let image = GridSource.image(
        data: keys.string("data"), digit: keys.integer("digit", in: 0...255),
        number: keys.integer("number", in: 0...1_000_000) ?? 0)
      return findings.errorCount == errors ? image : nil
    }
  }

  /// A key that holds rows of numbers.
  static func numbers(_ key: String, _ help: String, sides: ClosedRange<Int> = 1...64)
    -> Field<[[ExactDecimal]]>
  {
    .rows(
      key, height: sides, width: sides, limits, help,
      hint: "write a list of rows, [[1, 0], [0, 1]]")
  }
}
