import Drawing

/// One figure on a page for the beamer, with its title, caption and legend: overviews and the
/// figures of a lesson.
public struct FigurePicture {
  public var figure: AnyFigure
  /// At the right of the title: the experiment's name; may be empty.
  public var heading: String

  public init<F: Figure>(figure: F, heading: String = "") {
    self.figure = figure.erased
    self.heading = heading
  }

  /// The finished picture of 1200 × 750 points, with its text twin.
  public func scene(in context: DrawingContext) -> Scene {
    let theme = context.theme
    let page = StepPicture.size
    let margin = 60.0
    let width = page.width - 2 * margin
    var items = PictureHeading(title: figure.title, heading: heading)
      .items(width: width, margin: margin, in: context)
    var bottom = page.height - 34
    if !figure.caption.isEmpty {
      let lines = Self.lines(figure.caption, width: width, size: theme.label, context)
      for line in lines.reversed() {
        items.append(line.placed(at: Point(margin, bottom)))
        bottom -= theme.label * 1.45
      }
    }
    let legend = Legend(figure.legend(context.words))
      .layout(width: width, in: context)
    items.append(legend.placed(topLeft: Point(margin, bottom - legend.height)))
    bottom -= legend.height + 22
    let box = figure.layout(fitting: Size(width, bottom - 88), in: context)
    items.append(
      .group(
        Group(
          tag: .figure,
          [
            box.placed(
              topLeft: Point(
                margin + (width - box.width) / 2, 88 + max(0, bottom - 88 - box.height) / 2))
          ])))
    return Scene(
      size: page, background: theme.paper, items: items,
      title: figure.title + (heading.isEmpty ? "" : " · " + heading),
      description: [figure.title, figure.caption, figure.description(context.words)]
        .filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  /// Words in lines that fit.
  private static func lines(
    _ text: String, width: Double, size: Double, _ context: DrawingContext
  ) -> [TextRun] {
    let font = Font(.text, size: size)
    var lines: [TextRun] = []
    var line = ""
    for word in text.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if !line.isEmpty, context.measurer.measure(longer, font: font).width > width {
        lines.append(.verbatim(line, font, context.theme.muted, context))
        line = String(word)
      } else {
        line = longer
      }
    }
    if !line.isEmpty { lines.append(.verbatim(line, font, context.theme.muted, context)) }
    return lines
  }
}

/// The head of a picture: its title, smaller where it is long, and a few words at the right.
struct PictureHeading {
  var title: String
  var heading: String

  func items(width: Double, margin: Double, in context: DrawingContext) -> [Item] {
    let theme = context.theme
    let right = TextRun.measured(
      heading, Font(.text, size: theme.label * 1.15, weight: .medium), theme.muted,
      context)
    var size = theme.title
    func name() -> TextRun {
      .verbatim(title, Font(.text, size: size, weight: .bold), theme.ink, context)
    }
    while name().width > width - right.width - 30, size > theme.small { size -= 1 }
    var items: [Item] = []
    if !title.isEmpty {
      items.append(.group(Group(tag: .heading1, [name().placed(at: Point(margin, 58))])))
    }
    if !heading.isEmpty {
      items.append(
        .group(
          Group(tag: .paragraph, [right.placed(at: Point(margin + width - right.width, 58))])))
    }
    return items
  }
}
