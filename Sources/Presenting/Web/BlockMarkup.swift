import Drawing
import Figures
import Lessons

/// The blocks of a lesson as HTML.
struct BlockMarkup {
  let lesson: PlayedLesson
  let context: DrawingContext
  /// Which experiments the page plays itself.
  let live: Set<String>
  /// Whose trained network the page carries.
  let networks: Set<String>
  private var words: EscapedWords { EscapedWords(context.words) }
  /// Numbers of pictures, questions and walks, for their ids.
  private final class Counter {
    var next = 0
    func take() -> Int {
      next += 1
      return next
    }
  }
  private let counter = Counter()
  /// Experiments whose network stands in the text already: it follows their first walk.
  private final class Shown { var names: Set<String> = [] }
  private let shown = Shown()
  /// What has been used of the room for pictures that only pages without scripts show.
  private final class Budget { var left = 250_000 }
  private let budget = Budget()

  /// The room of a picture in the text, in points.
  private static let picture = Size(640, 460)

  init(
    _ lesson: PlayedLesson, in context: DrawingContext, live: Set<String>, networks: Set<String>
  ) {
    self.lesson = lesson
    self.context = context
    self.live = live
    self.networks = networks
  }

  func html(_ blocks: [PlayedBlock]) -> String { blocks.map(html).joined(separator: "\n") }

  private func html(_ block: PlayedBlock) -> String {
    switch block {
    case .heading(let level, let inlines):
      // The page's title is the first heading.
      let tag = "h\(min(level + 1, 6))"
      return "<\(tag)>\(InlineMarkup.html(inlines))</\(tag)>"
    case .paragraph(let inlines): return "<p>\(InlineMarkup.html(inlines))</p>"
    case .list(let isOrdered, let items):
      let tag = isOrdered ? "ol" : "ul"
      return "<\(tag)>" + items.map { "<li>\(html($0))</li>" }.joined() + "</\(tag)>"
    case .quote(let blocks): return "<blockquote>\(html(blocks))</blockquote>"
    case .code(let text): return "<pre><code>\(Markup.escaped(text))</code></pre>"
    case .formula(let source):
      return "<div class=\"formula\">\(InlineMarkup.formula(source, .display))</div>"
    case .figure(let figure): return self.figure(figure)
    case .walk(let walk): return self.walk(walk)
    case .table(let table): return self.table(table)
    case .derivations(let derivations): return self.derivations(derivations)
    case .question(let question):
      return QuestionMarkup(question, number: counter.take(), words).html
    case .notes, .pageBreak: return ""
    }
  }

  // MARK: Figures

  private func figure(_ played: PlayedFigure) -> String {
    let figure = played.figure
    let picture = FigureMarkup(figure, id: "figure\(counter.take())")
      .html(fitting: Self.picture, in: context)
    let shown =
      played.isTask
      ? "<details class=\"answer\"><summary>\(words("Show the answer"))</summary>\(picture)</details>"
      : picture
    let task = played.task.isEmpty ? "" : "<p class=\"task\">\(InlineMarkup.html(played.task))</p>"
    let caption =
      figure.caption.isEmpty ? "" : "<figcaption>\(Markup.escaped(figure.caption))</figcaption>"
    return "<figure>\(task)\(shown)\(caption)</figure>"
  }

  // MARK: Tables and arithmetic

