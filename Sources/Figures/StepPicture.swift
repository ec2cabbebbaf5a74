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
    let derivations = shown.map(\.derivation)
    let description =
      ([title + ". " + moment.heading + "."] + derivations.map { $0.plainText }
      + [figure.description]).joined(separator: "\n")

    // From the bottom up: progress, legend; then what is left for figure and arithmetic.
    var items: [Item] = heading(margin: margin, in: context)
    let strip = ProgressStrip(marks: marks, current: moment.index)
      .layout(width: page.width - 2 * margin, in: context)
    let note = TextRun.measured(
      context.words("filled: a mistake, something changes"),
      Font(.text, size: context.theme.small), context.theme.muted, context.measurer)
    let legend = Legend((figure as? any Explained)?.legend(context.words) ?? [])
    var bottom = page.height - 28
    if strip.width + note.width + 40 + 420 < page.width - 2 * margin {
      // A short strip stands beside the legend.
      let beside = legend.layout(
        width: page.width - 2 * margin - strip.width - note.width - 50, in: context)
      let height = max(strip.height, beside.height)
      let right = page.width - margin - note.width
      items.append(
        strip.placed(
          topLeft: Point(right - 14 - strip.width, bottom - height / 2 - strip.height / 2)))
      items.append(
        note.placed(at: Point(right, bottom - height / 2 + context.theme.small * 0.36)))
      items.append(
        beside.placed(topLeft: Point(margin, bottom - height / 2 - beside.height / 2)))
      bottom -= height
    } else {
      items.append(strip.placed(topLeft: Point(margin, bottom - strip.height)))
      bottom -= strip.height + 10
      let above = legend.layout(width: page.width - 2 * margin - note.width - 30, in: context)
      items.append(above.placed(topLeft: Point(margin, bottom - above.height)))
      items.append(
        note.placed(
          at: Point(page.width - margin - note.width, bottom - context.theme.small * 0.52)))
      bottom -= max(above.height, context.theme.small * 1.5)
    }

    let top = 92.0
    let height = bottom - 18 - top
    let box = figure.layout(fitting: Size(600, height), in: context)
    items.append(
      .group(
        Group(
          tag: .figure, [box.placed(topLeft: Point(margin, top + (height - box.height) / 2))])))
    items.append(
      arithmetic(derivations, left: margin + 600 + 50, top: top, height: height, in: context))
    return Scene(
      size: page, background: context.theme.paper, items: items,
      title: title + " · " + moment.heading, description: description)
  }

  private func heading(margin: Double, in context: DrawingContext) -> [Item] {
    let theme = context.theme
    let right = TextRun.measured(
      moment.heading, Font(.text, size: 18, weight: .medium), theme.muted, context.measurer)
    var size = 27.0
    var name = TextRun.measured(
      title, Font(.text, size: size, weight: .bold), theme.ink, context.measurer)
    while name.width > Self.size.width - 2 * margin - right.width - 30, size > 14 {
      size -= 1
      name = TextRun.measured(
        title, Font(.text, size: size, weight: .bold), theme.ink, context.measurer)
    }
    return [
      .group(Group(tag: .heading1, [name.placed(at: Point(margin, 58))])),
      .group(
        Group(tag: .paragraph, [right.placed(at: Point(Self.size.width - margin - right.width, 58))])
      ),
    ]
  }

  /// The arithmetic in the largest size that fits.
  private func arithmetic(
    _ derivations: [Derivation], left: Double, top: Double, height: Double,
    in context: DrawingContext
  ) -> Item {
    let width = Self.size.width - 60 - left
    var size = 20.0
    var box = DerivationLayout(derivations, size: size).layout(width: width, in: context)
    while box.height > height, size > 11 {
      size -= 1
      box = DerivationLayout(derivations, size: size).layout(width: width, in: context)
    }
    return box.placed(topLeft: Point(left, top + max(0, min(14, height - box.height))), tag: .formula)
  }
}
