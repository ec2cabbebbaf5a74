import Drawing
import Lessons

/// What stands at the head of the first page and at the end of the last.
extension PageFlow {
  /// Title, kind of page, minutes, points and objectives: they come before everything else, and
  /// are made last, when the points are known.
  mutating func prependTitle(_ lesson: Lesson) {
    let body = fragments
    fragments = []
    let theme = style.theme
    let title = setter.lines(
      [.text(lesson.title)], font: style.font(.bold, size: theme.title), width: width,
      color: theme.ink)
    let heading = element(.heading1)
    for (place, line) in title.enumerated() {
      var piece = Fragment(line.box, twin: Twin("# " + line.text))
      if place > 0 { piece.twin = Twin(line.text) }
      if place == 0 { piece.destination = prefix }
      piece.keepsWithNext = true
      fragments.append(piece.within(heading))
    }
    let parts =
      [request.kind.title(words) + (request.variant.map { " " + $0 } ?? "")]
      + [words("{1} minutes", "\(lesson.minutes)")]
      + (request.numbersTasks ? [words.points(points)] : [])
    var subtitle = Fragment(
      setter.leaded(
        setter.run(
          parts.joined(separator: " · "), font: style.font(.medium), color: theme.muted)),
      twin: Twin(parts.joined(separator: " · ")))
    subtitle.spaceBefore = style.body * 0.2
    if request.hasBlanks {
      let key = setter.run(words("Answers"), font: style.font(.bold))
      subtitle.items.append(
        key.placed(topLeft: Point(width - key.width, 0), isAnswer: true))
      subtitle.twin = subtitle.twin + Twin([.keyOnly(" · " + words("Answers"))])
    }
    subtitle.keepsWithNext = true
    append(subtitle, .paragraph)
    if !lesson.objectives.isEmpty {
      paragraph(
        [.text(words("You will learn to"))],
        font: style.font(.semibold, size: style.body * 0.95), color: theme.muted,
        keepsWithNext: true)
      append(
        .list(
          isOrdered: false,
          items: lesson.objectives.map { [.paragraph([.text($0)])] }))
    }
    leading = fragments.count
    fragments += body
  }

  /// Where the points are added up.
  mutating func appendTotal() {
    guard request.hasBlanks, points > 0 else { return }
    let theme = style.theme
    let label = setter.run(words("Total"), font: style.font(.semibold))
    let sum = setter.run("/ " + words.points(points), font: style.font(.semibold))
    let room = style.body * 4
    let x = width - label.width - room - sum.width - style.body * 1.2
    let baseline = style.body * 1.2
    let start = x + label.width + style.body * 0.6
    append(
      Fragment(
        height: style.body * 1.8, spaceBefore: style.wideGap * 0.8,
        twin: Twin(words("Total") + " ____ / " + words.points(points)),
        [
          label.placed(at: Point(x, baseline)),
          .path(
            PathItem(
              .line(Point(start, baseline + 3), Point(start + room, baseline + 3)),
              stroke: Stroke(theme.muted, width: theme.hairline * 1.3))),
          sum.placed(at: Point(width - sum.width, baseline)),
        ]), .paragraph)
  }
}
