import Drawing
import Figures
import Lessons

/// Pictures to look at, and pictures to complete.
extension PageFlow {
  mutating func append(_ played: PlayedFigure) {
    let figure = played.figure
    let isTask = played.isTask && request.hasBlanks
    if isTask {
      let ask = played.task.isEmpty ? [.text(words("Complete the picture."))] : played.task
      let code = code(0, of: 1)
      task(
        ask, points: max(played.points, 1),
        blanks: [Blank(code: code, question: .drawing, answer: "")])
    }
    let indent = isTask ? taskIndent : 0
    let room = width - indent
    // A picture never takes more than a third of a page, one to draw into a little more.
    let part = (request.isLarge ? 0.5 : isTask ? 0.34 : 0.29) * style.pictures
    var box = figure.layout(
      fitting: Size(room, style.columnHeight * part), in: setter.context)
    // A handout shows the drawing, not the task.
    if !request.hasBlanks { box.items = box.items.map(\.withAnswersForAll) }
    let caption = figure.caption.isEmpty ? (isTask ? "" : figure.title) : figure.caption
    let content = FigureText(
      caption: caption, legend: (figure as? any Explained)?.legend(words) ?? [], setter: setter)
    let gap = style.body * 2
    let beside = room - box.width - gap
    var items: [Item]
    var height: Double
    if beside >= max(style.body * 12, content.legendWidth), !content.isEmpty {
      // Words beside a narrow picture, as on a page that was set by hand.
      let text = content.box(width: min(beside, style.body * 22), isCentered: false)
      height = max(box.height, text.height)
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
      height = box.height + (content.isEmpty ? 0 : style.body * 0.6 + text.height)
    }
    let description = words("Picture") + ": " + figure.description.replacing("\n", with: " ")
    append(
      Fragment(
        height: height, spaceBefore: style.gap * (isTask ? 1 : 1.4),
        twin: Twin(description + (caption.isEmpty ? "" : "\n" + caption)), items))
  }
}

/// What is said at a picture: its caption, and what its marks mean.
private struct FigureText {
  let caption: String
  let legend: [LegendEntry]
  let setter: Typesetter

  var isEmpty: Bool { caption.isEmpty && legend.isEmpty }

  /// The room that the widest entry of the legend needs on a line of its own.
  var legendWidth: Double { Legend(legend).layout(width: 1, in: setter.context).width }

  func box(width: Double, isCentered: Bool) -> Box {
    let style = setter.style
    var items: [Item] = []
    var y = 0.0
    if !caption.isEmpty {
      let lines = setter.lines(
        [.text(caption)], font: style.font(size: style.theme.small * 1.06), width: width,
        color: style.theme.muted)
      for line in lines {
        let x = isCentered ? max(0, (width - line.box.width) / 2) : 0
        items.append(line.box.placed(topLeft: Point(x, y)))
        y += line.box.height
      }
    }
    if !legend.isEmpty {
      if y > 0 { y += style.theme.small * 0.7 }
      // Beside the picture a line each; below it as many on a line as fit.
      let box = Legend(legend).layout(
        width: isCentered || width > style.columnWidth * 0.7 ? width : 1, in: setter.context)
      let x = isCentered ? max(0, (width - box.width) / 2) : 0
      items.append(box.placed(topLeft: Point(x, y)))
      y += box.height
    }
    return Box(width: width, ascent: 0, descent: y, items: items)
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
