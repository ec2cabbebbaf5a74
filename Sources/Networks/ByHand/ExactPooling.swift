import Numerics

/// Pooling by hand: a window moves over a table and keeps one number of each place.
///
/// Rows and columns that do not fill a window are dropped; of equal maxima the first one wins, in
/// the order of reading.
public struct ExactPooling: Equatable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case maximum, average
  }

  /// One window and its result.
  public struct Step: Equatable, Sendable {
    /// From 1, left to right, then top to bottom.
    public let index: Int
    /// Place in the result, from 0.
    public let row: Int
    public let column: Int
    /// Upper left corner of the window in the table.
    public let top: Int
    public let left: Int
    public let values: [[ExactDecimal]]
    /// Place of the first maximum in the table.
    public let winner: (row: Int, column: Int)
    public let sum: ExactDecimal
    public let output: Fraction
    /// The gradient that arrives at the result; nil where none was given.
    public let gradient: ExactDecimal?

    /// Whether a number has won against the others; where all are the same nobody has.
    public var hasWinner: Bool { values.contains { $0.contains { $0 != values[0][0] } } }

    public static func == (a: Step, b: Step) -> Bool {
      a.index == b.index && a.values == b.values && a.output == b.output
        && a.gradient == b.gradient && a.top == b.top && a.left == b.left
    }
  }

  public let table: [[ExactDecimal]]
  public let kind: Kind
  public let windowHeight: Int
  public let windowWidth: Int
  public let stride: Int
  /// dL/d(result), of the result's shape; nil where nothing goes back.
  public let gradient: [[ExactDecimal]]?
  public let steps: [Step]
  public let outputHeight: Int
  public let outputWidth: Int

  /// - Throws: where the table is empty or ragged, the window does not fit, or the gradient has
  ///   another shape than the result.
  public init(
    table: [[ExactDecimal]], kind: Kind, windowHeight: Int = 2, windowWidth: Int = 2,
    stride: Int = 2, gradient: [[ExactDecimal]]? = nil
  ) throws(NetworkError) {
    guard let width = table.first?.count, width > 0 else {
      throw NetworkError("a table needs at least one number")
    }
    guard table.allSatisfy({ $0.count == width }) else {
      throw NetworkError("the rows of the table have different lengths")
    }
    guard windowHeight > 0, windowWidth > 0, stride > 0 else {
      throw NetworkError("window and stride are at least 1")
    }
    guard windowHeight <= table.count, windowWidth <= width else {
      throw NetworkError(
        "a window of \(windowHeight) × \(windowWidth) does not fit into a table of "
          + "\(table.count) × \(width)")
    }
    let outputHeight = (table.count - windowHeight) / stride + 1
    let outputWidth = (width - windowWidth) / stride + 1
    if let gradient {
      guard gradient.count == outputHeight, gradient.allSatisfy({ $0.count == outputWidth }) else {
        throw NetworkError(
          "the gradient needs the shape of the result, \(outputHeight) × \(outputWidth)")
      }
    }
    self.table = table
    self.kind = kind
    self.windowHeight = windowHeight
    self.windowWidth = windowWidth
    self.stride = stride
    self.gradient = gradient
    self.outputHeight = outputHeight
    self.outputWidth = outputWidth
    var steps: [Step] = []
    for row in 0..<outputHeight {
      for column in 0..<outputWidth {
        let (top, left) = (row * stride, column * stride)
        let values = (0..<windowHeight).map { Array(table[top + $0][left..<left + windowWidth]) }
        var winner = (row: top, column: left)
        for i in 0..<windowHeight {
          for j in 0..<windowWidth
          where table[top + i][left + j] > table[winner.row][winner.column] {
            winner = (top + i, left + j)
          }
        }
        let sum = values.joined().reduce(ExactDecimal.zero, +)
        let output =
          kind == .maximum
          ? Fraction(table[winner.row][winner.column])
          : Fraction(sum, dividedBy: ExactDecimal(windowHeight * windowWidth))
        steps.append(
          Step(
            index: steps.count + 1, row: row, column: column, top: top, left: left,
            values: values, winner: winner, sum: sum, output: output,
            gradient: gradient?[row][column]))
      }
    }
    self.steps = steps
  }

  /// dL/d(table) after the first `count` windows have sent their gradients back; where windows
  /// overlap, what arrives is added up. Nil where no gradient was given.
  public func gradientOfTable(after count: Int? = nil) -> [[Fraction]]? {
    guard gradient != nil else { return nil }
    // Counted in parts of one window, so that averages stay whole numbers until the end.
    let share = windowHeight * windowWidth
    var sums = table.map { $0.map { _ in ExactDecimal.zero } }
    for step in steps.prefix(count ?? steps.count) {
      guard let g = step.gradient else { continue }
      for i in 0..<windowHeight {
        for j in 0..<windowWidth {
          let (row, column) = (step.top + i, step.left + j)
          switch kind {
          case .maximum:
            if (row, column) == step.winner {
              sums[row][column] += g * ExactDecimal(share)
            }
          case .average: sums[row][column] += g
          }
        }
      }
    }
    return sums.map { $0.map { Fraction($0, dividedBy: ExactDecimal(share)) } }
  }

  /// The result, row by row.
  public var result: [[Fraction]] {
    (0..<outputHeight).map { row in
      steps[row * outputWidth..<(row + 1) * outputWidth].map { $0.output }
    }
  }
}
