import Drawing
import Figures
import Lessons

/// The first page of a lesson's PDF: what it is about, what one can do after it, and how each of
/// its experiments ended.
struct CoverPage {
  var lesson: PlayedLesson

  private static let margin = 90.0
  private static let width = 900.0

  func scene(in context: DrawingContext) -> Scene {
    let theme = context.theme
    let words = context.words
    let header = lesson.lesson
    var flow = Flow(context: context, y: 90)
    flow.add(
      header.title, Font(.text, size: 44, weight: .bold), theme.ink, tag: .heading1)
    flow.y += 10
    flow.add(header.summary, Font(.text, size: 22), theme.muted)
    flow.y += 24
    if !header.objectives.isEmpty {
      flow.add(
        words("After this lesson you can"), Font(.text, size: 16, weight: .semibold), theme.muted)
      flow.y += 4
      for objective in header.objectives {
        flow.add(objective, Font(.text, size: 18), theme.ink, bullet: "•")
      }
      flow.y += 24
    }
    let endings = lesson.experiments.filter { !$0.ending.isEmpty }
    if !endings.isEmpty {
      flow.add(words("What happens"), Font(.text, size: 16, weight: .semibold), theme.muted)
      flow.y += 4
      for experiment in endings {
        let count = experiment.marks.count
        let steps = count == 1 ? words("1 step") : words("{1} steps", "\(count)")
        flow.add(
          "\(experiment.name) · \(steps) · \(experiment.ending)",
          Font(.text, size: 18), theme.ink)
      }
    }
    var foot = Flow(context: context, y: 665)
    foot.add(
      header.level.text(words) + " · " + words("{1} minutes", "\(header.minutes)")
        + " · " + header.commandOnPaper,
      Font(.text, size: 16), theme.muted)
    return Scene(
      size: StepPicture.size, background: theme.paper, items: flow.items + foot.items,
      title: header.title, description: header.summary)
  }

  /// Paragraphs below each other.
  private struct Flow {
    var context: DrawingContext
    /// The upper edge of the next paragraph.
    var y: Double
    var items: [Item] = []

    mutating func add(
      _ text: String, _ font: Font, _ color: Color, bullet: String = "",
      tag: StructureTag = .paragraph
    ) {
      let indent = bullet.isEmpty ? 0.0 : 18
      let box = Paragraph([.text(text, font: font, color: color)])
        .box(width: CoverPage.width - indent, measurer: context.measurer)
      var parts = [box.placed(topLeft: Point(CoverPage.margin + indent, y))]
      if !bullet.isEmpty {
        let mark = Paragraph([.text(bullet, font: font, color: context.theme.muted)])
          .box(width: 30, measurer: context.measurer)
        parts.insert(mark.placed(topLeft: Point(CoverPage.margin, y)), at: 0)
      }
      items.append(.group(Group(tag: tag, parts)))
      y += box.height + 0.3 * font.size
    }
  }
}
