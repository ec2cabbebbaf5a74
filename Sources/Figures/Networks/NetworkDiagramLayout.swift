import CMath
import Drawing

extension NetworkDiagram {
  /// Numbers of seven points at least.
  public func readableWidth(in context: DrawingContext) -> Double {
    7 * NetworkDrawing.widthInEms(gaps: edges.count)
  }

  public func readableHeight(width: Double, in context: DrawingContext) -> Double {
    8 * NetworkDrawing.heightInEms(deepest: layers.map { $0.count }.max() ?? 1)
  }

  public func layout(fitting size: Size, in context: DrawingContext) -> Box {
    NetworkDrawing(diagram: self, size: size, context: context).box
  }
}

/// Draws a network: first the lines, then the numbers on them where there is room, then the units.
struct NetworkDrawing {
  let diagram: NetworkDiagram
  let context: DrawingContext
  let size: Size
  /// The size of the numbers; all else follows from it.
  let em: Double
  let radius: Double

  init(diagram: NetworkDiagram, size: Size, context: DrawingContext) {
    self.diagram = diagram
    self.context = context
    let deepest = Double(diagram.layers.map { $0.count }.max() ?? 1)
    let gaps = Double(max(1, diagram.edges.count))
    // A gap has room for three numbers of four places beside each other, a unit for one line above
    // and two below it.
    let fitting = min(
      size.width / Self.widthInEms(gaps: diagram.edges.count),
      size.height / Self.heightInEms(deepest: diagram.layers.map { $0.count }.max() ?? 1))
    // Many numbers need smaller ones.
    let isCrowded = diagram.edges.contains { edges in
      edges.count > 4 && edges.contains { !$0.gradient.isEmpty || $0.weight.count > 5 }
    }
    em = max(4, min(context.theme.label * (isCrowded ? 1 : 1.2), fitting))
    radius = em * 2.05
    let height = deepest * 10.5 * em + em * 3.4
    let width = gaps * 17 * em + radius * 2.4
    self.size = Size(min(size.width, width), min(size.height, height))
  }

  static func heightInEms(deepest: Int) -> Double { Double(deepest) * 8.2 + 3.4 }
  static func widthInEms(gaps: Int) -> Double { Double(max(1, gaps)) * 13 + 5 }

  private var theme: Theme { context.theme }
  private var hasNames: Bool { !diagram.layerNames.isEmpty }

  func center(_ layer: Int, _ unit: Int) -> Point {
    let count = Double(diagram.layers[layer].count)
    let deepest = Double(diagram.layers.map { $0.count }.max() ?? 1)
    let bottom = (hasNames ? em * 1.9 : 0) + (diagram.note.isEmpty ? 0 : em * 1.7)
    let pitch = (size.height - bottom) / deepest
    let middle = (size.height - bottom) / 2 - em * 0.3
    let margin = radius * 1.2
    let gaps = Double(max(1, diagram.layers.count - 1))
    return Point(
      margin + Double(layer) * (size.width - 2 * margin) / gaps,
      middle + (Double(unit) - (count - 1) / 2) * pitch)
  }

  var box: Box {
    var items: [Item] = []
    var labels: [Item] = []
    for depth in diagram.edges.indices {
      var places = EdgePlaces(drawing: self, depth: depth)
      for edge in diagram.edges[depth] { items += line(edge, depth) }
      for edge in diagram.edges[depth] { labels += number(edge, depth, &places) }
    }
    items += labels
    for (depth, layer) in diagram.layers.enumerated() {
      for (place, unit) in layer.enumerated() { items += self.unit(unit, at: depth, place) }
    }
    for (depth, name) in diagram.layerNames.enumerated() where depth < diagram.layers.count {
      let run = TextRun.measured(
        name, Font(.text, size: em * 0.88), theme.muted, context)
      let x = min(max(center(depth, 0).x - run.width / 2, 0), size.width - run.width)
      items.append(run.placed(at: Point(x, size.height - em * 0.3)))
    }
    return Box(
      width: size.width, ascent: 0, descent: size.height, items: items + note)
  }

