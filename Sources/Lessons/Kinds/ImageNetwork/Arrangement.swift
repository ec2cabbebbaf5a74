import Figures
import Numerics

/// Where each number of a vector stands in a grid.
struct Arrangement {
  let rows: Int
  let columns: Int
  private let shape: Shape?
  private let tilesAcross: Int
  private let count: Int

  init(count: Int, shape: Shape?) {
    self.count = count
    if let shape, shape.count == count {
      self.shape = shape
      let maps = shape[2]
      tilesAcross = (1...max(maps, 1)).first { $0 * $0 >= maps } ?? 1
      columns = tilesAcross * shape[1]
      rows = (maps + tilesAcross - 1) / tilesAcross * shape[0]
    } else {
      self.shape = nil
      tilesAcross = 1
      // Twice as wide as high at most.
      let width = (1...max(count, 1)).last { count % $0 == 0 && $0 * $0 <= 2 * count } ?? count
      columns = count <= 16 ? count : width
      rows = count / max(columns, 1)
    }
  }

  func place(of index: Int) -> (row: Int, column: Int) {
    guard let shape else { return (index / columns, index % columns) }
    let (map, pixel) = (index % shape[2], index / shape[2])
    return (
      map / tilesAcross * shape[0] + pixel / shape[1],
      map % tilesAcross * shape[1] + pixel % shape[1]
    )
  }

  func cells(_ values: [Double]) -> [Double?] {
    var cells = [Double?](repeating: nil, count: rows * columns)
    for (index, value) in values.enumerated() {
      let (row, column) = place(of: index)
      cells[row * columns + column] = value
    }
    return cells
  }

  /// A frame around each map.
  var tiles: [PixelGrid.Outline] {
    guard let shape, shape[2] > 1 else { return [] }
    return (0..<shape[2]).map { map in
      .init(
        row: map / tilesAcross * shape[0], column: map % tilesAcross * shape[1], rows: shape[0],
        columns: shape[1], style: .light)
    }
  }
}
