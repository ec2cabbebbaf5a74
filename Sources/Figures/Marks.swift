import Datasets
import Drawing

/// The marks of all plots, by meaning: a class is told by shape and fill, colour repeats it.
struct Marks {
  var theme: Theme

  /// The radius of a point in a full-size plot.
  var radius: Double { theme.label * 0.68 }

  /// A point of the data: TRUE a filled disc, FALSE an open square, with a rim of paper so that
  /// lines end before it.
  func point(_ center: Point, isTrue: Bool, radius r: Double) -> [Item] {
    let rim = max(r * 0.22, 0.8)
    if isTrue {
      return [
        .path(PathItem(.circle(center, radius: r + rim), fill: theme.paper)),
        .path(PathItem(.circle(center, radius: r), fill: theme.positive)),
      ]
    }
    let half = r * 0.88
    let side = max(r * 0.3, theme.line * 0.8)
    return [
      .path(PathItem(.rect(square(center, half + rim)), fill: theme.paper)),
      .path(
        PathItem(
          .rect(square(center, half - side / 2)), fill: theme.paper,
          stroke: Stroke(theme.negative, width: side))),
    ]
  }

  private func square(_ center: Point, _ half: Double) -> Rect {
    Rect(center.x - half, center.y - half, 2 * half, 2 * half)
  }

  func ring(_ center: Point, radius: Double) -> Item {
    .path(
      PathItem(.circle(center, radius: radius), stroke: Stroke(theme.ink, width: theme.line * 1.3)))
  }

  func cross(_ center: Point, radius r: Double) -> [Item] {
    let d = r * 0.7071
    let arms = Path([
      .move(Point(center.x - d, center.y - d)), .line(Point(center.x + d, center.y + d)),
      .move(Point(center.x - d, center.y + d)), .line(Point(center.x + d, center.y - d)),
    ])
    return [
      .path(PathItem(arms, stroke: Stroke(theme.paper, width: theme.line * 3.4, cap: .round))),
      .path(PathItem(arms, stroke: Stroke(theme.ink, width: theme.line * 1.4, cap: .round))),
    ]
  }

  /// A straight arrow, in ink if no colour is given.
  func arrow(_ from: Point, _ to: Point, width: Double, color: Color? = nil) -> [Item] {
    Arrow(from: from, to: to, headLength: theme.label * 0.75)
      .items(color: color ?? theme.ink, width: width)
  }

  /// The mark of a series of a chart: shapes that stay apart without colour.
  func series(_ index: Int, at p: Point, radius r: Double) -> Item {
    let color = seriesColor(index)
    let line = Stroke(color, width: theme.line)
    switch index % 6 {
    case 0: return .path(PathItem(.circle(p, radius: r), fill: color, stroke: line))
    case 1: return .path(PathItem(.rect(square(p, r * 0.9)), fill: theme.paper, stroke: line))
    case 2:
      return .path(
        PathItem(.polyline(triangle(p, r * 1.25), closed: true), fill: color, stroke: line))
    case 3: return .path(PathItem(.circle(p, radius: r), fill: theme.paper, stroke: line))
    case 4: return .path(PathItem(.rect(square(p, r * 0.9)), fill: color, stroke: line))
    default:
      return .path(
        PathItem(.polyline(triangle(p, r * 1.25), closed: true), fill: theme.paper, stroke: line))
    }
  }

  private func triangle(_ p: Point, _ r: Double) -> [Point] {
    [
      Point(p.x, p.y - r), Point(p.x + r * 0.87, p.y + r * 0.5),
      Point(p.x - r * 0.87, p.y + r * 0.5),
    ]
  }

  /// Ink, blue, orange, grey in turn; shapes and dashes say the same.
  func seriesColor(_ index: Int) -> Color {
    [theme.ink, theme.positive, theme.negative, theme.muted][index % 4]
  }

  func seriesDash(_ index: Int) -> [Double] {
    let w = theme.line
    return [[], [w * 5, w * 2.5], [w * 1.2, w * 2], [w * 6, w * 2, w * 1.2, w * 2]][index % 4]
  }

  /// One entry of a legend, in a box of about 1.9 × 1.2 of the small size.
  func symbol(_ symbol: LegendEntry.Symbol, in box: Rect) -> [Item] {
    let c = box.center
    let r = box.height * 0.42
    let left = Point(box.minX, c.y)
    let right = Point(box.maxX, c.y)
    switch symbol {
    case .disc: return point(c, isTrue: true, radius: r)
    case .square: return point(c, isTrue: false, radius: r)
    case .ring: return [ring(c, radius: r)]
    case .cross: return cross(c, radius: r * 1.2)
    case .hatch: return swatch(box, isTrue: true)
    case .dots: return swatch(box, isTrue: false)
    case .arrow: return arrow(left, right, width: theme.line)
    case .solid:
      return [.path(PathItem(.line(left, right), stroke: Stroke(theme.ink, width: theme.heavy)))]
    case .dashed: return [.path(PathItem(.line(left, right), stroke: ghostStroke))]
    case .series(let index):
      return [
        .path(
          PathItem(
            .line(left, right),
            stroke: Stroke(seriesColor(index), width: theme.line, dash: seriesDash(index)))),
        series(index, at: c, radius: r * 0.7),
      ]
    case .word(let text):
      let font = Font(.text, size: box.height * 1.05, weight: .semibold)
      return [
        .text(
          TextRun(
            text, at: Point(box.minX + box.width * 0.25, box.maxY - box.height * 0.15), font: font,
            color: theme.ink, width: box.height))
      ]
    case .patch(let color):
      return [
        .path(PathItem(.rect(box), fill: color, stroke: Stroke(theme.rule, width: theme.hairline)))
      ]
    }
  }

  var ghostStroke: Stroke {
    Stroke(theme.muted, width: theme.line, dash: [theme.line * 4.5, theme.line * 3])
  }

  private func swatch(_ box: Rect, isTrue: Bool) -> [Item] {
    halfPlane(box.corners, isTrue: isTrue)
      + [.path(PathItem(.rect(box), stroke: Stroke(theme.muted, width: theme.hairline)))]
  }
}
