import Figures
import Networks
import Numerics

/// Grids of what comes out of layers.
extension PixelGrid {
  /// The maps that a layer puts out, or their gradients, on one scale.
  ///
  /// - Parameter tensor: height × width × maps.
  static func maps(of tensor: Tensor<Float>) -> [PixelGrid] {
    let scale = ValueScale.fitting(tensor.doubles)
    return (0..<tensor.shape[2]).map { channel in
      PixelGrid(
        rows: tensor.shape[0], columns: tensor.shape[1],
        values: tensor.channel(channel).map { .some($0) }, scale: scale)
    }
  }

  /// A vector as a grid that looks like a block.
  static func block(_ values: [Double], scale: ValueScale? = nil, columns given: Int? = nil)
    -> PixelGrid
  {
    let columns =
      given ?? [32, 28, 16, 10, 8].first { values.count % $0 == 0 && values.count / $0 >= 2 }
      ?? values.count
    return PixelGrid(
      rows: values.count / max(columns, 1), columns: columns, values: values.map { .some($0) },
      scale: scale ?? .fitting(values))
  }
}
