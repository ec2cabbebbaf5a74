/// Writes a scene as SVG: real text, a title and a description, nothing that needs a script.
public struct SVGCanvas: Sendable {
  /// Stands before every id, so that several pictures fit into one page.
  public var prefix: String
  /// For a part of a page that has its own text beside it, style and paper below it: no title,
  /// description, style and background. Fonts come from the classes `svg-text`, `svg-math` and
  /// `svg-mono`.
  public var isInline: Bool

  public init(prefix: String = "", isInline: Bool = false) {
    self.prefix = prefix
    self.isInline = isInline
  }

  /// The text of the file; the same scene gives the same text.
  public func svg(of scene: Scene) -> String {
    var writer = SVGWriter(prefix: prefix, isInline: isInline)
    writer.write(scene)
    return writer.text
  }
}

private struct SVGWriter {
  let prefix: String
  let isInline: Bool
  var text = ""
  private var indent = 1
  private var clips = 0

  init(prefix: String, isInline: Bool) {
    self.prefix = prefix
    self.isInline = isInline
  }

  mutating func write(_ scene: Scene) {
    let (w, h) = (number(scene.size.width), number(scene.size.height))
    if isInline {
      text += "<svg width=\"\(w)\" height=\"\(h)\" viewBox=\"0 0 \(w) \(h)\" aria-hidden=\"true\">"
      write(scene.items)
      text += "</svg>"
      return
    }
    text += "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(w)\" height=\"\(h)\""
    text += " viewBox=\"0 0 \(w) \(h)\" role=\"img\">\n"
    if !scene.title.isEmpty { line("<title>\(escaped(scene.title))</title>") }
    if !scene.description.isEmpty { line("<desc>\(escaped(scene.description))</desc>") }
    line(style)
    line("<rect width=\"\(w)\" height=\"\(h)\" fill=\"\(hex(scene.background))\"/>")
    write(scene.items)
    text += "</svg>\n"
  }

  private mutating func line(_ string: String) {
    text += isInline ? string : String(repeating: "  ", count: indent) + string + "\n"
  }

  private mutating func write(_ items: [Item]) {
    for item in items {
      switch item {
      case .group(let group): write(group)
      case .path(let item): write(item)
      case .text(let run): write(run)
      case .raster(let raster): write(raster)
      case .link(let link):
        let address =
          switch link.target {
          case .destination(let name): "#\(prefix)\(name)"
          case .uri(let uri): uri
          }
        line("<a href=\"\(escaped(address))\">")
        nest { $0.write(link.items) }
        line("</a>")
      }
    }
  }

  private mutating func nest(_ body: (inout SVGWriter) -> Void) {
    indent += 1
    body(&self)
    indent -= 1
  }

  private mutating func write(_ group: Group) {
    var attributes = ""
    if let name = group.destination { attributes += " id=\"\(escaped(prefix + name))\"" }
    var moves: [String] = []
    if group.offset != .zero {
      moves.append("translate(\(number(group.offset.x)) \(number(group.offset.y)))")
    }
    if group.rotation != 0 { moves.append("rotate(\(number(group.rotation)))") }
    if !moves.isEmpty { attributes += " transform=\"\(moves.joined(separator: " "))\"" }
    if let clip = group.clip {
      clips += 1
      let id = "\(prefix)clip\(clips)"
      line("<clipPath id=\"\(id)\">\(rect(clip))</clipPath>")
      // A clip holds in the coordinates of the element that names it, after its own transform.
      attributes += " clip-path=\"url(#\(id))\""
    }
    line("<g\(attributes)>")
    nest { $0.write(group.items) }
    line("</g>")
  }

  private mutating func write(_ item: PathItem) {
    if isInline, let dots = dots(item) {
      line(dots)
      return
    }
    var attributes = " fill=\"\(item.fill.map(hex) ?? "none")\""
    if let stroke = item.stroke {
      attributes += " stroke=\"\(hex(stroke.color))\" stroke-width=\"\(number(stroke.width))\""
      if !stroke.dash.isEmpty {
        attributes += " stroke-dasharray=\"\(stroke.dash.map(number).joined(separator: " "))\""
      }
      if stroke.cap == .round {
        attributes += " stroke-linecap=\"round\" stroke-linejoin=\"round\""
      }
    }
    line("<path d=\"\(data(item.path))\"\(attributes)/>")
  }

