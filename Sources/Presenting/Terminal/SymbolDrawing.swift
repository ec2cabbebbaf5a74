import Datasets
import Drawing

/// A scene taken apart for a picture made of symbols: texts and marks become letters of the
/// terminal, what is finer than a cell is left out, the rest is drawn.
struct SymbolDrawing {
  /// What is drawn and then given to chafa.
  private(set) var items: [Item] = []
  private(set) var labels: [SymbolLabel] = []
  private let theme: Theme
  private let isColored: Bool
  private var groups = 0

  init(_ items: [Item], theme: Theme, isColored: Bool) {
    self.theme = theme
    self.isColored = isColored
    self.items = take(items, offset: .zero, isTurned: false, group: 0)
    labels = SymbolLabel.joined(labels)
  }

  private mutating func take(_ items: [Item], offset: Point, isTurned: Bool, group number: Int)
    -> [Item]
  {
    items.compactMap { item in
      switch item {
      case .text(let run):
        // A terminal has no letters that stand on their side.
        if !isTurned { labels.append(SymbolLabel(run, offset: offset, group: number)) }
        return nil
      case .group(var group):
        let turned = isTurned || group.rotation != 0
        groups += 1
        group.items = take(
          group.items, offset: offset + group.offset, isTurned: turned, group: groups)
        return .group(group)
      case .link(let link):
        return .group(
          Group(take(link.items, offset: offset, isTurned: isTurned, group: number)))
      case .path(let path):
        if let marks = marks(of: path) {
          labels += marks.map { $0.moved(by: offset) }
          return nil
        }
        return isTooFine(path) ? nil : .path(heavier(path))
      case .raster: return item
      }
    }
  }

  /// Hatches, grids, dots and the paper behind labels: noise at the size of a cell.
  private func isTooFine(_ item: PathItem) -> Bool {
    if item.stroke == nil, item.fill == theme.paper { return true }
    if item.fill == nil, let stroke = item.stroke {
      return stroke.width < 1 && stroke.color != theme.muted && stroke.color != theme.ink
    }
    let radii = item.path.elements.map { element in
      if case .circle(_, let radius) = element { radius } else { Double.infinity }
    }
    return radii.allSatisfy { $0 < 2 }
  }

  /// Lines as wide as chafa sees: an eighth of a cell's height is two points.
  private func heavier(_ item: PathItem) -> PathItem {
    guard var stroke = item.stroke else { return item }
    stroke.dash = stroke.dash.map { 1.5 * $0 }
    if stroke.width >= 1 { stroke.width = max(2.2, 1.4 * stroke.width) }
    if !isColored {
      stroke.width = max(2.2, stroke.width)
      stroke.color = theme.ink
    }
    var heavier = item
    heavier.stroke = stroke
    return heavier
  }

  /// The letters that stand for a point's mark or for the ring around it; nil for other paths.
  private func marks(of item: PathItem) -> [SymbolLabel]? {
    let isFilled = item.fill != nil && item.fill != theme.paper
    guard let color = isFilled ? item.fill : item.stroke?.color else { return nil }
    if item.path.elements.count == 1, case .circle(let center, let radius) = item.path.elements[0] {
      if item.fill == nil, (8..<30).contains(radius) {
        return [
          SymbolLabel("(", center: center, color: color, cells: -1),
          SymbolLabel(")", center: center, color: color, cells: 1),
        ]
      }
      guard (3..<11).contains(radius) else { return nil }
      return [SymbolLabel(isFilled ? "●" : "○", center: center, color: color)]
    }
    guard let square = square(item.path) else { return nil }
    return [SymbolLabel(isFilled ? "■" : "□", center: square.center, color: color)]
  }

  /// The square that a small closed path is.
  private func square(_ path: Path) -> Rect? {
    let corners = path.elements.compactMap { element -> Point? in
      switch element {
      case .move(let point), .line(let point): point
      default: nil
      }
    }
    guard corners.count == 4, path.elements.count == 5, corners[0].y == corners[1].y,
      corners[1].x == corners[2].x
    else { return nil }
    let width = (corners[1].x - corners[0].x).magnitude
    let height = (corners[2].y - corners[1].y).magnitude
    guard (6..<20).contains(width), (width - height).magnitude < 0.01 else { return nil }
    return Rect(
      min(corners[0].x, corners[1].x), min(corners[1].y, corners[2].y), width, height)
  }
}