  /// At the right, above the names of the layers.
  private var note: [Item] {
    let boxes = diagram.note.map { context.formula($0, size: em * 1.05) }
    var x = size.width
    let y = size.height - (hasNames ? em * 2.1 : em * 0.4)
    return boxes.enumerated().reversed().map { place, box in
      x -= box.width
      defer { x -= em * 1.4 }
      // The right answer is given, the loss is found out.
      return box.placed(at: Point(x, y), isAnswer: diagram.isTask && place > 0)
    }
  }

  // MARK: Connections

  func ends(_ edge: NetworkDiagram.Edge, _ depth: Int) -> (Point, Point) {
    let from = center(depth, edge.from)
    let to = center(depth + 1, edge.to)
    let length = hypot(to.x - from.x, to.y - from.y)
    let u = (to - from) * (1 / max(length, 1))
    // Inputs are oblongs: the line begins at their right side.
    let start =
      depth == 0 ? radius * 0.86 / max(abs(u.x), 0.5) : radius
    return (from + u * start, to - u * radius)
  }

  private func line(_ edge: NetworkDiagram.Edge, _ depth: Int) -> [Item] {
    let (from, to) = ends(edge, depth)
    let marks = Marks(theme: theme)
    guard edge.isCurrent else {
      let color = theme.muted.mixed(with: theme.paper, 0.35)
      return [.path(PathItem(.line(from, to), stroke: Stroke(color, width: theme.hairline * 1.4)))]
    }
    switch diagram.direction {
    case .forward: return marks.arrow(from, to, width: theme.line * 1.5)
    case .backward:
      // The dashed shaft and a head at the left end: the same line, used the other way.
      let length = hypot(to.x - from.x, to.y - from.y)
      let u = (from - to) * (1 / max(length, 1))
      let neck = from - u * min(em * 0.9, length * 0.5)
      let dash = [theme.line * 4, theme.line * 2.6]
      return [
        .path(
          PathItem(.line(to, neck), stroke: Stroke(theme.ink, width: theme.line * 1.5, dash: dash)))
      ] + marks.arrow(neck, from, width: theme.line * 1.5)
    }
  }

  /// The weight on its line, with its gradient below it, on a patch of paper.
  private func number(
    _ edge: NetworkDiagram.Edge, _ depth: Int, _ places: inout EdgePlaces
  ) -> [Item] {
    var rows: [Box] = []
    if !edge.weight.isEmpty {
      rows.append(context.formula(edge.weight, size: em, isBold: edge.isCurrent))
    }
    if !edge.gradient.isEmpty {
      rows.append(
        context.formula("\\leftarrow \(edge.gradient)", size: em * 0.88, isBold: edge.isCurrent))
    }
    guard !rows.isEmpty else { return [] }
    let width = (rows.map { $0.width }.max() ?? 0) + em * 0.4
    let step = em * 1.18
    let height = step * Double(rows.count) + em * 0.14
    let rect = places.place(edge, Size(width, height))
    var items: [Item] = [.path(PathItem(.rect(rect), fill: theme.paper))]
    for (place, row) in rows.enumerated() {
      let baseline = rect.minY + em * 0.95 + Double(place) * step
      items.append(
        row.placed(
          at: Point(rect.center.x - row.width / 2, baseline),
          isAnswer: diagram.isTask && (place > 0 || edge.weight.isEmpty)))
    }
    return items
  }

  // MARK: Units

  private func unit(_ unit: NetworkDiagram.Unit, at depth: Int, _ place: Int) -> [Item] {
    let c = center(depth, place)
    let isDone = !unit.value.isEmpty
    let stroke = Stroke(
      isDone || unit.isCurrent ? theme.ink : theme.muted,
      width: unit.isCurrent ? theme.heavy : theme.line)
    // Inputs are given, not computed: they are square.
    let shape: Path =
      depth == 0
      ? .rect(Rect(c.x - radius * 0.86, c.y - radius * 0.72, radius * 1.72, radius * 1.44))
      : .circle(c, radius: radius)
    var items: [Item] = [.path(PathItem(shape, fill: theme.paper, stroke: stroke))]
    if isDone {
      var value = context.formula(unit.value, size: em, isBold: true)
      if value.width > radius * 1.8 {
        value = context.formula(unit.value, size: em * radius * 1.8 / value.width, isBold: true)
      }
      items.append(
        value.placed(
          at: Point(c.x - value.width / 2, c.y + em * 0.36),
          isAnswer: diagram.isTask && depth > 0))
    }
    items += above(unit, c) + below(unit, c)
    return items
  }

