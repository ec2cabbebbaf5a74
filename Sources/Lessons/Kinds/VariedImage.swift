import Networks
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
}

extension GridReader {
  /// `vary: [0, 3]`: images of variants hold whole numbers from 0 to 3.
  func varied(_ keys: YAMLMapping) -> ClosedRange<Int>? {
    guard let node = keys["vary"], let items = keys.list("vary") else { return nil }
    let ends = items.compactMap { $0.scalar.flatMap { Int($0) } }
    guard ends.count == 2, items.count == 2, ends[0] < ends[1], ends[0] >= -99, ends[1] <= 99
    else {
      context.findings.error(
        "vary: needs the smallest and the largest whole number of a cell", at: node,
        hint: "write vary: [0, 3]")
      return nil
    }
    return ends[0]...ends[1]
  }
}

extension ConvolutionExperiment {
  var variedImage: VariedImage? {
    guard let values = varied else { return nil }
    let own = convolution
    return VariedImage(field: "image", rows: own.image, values: values) { rows in
      let image = rows.map { $0.map { ExactDecimal($0) } }
      guard
        let other = try? ExactConvolution(
          image: image, kernel: own.kernel, stride: own.stride, padding: own.padding,
          bias: own.bias, hasReLU: own.hasReLU)
      else { return false }
      let cells = other.steps.count
      let zeros = other.steps.count { $0.output.isZero }
      // Different numbers, most of them not 0; with ReLU some that it cuts off, too.
      return Set(other.steps.map(\.output.description)).count >= min(cells, 3)
        && 2 * zeros <= cells
        && (!own.hasReLU || other.steps.contains { $0.z.isNegative })
    }
  }
}

extension PoolingExperiment {
  var variedImage: VariedImage? {
    guard let values = varied else { return nil }
    let own = pooling
    return VariedImage(field: "table", rows: own.table, values: values) { rows in
      let table = rows.map { $0.map { ExactDecimal($0) } }
      guard
        let other = try? ExactPooling(
          table: table, kind: own.kind, windowHeight: own.windowHeight,
          windowWidth: own.windowWidth, stride: own.stride, gradient: own.gradient)
      else { return false }
      // One winner in each window, and not the same number everywhere.
      let hasOneWinner = other.steps.allSatisfy { step in
        let values = step.values.joined()
        return values.max().map { largest in values.count { $0 == largest } == 1 } ?? false
      }
      return hasOneWinner && Set(other.steps.map(\.output.description)).count > 2
    }
  }
}