/// A text or mark of the picture, to be written with the terminal's own letters.
struct SymbolLabel: Equatable {
  var text: String
  /// Left end and middle of the small letters' height, in points.
  var left: Double
  var middle: Double
  /// In points.
  var width: Double
  var size: Double
  var color: Color
  var isMark = false
  /// How many cells beside its centre a mark stands.
  var shift = 0
  /// Tells the labels of one part of the picture, such as a grid, from others.
  var group = 0
  /// Whether its last piece is a number: no other number goes on from it.
  private var endsInNumber = false

  var isNumber: Bool { Self.isNumber(text) }

  private static func isNumber(_ text: String) -> Bool {
    text.contains { $0.isNumber } && text.allSatisfy { $0.isNumber || "+-−.,/()".contains($0) }
  }

  init(_ run: TextRun, offset: Point, group: Int) {
    self.group = group
    text = printable(run.text)
    endsInNumber = Self.isNumber(text)
    left = run.origin.x + offset.x
    middle = run.origin.y + offset.y - 0.3 * run.font.size
    width = run.width
    size = run.font.size
    color = run.color
  }

  init(_ mark: String, center: Point, color: Color, cells shift: Int = 0) {
    self.shift = shift
    text = mark
    left = center.x - 4
    middle = center.y
    width = 8
    size = 13
    self.color = color
    isMark = true
  }

  func moved(by offset: Point) -> SymbolLabel {
    var label = self
    label.left += offset.x
    label.middle += offset.y
    return label
  }

  /// Pieces of one formula or label become one again: an index is set below its letter, a gap
  /// becomes a space.
  static func joined(_ labels: [SymbolLabel]) -> [SymbolLabel] {
    var joined: [SymbolLabel] = []
    for label in labels {
      // Two numbers beside each other stand in two cells of a grid.
      guard let last = joined.last, !label.isMark, !last.isMark,
        !(last.endsInNumber && label.endsInNumber && label.size > 0.85 * last.size),
        (last.middle - label.middle).magnitude < 8,
        (-3..<7).contains(label.left - last.left - last.width)
      else {
        joined.append(label)
        continue
      }
      let gap = label.left - last.left - last.width
      let isIndex = label.size < 0.85 * last.size && label.middle > last.middle
      let text = isIndex ? lowered(label.text) : label.text
      joined[joined.count - 1].text += (gap > 2 ? " " : "") + text
      joined[joined.count - 1].endsInNumber = label.endsInNumber
      joined[joined.count - 1].width = label.left + label.width - last.left
    }
    return joined
  }

  /// Digits as indices below the line.
  private static func lowered(_ text: String) -> String {
    String(
      text.map { character in
        guard let digit = character.wholeNumberValue, character.isASCII,
          let scalar = Unicode.Scalar(0x2080 + UInt32(digit))
        else { return character }
        return Character(scalar)
      })
  }

  /// Writes the letters over the cells.
  func write(
    into cells: inout [PictureCell], row: Int, column first: Int, columns: Int,
    colors: TerminalAbilities.Colors
  ) {
    var column = first
    for character in text {
      defer { column += character.columns }
      guard (0..<columns).contains(column) else { continue }
      let index = row * columns + column
      cells[index] = PictureCell(
        text: character, foreground: ink(on: cells[index].paper, colors),
        background: cells[index].paper)
    }
  }

  /// The label's colour as far as the terminal has it; dark, because the picture's paper is light.
  private func ink(on paper: Int, _ colors: TerminalAbilities.Colors) -> Int {
    switch colors {
    case .none: return -1
    case .direct: return Int(color.red) << 16 | Int(color.green) << 8 | Int(color.blue)
    case .palette:
      func level(_ c: UInt8) -> Int { (Int(c) * 5 + 127) / 255 }
      return 16 + 36 * level(color.red) + 6 * level(color.green) + level(color.blue)
    case .sixteen: return paper == 0 || paper == 8 ? 15 : 0
    }
  }
}
