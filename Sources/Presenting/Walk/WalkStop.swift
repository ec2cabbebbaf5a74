import Lessons

/// A place of the lesson where the walk halts.
public struct WalkStop: Sendable {
  public enum Content: Sendable {
    case cover
    /// Prose and tables, read page by page.
    case page([PlayedBlock])
    case figure(PlayedFigure)
    /// Many places in one: the steps of an experiment.
    case steps(PlayedWalk)
    case question(PlayedQuestion)
    case close
  }

  public var content: Content
  /// The last heading before it.
  public var section: String

  /// The stops of a lesson in order. Notes for the teacher are left out.
  static func all(of lesson: PlayedLesson) -> [WalkStop] {
    var stops = [WalkStop(content: .cover, section: "")]
    var page: [PlayedBlock] = []
    var section = ""
    func turnPage() {
      // A heading that stands alone before a step is told by the header of that step.
      let hasText = page.contains { if case .heading = $0 { false } else { true } }
      if hasText { stops.append(WalkStop(content: .page(page), section: section)) }
      page = []
    }
    for block in lesson.blocks {
      switch block {
      case .heading(let level, let inlines):
        if level <= 2 { turnPage() }
        if level <= 2 { section = inlines.map { $0.plainText(lesson.lesson.words) }.joined() }
        page.append(block)
      case .figure(let figure):
        turnPage()
        stops.append(WalkStop(content: .figure(figure), section: section))
      case .walk(let walk):
        turnPage()
        if !walk.experiment.marks.isEmpty {
          stops.append(WalkStop(content: .steps(walk), section: section))
        }
      case .question(let question):
        turnPage()
        stops.append(WalkStop(content: .question(question), section: section))
      case .pageBreak: turnPage()
      case .notes: break
      default: page.append(block)
      }
    }
    turnPage()
    stops.append(WalkStop(content: .close, section: ""))
    return stops
  }
}
