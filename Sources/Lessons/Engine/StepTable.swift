/// Steps as rows. Headers and cells are formulas.
public struct StepTable: Equatable, Sendable {
  public struct Column: Equatable, Sendable {
    /// The word by which `blank:` names it: `sum`.
    public var code: String
    /// `z`, `w_0`.
    public var header: String
    /// Whether a pupil computes it.
    public var isComputed: Bool

    public init(_ code: String, header: String, isComputed: Bool) {
      self.init(code: code, header: header, isComputed: isComputed)
    }

    public init(code: String, header: String, isComputed: Bool) {
      self.code = code
      self.header = header
      self.isComputed = isComputed
    }
  }

  public struct Row: Equatable, Sendable {
    /// The step that the row shows.
    public var step: Int
    public var cells: [String]
    public var isMistake: Bool

    public init(step: Int, cells: [String], isMistake: Bool = false) {
      self.step = step
      self.cells = cells
      self.isMistake = isMistake
    }
  }

  public var columns: [Column]
  public var rows: [Row]

  public init(columns: [Column], rows: [Row]) {
    self.columns = columns
    self.rows = rows
  }
}