  /// Discs of one size and colour as the round dashes of a line a row, a fiftieth as long; nil for
  /// other paths.
  private func dots(_ item: PathItem) -> String? {
    guard let fill = item.fill, item.stroke == nil, item.path.elements.count > 1,
      case .circle(let first, let radius) = item.path.elements[0],
      case .circle(let second, _) = item.path.elements[1]
    else { return nil }
    let gap = second.x - first.x
    guard gap > radius * 2 else { return nil }
    var moves = ""
    var last: Point?
    for element in item.path.elements {
      guard case .circle(let center, radius) = element else { return nil }
      if let end = last, end.y != center.y || (center.x - end.x - gap).magnitude > 0.001 {
        moves += "H\(number(end.x + radius / 4))"
        last = nil
      }
      if last == nil { moves += "M\(number(center.x)) \(number(center.y))" }
      last = center
    }
    if let end = last { moves += "H\(number(end.x + radius / 4))" }
    return "<path d=\"\(moves)\" fill=\"none\" stroke=\"\(hex(fill))\""
      + " stroke-width=\"\(number(2 * radius))\" stroke-linecap=\"round\""
      + " stroke-dasharray=\"0 \(number(gap))\"/>"
  }

  private func data(_ path: Path) -> String {
    func at(_ p: Point) -> String { "\(number(p.x)) \(number(p.y))" }
    return path.elements.map { element in
      switch element {
      case .move(let p): return "M\(at(p))"
      case .line(let p): return "L\(at(p))"
      case .curve(let a, let b, let p): return "C\(at(a)) \(at(b)) \(at(p))"
      case .circle(let c, let r):
        let radius = "\(number(r)) \(number(r))"
        return "M\(at(Point(c.x + r, c.y)))A\(radius) 0 1 1 \(at(Point(c.x - r, c.y)))"
          + "A\(radius) 0 1 1 \(at(Point(c.x + r, c.y)))Z"
      case .close: return "Z"
      }
    }.joined()
  }

  private mutating func write(_ run: TextRun) {
    let font = run.font
    var attributes = " x=\"\(number(run.origin.x))\" y=\"\(number(run.origin.y))\""
    attributes += " class=\"\(name(font.face))\" font-size=\"\(number(font.size))\""
    if font.weight != .regular { attributes += " font-weight=\"\(font.weight.rawValue)\"" }
    if font.isItalic { attributes += " font-style=\"italic\"" }
    // Another font than ours must not run into its neighbours.
    if run.width > 0 { attributes += " textLength=\"\(number(run.width))\"" }
    line("<text\(attributes) fill=\"\(hex(run.color))\">\(escaped(run.text))</text>")
  }

  private func name(_ face: Font.Face) -> String {
    let prefix = isInline ? "svg-" : prefix
    return switch face {
    case .text: prefix + "text"
    case .math: prefix + "math"
    case .mono: prefix + "mono"
    }
  }

  /// Families by their names, with what most machines have as the next choice.
  private var style: String {
    """
    <style>.\(prefix)text{font-family:Inter,sans-serif;font-variant-numeric:tabular-nums}\
    .\(prefix)math{font-family:STIXGeneral,"STIX Two Text",serif}\
    .\(prefix)mono{font-family:"JetBrains Mono",monospace}</style>
    """
  }

  /// Neighbours of one colour in a row become one rectangle.
  private mutating func write(_ raster: Raster) {
    line("<g shape-rendering=\"crispEdges\">")
    indent += 1
    let width = raster.rect.width / Double(raster.columns)
    let height = raster.rect.height / Double(raster.rows)
    for row in 0..<raster.rows {
      var column = 0
      while column < raster.columns {
        let cell = raster.cells[row * raster.columns + column]
        let first = column
        while column < raster.columns, raster.cells[row * raster.columns + column] == cell {
          column += 1
        }
        let area = Rect(
          raster.rect.x + Double(first) * width, raster.rect.y + Double(row) * height,
          Double(column - first) * width, height)
        line(rect(area, " fill=\"\(hex(cell))\""))
      }
    }
    indent -= 1
    line("</g>")
  }

  private func rect(_ r: Rect, _ attributes: String = "") -> String {
    "<rect x=\"\(number(r.x))\" y=\"\(number(r.y))\" width=\"\(number(r.width))\""
      + " height=\"\(number(r.height))\"\(attributes)/>"
  }

  /// Hundredths of a point are finer than any printer; ASCII signs only.
  private func number(_ value: Double) -> String {
    let text = NumberText.short(value, 2)
    return text.hasPrefix("−") ? "-" + text.dropFirst() : text
  }

  private func hex(_ color: Color) -> String { color.hexText }

  private func escaped(_ string: String) -> String { Markup.escaped(string) }
}
