extension MathSetting {
  /// Brackets as high as what they hold, centred on the axis (The TeXbook, appendix G, rule 19).
  /// Low ones are signs of the text face, high ones are drawn, so their stroke never thickens.
  func fenced(_ left: MathNode.Fence?, _ body: Set, _ right: MathNode.Fence?) -> Set {
    let half = max(body.box.ascent - axisHeight, body.box.descent + axisHeight)
    var box = Box(width: 0, ascent: 0, descent: 0, items: [])
    for part in [left.map { fence($0, half) }, body.box, right.map { fence($0, half) }] {
      if let part { box.append(part, at: Point(box.width, 0)) }
    }
    return Set(box: box)
  }

  func fence(_ fence: MathNode.Fence, _ half: Double) -> Box {
    if half < 0.66 * size {
      // The text face has no floor brackets.
      let isFloor = fence == .leftFloor || fence == .rightFloor
      return sign(String(fence.rawValue), isFloor ? mathFont(isItalic: false) : textFont).box
    }
    let height = half + 0.06 * size
    let path: Path
    let isFilled: Bool
    let width: Double
    switch fence {
    case .leftParenthesis, .rightParenthesis:
      (path, width) = parenthesis(height)
      isFilled = true
    case .leftBrace, .rightBrace:
      (path, width) = brace(height)
      isFilled = false
    case .leftBracket, .rightBracket:
      width = 0.34 * size
      path = .polyline([
        Point(width - 0.05 * size, -height), Point(0.1 * size, -height),
        Point(0.1 * size, height), Point(width - 0.05 * size, height),
      ])
      isFilled = false
    case .leftFloor, .rightFloor:
      width = 0.34 * size
      path = .polyline([
        Point(0.1 * size, -height), Point(0.1 * size, height),
        Point(width - 0.05 * size, height),
      ])
      isFilled = false
    case .bar:
      width = 0.3 * size
      path = .line(Point(width / 2, -height), Point(width / 2, height))
      isFilled = false
    }
    let isRight = [.rightParenthesis, .rightBrace, .rightBracket, .rightFloor].contains(fence)
    let placed = (isRight ? path.mirrored(width) : path).moved(by: Point(0, -axisHeight))
    let item = PathItem(
      placed, fill: isFilled ? color : nil,
      stroke: isFilled ? nil : Stroke(color, width: rule * 1.15, cap: .butt))
    return Box(
      width: width, ascent: height + axisHeight, descent: height - axisHeight,
      items: [.path(item)])
  }

  /// A crescent: thin at its ends, thick in its middle.
  private func parenthesis(_ half: Double) -> (Path, Double) {
    let depth = min(0.24 * size + 0.05 * half, 0.4 * size)
    let width = depth + 0.16 * size
    let (x, thick, thin) = (0.08 * size, rule * 1.6, rule * 0.7)
    let outer = x + depth
    let path = Path([
      .move(Point(outer, -half)),
      .curve(
        Point(x - depth * 0.3, -half * 0.5), Point(x - depth * 0.3, half * 0.5),
        Point(outer, half)),
      .line(Point(outer + thin, half)),
      .curve(
        Point(x - depth * 0.3 + thick * 1.2, half * 0.5),
        Point(x - depth * 0.3 + thick * 1.2, -half * 0.5), Point(outer + thin, -half)),
      .close,
    ])
    return (path, width)
  }

  private func brace(_ half: Double) -> (Path, Double) {
    let width = 0.5 * size
    let (near, far, middle) = (0.42 * size, 0.06 * size, 0.24 * size)
    let bend = min(0.3 * size, half / 2)
    let path = Path([
      .move(Point(near, -half)),
      .curve(
        Point(middle, -half), Point(middle, -half + bend * 0.3), Point(middle, -half + bend)),
      .line(Point(middle, -bend)),
      .curve(Point(middle, -bend * 0.3), Point(middle, 0), Point(far, 0)),
      .curve(Point(middle, 0), Point(middle, bend * 0.3), Point(middle, bend)),
      .line(Point(middle, half - bend)),
      .curve(Point(middle, half - bend * 0.3), Point(middle, half), Point(near, half)),
    ])
    return (path, width)
  }

