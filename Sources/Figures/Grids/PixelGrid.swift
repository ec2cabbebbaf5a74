import Drawing

/// A grid of numbers as cells: with the numbers where they are readable, else as a heat map with
/// sharp edges.
public struct PixelGrid: Equatable, Sendable {
  /// A frame around some of the cells, for example a receptive field.
  public struct Outline: Equatable, Sendable {
    public enum Style: Equatable, Sendable {
      /// What is spoken of.
      case heavy
      /// The border of a part, such as the image inside its padding.
      case light
      case dashed
    }

    public var row: Int
    public var column: Int
    public var rows: Int
    public var columns: Int
    public var style: Style

    public init(
      row: Int, column: Int, rows: Int = 1, columns: Int = 1, style: Style = .heavy
    ) {
      self.row = row
      self.column = column
      self.rows = rows
      self.columns = columns
      self.style = style
    }
  }

  public var rows: Int
  public var columns: Int
  /// Row by row; nil for a cell that has no value yet.
  public var values: [Double?]
  /// What stands in the cells, row by row; nil for a heat map.
  public var texts: [String]?
  public var scale: ValueScale
  public var outlines: [Outline]
  /// Cells with a ring: the winners of a pooling.
  public var ringed: Set<Int>
  /// Cells whose numbers step back: padding.
  public var muted: Set<Int>
  /// Whether pupils fill the cells in: values and colours belong to the answer key.
  public var isTask: Bool
  /// Whether pupils find the ringed cells: the rings belong to the answer key.
  public var ringsAreAnswers = false
  /// What the cells that have a value tell, by their places.
  public var cellQuantities: [Int: Quantity] = [:]
  /// What the rings tell, by the places of their cells.
  public var ringQuantities: [Int: [Quantity]] = [:]

  public init(
    rows: Int, columns: Int, values: [Double?], texts: [String]? = nil, scale: ValueScale,
    outlines: [Outline] = [], ringed: Set<Int> = [], muted: Set<Int> = [], isTask: Bool = false
  ) {
    precondition(
      values.count == rows * columns, "\(values.count) values for \(rows) × \(columns) cells")
    precondition(
      texts.map { $0.count == values.count } ?? true, "not as many texts as values")
    self.rows = rows
    self.columns = columns
    self.values = values
    self.texts = texts
    self.scale = scale
    self.outlines = outlines
    self.ringed = ringed
    self.muted = muted
    self.isTask = isTask
  }

  /// A grid of measured values, its numbers rounded to `digits` places; nil shows none.
  public init(
    rows: Int, columns: Int, rounded values: [Double], digits: Int?, scale: ValueScale? = nil,
    outlines: [Outline] = []
  ) {
    self.init(
      rows: rows, columns: columns, values: values.map { $0 },
      texts: digits.map { digits in values.map { NumberText.fixed($0, digits) } },
      scale: scale ?? .fitting(values), outlines: outlines)
  }

  /// What its cells and rings tell those who are not given the answers.
  public var quantities: [Quantity] {
    let rings = ringsAreAnswers ? [] : ringed.sorted().flatMap { ringQuantities[$0] ?? [] }
    if isTask { return rings }
    return rings
      + values.indices.compactMap { values[$0] == nil ? nil : cellQuantities[$0] }
  }

  /// The rows as people read them: `1 0 −1; 2 0 −2`.
  public var plainText: String {
    (0..<rows).map { row in
      (0..<columns).map { column in
        let cell = row * columns + column
        guard let value = values[cell] else { return "–" }
        return texts?[cell] ?? NumberText.short(value, scale.places)
      }.joined(separator: " ")
    }.joined(separator: "; ")
  }

  /// The colours of its cells as a heat map, row by row.
  public func colors(_ theme: Theme) -> [Color] {
    values.map { value in value.map { scale.color($0, theme) } ?? theme.paper }
  }

  /// The same for pupils, who fill the cells in.
  public func openText(_ words: Words) -> String { isTask ? words("empty") : plainText }

  /// The smallest and the largest value, for a heat map's text twin.
  public var range: (low: Double, high: Double)? {
    let known = values.compactMap { $0 }
    guard let low = known.min(), let high = known.max() else { return nil }
    return (low, high)
  }
}
