/// A quantity over a plane, known at the nodes of a grid, shown as contours at some levels.
public struct PlaneField: Equatable, Sendable {
  /// Nodes in each direction, at least 2.
  public var columns: Int
  public var rows: Int
  /// Row by row from the lowest y, each from the lowest x.
  public var values: [Double]
  /// Ascending; where contours are drawn.
  public var levels: [Double]
  /// The levels as they are printed.
  public var levelTexts: [String]
  /// What it is: "output", "loss".
  public var name: String

  public init(
    columns: Int, rows: Int, values: [Double], levels: [Double], levelTexts: [String],
    name: String
  ) {
    precondition(columns > 1 && rows > 1 && values.count == columns * rows, "a ragged field")
    precondition(levels.count == levelTexts.count, "\(levels.count) levels")
    self.columns = columns
    self.rows = rows
    self.values = values
    self.levels = levels
    self.levelTexts = levelTexts
    self.name = name
  }

  /// A field computed at the nodes of a grid of `side` × `side` over two ranges.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, side: Int = 49, levels: [Double],
    levelTexts: [String], name: String, _ value: (Double, Double) -> Double
  ) {
    let step = Double(side - 1)
    let values = (0..<side * side).map { place in
      value(
        x.lowerBound + (x.upperBound - x.lowerBound) * Double(place % side) / step,
        y.lowerBound + (y.upperBound - y.lowerBound) * Double(place / side) / step)
    }
    self.init(
      columns: side, rows: side, values: values, levels: levels, levelTexts: levelTexts,
      name: name)
  }

  /// A position in units of the grid: (0, 0) is the first node.
  typealias Node = (x: Double, y: Double)

  private func corners(_ column: Int, _ row: Int) -> [(node: Node, value: Double)] {
    [(0, 0), (1, 0), (1, 1), (0, 1)].map { dx, dy in
      (
        (Double(column + dx), Double(row + dy)), values[(row + dy) * columns + column + dx]
      )
    }
  }

  /// The pieces of the contour at a level: where it crosses the grid's cells (marching squares,
  /// straight inside a cell).
  func contour(_ level: Double) -> [(from: Node, to: Node)] {
    var pieces: [(from: Node, to: Node)] = []
    for row in 0..<rows - 1 {
      for column in 0..<columns - 1 {
        let corners = corners(column, row)
        var cuts: [Node] = []
        for (place, a) in corners.enumerated() {
          let b = corners[(place + 1) % 4]
          if (a.value >= level) != (b.value >= level) { cuts.append(Self.cut(a, b, level)) }
        }
        if cuts.count >= 2 { pieces.append((cuts[0], cuts[1])) }
        if cuts.count == 4 { pieces.append((cuts[2], cuts[3])) }
      }
    }
    return pieces
  }

  /// Polygons that together cover where the value is at least `level`: whole cells of a row
  /// joined to oblongs, cut cells by themselves.
  func region(above level: Double) -> [[Node]] {
    var polygons: [[Node]] = []
    for row in 0..<rows - 1 {
      var start: Int?
      func close(at column: Int) {
        guard let first = start else { return }
        let (x0, x1, y) = (Double(first), Double(column), Double(row))
        polygons.append([(x0, y), (x1, y), (x1, y + 1), (x0, y + 1)])
        start = nil
      }
      for column in 0..<columns - 1 {
        let corners = corners(column, row)
        if corners.allSatisfy({ $0.value >= level }) {
          start = start ?? column
          continue
        }
        close(at: column)
        var polygon: [Node] = []
        for (place, a) in corners.enumerated() {
          let b = corners[(place + 1) % 4]
          if a.value >= level { polygon.append(a.node) }
          if (a.value >= level) != (b.value >= level) { polygon.append(Self.cut(a, b, level)) }
        }
        if polygon.count > 2 { polygons.append(polygon) }
      }
      close(at: columns - 1)
    }
    return polygons
  }

  private static func cut(
    _ a: (node: Node, value: Double), _ b: (node: Node, value: Double), _ level: Double
  ) -> Node {
    let t = (level - a.value) / (b.value - a.value)
    return (a.node.x + t * (b.node.x - a.node.x), a.node.y + t * (b.node.y - a.node.y))
  }
}