  private func above(_ unit: NetworkDiagram.Unit, _ c: Point) -> [Item] {
    let symbol = context.formula(unit.symbol, size: em * 1.05)
    let name = TextRun.measured(
      unit.name, Font(.text, size: em * 0.88, weight: .medium), theme.muted, context)
    let gap = unit.name.isEmpty || unit.symbol.isEmpty ? 0 : em * 0.5
    let width = symbol.width + gap + name.width
    let x = min(max(c.x - width / 2, 0), size.width - width)
    let y = c.y - radius - em * 0.55
    return [
      symbol.placed(at: Point(x, y)), name.placed(at: Point(x + symbol.width + gap, y)),
    ]
  }

  private func below(_ unit: NetworkDiagram.Unit, _ c: Point) -> [Item] {
    guard !unit.bias.isEmpty else { return [] }
    let word = TextRun.measured(
      context.words("bias") + " ", Font(.text, size: em * 0.88), theme.muted, context)
    let bias = context.formula(unit.bias, size: em, isBold: unit.isCurrent)
    let width = word.width + bias.width
    let x = min(max(c.x - width / 2, 0), size.width - width)
    let y = c.y + radius + em * 1.15
    // Connections pass behind the words.
    let patch = Rect(x, y - em * 0.86, width, em * 1.12)
    var items: [Item] = [
      .path(PathItem(.rect(patch), fill: theme.paper)), word.placed(at: Point(x, y)),
      bias.placed(at: Point(x + word.width, y)),
    ]
    if !unit.gradient.isEmpty {
      let box = context.formula(
        "\\leftarrow \(unit.gradient)", size: em * 0.88, isBold: unit.isCurrent)
      let left = min(max(c.x - box.width / 2, 0), size.width - box.width)
      let under = Rect(left, y + em * 0.3, box.width, em * 1.15)
      items.append(.path(PathItem(.rect(under), fill: theme.paper)))
      items.append(box.placed(at: Point(left, y + em * 1.18), isAnswer: diagram.isTask))
    }
    return items
  }
}

/// Finds a place for each number on its own line, away from the other numbers, the other lines and
/// the words around the units.
struct EdgePlaces {
  private let drawing: NetworkDrawing
  private let depth: Int
  private var taken: [Rect] = []

  init(drawing: NetworkDrawing, depth: Int) {
    self.drawing = drawing
    self.depth = depth
    for layer in [depth, depth + 1] {
      for place in drawing.diagram.layers[layer].indices {
        let c = drawing.center(layer, place)
        let (w, r, em) = (drawing.radius * 1.15, drawing.radius, drawing.em)
        taken.append(Rect(c.x - w, c.y - r - em * 1.7, 2 * w, 2 * r + em * 4.2))
      }
    }
  }

  mutating func place(_ edge: NetworkDiagram.Edge, _ size: Size) -> Rect {
    let (from, to) = drawing.ends(edge, depth)
    var best: (rect: Rect, score: Double)?
    for step in 0...48 {
      let t = 0.12 + 0.76 * Double(step) / 48
      let p = from + (to - from) * t
      let rect = Rect(p.x - size.width / 2, p.y - size.height / 2, size.width, size.height)
      var score = abs(t - 0.36) * 4
      for other in taken {
        let w = min(other.maxX, rect.maxX) - max(other.minX, rect.minX) + 4
        let h = min(other.maxY, rect.maxY) - max(other.minY, rect.minY) + 4
        if w > 0, h > 0 { score += 1000 + w * h }
      }
      for other in drawing.diagram.edges[depth] where other != edge {
        score += Self.covered(drawing.ends(other, depth), by: rect) * 6
      }
      if score < best?.score ?? .infinity { best = (rect, score) }
    }
    let rect = best?.rect ?? Rect(from.x, from.y, size.width, size.height)
    taken.append(rect)
    return rect
  }

  /// The part of a line that a rectangle would cover, in tenths of the line.
  private static func covered(_ line: (Point, Point), by rect: Rect) -> Double {
    let inner = rect.insetBy(-2)
    var hits = 0.0
    for step in 0...40 where inner.contains(line.0 + (line.1 - line.0) * (Double(step) / 40)) {
      hits += 1
    }
    return hits
  }
}
