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
      let code = code(0)
      task(
        ask, points: max(played.points, 1),
        blanks: [Blank(code: code, question: .drawing, answer: "")])
    }
    let room = width - (isTask ? taskIndent : 0)
    // A picture never takes more than a third of a page, one to draw into a little more.
    let height = style.columnHeight * (isTask ? 0.36 : 0.29) * style.density
    var box = figure.layout(fitting: Size(room, height), in: setter.context)
    // A handout shows the drawing, not the task.
    if !request.hasBlanks { box.items = box.items.map(\.withAnswersForAll) }
    let captions = figure.caption.isEmpty ? figure.title : figure.caption
    let lines = setter.lines(
      [.text(captions)], font: style.font(size: style.theme.small),
      width: min(room, max(box.width, width * 0.7)), color: style.theme.muted)
    let x = isTask ? taskIndent : max(0, (width - box.width) / 2)
    var items = [box.placed(topLeft: Point(x, 0), tag: .figure)]
    var y = box.height
    if !isTask || !figure.caption.isEmpty {
      y += style.body * 0.5
      var captionItems: [Item] = []
      for line in lines {
        let lineX = isTask ? taskIndent : max(0, (width - line.box.width) / 2)
        captionItems.append(line.box.placed(topLeft: Point(lineX, y)))
        y += line.box.height
      }
      items.append(.group(Group(tag: .caption, captionItems)))
    }
    let description = words("Picture") + ": " + figure.description
    append(
      Fragment(
        height: y, spaceBefore: style.gap * (isTask ? 1 : 1.4),
        twin: Twin(description + (captions.isEmpty ? "" : "\n" + captions)), items))
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
