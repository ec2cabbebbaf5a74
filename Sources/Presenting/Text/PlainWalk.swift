import Figures
import Lessons

/// The whole lesson as plain text: prose, every step that is told with its arithmetic, tables,
/// descriptions of pictures, questions with their answers. No colour, no prompt.
public struct PlainWalk: Sendable {
  public var lesson: PlayedLesson
  private let text: BlockText
  private var words: Words { text.words }

  public init(_ lesson: PlayedLesson, width: Int = BlockText.readable) {
    self.lesson = lesson
    text = BlockText(width: width, words: lesson.lesson.words)
  }

  /// All lines of the lesson.
  public var lines: [String] {
    var lines = title
    for block in lesson.blocks {
      let new = self.lines(of: block)
      if !new.isEmpty { lines += [StyledLine()] + new }
    }
    return lines.map(\.text)
  }

  /// Some steps of one experiment, as `--step` and `--from … --to …` ask for them.
  public func lines(of steps: some Sequence<Int>, in experiment: PlayedExperiment) -> [String] {
    var lines: [StyledLine] = []
    for index in steps {
      if !lines.isEmpty { lines.append(StyledLine()) }
      lines += step(experiment.moment(index))
    }
    return lines.map(\.text)
  }

  private var title: [StyledLine] {
    let header = lesson.lesson
    var lines = StyledLine(header.title, .heading).wrapped(to: text.width)
    lines.append(
      StyledLine(String(repeating: "=", count: min(header.title.columns, text.width)), .muted))
    lines += StyledLine(header.summary).wrapped(to: text.width)
    if !header.objectives.isEmpty {
      lines +=
        [StyledLine()] + StyledLine(words("After this lesson you can")).wrapped(to: text.width)
      for objective in header.objectives {
        lines += StyledLine("• " + objective).wrapped(to: text.width, indent: 2)
      }
    }
    return lines
  }

  private func lines(of block: PlayedBlock) -> [StyledLine] {
    switch block {
    case .walk(let walk): walkLines(walk)
    case .question(let question): questionLines(question)
    case .heading(let level, let inlines):
      (StyledLine(String(repeating: "#", count: level) + " " + text.text(of: inlines).text))
        .wrapped(to: text.width)
    default: text.lines(of: block)
    }
  }

  private func walkLines(_ walk: PlayedWalk) -> [StyledLine] {
    var lines: [StyledLine] = []
    var last = 0
    for index in walk.told {
      if !lines.isEmpty { lines.append(StyledLine()) }
      if index > last + 1, last > 0 {
        lines += skipped((last + 1)...(index - 1), of: walk.experiment)
        lines.append(StyledLine())
      }
      lines += step(walk.experiment.moment(index))
      last = index
    }
    if walk.told.last == walk.experiment.marks.count, !walk.experiment.ending.isEmpty {
      lines += [StyledLine()] + StyledLine(walk.experiment.ending).wrapped(to: text.width)
    }
    return lines
  }

  private func skipped(_ steps: ClosedRange<Int>, of experiment: PlayedExperiment) -> [StyledLine] {
    let (first, last) = ("\(steps.lowerBound)", "\(steps.upperBound)")
    let isOne = steps.count == 1
    let left =
      isOne
      ? words("Step {1} is not told here", first)
      : words("Steps {1} to {2} are not told here", first, last)
    let options = isOne ? "--step \(first)" : "--from \(first) --to \(last)"
    let command = "\(lesson.lesson.command) --experiment \(experiment.name) \(options)"
    return StyledLine("(\(left): \(command))").wrapped(to: text.width)
  }

  private func step(_ moment: Moment) -> [StyledLine] {
    var lines = StyledLine(
      "--- \(moment.heading)\(moment.isMistake ? " · " + words("mistake") : "") ---"
    )
    .wrapped(to: text.width)
    for stage in moment.stages { lines += text.derivation(stage.derivation) }
    if let figure = moment.stages.last?.figure {
      lines += StyledLine(words("Picture") + ": " + figure.description(words)).wrapped(
        to: text.width)
    }
    return lines
  }

  private func questionLines(_ question: PlayedQuestion) -> [StyledLine] {
    var lines = StyledLine(words("Question") + " (\(words.points(question.points)))")
      .wrapped(to: text.width)
    lines += text.question(question)
    for index in question.hints.indices { lines += text.hint(question, index) }
    return lines + [StyledLine()] + text.answer(question, except: nil)
  }
}
