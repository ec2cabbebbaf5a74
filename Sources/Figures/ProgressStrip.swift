import Drawing

/// Where we are in a walk: a mark for every step, filled where it has been a mistake, the current one
/// large. Few steps are circles; many become bars in groups of an epoch; very many are gathered.
public struct ProgressStrip: Equatable, Sendable {
  public struct Mark: Equatable, Sendable {
    /// From 1; nil where there are no epochs.
    public var epoch: Int?
    public var isMistake: Bool

    public init(epoch: Int?, isMistake: Bool) {
      self.epoch = epoch
      self.isMistake = isMistake
    }
  }

  public var marks: [Mark]
  /// The step shown, from 1.
  public var current: Int

  public init(marks: [Mark], current: Int) {
    precondition(marks.indices.contains(current - 1), "step \(current) of \(marks.count)")
    self.marks = marks
    self.current = current
  }

  /// The strip in a box `width` wide; its items start at the upper left corner.
  public func layout(width: Double, in context: DrawingContext) -> Box {
    marks.count <= 16 ? circles(context) : bars(width: width, context)
  }

  private func circles(_ context: DrawingContext) -> Box {
    let theme = context.theme
    let r = theme.small * 0.45
    let pitch = theme.small * 1.9
    let middle = theme.small * 0.9
    let items = marks.enumerated().map { i, mark -> Item in
      let isCurrent = i == current - 1
      let isPast = i < current
      let color = isPast ? theme.ink : theme.muted.mixed(with: theme.paper, 0.55)
      return .path(
        PathItem(
          .circle(
            Point(theme.small + Double(i) * pitch, middle), radius: isCurrent ? r * 1.75 : r),
          fill: mark.isMistake && isPast ? color : theme.paper,
          stroke: Stroke(color, width: theme.line)))
    }
    return Box(
      width: theme.small * 2 + Double(marks.count - 1) * pitch, ascent: 0, descent: middle * 2,
      items: items)
  }

  /// Bars on a rule: mistakes tall and filled, the others short; a triangle under the current one.
  private func bars(width: Double, _ context: DrawingContext) -> Box {
    let theme = context.theme
    let height = theme.small * 1.1
    let groups = epochGroups
    let epochGap = groups.count > 1 && groups.count <= 60 ? min(6, width / 160) : 0
    let usable = width - epochGap * Double(groups.count - 1)
    let pitch = usable / Double(marks.count)
    var items: [Item] = []
    var x = 0.0
    var currentX = 0.0
    let every = labelStep(groups, pitch: pitch, theme)
    func rule(_ group: Range<Int>) {
      items.append(
        .path(
          PathItem(
            .line(Point(x, height), Point(x + pitch * Double(group.count), height)),
            stroke: Stroke(theme.rule, width: theme.line))))
      items += bars(of: group, from: x, pitch: pitch, height: height, theme)
    }
    // Without gaps between them, epochs share a rule, and bars that are gathered.
    if epochGap == 0 { rule(marks.indices) }
    for group in groups {
      let groupWidth = pitch * Double(group.count)
      if epochGap > 0 { rule(group) }
      if group.contains(current - 1) {
        currentX = x + (Double(current - 1 - group.lowerBound) + 0.5) * pitch
      }
      if let epoch = marks[group.lowerBound].epoch, epoch.isMultiple(of: every) {
        let run = TextRun.measured(
          "\(epoch)", Font(.text, size: theme.small * 0.86), theme.muted, context)
        items.append(
          run.placed(
            at: Point(x + (groupWidth - run.width) / 2, height + theme.small * 1.75)))
      }
      x += groupWidth + epochGap
    }
    let half = theme.small * 0.34
    let tip = Point(min(max(currentX, half), width - half), height + theme.small * 0.18)
    items.append(
      .path(
        PathItem(
          .polyline(
            [
              tip, tip + Point(-half, theme.small * 0.5),
              tip + Point(half, theme.small * 0.5),
            ], closed: true),
          fill: theme.ink)))
    return Box(width: width, ascent: 0, descent: height + theme.small * 2, items: items)
  }

  /// Every how many epochs a number has room: 1, 2, 5, 10, …
  private func labelStep(_ groups: [Range<Int>], pitch: Double, _ theme: Theme) -> Int {
    let width = pitch * Double(marks.count) / Double(groups.count)
    var step = 1
    for factor in [2.0, 2.5, 2, 2, 2.5, 2, 2, 2.5, 2] {
      if Double(step) * width > theme.small * 2.4 { break }
      step = Int(Double(step) * factor)
    }
    return step
  }

  /// One bar a step; where bars would be thinner than half a point, one for several.
  private func bars(
    of group: Range<Int>, from x: Double, pitch: Double, height: Double, _ theme: Theme
  ) -> [Item] {
    let together = max(1, Int((1.2 / pitch).rounded(.up)))
    return stride(from: group.lowerBound, to: group.upperBound, by: together).map { first in
      let range = first..<min(first + together, group.upperBound)
      let isMistake = range.contains { marks[$0].isMistake }
      let isCurrent = range.contains(current - 1)
      let isPast = first < current
      let slot = pitch * Double(range.count)
      let bar = max(min(slot * 0.62, theme.small * 0.6), 0.6)
      // What comes is not told.
      let tall = isMistake && isPast ? height : height * 0.36
      let left = x + Double(first - group.lowerBound) * pitch + (slot - bar) / 2
      let color = isPast ? theme.ink : theme.muted.mixed(with: theme.paper, 0.6)
      return .path(
        PathItem(
          .rect(Rect(left, height - tall, bar, tall)),
          fill: isMistake && isPast ? color : theme.paper,
          stroke: Stroke(color, width: isCurrent ? theme.line * 1.4 : theme.hairline)))
    }
  }

  /// Ranges of places (from 0) of one epoch each.
  private var epochGroups: [Range<Int>] {
    var groups: [Range<Int>] = []
    var first = 0
    for i in 1...marks.count where i == marks.count || marks[i].epoch != marks[first].epoch {
      groups.append(first..<i)
      first = i
    }
    return groups
  }
}
