import Numerics

/// What the images of variants look like.
public struct VariedImage: Sendable {
  /// The key of the block that holds it.
  public var field: String
  /// The lesson's own numbers: experiments that begin with the same image get the same other one.
  public var rows: [[ExactDecimal]]
  /// What stands in a cell: `vary: [0, 3]`.
  public var values: ClosedRange<Int>
  /// Whether the results for an image are worth computing: not all alike, not all zero.
  public var isGood: @Sendable ([[Int]]) -> Bool

  /// `vary: [0, 3]`: images of variants hold whole numbers from 0 to 3.
  static let range = Field<ClosedRange<Int>>(
    "vary", form: "[smallest, largest], whole numbers from -99 to 99",
    help: "gives each variant of the worksheet numbers of its own, within this range"
  ) { (node: YAMLNode, findings: Findings) -> ClosedRange<Int>? in
    let ends = node.items.map { item in item.scalar.flatMap { Int($0) } }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low < high, low >= -99,
      high <= 99
    else {
      findings.error(
        "vary: needs the smallest and the largest whole number of a cell", at: node,
        hint: "write vary: [0, 3]")
      return nil
    }
    return low...high
  }.optional
}
