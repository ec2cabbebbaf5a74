/// A finished layout: everything stands at its place, in points. Canvases turn it into bytes and
/// decide nothing.
public struct Scene: Equatable, Sendable {
  public var size: Size
  public var background: Color
  public var items: [Item]
  /// What the picture or page is called.
  public var title: String
  /// The text twin: what a reader who cannot see the picture needs, numbers included.
  public var description: String

  public init(
    size: Size, background: Color = .white, items: [Item], title: String = "",
    description: String = ""
  ) {
    self.size = size
    self.background = background
    self.items = items
    self.title = title
    self.description = description
  }
}

public indirect enum Item: Equatable, Sendable {
  case group(Group)
  case path(PathItem)
  case text(TextRun)
  case raster(Raster)
  case link(Link)
}

/// Items that belong together, moved by `offset`, clipped to `clip` (in the group's own
/// coordinates, after moving) and turned by `rotation` degrees clockwise about the group's origin.
public struct Group: Equatable, Sendable {
  public var offset: Point
  public var rotation: Double
  public var clip: Rect?
  /// The role in a tagged PDF and in HTML; nil for a group without meaning of its own.
  public var tag: StructureTag?
  /// A part that only the answer key shows. The worksheet leaves these groups out.
  public var isAnswer: Bool
  /// A name that links and the outline can jump to.
  public var destination: String?
  public var items: [Item]

  public init(
    offset: Point = .zero, rotation: Double = 0, clip: Rect? = nil, tag: StructureTag? = nil,
    isAnswer: Bool = false, destination: String? = nil, _ items: [Item]
  ) {
    self.offset = offset
    self.rotation = rotation
    self.clip = clip
    self.tag = tag
    self.isAnswer = isAnswer
    self.destination = destination
    self.items = items
  }
}

/// The standard structure types of tagged PDF that pages of this program use.
public enum StructureTag: String, Sendable {
  case section = "Sect"
  case heading1 = "H1"
  case heading2 = "H2"
  case heading3 = "H3"
  case paragraph = "P"
  case list = "L"
  case listItem = "LI"
  case figure = "Figure"
  case caption = "Caption"
  case table = "Table"
  case tableRow = "TR"
  case tableHeader = "TH"
  case tableCell = "TD"
  case formula = "Formula"
}

/// A path that is filled, stroked, or both (the fill first).
public struct PathItem: Equatable, Sendable {
  public var path: Path
  public var fill: Color?
  public var stroke: Stroke?

  public init(_ path: Path, fill: Color? = nil, stroke: Stroke? = nil) {
    self.path = path
    self.fill = fill
    self.stroke = stroke
  }
}

public struct Stroke: Equatable, Sendable {
  public enum Cap: Sendable { case butt, round }

  public var color: Color
  /// Line width in points.
  public var width: Double
  /// Lengths of dashes and gaps in turn, in points; empty for a solid line.
  public var dash: [Double]
  public var cap: Cap

  public init(_ color: Color, width: Double, dash: [Double] = [], cap: Cap = .butt) {
    self.color = color
    self.width = width
    self.dash = dash
    self.cap = cap
  }
}

/// One line of text in one font; `origin` is the left end of its baseline.
public struct TextRun: Equatable, Sendable {
  public var text: String
  public var origin: Point
  public var font: Font
  public var color: Color
  /// The advance width that the measurer gave, in points: goldens and checks see it, canvases
  /// need not.
  public var width: Double

  public init(_ text: String, at origin: Point, font: Font, color: Color, width: Double) {
    self.text = text
    self.origin = origin
    self.font = font
    self.color = color
    self.width = width
  }
}

/// A grid of colours, each a sharp-edged cell (nearest neighbour, never blurred).
public struct Raster: Equatable, Sendable {
  public var rect: Rect
  public var columns: Int
  public var rows: Int
  /// Row by row, `columns × rows` colours.
  public var cells: [Color]

  public init(_ rect: Rect, columns: Int, rows: Int, cells: [Color]) {
    precondition(cells.count == columns * rows, "\(cells.count) cells for \(columns) × \(rows)")
    self.rect = rect
    self.columns = columns
    self.rows = rows
    self.cells = cells
  }
}

/// An area to click on, and its content.
public struct Link: Equatable, Sendable {
  public enum Target: Equatable, Sendable {
    case destination(String)
    case uri(String)
  }

  public var rect: Rect
  public var target: Target
  public var items: [Item]

  public init(_ rect: Rect, to target: Target, _ items: [Item]) {
    self.rect = rect
    self.target = target
    self.items = items
  }
}
