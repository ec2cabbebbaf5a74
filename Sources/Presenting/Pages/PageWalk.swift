import Drawing
import Figures
import Lessons

/// A walk on paper: some steps in full with their pictures, the others as a table.
extension PageFlow {
  mutating func append(_ walk: PlayedWalk) {
    // A walk that is for the screen only.
    guard !walk.onPaper.isEmpty else { return }
    request.hasBlanks ? appendBlank(walk) : appendWorked(walk)
  }

  private mutating func appendWorked(_ walk: PlayedWalk) {
    for step in walk.onPaper { appendStep(walk.experiment.moment(step)) }
    let rest = walk.told.filter { !walk.onPaper.contains($0) }
    guard !rest.isEmpty, let table = try? walk.experiment.table(show: "steps", steps: rest) else {
      return
    }
    appendTable(
      table, of: walk.experiment.name, blank: [], worked: 0, points: 0,
      caption: words("The other steps"))
  }

  /// The first steps in full, as an example, the others as a table to be filled in. What a step
  /// in full would show of them (its headings, its picture) would give the answers away.
  private mutating func appendBlank(_ walk: PlayedWalk) {
    let blank = request.blanks ?? walk.blank
    let steps = walk.onPaper
    let table = try? walk.experiment.table(show: "steps", steps: steps)
    let codes = Set(table?.columns.map(\.code) ?? [])
    guard let table, blank.contains(where: codes.contains) else {
      return blank.isEmpty
        ? appendWorked(walk) : appendBlankInFull(walk, steps: steps, blank: blank)
    }
    if let first = steps.first, steps.count > 1 { appendStep(walk.experiment.moment(first)) }
    appendTable(
      table, of: walk.experiment.name, blank: blank, worked: steps.count > 1 ? 1 : 0,
      points: walk.points, caption: "")
  }

  /// For experiments whose tables do not hold the quantities that are asked for.
  private mutating func appendBlankInFull(_ walk: PlayedWalk, steps: [Int], blank: [String]) {
    var isFirst = steps.count > 1
    for step in steps {
      let moment = walk.experiment.moment(step)
      if isFirst {
        appendStep(moment)
        isFirst = false
        continue
      }
      append(
        PlayedDerivations(
          derivations: moment.stages.map(\.derivation), blank: blank,
          points: walk.points / max(steps.count - 1, 1)))
    }
  }

  /// One step in full: its arithmetic, and beside it the picture that agrees with the end of it.
  private mutating func appendStep(_ moment: Moment) {
    guard let last = moment.stages.last else { return }
    let isNarrow = width < style.body * 42
    let needed = last.figure.readableWidth(in: setter.context)
    let pictureWidth = isNarrow ? width * 0.62 : min(max(width * 0.34, needed), width * 0.48)
    let textWidth = isNarrow ? width : width - pictureWidth - style.body * 1.6
    let heading = setter.run(
      moment.heading + (moment.isMistake ? " · " + words("a mistake") : ""),
      font: style.font(.semibold))
    var pieces = [Fragment(setter.leaded(heading), twin: Twin(moment.heading))]
    pieces += DerivationFragments(
      moment.stages.map(\.derivation), width: textWidth, setter: setter
    ).fragments(flow: self)
    let picture = last.figure.layout(
      fitting: Size(pictureWidth, pictureWidth * 1.05 * style.pictures), in: setter.context)
    let shown = last.figure.description(words).replacing("\n", with: " ")
    let description = Twin(words("Picture") + ": " + shown)
    if isNarrow {
      for (place, var piece) in pieces.enumerated() {
        piece.spaceBefore = place == 0 ? style.wideGap : piece.spaceBefore
        piece.keepsWithNext = piece.keepsWithNext || place == 0
        append(piece, .paragraph)
      }
      append(
        Fragment(
          picture, indent: (width - picture.width) / 2, spaceBefore: style.gap,
          twin: description), .figure)
      return
    }
    var items: [Item] = []
    var y = 0.0
    for (place, piece) in pieces.enumerated() {
      if place > 0 { y += piece.spaceBefore }
      items.append(.group(Group(offset: Point(0, y), tag: .paragraph, piece.items)))
      y += piece.height
    }
    items.append(
      picture.placed(
        topLeft: Point(width - picture.width, style.body * 0.2), tag: .figure))
    let twin = pieces.dropFirst().reduce(pieces[0].twin) { $0 + "\n" + $1.twin }
    append(
      Fragment(
        height: max(y, picture.height + style.body * 0.2), spaceBefore: style.wideGap,
        twin: twin + "\n" + description, items), .section)
  }
}
