extension MathSetting {
  /// A bar on the axis with a box above and one below (The TeXbook, appendix G, rule 15).
  func fraction(_ numerator: MathNode, _ denominator: MathNode) -> Set {
    var part = self
    if !isDisplay {
      part.size *= level == 0 ? 0.8 : 1
      part.level = min(level + 1, 2)
    } else {
      part.isDisplay = false
    }
    let top = part.box(of: numerator).box
    let bottom = part.box(of: denominator).box
    let overhang = 0.1 * size
    let side = 0.08 * size
    let width = max(top.width, bottom.width) + 2 * overhang
    var box = Box(width: width + 2 * side, ascent: 0, descent: 0, items: [])
    // Boxes keep a clear distance from the bar; low and flat ones keep the line of neighbouring
    // fractions, whose digits rise to 0.73 em and whose letters may have subscripts.
    let clear = (isDisplay ? 0.06 : 0.05) * size
    let (foot, head) = ((isDisplay ? 0.31 : 0.19) * size, (isDisplay ? 0.17 : 0.1) * size)
    let rise = axisHeight + rule / 2 + max(foot, top.descent + clear)
    let drop = -axisHeight + rule / 2 + max(head + 0.73 * part.size, bottom.ascent + clear)
    box.append(top, at: Point(side + (width - top.width) / 2, -rise))
    box.append(bottom, at: Point(side + (width - bottom.width) / 2, drop))
    let bar = Rect(side, -axisHeight - rule / 2, width, rule)
    box.items.append(.path(PathItem(.rect(bar), fill: color)))
    return Set(box: box)
  }

  /// The root sign: a hook that thickens downwards, and a bar over the content (rule 11).
  func root(_ node: MathNode) -> Set {
    let body = box(of: node).box
    let gap = 0.12 * size
    let top = -(max(body.ascent, 0.55 * size) + gap + rule)
    let bottom = body.descent + 0.06 * size
    let hook = 0.52 * size
    let middle = bottom - min(0.42 * size, (bottom - top) * 0.55)
    let full = hook + body.width + 0.14 * size
    let thick = rule * 1.7
    // Up the short stroke, down the thick one, up to the bar and along it.
    let outline = Path.polyline(
      [
        Point(0, middle + 0.07 * size), Point(0.16 * size, middle - 0.02 * size),
        Point(0.29 * size, bottom - 0.14 * size), Point(hook - rule * 0.4, top),
        Point(full, top), Point(full, top + rule), Point(hook + rule * 0.25, top + rule),
        Point(0.29 * size, bottom), Point(0.16 * size - thick * 0.55, middle + 0.06 * size),
        Point(0.02 * size, middle + 0.11 * size),
      ], closed: true)
    var box = Box(
      width: full, ascent: -top + 0.04 * size, descent: bottom,
      items: [.path(PathItem(outline, fill: color))])
    box.append(body, at: Point(hook + 0.05 * size, 0))
    return Set(box: box)
  }
}
