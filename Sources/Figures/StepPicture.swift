import Drawing

/// One moment on a page for the beamer: the figure at the left, its arithmetic at the right, the
/// legend, and where we are in the walk. It serves every kind of experiment.
public struct StepPicture {
  public static let size = Size(1200, 750)

  public var moment: Moment
  /// "The perceptron learns AND".
  public var title: String
  /// One mark for each step of the experiment.
  public var marks: [ProgressStrip.Mark]
  /// How many stages are shown; nil for all.
  public var stages: Int?

  public init(
    moment: Moment, title: String, marks: [ProgressStrip.Mark], stages: Int? = nil
  ) {
    precondition(!moment.stages.isEmpty, "a moment without stages")
    self.moment = moment
    self.title = title
    self.marks = marks
    self.stages = stages
  }

  private var shown: ArraySlice<Stage> {
    moment.stages.prefix(max(1, stages ?? moment.stages.count))
  }

  /// The finished picture of 1200 × 750 points, with its text twin.
  public func scene(in context: DrawingContext) -> Scene {
    let margin = 60.0
    let page = Self.size
    let figure = shown[shown.endIndex - 1].figure
    let derivations = shown.map { $0.derivation }
    let description =
      ([title + ". " + moment.heading + "."] + derivations.map { $0.text(context.words) }
      + [figure.description(context.words)]).joined(separator: "\n")

    // From the bottom up: progress, legend; then what is left for figure and arithmetic.
    var items = PictureHeading(title: title, heading: moment.heading)
      .items(width: page.width - 2 * margin, margin: margin, in: context)
    let note = TextRun.measured(
      context.words("filled: a mistake"), Font(.text, size: context.theme.small),
      context.theme.muted, context)
    let strip = ProgressStrip(marks: marks, current: moment.index)
      .layout(width: page.width - 2 * margin - note.width - 24, in: context)
    var bottom = page.height - 26
    items.append(strip.placed(topLeft: Point(margin, bottom - strip.height)))
    if marks.prefix(moment.index).contains(where: { $0.isMistake }) {
      items.append(
        note.placed(
          at: Point(margin + strip.width + 24, bottom - strip.height + context.theme.small * 1.26)))
    }
    bottom -= max(strip.height, 42) + 13
    let legend = Legend(figure.legend(context.words))
      .layout(width: page.width - 2 * margin, in: context)
    items.append(legend.placed(topLeft: Point(margin, bottom - legend.height)))
    bottom -= legend.height

    let top = 88.0
    let height = bottom - 14 - top
    // Where the arithmetic is short the figure gets its room.
    let widths = derivations.map {
      DerivationLayout([$0], size: 20).layout(width: 340, in: context).width
    }
    let wide = page.width - 3 * margin - min(max(widths.max() ?? 0, 340), 420)
    let box = figure.layout(fitting: Size(max(600, wide), height), in: context)
    items.append(.group(Group(tag: .figure, [box.placed(topLeft: Point(margin, top))])))
    items.append(
      arithmetic(
        derivations, left: margin + max(box.width, 420) + 60, top: top, height: height,
        in: context))
    return Scene(
      size: page, background: context.theme.paper, items: items,
      title: title + " · " + moment.heading, description: description)
  }

  /// The arithmetic in the largest size that fits.
  private func arithmetic(
    _ derivations: [Derivation], left: Double, top: Double, height: Double,
    in context: DrawingContext
  ) -> Item {
    let width = Self.size.width - 60 - left
    var size = 20.0
    var box = DerivationLayout(derivations, size: size).layout(width: width, in: context)
    while box.height > height || box.width > width, size > 11 {
      size -= 1
      box = DerivationLayout(derivations, size: size).layout(width: width, in: context)
    }
    return box.placed(
      topLeft: Point(left, top + max(0, min(14, height - box.height))), tag: .formula)
  }
}
