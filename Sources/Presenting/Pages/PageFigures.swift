import Drawing
import Figures
import Lessons

/// Pictures to look at, and pictures to complete.
extension PageFlow {
  mutating func append(_ played: PlayedFigure) {
    let figure = played.figure
    let isTask = played.isTask && request.numbersTasks
    // The answer is for the key, and has its place on the worksheet.
    let isOpen = isTask && request.hasBlanks
    if isTask {
      let ask = played.task.isEmpty ? [.text(words("Complete the picture."))] : played.task
      let code = code(0, of: 1)
      task(
        ask, points: max(played.points, 1),
        blanks: [Blank(code: code, question: .drawing, answer: "")])
    }
    let indent = isTask ? taskIndent : 0
    let room = width - indent
    // A picture takes no more than a third of a page unless it asks for more, one to draw into a
    // little more; what could not be read at that size gets the height that it needs.
    let usual = request.isLarge ? 0.5 : request.isTwoUp ? 0.4 : isOpen ? 0.34 : 0.29
    let scale = isOpen ? max(style.pictures, 0.6) : style.pictures
    let part = min(usual * figure.relativeHeight, 0.8) * scale
    let needed = figure.readableHeight(width: room, in: setter.context)
    let height = max(
      style.columnHeight * part, min(needed, style.columnHeight * (request.isLarge ? 0.9 : 0.6)))
    var box = figure.layout(fitting: Size(room, height), in: setter.context)
    // A handout shows the drawing, not the task.
    if !isOpen { box.items = box.items.map(\.withAnswersForAll) }
    let caption = figure.caption.isEmpty ? (isTask ? "" : figure.title) : figure.caption
    let legend = figure.legend(words)
    let given = isOpen ? figure.openLegend(words) : legend
    let content = FigureText(
      caption: caption, legend: given, answers: legend.filter { !given.contains($0) },
      isOpen: isOpen, setter: setter)
    let gap = style.body * 2
    let beside = room - box.width - gap
    var items: [Item]
    var used: Double
    if beside >= max(style.body * 12, content.legendWidth), !content.isEmpty {
      // Words beside a narrow picture, as on a page that was set by hand.
      let text = content.box(width: min(beside, style.body * 22), isCentered: false)
      used = max(box.height, text.height)
      items = [
        box.placed(topLeft: Point(indent, 0), tag: .figure),
        text.placed(
          topLeft: Point(indent + box.width + gap, max(0, (box.height - text.height) * 0.3)),
          tag: .caption),
      ]
    } else {
      let text = content.box(width: room, isCentered: !isTask)
      let x = isTask ? indent : max(0, (width - box.width) / 2)
      items = [
        box.placed(topLeft: Point(x, 0), tag: .figure),
        text.placed(topLeft: Point(indent, box.height + style.body * 0.6), tag: .caption),
      ]
      used = box.height + (content.isEmpty ? 0 : style.body * 0.6 + text.height)
    }
    let shown = words("Picture") + ": "
    let description = shown + figure.description(words).replacing("\n", with: " ")
    let open = shown + figure.openDescription(words).replacing("\n", with: " ")
    append(
      Fragment(
        height: used, spaceBefore: style.gap * (isTask ? 1 : 1.4),
        twin: (isOpen ? Twin([.either(open: open, answered: description)]) : Twin(description))
          + (caption.isEmpty
            ? "" : isOpen ? Twin([.keyOnly("\n" + caption)]) : Twin("\n" + caption)),
        items))
  }
}

/// What is said at a picture: its caption, and what its marks mean.
private struct FigureText {
  let caption: String
  let legend: [LegendEntry]
  /// Entries for what only the key shows.
  let answers: [LegendEntry]
  /// The picture is to be drawn: its caption speaks of the answer, and stands in the key only.
  let isOpen: Bool
  let setter: Typesetter

  var isEmpty: Bool { caption.isEmpty && legend.isEmpty && answers.isEmpty }

  /// The room that the widest entry of the legend needs on a line of its own.
  var legendWidth: Double {
    Legend(legend + answers).layout(width: 1, in: setter.context).width
  }

  func box(width: Double, isCentered: Bool) -> Box {
    var parts = [
      (box: words(width: width, isCentered: isCentered), isAnswer: isOpen),
      (box: marks(legend, width: width, isCentered: isCentered), isAnswer: false),
      (box: marks(answers, width: width, isCentered: isCentered), isAnswer: true),
    ]
    // What the worksheet leaves out is last, so that it leaves no hole.
    if isOpen { parts.append(parts.removeFirst()) }
    var items: [Item] = []
    var y = 0.0
    for (place, part) in parts.filter({ $0.box.height > 0 }).enumerated() {
      if place > 0 { y += setter.style.theme.small * (part.isAnswer && !isOpen ? 0 : 0.7) }
      items.append(part.box.placed(topLeft: Point(0, y), isAnswer: part.isAnswer && isOpen))
      y += part.box.height
    }
    return Box(width: width, ascent: 0, descent: y, items: items)
  }

  private func words(width: Double, isCentered: Bool) -> Box {
    guard !caption.isEmpty else { return Box(width: 0, ascent: 0, descent: 0, items: []) }
    let style = setter.style
    let lines = setter.lines(
      [.text(caption)], font: style.font(size: style.theme.small * 1.06), width: width,
      color: style.theme.muted)
    var items: [Item] = []
    var y = 0.0
    for line in lines {
      let x = isCentered ? max(0, (width - line.box.width) / 2) : 0
      items.append(line.box.placed(topLeft: Point(x, y)))
      y += line.box.height
    }
    return Box(width: width, ascent: 0, descent: y, items: items)
  }

  private func marks(_ entries: [LegendEntry], width: Double, isCentered: Bool) -> Box {
    // Beside the picture a line each; below it as many on a line as fit.
    let isBelow = isCentered || width > setter.style.columnWidth * 0.7
    var box = Legend(entries).layout(width: isBelow ? width : 1, in: setter.context)
    if isCentered, box.width < width {
      box.items = [
        .group(Group(offset: Point((width - box.width) / 2, 0), box.items))
      ]
      box.width = width
    }
    return box
  }
}

extension Item {
  /// The same item, none of its parts for the key alone.
  var withAnswersForAll: Item {
    switch self {
    case .group(var group):
      group.isAnswer = false
      group.items = group.items.map(\.withAnswersForAll)
      return .group(group)
    case .link(var link):
      link.items = link.items.map(\.withAnswersForAll)
      return .link(link)
    case .path, .text, .raster: return self
    }
  }
}