  /// Rows and columns, centred on the axis.
  func table(_ kind: MathNode.TableKind, _ rows: [[MathNode]]) -> Set {
    var cell = self
    if case .matrix = kind { cell.isDisplay = false }
    let sets = rows.map { $0.map { cell.box(of: $0).box } }
    let columns = sets.map { $0.count }.max() ?? 0
    let widths = (0..<columns).map { column in
      sets.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0
    }
    var lines = Box(width: 0, ascent: 0, descent: 0, items: [])
    var y = 0.0
    for (index, row) in sets.enumerated() {
      let ascent = max(0.76 * size, row.map { $0.ascent }.max() ?? 0)
      let descent = max(0.24 * size, row.map { $0.descent }.max() ?? 0)
      y += index == 0 ? ascent : ascent + rowGap(kind) * size
      var x = 0.0
      for (column, box) in row.enumerated() {
        let spare = widths[column] - box.width
        let start = x + spare * alignment(kind, column, rows)
        lines.append(box, at: Point(start, y))
        x += widths[column] + columnGap(kind, column) * size
      }
      y += descent
    }
    lines.width = max(
      widths.enumerated().map { $1 + ($0 + 1 < columns ? columnGap(kind, $0) * size : 0) }
        .reduce(0, +), lines.width)
    // The middle of the rows comes to the axis.
    let rise = y / 2 + axisHeight
    var box = Box(width: lines.width, ascent: rise, descent: y - rise, items: [])
    box.items = lines.items.map { $0.moved(by: Point(0, -rise)) }
    switch kind {
    case .matrix(let left, let right): return fenced(left, Set(box: box), right)
    case .aligned: return Set(box: box)
    case .cases:
      box.items = box.items.map { $0.moved(by: Point(0.15 * size, 0)) }
      box.width += 0.15 * size
      return fenced(.leftBrace, Set(box: box), nil)
    }
  }

  private func rowGap(_ kind: MathNode.TableKind) -> Double {
    switch kind {
    case .matrix: 0.18
    case .aligned: 0.5
    case .cases: 0.3
    }
  }

  private func columnGap(_ kind: MathNode.TableKind, _ column: Int) -> Double {
    switch kind {
    case .matrix: 0.8
    // Within a pair the relation keeps its usual distance.
    case .aligned: column % 2 == 0 ? 5.0 / 18 : 1.5
    case .cases: 1
    }
  }

  /// 0 for left, 0.5 for centred, 1 for right.
  private func alignment(_ kind: MathNode.TableKind, _ column: Int, _ rows: [[MathNode]]) -> Double
  {
    switch kind {
    case .aligned: return column % 2 == 0 ? 1 : 0
    case .cases: return 0
    case .matrix:
      let cells = rows.compactMap { column < $0.count ? $0[column] : nil }
      return cells.allSatisfy { $0.isSignedNumber } ? 1 : 0.5
    }
  }
}

extension MathNode {
  /// A number with or without a sign before it.
  fileprivate var isSignedNumber: Bool {
    switch self {
    case .number: return true
    case .bold(let node): return node.isSignedNumber
    case .row(let nodes):
      guard nodes.count == 2, case .symbol(let sign) = nodes[0], case .number = nodes[1] else {
        return false
      }
      return sign.text == "−" || sign.text == "+"
    default: return false
    }
  }
}

extension Path {
  /// The path turned round about the vertical line in the middle of `width`.
  fileprivate func mirrored(_ width: Double) -> Path {
    func flip(_ p: Point) -> Point { Point(width - p.x, p.y) }
    return Path(
      elements.map { element in
        switch element {
        case .move(let p): .move(flip(p))
        case .line(let p): .line(flip(p))
        case .curve(let a, let b, let p): .curve(flip(a), flip(b), flip(p))
        case .circle(let center, let radius): .circle(center: flip(center), radius: radius)
        case .close: .close
        }
      })
  }
}