  private func table(_ played: PlayedTable) -> String {
    let table = played.table
    let heads = table.columns.map { column -> String in
      // Not every reader of headers reads formulas.
      let text = Markup.escaped(context.words.formula(column.header))
      return "<th scope=\"col\"><span class=\"hidden\">\(text)</span>"
        + "<span aria-hidden=\"true\">\(DerivationMarkup.formula(column.header))</span></th>"
    }
    let mistake = "<span class=\"mistake\" title=\"\(words("a mistake"))\">●</span>"
    let hasMistakes = table.rows.contains { $0.isMistake }
    let rows = table.rows.map { row in
      "<tr\(row.isMistake ? " class=\"mistaken\"" : "")>"
        + row.cells.map { "<td>\(DerivationMarkup.formula($0))</td>" }.joined()
        + (hasMistakes ? "<td>\(row.isMistake ? mistake : "")</td>" : "") + "</tr>"
    }
    let caption =
      played.caption.isEmpty ? "" : "<caption>\(Markup.escaped(played.caption))</caption>"
    let name = played.caption.isEmpty ? words("Table") : Markup.escaped(played.caption)
    let mark = "<th scope=\"col\"><span class=\"hidden\">\(words("a mistake"))</span></th>"
    let head = "<thead><tr>\(heads.joined())\(hasMistakes ? mark : "")</tr></thead>"
    let html =
      "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"\(name)\">"
      + "<table>\(caption)\(head)<tbody>\(rows.joined())</tbody></table></div>"
    // What a worksheet leaves blank may be asked for nearby.
    return played.blank.isEmpty
      ? html
      : "<details class=\"answer wide\"><summary>\(words("Show the table"))</summary>\(html)</details>"
  }

  private func derivations(_ played: PlayedDerivations) -> String {
    let ask = played.ask.isEmpty ? "" : "<p class=\"task\">\(InlineMarkup.html(played.ask))</p>"
    let html =
      "<div class=\"derivations\">"
      + played.derivations.map { DerivationMarkup($0).html }.joined() + "</div>"
    return ask
      + (played.blank.isEmpty
        ? html
        : "<details class=\"answer\"><summary>\(words("Show the answer"))</summary>\(html)</details>")
  }

  // MARK: Walks

  /// A player; without scripts, the steps that the lesson tells, below each other.
  private func walk(_ walk: PlayedWalk) -> String {
    let experiment = walk.experiment
    let number = counter.take()
    let isLive = live.contains(experiment.name)
    let steps = walk.told.map { step in
      MomentPage(
        experiment.moment(step), id: "walk\(number)-\(step)", fitting: Self.picture, in: context
      ).html(withAnswers: true)
    }
    let told = "[" + walk.told.map { "\($0)" }.joined(separator: ",") + "]"
    return "<section class=\"player\" id=\"walk\(number)\" data-run=\"\(experiment.name)\""
      + " data-told=\"\(told)\" aria-label=\"\(words("Step by step")), \(number)\""
      + " data-change=\"\(Markup.escaped(TraceJSON.strings(walk.change).text))\">"
      + challenge(walk)
      + (isLive
        ? "<noscript>\(withinBudget(steps))</noscript>"
        : "<div class=\"steps\">\(steps.joined())</div>")
      + "<p class=\"ending\">\(Markup.escaped(experiment.ending))</p></section>"
      + network(experiment.name)
  }

  /// Where the page shows a whole network, once an experiment; nothing without scripts.
  private func network(_ name: String) -> String {
    guard networks.contains(name), shown.names.insert(name).inserted else { return "" }
    return "<section class=\"network\" data-run=\"\(Markup.escaped(name))\" hidden></section>"
  }

  /// What the page's reader may try to reach; only the engine can judge it.
  private func challenge(_ walk: PlayedWalk) -> String {
    guard let challenge = walk.challenge else { return "" }
    return "<div class=\"challenge\" data-goal=\"\(Markup.escaped(challenge.goal))\" hidden>"
      + "<b>\(words("Challenge:"))</b> \(InlineMarkup.html(challenge.ask))</div>"
  }

  /// The first steps with their pictures, the others without, where all would make the file large.
  private func withinBudget(_ steps: [String]) -> String {
    steps.map { step in
      budget.left -= step.utf8.count
      if budget.left > 0 { return step }
      guard let from = step.firstRange(of: "<div class=\"pictures\">"),
        let to = step.firstRange(of: "<div class=\"stages\">")
      else { return step }
      return String(step[..<from.lowerBound]) + String(step[to.lowerBound...])
    }.joined()
  }
}
